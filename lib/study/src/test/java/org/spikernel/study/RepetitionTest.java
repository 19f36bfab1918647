package org.spikernel.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RepetitionTest {

    private static final Repetition<Integer> KERNELS =
            Repetition.of(List.of(1, 3)).named("kernel", size -> size + "x" + size);

    /** What was shown. */
    private static final class Shown implements Progress {

        private final List<String> lines = new ArrayList<>();
        private int closed;

        @Override
        public void update(ProgressStep step) {
            lines.add(step.done() + "/" + step.total() + " " + step.unit() + ", " + step.remark());
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void everySettingIsDoneFromEverySeed() {
        var repeated = KERNELS.seeds(5, 7).run((size, seed, progress) -> size + seed);

        assertThat(repeated.isComplete()).isTrue();
        assertThat(repeated.results()).containsExactly(6L, 8L, 8L, 10L);
        assertThat(repeated.runs().get(3)).isEqualTo(new Repeated.Run<>("3x3", 3, 7, 10L));
        assertThat(repeated).hasToString("4 of 4 runs: 1x1, 3x3, each from seeds [5, 7]");
    }

    @Test
    void seedsAreOneTwoThreeUnlessTold() {
        assertThat(KERNELS.seeds()).containsExactly(1L, 2L, 3L);
        assertThat(KERNELS.size()).isEqualTo(6);
    }

    @Test
    void settingsAreNamedByWhatTheyPrintOrByAMap() {
        Map<String, Integer> settings = new LinkedHashMap<>();
        settings.put("small", 3);
        settings.put("small too", 3);

        assertThat(Repetition.of(List.of(1, 3)).settings()).containsOnlyKeys("1", "3");
        assertThat(Repetition.of(settings)
                        .named("kernel")
                        .run((size, seed, progress) -> size)
                        .rows()
                        .table("runs")
                        .columnNames())
                .containsExactly("kernel", "seed");
        assertThat(Repetition.of(settings).size()).isEqualTo(6);
    }

    @Test
    void measuresWhatCameOfIt() {
        Measurements sums =
                KERNELS.seeds(5, 7).run((size, seed, progress) -> size + seed).measure("sum", sum -> sum);

        assertThat(sums)
                .isEqualTo(new Measurements(
                        "sum", "kernel", List.of(5L, 7L), Map.of("1x1", List.of(6.0, 8.0), "3x3", List.of(8.0, 10.0))));
    }

    @Test
    void tableOfRunsHasWhatIsAddedToThem() {
        Table table = KERNELS.seeds(5, 7)
                .run((size, seed, progress) -> size + seed)
                .rows()
                .number("kernel_size", run -> run.setting())
                .count("sum", Repeated.Run::result)
                .table("runs");

        assertThat(table.name()).isEqualTo("runs");
        assertThat(table.stringColumn("kernel").asList()).containsExactly("1x1", "1x1", "3x3", "3x3");
        assertThat(table.longColumn("seed").asList()).containsExactly(5L, 7L, 5L, 7L);
        assertThat(table.doubleColumn("kernel_size").asList()).containsExactly(1.0, 1.0, 3.0, 3.0);
        assertThat(table.longColumn("sum").asList()).containsExactly(6L, 8L, 8L, 10L);
    }

    @Test
    void curvesAreMeansOverSeeds() {
        Table curves = KERNELS.seeds(1, 2)
                .run((size, seed, progress) -> new double[] {size, size * seed})
                .meanCurves("epoch", "accuracy_percent", curve -> curve);

        assertThat(curves.name()).isEqualTo("accuracy percent, mean over 2 seeds");
        assertThat(curves.stringColumn("kernel").asList()).containsExactly("1x1", "1x1", "3x3", "3x3");
        assertThat(curves.intColumn("epoch").asList()).containsExactly(1, 2, 1, 2);
        assertThat(curves.doubleColumn("accuracy_percent").asList()).containsExactly(1.0, 1.5, 3.0, 4.5);
    }

    @Test
    void curvesOfOneSettingAreEquallyLong() {
        var repeated = KERNELS.seeds(1, 2).run((size, seed, progress) -> new double[(int) seed]);

        assertThatThrownBy(() -> repeated.meanCurves("epoch", "loss", curve -> curve))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the curves of 1x1 should be equally long, but have lengths [1, 2]");
    }

    @Test
    void jobsThatTellNothingCountAsOneEach() {
        Shown shown = new Shown();
        KERNELS.seeds(5, 7).run((size, seed, progress) -> size, shown);

        assertThat(shown.lines)
                .containsExactly(
                        "1/4 runs, 1x1, seed 5",
                        "2/4 runs, 1x1, seed 7",
                        "3/4 runs, 3x3, seed 5",
                        "4/4 runs, 3x3, seed 7");
        assertThat(shown.closed).isEqualTo(1);
    }

    /** As long as it is not known otherwise, all jobs are taken to be as long as the present one. */
    @Test
    void jobsShareOneBar() {
        Shown shown = new Shown();
        KERNELS.seeds(5)
                .run(
                        (size, seed, progress) -> {
                            for (int step = 1; step <= 1 + size; step++) {
                                progress.update(
                                        new ProgressStep(step, 1 + size, "steps", Duration.ZERO, "loss " + step));
                            }
                            progress.close();
                            return size;
                        },
                        shown);

        assertThat(shown.lines)
                .containsExactly(
                        "1/4 steps, 1x1, seed 5, loss 1",
                        "2/4 steps, 1x1, seed 5, loss 2",
                        "3/6 steps, 3x3, seed 5, loss 1",
                        "4/6 steps, 3x3, seed 5, loss 2",
                        "5/6 steps, 3x3, seed 5, loss 3",
                        "6/6 steps, 3x3, seed 5, loss 4");
    }

    @Property
    void barOfAnyJobsGoesForwardsToItsEnd(
            @ForAll @Size(min = 1, max = 6) List<@Size(max = 3) List<@IntRange(min = 1, max = 9) Integer>> pieces) {
        List<ProgressStep> steps = new ArrayList<>();
        Repetition.of(IntStream.range(0, pieces.size()).boxed().toList())
                .seeds(1)
                .run(
                        (job, seed, progress) -> {
                            for (int total : pieces.get(job)) {
                                progress.update(new ProgressStep(1, total, "steps", Duration.ZERO, ""));
                                progress.update(new ProgressStep(total, total, "steps", Duration.ZERO, ""));
                                progress.close();
                            }
                            return job;
                        },
                        steps::add);

        assertThat(steps).extracting(ProgressStep::done).isSorted();
        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
    }

    /** Such as a search and then a training, each of which closes its progress. */
    @Test
    void jobOfSeveralPiecesGoesForwards() {
        List<ProgressStep> steps = new ArrayList<>();
        KERNELS.seeds(5, 7)
                .run(
                        (size, seed, progress) -> {
                            for (int total : new int[] {2, 3}) {
                                for (int done = 1; done <= total; done++) {
                                    progress.update(new ProgressStep(done, total, "steps", Duration.ZERO, ""));
                                }
                                progress.close();
                            }
                            return size;
                        },
                        steps::add);

        assertThat(steps).extracting(ProgressStep::done).isSorted().doesNotHaveDuplicates();
        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptKeepsWhatIsDone(boolean throwing) {
        Shown shown = new Shown();
        var repeated = KERNELS.seeds(5, 7)
                .run(
                        (size, seed, progress) -> {
                            if (size == 3 && seed == 7) {
                                Thread.currentThread().interrupt();
                                if (throwing) {
                                    throw new CancellationException("interrupted");
                                }
                            }
                            return size;
                        },
                        shown);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(shown.closed).isEqualTo(1);
        assertThat(repeated.isComplete()).isFalse();
        assertThat(repeated.results()).containsExactly(1, 1, 3);
        assertThat(repeated).hasToString("3 of 4 runs (interrupted): 1x1, 3x3, each from seeds [5, 7]");
        assertThat(repeated.measure("size", size -> size).numbers().get("3x3")).containsExactly(3.0, Double.NaN);
        assertThat(repeated.meanCurves("place", "size", size -> new double[] {size})
                        .stringColumn("kernel")
                        .asList())
                .containsExactly("1x1");
    }

    @Test
    void failureOfAJobIsHandedOnAndEndsTheBar() {
        Shown shown = new Shown();

        assertThatThrownBy(() -> KERNELS.run(
                        (size, seed, progress) -> {
                            throw new IllegalStateException("the loss is NaN");
                        },
                        shown))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the loss is NaN");
        assertThat(shown.closed).isEqualTo(1);
    }

    @Test
    void whatCannotBeRepeatedIsNamed() {
        assertThatThrownBy(() -> Repetition.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a repetition needs one setting or more, but there is none");
        assertThatThrownBy(() -> KERNELS.seeds(1, 1)).hasMessageContaining("each once, but are [1, 1]");
        assertThatThrownBy(() -> KERNELS.seeds(new long[0])).hasMessageContaining("one or more");
        assertThatThrownBy(() -> KERNELS.named("kernel", size -> "k"))
                .hasMessage(
                        "two settings are called 'k'; give each a name of its own by named(column, setting -> name)");
    }

    @Test
    void seedsMayBeCounted() {
        assertThat(KERNELS.times(4).seeds()).containsExactly(1L, 2L, 3L, 4L);
    }
}
