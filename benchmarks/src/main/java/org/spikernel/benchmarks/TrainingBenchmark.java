package org.spikernel.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.train.TrainableNetwork;
import org.spikernel.train.TrainingRecipe;

/**
 * Measures how many images a second a step of training takes in: the median over steps, after a warm-up, with the time of all processors
 * and the memory.
 *
 * <pre>
 * bench training [--all] [--peer IMAGES,IMAGES]
 * </pre>
 */
public final class TrainingBenchmark {

    private static final Cell CELL = Cell.parse("conv3x3 | skip conv1x1 | conv5x5 skip conv3x3");
    private static final double WARM_UP_SECONDS = 8;
    private static final double SECONDS = 6;
    private static final int FEWEST_STEPS = 5;
    private static final double LEARNING_RATE = 0.1;

    /** The first two are those that peers are compared at, then come the notebooks' and the published one. */
    private static final List<Size> SIZES =
            List.of(new Size(16, 4, 64, 1), new Size(32, 4, 64, 1), new Size(16, 2, 32, 2), new Size(128, 5, 64, 1));

    private TrainingBenchmark() {}

    /** What is trained. */
    private record Size(int channels, int timesteps, int batch, int stemStride) {

        Network network() {
            return SnasNet.cifar10()
                    .withChannels(channels)
                    .withTimesteps(timesteps)
                    .withStemStride(stemStride)
                    .network(CELL);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "C=%d, T=%d, batch %d, stem stride %d", channels, timesteps, batch, stemStride);
        }
    }

    /** Prints a line a size. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--all", "--peer IMAGES,IMAGES"), TrainingBenchmark::measure);
    }

    private static void measure(Arguments given) {
        double[] peers = peers(given);
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, heap %.1f GiB; cell %s%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / (double) (1 << 30),
                CELL);
        List<Size> sizes = given.has("--all") ? all() : SIZES;
        for (int i = 0; i < sizes.size(); i++) {
            measure(sizes.get(i), i < peers.length ? peers[i] : 0);
        }
        if (peers.length == 0) {
            System.out.println(
                    "bench --help says how to measure another program at the same, for --peer IMAGES,IMAGES");
        }
    }

    private static List<Size> all() {
        List<Size> sizes = new ArrayList<>(SIZES);
        for (int channels : new int[] {8, 16, 32, 64}) {
            for (int timesteps : new int[] {2, 4, 5}) {
                for (int batch : new int[] {32, 64}) {
                    for (int stemStride : new int[] {1, 2}) {
                        sizes.add(new Size(channels, timesteps, batch, stemStride));
                    }
                }
            }
        }
        return sizes.stream().distinct().toList();
    }

    private static double[] peers(Arguments given) {
        return given
                .value(
                        "--peer",
                        "[0-9]+(\\.[0-9]+)?,[0-9]+(\\.[0-9]+)?",
                        "the images a second of another program with 16 and with 32 channels, such as --peer 173,61 (bench --help"
                                + " says which program, and how to measure it)")
                .stream()
                .flatMap(peers -> Arrays.stream(peers.split(",")))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void measure(Size size, double peer) {
        ImageBatch images = Datasets.textures().train().batch(size.batch(), 0);
        try (TrainableNetwork trainable = TrainableNetwork.of(size.network(), TrainingRecipe.defaults())) {
            steps(trainable, images, WARM_UP_SECONDS);
            List<Step> steps = steps(trainable, images, SECONDS);
            double seconds = Median.of(steps.stream().mapToDouble(Step::seconds));
            double perSecond = size.batch() / seconds;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f images a second, %.4f s a step (median of %d; %.4f s of processors); heap in use %d MiB%s%n",
                    size,
                    perSecond,
                    seconds,
                    steps.size(),
                    Median.of(steps.stream().mapToDouble(Step::processors)),
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20,
                    peer > 0
                            ? String.format(
                                    Locale.ROOT, "; %.2f times as fast as the peer's %.1f", perSecond / peer, peer)
                            : "");
        }
    }

    /**
     * What a step took.
     *
     * @param seconds on the clock
     * @param processors seconds of all processors together: well below their number times {@code seconds} where other programs had a share
     */
    private record Step(double seconds, double processors) {}

    private static List<Step> steps(TrainableNetwork network, ImageBatch images, double forSeconds) {
        List<Step> steps = new ArrayList<>();
        long begin = System.nanoTime();
        while (steps.size() < FEWEST_STEPS || System.nanoTime() - begin < forSeconds * 1e9) {
            double processors = Processors.seconds();
            long start = System.nanoTime();
            network.step(images, LEARNING_RATE);
            steps.add(new Step((System.nanoTime() - start) / 1e9, Processors.seconds() - processors));
        }
        return steps;
    }
}
