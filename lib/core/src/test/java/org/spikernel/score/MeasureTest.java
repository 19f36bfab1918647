package org.spikernel.score;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.search.Candidate;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;
import org.spikernel.select.ParetoFront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MeasureTest {

    private static final ImageBatch BATCH = Datasets.textures().train().batch(8, 1);
    private static final Presentation SHOWN = SpikeEngine.common().on(BATCH, Weights.random(0));
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4).withTimesteps(2);
    private static final Network NETWORK =
            MACRO.network(SearchSpace.of(KernelSet.SET_3).cell(1_000));

    private static Search search(Scorer scorer) {
        return Search.of(SearchSpace.of(KernelSet.SET_3), MACRO, scorer).strategy(Strategy.random(12));
    }

    @Test
    void isFoundOutBesideTheScore() {
        RScore score = RScore.on(BATCH);
        Evaluation evaluation = score.measuring(Measure.microjoules(SHOWN))
                .measuring(Measure.spikes(SHOWN))
                .evaluate(NETWORK);

        assertThat(evaluation.score()).isEqualTo(score.ifDefined(NETWORK));
        assertThat(evaluation.measures())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "microjoules", Energy.of(NETWORK, SHOWN).microjoules(),
                        "spikes", spikesOf(NETWORK)));
    }

    private static double spikesOf(Network network) {
        SpikeCount count = SpikeCount.byLayer();
        SHOWN.run(network, network.timesteps(), count);
        return count.perSample();
    }

    @Test
    void isAColumnOfResultsAndSomethingThatFrontsGoBy() {
        SearchResult result =
                search(RScore.on(BATCH).measuring(Measure.microjoules(SHOWN))).run();

        assertThat(result.table().columnNames())
                .containsExactly(
                        "iteration",
                        "cell",
                        "setting",
                        "score",
                        "microjoules",
                        "params",
                        "params_features",
                        "params_batch_norm",
                        "params_classifier",
                        "seconds");
        assertThat(result.table().doubleColumn("microjoules").asDoubleArray())
                .containsExactly(result.candidates().stream()
                        .mapToDouble(candidate ->
                                Energy.of(candidate.network(), SHOWN).microjoules())
                        .toArray());
        List<Candidate> front = ParetoFront.of(result.candidates())
                .minimize("energy", candidate -> candidate.measure("microjoules"))
                .maximize("score", candidate -> candidate.score().orElse(Double.NaN))
                .front();
        assertThat(front).isNotEmpty().contains(result.best());
        assertThat(SearchResult.tableOf(List.of(
                                result,
                                search(RScore.on(BATCH)).named("without").run()))
                        .doubleColumn("microjoules")
                        .countMissing())
                .isEqualTo(result.candidates().size());
    }

    @Test
    void aLimitIsNeverExceededByWhatHasAScore() {
        Measure energy = Measure.microjoules(SHOWN);
        SearchResult free = search(RScore.on(BATCH).measuring(energy)).run();
        double limit = free.table().doubleColumn("microjoules").median();
        Scorer limited = RScore.on(BATCH).within(energy, limit);
        SearchResult result = search(limited).run();

        assertThat(result.candidates())
                .hasSameSizeAs(free.candidates())
                .anyMatch(candidate -> candidate.score().isPresent())
                .anyMatch(candidate -> candidate.score().isEmpty())
                .allMatch(candidate -> candidate.score().isEmpty() == (candidate.measure("microjoules") > limit));
        Candidate excess = result.candidates().stream()
                .filter(candidate -> candidate.score().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> limited.of(excess.network()))
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("has microjoules ")
                .hasMessageContaining(", and at most ");
    }

    @Test
    void whatCannotBeMeasuredIsMissingAndExceedsAnyLimit() {
        Measure nothing = new Measure("nothing", network -> Double.NaN);
        Scorer one = Scorer.named("one", network -> 1);

        assertThat(one.measuring(nothing).evaluate(NETWORK)).isEqualTo(new Evaluation(OptionalDouble.of(1), Map.of()));
        assertThat(one.within(nothing, 5).evaluate(NETWORK))
                .isEqualTo(new Evaluation(OptionalDouble.empty(), Map.of()));
        assertThat(one.within(nothing, 5).settings())
                .isEqualTo(Map.of("name", "one", "measures", "nothing at most 5.0"));
    }

    @Test
    void namesAreThoseOfColumns() {
        assertThatThrownBy(() -> new Measure("score", network -> 0)).hasMessageContaining("but found 'score'");
        assertThatThrownBy(() -> new Measure("a,b", network -> 0)).hasMessageContaining("but found 'a,b'");
        Measure twice = new Measure("twice", network -> 0);
        assertThatThrownBy(
                        () -> Scorer.named("one", network -> 1).measuring(twice).within(twice, 3))
                .hasMessageContaining("there is a measure 'twice' already");
    }

    /** Journals tell by settings what is theirs. */
    @Test
    void settingsTellMeasuresOfOtherCostsImagesAndWeightsApart() {
        Presentation otherImages =
                SpikeEngine.common().on(Datasets.textures().train().batch(8, 2), Weights.random(0));
        List<Measure> measures = List.of(
                Measure.microjoules(SHOWN),
                Measure.microjoules(SHOWN, EnergyCosts.INT8_45NM),
                Measure.microjoules(SHOWN, new EnergyCosts(EnergyCosts.FP32_45NM.name(), 4.6, 0.9, 4.6, 5)),
                Measure.microjoules(otherImages),
                Measure.microjoules(SpikeEngine.common().on(BATCH, Weights.random(1))),
                Measure.microjoules(SpikeEngine.common().on(BATCH, Weights.randomOnGrid(0))),
                Measure.spikes(SHOWN),
                Measure.spikes(otherImages),
                new Measure("spikes", network -> 1).withSettings(Map.of("of", "one")),
                new Measure("spikes", network -> 2).withSettings(Map.of("of", "two")));
        Scorer one = Scorer.named("one", network -> 1);

        assertThat(measures)
                .extracting(measure -> one.within(measure, 60).settings())
                .doesNotHaveDuplicates();
        assertThat(one.within(Measure.spikes(SHOWN), 60)
                        .measuring(new Measure("layers", network -> 1))
                        .settings())
                .containsExactly(
                        Map.entry("name", "one"),
                        Map.entry("measures", "spikes at most 60.0; layers"),
                        Map.entry("spikes weights", "random, seed 0"),
                        Map.entry("spikes images", "8"),
                        Map.entry("spikes image fingerprint", BATCH.fingerprint()));
        assertThat(Measure.microjoules(SHOWN).settings())
                .containsEntry(
                        "costs",
                        "FP32, 45 nm: 4.6 pJ a multiply-accumulate, 0.9 an accumulate, 4.6 a neuron update, 0.0 a memory read");
    }

    @Test
    void aJournalOfOtherCostsIsRefused(@TempDir Path directory) {
        Path journal = directory.resolve("journal.csv");
        Search search = search(RScore.on(BATCH).within(Measure.microjoules(SHOWN), 60));
        SearchResult first = search.journal(journal).run();

        assertThat(search.journal(journal).run().candidates()).isEqualTo(first.candidates());
        assertThatThrownBy(() -> search(RScore.on(BATCH).within(Measure.microjoules(SHOWN, EnergyCosts.INT8_45NM), 60))
                        .journal(journal)
                        .run())
                .hasMessageContaining("is that of another search")
                .hasMessageContaining("score microjoules costs: the journal says FP32, 45 nm: ");
    }
}
