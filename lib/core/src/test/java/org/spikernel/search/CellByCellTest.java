package org.spikernel.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.engine.Batches;
import org.spikernel.network.CellMemoryModel;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.Network;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.progress.ProgressStep;
import org.spikernel.score.RScore;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CellByCellTest {

    private static final SearchSpace SPACE = SearchSpace.SPIKENAS_2O;
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4);

    /** No ties to speak of. */
    private static final Scorer BY_NAME =
            Scorer.named("hash", network -> network.name().hashCode());

    /** Many ties. */
    private static final Scorer BY_CONVOLUTIONS = Scorer.named(
            "convolutions", network -> -Math.abs(network.spikingLayers().size() - 8));

    private static Search search() {
        return search(BY_NAME);
    }

    private static Search search(Scorer scorer) {
        return Search.of(SPACE, MACRO, scorer).strategy(Strategy.cellByCell());
    }

    private static Search search(SearchSpace space, SnasNet macro) {
        return Search.of(space, macro, BY_NAME).strategy(Strategy.cellByCell());
    }

    /** A budget between the smallest network and the largest. */
    private static MemoryBudget budget(SnasNet macro, int percent) {
        long least = macro.network(Cell.parse("skip | skip skip | skip skip skip"))
                .params()
                .features();
        long most = macro.network(Cell.parse("conv3x3 | conv3x3 conv3x3 | conv3x3 conv3x3 conv3x3"))
                .params()
                .features();
        return MemoryBudget.params(least + (most - least) * percent / 100).withScope(Scope.FEATURES);
    }

    @Property(tries = 40)
    void findsWhatAlgorithmOneFinds(
            @ForAll @IntRange(min = 1, max = 3) int cells,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll boolean withTies) {
        SnasNet macro = MACRO.withCells(cells);
        Scorer scorer = withTies ? BY_CONVOLUTIONS : BY_NAME;
        AlgorithmOne algorithm = new AlgorithmOne(SPACE.operations(), macro, scorer, budget(macro, percent));
        algorithm.run();
        SearchResult result = Search.of(SPACE, macro, scorer)
                .strategy(Strategy.cellByCell())
                .budget(budget(macro, percent))
                .run();

        assertThat(result.best().cells().cells(cells)).isEqualTo(algorithm.best());
        assertThat(result.best().score()).hasValue(algorithm.highest());
        assertThat(result.candidates())
                .extracting(candidate -> candidate.network().name())
                .containsExactlyElementsOf(algorithm.evaluated());
        assertThat(result.iterations()).isEqualTo(algorithm.iterations());
        assertThat(result.overBudget()).isEqualTo(algorithm.tooLarge());
        assertThat(result.equivalent())
                .isEqualTo(algorithm.iterations() - algorithm.evaluated().size() - algorithm.tooLarge());
    }

    @Property(tries = 60)
    void budgetsAreNeverViolated(
            @ForAll @IntRange(min = 1, max = 3) int cells,
            @ForAll @IntRange(max = 99) int percent,
            @ForAll @IntRange(min = 1, max = 32) int bits) {
        SnasNet macro = MACRO.withCells(cells);
        MemoryBudget limit = budget(macro, percent);
        Set<Long> scored = ConcurrentHashMap.newKeySet();
        SearchResult result = Search.of(SPACE, macro, network -> {
                    scored.add(network.params().features());
                    return network.name().hashCode();
                })
                .strategy(Strategy.cellByCell())
                .budget(limit)
                .run();

        assertThat(scored).isNotEmpty().allMatch(features -> features <= limit.limit());
        assertThat(result.candidates())
                .allMatch(candidate -> candidate.params().features() <= limit.limit())
                .allMatch(
                        candidate -> candidate.params().bytes(bits, Scope.FEATURES) <= (limit.limit() * bits + 7) / 8);
    }

    @Property(tries = 5)
    void equivalenceNeverChangesAScore(@ForAll long seed) {
        SnasNet macro = new SnasNet(new Shape(3, 8, 8), 2, 2, 3, 1, 8, 2, 2, Lif.DEFAULT, 2);
        RScore score = RScore.on(Batches.normal(4, 3, 8, seed)).seed(seed);
        SearchSpace space = SearchSpace.of(Operation.ZERO, Operation.CONV1X1);
        SearchResult result =
                Search.of(space, macro, score).strategy(Strategy.cellByCell()).run();
        AtomicInteger compared = new AtomicInteger();

        space.drawableCells().forEach(cell -> {
            CellArchitecture canonical = CellArchitecture.of(cell).canonical();
            Candidate candidate = result.candidates().stream()
                    .filter(scored -> scored.architecture().equals(canonical))
                    .findFirst()
                    .orElseThrow();
            if (cell.repaired().equals(cell.canonical())) {
                assertThat(candidate.score()).isEqualTo(scoreOf(macro.network(cell.repaired()), score));
                compared.incrementAndGet();
            }
        });
        assertThat(result.equivalent()).isPositive();
        assertThat(compared).hasPositiveValue();
    }

    private static OptionalDouble scoreOf(Network network, RScore score) {
        try {
            return OptionalDouble.of(score.of(network));
        } catch (UndefinedScoreException undefined) {
            return OptionalDouble.empty();
        }
    }

    @Property(tries = 10)
    void resultIsTheSameForAnyNumberOfThreads(@ForAll @IntRange(min = 2, max = 8) int threads) {
        assertThat(withoutSeconds(search().threads(threads).run()))
                .isEqualTo(withoutSeconds(search().threads(1).run()));
    }

    private static String withoutSeconds(SearchResult result) {
        return result.table().removeColumns("seconds").printAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachPassGoesThroughAllInCellArchitectures(int cells) {
        SearchResult result = Search.of(SearchSpace.SPIKENAS_3O, MACRO.withCells(cells), BY_NAME)
                .strategy(Strategy.cellByCell())
                .run();

        assertThat(result.iterations()).isEqualTo(cells * 729);
        assertThat(result.candidates()).hasSize(cells * 729 - (cells - 1));
        assertThat(result.equivalent())
                .as("the best of a pass comes up in the next one")
                .isEqualTo(cells - 1);
        assertThat(result.bestSoFar().intColumn("iteration").asList())
                .isSorted()
                .endsWith(cells * 729);
    }

    @Test
    void laterPassesChangeOneCellOfTheBest() {
        SearchResult result = Search.of(SPACE, MACRO.withCells(3), BY_NAME)
                .strategy(Strategy.cellByCell())
                .run();
        CellArchitecture first = result.bestAfter(64).cells();
        CellArchitecture second = result.bestAfter(128).cells();

        assertThat(first.isUniform()).isTrue();
        assertThat(result.candidates().stream()
                        .filter(candidate -> candidate.iteration() > 64 && candidate.iteration() <= 128)
                        .map(Candidate::cells))
                .allMatch(drawn -> drawn.equals(first.with(3, 2, drawn.cells(3).get(1))));
        assertThat(result.candidates().stream()
                        .filter(candidate -> candidate.iteration() > 128)
                        .map(Candidate::cells))
                .isNotEmpty()
                .allMatch(drawn -> drawn.equals(second.with(3, 3, drawn.cells(3).get(2))));
    }

    @Test
    void kernelSetsAreSearchedToo() {
        SearchResult result = Search.of(SearchSpace.of(KernelSet.SET_3), MACRO.withCells(1), BY_NAME)
                .strategy(Strategy.cellByCell())
                .run();

        assertThat(result.setting()).isEqualTo("SpikeNAS_1C5O_3x3_5x5");
        assertThat(result.iterations()).isEqualTo(12_500);
        assertThat(result.candidates()).hasSize(7_012);
        assertThat(result.equivalent()).isEqualTo(12_500 - 7_012);
        assertThat(result.toString()).contains("5,488 equivalent to others");
    }

    @Test
    void settingsHaveTheNamesOfThePaper() {
        Search threeOperations = search(SearchSpace.SPIKENAS_3O, MACRO);
        MemoryBudget limit = MemoryBudget.params(1_200_000);

        assertThat(threeOperations.setting()).isEqualTo("SpikeNAS_2C3O");
        assertThat(search().budget(limit).setting()).isEqualTo("SpikeNAS_2C2O_M");
        assertThat(search(SPACE, MACRO.withCells(3)).setting()).isEqualTo("SpikeNAS_3C2O");
        assertThat(search(SearchSpace.of(KernelSet.SET_1), MACRO).budget(limit).setting())
                .isEqualTo("SpikeNAS_2C5O_1x1_3x3_M");
    }

    @Test
    void budgetThatNothingMeetsIsRefusedAtOnceWithTheSmallestSize(@TempDir Path directory) {
        AtomicInteger scored = new AtomicInteger();
        Search hopeless = search(Scorer.named("none", network -> scored.incrementAndGet()))
                .budget(MemoryBudget.bytes(1_000, 8))
                .journal(directory.resolve("journal.csv"));
        long smallest = CellMemoryModel.of(MACRO)
                .params(CellArchitecture.parse("skip | skip skip | skip skip skip"), Scope.TOTAL);

        assertThatThrownBy(hopeless::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meets the budget of at most 1,000 parameters (total)")
                .hasMessageContaining(String.format(
                        Locale.ROOT, "the smallest has %,d (skip | skip skip | skip skip skip)", smallest));
        assertThat(scored).hasValue(0);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void interruptedSearchContinuesFromItsJournal(@TempDir Path directory) throws Exception {
        Path journal = directory.resolve("journal.csv");
        SearchResult interrupted = EndlessScorer.interrupted(
                100, BY_NAME, endless -> search(Scorer.named("hash", endless)).journal(journal));

        assertThat(interrupted.complete()).isFalse();
        assertThat(interrupted.candidates()).hasSize(99);
        assertThat(interrupted.iterations()).isEqualTo(2 * 64);

        AtomicInteger scored = new AtomicInteger();
        SearchResult resumed = search(Scorer.named("hash", network -> {
                    scored.incrementAndGet();
                    return BY_NAME.of(network);
                }))
                .journal(journal)
                .run();

        assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(search().run()));
        assertThat(scored).hasValue(2 * 64 - 1 - 99);
        assertThat(Files.readAllLines(journal)).contains("# search: memory-aware", "# macro-architecture cells: 2");
    }

    @Test
    void interruptInTheFirstPassEndsTheSearch() throws Exception {
        SearchResult result = EndlessScorer.interrupted(10, BY_NAME, CellByCellTest::search);

        assertThat(result.candidates()).hasSize(9);
        assertThat(result.iterations()).isEqualTo(64);
        assertThat(result.toString()).startsWith("SpikeNAS_2C2O (interrupted)");
    }

    @Test
    void progressGoesThroughAllPasses() {
        List<ProgressStep> steps = new ArrayList<>();
        SearchResult result = search().run(steps::add);

        assertThat(steps.get(0).total()).isEqualTo(128);
        assertThat(steps).extracting(ProgressStep::fraction).isSorted();
        assertThat(steps.get(steps.size() - 1).done()).isEqualTo(127);
        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
        assertThat(steps.get(steps.size() - 1).line()).contains("candidates of SpikeNAS_2C2O (100%)");
        assertThat(result.candidates()).hasSize(127);
    }

    @Test
    void searchInWhichNothingHasAScoreEndsAfterItsFirstPass() {
        SearchResult result = search(network -> {
                    throw new UndefinedScoreException("never");
                })
                .run();

        assertThat(result.candidates()).hasSize(64);
        assertThat(result.complete()).isTrue();
        assertThatThrownBy(result::best).isInstanceOf(UndefinedScoreException.class);
    }

    @Test
    void networkWhoseScoreIsNoNumberNeverLeadsAPass() {
        Scorer none = network -> network.params().total() % 3 == 0 ? Double.NaN : BY_NAME.of(network);
        Scorer undefined = network -> {
            if (network.params().total() % 3 == 0) {
                throw new UndefinedScoreException("divisible by three");
            }
            return BY_NAME.of(network);
        };
        SearchResult result = search(none).run();
        SearchResult expected = search(undefined).run();

        assertThat(result.candidates()).extracting(Candidate::score).contains(OptionalDouble.empty());
        assertThat(result.candidates())
                .extracting(Candidate::architecture)
                .isEqualTo(expected.candidates().stream()
                        .map(Candidate::architecture)
                        .toList());
        assertThat(result.best().architecture()).isEqualTo(expected.best().architecture());
        assertThat(search(network -> Double.NaN).run().candidates()).hasSize(64);
    }

    @Test
    void candidateWhoseCellsDifferHasNoOneCell() {
        Candidate mixed = search().run().candidates().stream()
                .filter(candidate -> !candidate.cells().isUniform())
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(mixed::cell).hasMessageContaining("the cells differ").hasMessageContaining("cells()");
        assertThat(mixed.network().params()).isEqualTo(mixed.params());
        assertThat(mixed.toString()).contains(" / ");
    }
}
