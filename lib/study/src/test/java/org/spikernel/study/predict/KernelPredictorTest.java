package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.spikernel.block.BlockSpace;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.network.SnasNet;
import org.spikernel.random.RandomStream;
import org.spikernel.search.Evaluator;
import org.spikernel.search.Predictor;
import org.spikernel.search.Predictor.Belief;
import org.spikernel.search.Predictor.Observation;
import org.spikernel.search.Search;
import org.spikernel.search.Strategy;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.tabular.SpikeNasBench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class KernelPredictorTest {

    private static final List<CellArchitecture> CELLS = SpikeNasBench.SPACE
            .draws(3)
            .map(CellArchitecture::canonical)
            .distinct()
            .limit(160)
            .toList();

    /** What cells would be worth if depth and convolutions were all. */
    private static double worth(CellArchitecture cell) {
        return 2 * CellFeatures.of(cell.cell()).numbers().get("paths.deepest")
                + 0.3 * cell.cell().convolutions();
    }

    private static List<Observation> observed(List<CellArchitecture> cells, double variance) {
        return cells.stream()
                .map(cell -> new Observation(cell, worth(cell), variance))
                .toList();
    }

    @Test
    void ranksCellsThatItHasNotSeen() {
        Belief belief = KernelPredictor.ofCells().learn(observed(CELLS.subList(0, 60), 0));
        List<CellArchitecture> unseen = CELLS.subList(60, 160);

        assertThat(RankCorrelation.kendall(
                        belief.means(unseen),
                        unseen.stream().mapToDouble(KernelPredictorTest::worth).toArray()))
                .isGreaterThan(0.85);
    }

    @Test
    void drawsAreSpreadAroundTheMeansAndDoubtLessWhatIsKnown() {
        Belief belief = KernelPredictor.ofCells().learn(observed(CELLS.subList(0, 60), 0));
        List<CellArchitecture> both = List.of(CELLS.get(0), CELLS.get(100));
        double[] means = belief.means(both);
        double[] sums = new double[2];
        double[] squares = new double[2];
        int draws = 400;
        for (int i = 0; i < draws; i++) {
            double[] draw = belief.draw(both, RandomStream.at(1, i));
            for (int place = 0; place < 2; place++) {
                sums[place] += draw[place] - means[place];
                squares[place] += (draw[place] - means[place]) * (draw[place] - means[place]);
            }
        }
        double known = Math.sqrt(squares[0] / draws);
        double unknown = Math.sqrt(squares[1] / draws);

        assertThat(known).isPositive().isLessThan(unknown);
        assertThat(sums[1] / draws).isEqualTo(0, within(4 * unknown / Math.sqrt(draws)));
        assertThat(belief.draw(both, RandomStream.at(1, 7))).isEqualTo(belief.draw(both, RandomStream.at(1, 7)));
    }

    @Test
    void whatIsUncertainCountsLess() {
        CellArchitecture one = CELLS.get(0);
        List<Observation> sure = new ArrayList<>(observed(CELLS.subList(1, 40), 0));
        List<Observation> unsure = new ArrayList<>(sure);
        sure.add(new Observation(one, 100, 0));
        unsure.add(new Observation(one, 100, 1e6));
        Predictor predictor = KernelPredictor.ofCells();

        assertThat(predictor.learn(unsure).means(List.of(one))[0])
                .isLessThan(predictor.learn(sure).means(List.of(one))[0]);
    }

    @Test
    void oneObservationAndEqualOnesAreEnough() {
        List<Observation> equal = CELLS.subList(0, 5).stream()
                .map(cell -> new Observation(cell, 3, 0))
                .toList();

        for (int count : new int[] {1, 5}) {
            Belief belief = KernelPredictor.ofCells().learn(equal.subList(0, count));
            assertThat(belief.means(CELLS)).containsOnly(3);
            assertThat(Arrays.stream(belief.draw(CELLS, RandomStream.at(0))).boxed())
                    .allMatch(Double::isFinite);
        }
    }

    @Test
    void knowsChoicesOfAnySlots() {
        BlockSpace space = BlockSpace.autoSnn();
        List<Observation> known = space.draws(1)
                .limit(80)
                .map(drawn -> new Observation(
                        drawn,
                        space.choices(drawn).stream()
                                .mapToInt(choice -> choice == 1 ? 1 : 0)
                                .sum(),
                        0))
                .toList();
        Belief belief = KernelPredictor.ofSlots(space).learn(known);
        double[] means = belief.means(List.of(
                space.withChoices(List.of(1, 1, 1, 1, 1)).orElseThrow(),
                space.withChoices(List.of(2, 2, 2, 2, 2)).orElseThrow()));

        assertThat(means[0]).isGreaterThan(means[1] + 1);
    }

    @Test
    void cellsThatDifferAreRefused() {
        CellArchitecture two =
                new CellArchitecture(List.of(Cell.parse("skip | skip skip | skip skip skip"), Cell.EMPTY));

        assertThatThrownBy(() -> KernelPredictor.ofCells().learn(List.of(new Observation(two, 1, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs architectures of one cell");
    }

    /** How many operations are those of one cell that only few draws have. */
    private static double likeness(CellArchitecture cell) {
        Cell hidden = Cell.parse("conv3x3@0.5 | skip conv3x3@0.5 | conv3x3@1.5 zero conv3x3@1.5");
        return IntStream.range(0, 6)
                .filter(edge -> cell.cell()
                        .operations()
                        .get(edge)
                        .equals(hidden.operations().get(edge)))
                .count();
    }

    @Test
    void guidesASearchToWhatIsBest() {
        Search search = Search.of(
                SpikeNasBench.SPACE,
                SnasNet.cifar10(),
                Evaluator.lookup(cell -> OptionalDouble.of(likeness((CellArchitecture) cell))));

        assertThat(found(search.strategy(Strategy.guided(40, KernelPredictor.ofCells()))))
                .isEqualTo(6);
        assertThat(found(search.strategy(Strategy.random(200)))).isLessThan(6);
    }

    private static double found(Search search) {
        return search.run().best().score().getAsDouble();
    }
}
