package org.spikernel.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.engine.EngineProfile;

/**
 * Measures how long the score of a random candidate takes: the median over cells, after a warm-up, with where the time went; and how long
 * it takes within a search.
 *
 * <pre>
 * bench [--peer SECONDS] [--quick]
 * bench --cells
 * </pre>
 *
 * <p>{@code --cells} prints the cells of the published size, so that a peer can score the same: the last one that warms up, then those
 * that are measured.
 */
public final class ScoringBenchmark {

    private static final int TIMESTEPS = 5;
    private static final int ITERATIONS = 100;
    private static final long SEED = 0;

    /** What SNASNet searches with 128 channels, on which peers are measured. */
    private static final Workload PUBLISHED = new Workload(KernelSet.SET_1, 128, 64, TIMESTEPS, 16);

    private static final List<Workload> OTHERS = List.of(
            new Workload(KernelSet.SET_3, 128, 64, TIMESTEPS, 8),
            new Workload(KernelSet.SET_6, 128, 64, TIMESTEPS, 8),
            new Workload(KernelSet.SET_1, 16, 64, TIMESTEPS, 40),
            new Workload(KernelSet.SET_3, 16, 32, TIMESTEPS, 40),
            new Workload(KernelSet.SET_1, 32, 64, TIMESTEPS, 40),
            new Workload(KernelSet.SET_1, 128, 256, TIMESTEPS, 4));

    private ScoringBenchmark() {}

    /** Prints two lines a workload, and one more of the first. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--quick", "--peer SECONDS", "--cells"), given -> {
            if (given.has("--cells")) {
                printCells();
            } else {
                measure(given);
            }
        });
    }

    private static void measure(Arguments given) {
        OptionalDouble peer = peer(given);
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, heap %.1f GiB, vector module %s, %d timesteps%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / (double) (1 << 30),
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? "on" : "off",
                TIMESTEPS);
        print(PUBLISHED, peer);
        printWithinSearch(PUBLISHED, peer);
        if (peer.isEmpty()) {
            System.out.println(
                    "    a peer scores the cells of --cells; bench --help says how to measure one for --peer SECONDS");
        }
        if (!given.has("--quick")) {
            OTHERS.forEach(workload -> print(workload, OptionalDouble.empty()));
        }
    }

    private static void printCells() {
        List<Cell> warmUp = PUBLISHED.warmUp(SEED);
        System.out.println(warmUp.get(warmUp.size() - 1));
        PUBLISHED.measured(SEED).forEach(System.out::println);
    }

    private static OptionalDouble peer(Arguments given) {
        return given
                .value(
                        "--peer",
                        "[0-9]+(\\.[0-9]+)?",
                        "the seconds that another program takes for a candidate, such as --peer 2.5 (bench --help says which program,"
                                + " and how to measure it)")
                .stream()
                .mapToDouble(Double::parseDouble)
                .findFirst();
    }

    private static void print(Workload workload, OptionalDouble peer) {
        Workload.Measurement measured = workload.measure(SEED);
        System.out.printf(
                Locale.ROOT,
                "%s C=%d batch %d: %.3f s a candidate (median of %d), %.1f billion synaptic operations a second%s%n    %s%n",
                workload.kernels(),
                workload.channels(),
                workload.batch(),
                measured.medianSeconds(),
                workload.cells(),
                measured.operationsPerSecond(),
                ratio(peer, measured.medianSeconds()),
                shares(measured));
    }

    /** Candidates of a search share what begins alike, so one of them takes less than it takes alone. */
    private static void printWithinSearch(Workload workload, OptionalDouble peer) {
        double seconds = workload.secondsWithinSearch(ITERATIONS, SEED);
        System.out.printf(
                Locale.ROOT,
                "    within a random search of %d iterations: %.3f s a candidate (mean)%s%n",
                ITERATIONS,
                seconds,
                ratio(peer, seconds));
    }

    private static String ratio(OptionalDouble peer, double seconds) {
        return peer.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.1f times as fast as the peer's %.3f s",
                        peer.getAsDouble() / seconds,
                        peer.getAsDouble());
    }

    private static String shares(Workload.Measurement measured) {
        EngineProfile.Stage[] stages = EngineProfile.Stage.values();
        return Arrays.stream(stages)
                .map(stage -> String.format(
                        Locale.ROOT,
                        "%s %.0f%%",
                        stage.name().toLowerCase(Locale.ROOT),
                        measured.shares().get(stage.ordinal())))
                .collect(Collectors.joining(", "));
    }
}
