package org.spikernel.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.bytedeco.javacpp.Pointer;

import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.train.TrainableNetwork;
import org.spikernel.train.TrainingRecipe;

/**
 * Measures how many images a second a step of training takes in: the median over steps, after a warm-up, with where the time went.
 *
 * <pre>
 * bench training [--peer IMAGES,IMAGES]
 * </pre>
 */
public final class TrainingBenchmark {

    private static final Cell CELL = Cell.parse("conv3x3 | skip conv1x1 | conv5x5 skip conv3x3");
    private static final List<Integer> CHANNELS = List.of(16, 32);
    private static final int BATCH = 64;
    private static final int TIMESTEPS = 4;
    private static final int WARM_UP = 40;
    private static final int STEPS = 15;
    private static final double LEARNING_RATE = 0.1;

    private TrainingBenchmark() {}

    /** Prints two lines a number of channels. */
    public static void main(String[] arguments) {
        double[] peers = peers(Arrays.asList(arguments));
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, heap %.1f GiB, outside it %.1f GiB; batch %d, %d timesteps, cell %s%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / (double) (1 << 30),
                Pointer.maxBytes() / (double) (1 << 30),
                BATCH,
                TIMESTEPS,
                CELL);
        for (int i = 0; i < CHANNELS.size(); i++) {
            measure(CHANNELS.get(i), i < peers.length ? peers[i] : 0);
        }
        if (peers.length == 0) {
            System.out.println(
                    "bench --help says how to measure another program at the same, for --peer IMAGES,IMAGES");
        }
    }

    private static double[] peers(List<String> words) {
        int option = words.indexOf("--peer");
        if (option < 0) {
            return new double[0];
        }
        String peers = option + 1 < words.size() ? words.get(option + 1) : "nothing";
        if (!peers.matches("[0-9]+(\\.[0-9]+)?,[0-9]+(\\.[0-9]+)?")) {
            System.err.println(
                    "--peer needs the images a second of another program with 16 and with 32 channels, such as"
                            + " --peer 173,61, but found " + peers
                            + "; bench --help says which program, and how to measure it");
            System.exit(2);
        }
        return Arrays.stream(peers.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    private static void measure(int channels, double peer) {
        Network network = SnasNet.cifar10()
                .withChannels(channels)
                .withTimesteps(TIMESTEPS)
                .network(CELL);
        ImageBatch images = Datasets.textures().train().batch(BATCH, 0);
        double[] seconds = new double[STEPS];
        double[] processors = new double[STEPS];
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        try (TrainableNetwork trainable = TrainableNetwork.of(network, TrainingRecipe.defaults())) {
            for (int step = 0; step < WARM_UP; step++) {
                trainable.step(images, LEARNING_RATE);
            }
            for (int step = 0; step < STEPS; step++) {
                long processor = system.getProcessCpuTime();
                long start = System.nanoTime();
                trainable.step(images, LEARNING_RATE);
                seconds[step] = (System.nanoTime() - start) / 1e9;
                processors[step] = (system.getProcessCpuTime() - processor) / 1e9;
            }
            Arrays.sort(seconds);
            Arrays.sort(processors);
            double perSecond = BATCH / seconds[STEPS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "C=%d: %.1f images a second, %.3f s a step (median of %d; %.3f s of processors)%s%n",
                    channels,
                    perSecond,
                    seconds[STEPS / 2],
                    STEPS,
                    processors[STEPS / 2],
                    peer > 0
                            ? String.format(
                                    Locale.ROOT, ", %.2f times as fast as the peer's %.1f", perSecond / peer, peer)
                            : "");
        }
    }
}
