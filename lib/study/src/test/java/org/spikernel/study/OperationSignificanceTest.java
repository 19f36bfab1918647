package org.spikernel.study;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class OperationSignificanceTest {

    private static final SearchSpace SPACE = SearchSpace.SPIKENAS_3O;

    /** A convolution is worth 0.4, and a seed brings its hundredth part. */
    private static double accuracy(SearchSpace space, long seed, Progress progress) {
        return (space.operations().contains(Operation.CONV3X3) ? 0.9 : 0.5) + seed / 100.0;
    }

    private static OperationSignificance significance() {
        return OperationSignificance.of(SPACE);
    }

    @Test
    void lossIsWhatTheWholeSpaceHasMore() {
        Table table = significance().run(OperationSignificanceTest::accuracy).table();

        assertThat(table.stringColumn("removed").asList()).containsExactly("nothing", "skip", "conv3x3", "avg3x3");
        assertThat(table.doubleColumn("accuracy").get(2)).isCloseTo(0.52, within(1e-12));
        assertThat(table.doubleColumn("loss").get(2)).isCloseTo(0.4, within(1e-12));
        assertThat(table.doubleColumn("loss").get(1)).isZero();
    }

    @Test
    void spaceWhoseZeroCannotBeRemovedIsRefusedByName() {
        SearchSpace space = SearchSpace.of(KernelSet.SET_1).withBackward();

        assertThatThrownBy(() -> OperationSignificance.of(space))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a search space with backward connections needs the operation zero");
    }

    @Test
    void noiseOverSeedsIsShown() {
        Table table = significance()
                .seeds(1, 2, 6)
                .run(OperationSignificanceTest::accuracy)
                .table();

        assertThat(table.columnNames())
                .containsExactly(
                        "removed",
                        "accuracy",
                        "standard_deviation",
                        "loss",
                        "standard_deviation_of_loss",
                        "seed_1",
                        "seed_2",
                        "seed_6");
        assertThat(table.doubleColumn("seed_6").get(0)).isCloseTo(0.96, within(1e-12));
        assertThat(table.doubleColumn("standard_deviation").get(0)).isCloseTo(Math.sqrt(7) / 100, within(1e-12));
        assertThat(table.doubleColumn("standard_deviation_of_loss").get(2))
                .as("all seeds lose alike")
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void oneSeedTellsNoNoise() {
        Table table =
                significance().seeds(4).run(OperationSignificanceTest::accuracy).table();

        assertThat(table.doubleColumn("standard_deviation").countMissing()).isEqualTo(4);
        assertThat(table.doubleColumn("accuracy").get(0)).isCloseTo(0.94, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void accuracyThatIsNoNumberIsMissing(double none) {
        Table table = significance()
                .seeds(1, 2)
                .run((space, seed, progress) -> space.name().endsWith("skip") && seed == 2 ? none : 0.5)
                .table();

        for (String column :
                List.of("accuracy", "standard_deviation", "loss", "standard_deviation_of_loss", "seed_2")) {
            assertThat(table.doubleColumn(column).countMissing()).as(column).isEqualTo(1);
            assertThat(table.doubleColumn(column).isMissing(1)).as(column).isTrue();
        }
        assertThat(table.doubleColumn("seed_1").countMissing()).isZero();
    }

    @Test
    void everySpaceIsMeasuredWithEverySeed() {
        List<String> measured = new ArrayList<>();
        List<ProgressStep> steps = new ArrayList<>();
        significance()
                .seeds(1, 2)
                .run(
                        (space, seed, progress) -> {
                            measured.add(space.name() + ", " + seed);
                            return 0.0;
                        },
                        steps::add);

        assertThat(measured)
                .containsExactly(
                        "3O, 1",
                        "3O, 2",
                        "3O without skip, 1",
                        "3O without skip, 2",
                        "3O without conv3x3, 1",
                        "3O without conv3x3, 2",
                        "3O without avg3x3, 1",
                        "3O without avg3x3, 2");
        assertThat(steps).extracting(ProgressStep::done).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(steps).allMatch(step -> step.total() == 8);
    }

    @Test
    void saysInPercentWhichSpacesDiffer() {
        PairedComparisons compared =
                significance().run(OperationSignificanceTest::accuracy).comparisons();

        assertThat(compared.means()).containsKeys("without nothing", "without conv3x3");
        assertThat(compared.toldApart())
                .extracting(PairedComparisons.Pair::lower)
                .containsOnly("without conv3x3")
                .hasSize(3);
        assertThat(compared.pairs().get(0).difference()).isCloseTo(40, within(1e-9));
    }

    @Test
    void seedsAreOneOrMoreEachOnce() {
        assertThat(significance().times(2)).isEqualTo(significance().seeds(1, 2));
        assertThatThrownBy(() -> significance().seeds(new long[0])).hasMessageContaining("one or more");
        assertThatThrownBy(() -> significance().seeds(1, 1)).hasMessageContaining("each once, but are [1, 1]");
    }
}
