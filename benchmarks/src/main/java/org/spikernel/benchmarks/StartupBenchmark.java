package org.spikernel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.score.RScore;

/** Times what the first cell of a notebook waits for: from the start of Java to the first score of a few small cells, and to the last. */
public final class StartupBenchmark {

    private static final int CELLS = 20;
    private static final int CHANNELS = 8;
    private static final int BATCH = 16;
    private static final int ROUNDS = 5;
    private static final String CHILD = "in-this-process";

    private StartupBenchmark() {}

    /** What one process took: seconds since its start, and processor seconds of all its threads. */
    private record Start(double first, double all, double processor) {

        static Start parse(String line) {
            String[] numbers = line.split(" ");
            return new Start(
                    Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]));
        }
    }

    /** Prints a line with the vector module and one without, each of several processes in turns. */
    public static void main(String[] words) {
        if (List.of(words).equals(List.of(CHILD))) {
            scoreCells();
        } else {
            Arguments.run(words, List.of(), none -> compare());
        }
    }

    private static void compare() {
        List<Start> withVectors = new ArrayList<>();
        List<Start> without = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            withVectors.add(start("--add-modules=jdk.incubator.vector"));
            without.add(start());
        }
        print("with the vector module", withVectors);
        print("without it", without);
    }

    private static void scoreCells() {
        Dataset images = Datasets.textures();
        RScore score = RScore.on(images.train().batch(BATCH, 0));
        SnasNet macro = SnasNet.forDataset(images).withChannels(CHANNELS);
        double first = 0;
        for (var drawn : SearchSpace.of(KernelSet.SET_3).draws(1).limit(CELLS).toList()) {
            score.ifDefined(macro.network(drawn.canonical().cell()));
            first = first == 0 ? secondsSinceStart() : first;
        }
        System.out.printf(Locale.ROOT, "%.3f %.3f %.3f%n", first, secondsSinceStart(), Processors.seconds());
    }

    private static double secondsSinceStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }

    private static Start start(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StartupBenchmark.class.getName(), CHILD));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String line = process.inputReader().readLine();
            if (line == null) {
                throw new IllegalStateException("a Java that was started as " + command + " scored nothing");
            }
            return Start.parse(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String how, List<Start> starts) {
        System.out.printf(
                Locale.ROOT,
                "%s: first score after %.1f s, %d cells of %d channels after %.1f s, %.1f s of processor time (medians of %d processes)%n",
                how,
                Median.of(starts.stream().mapToDouble(Start::first)),
                CELLS,
                CHANNELS,
                Median.of(starts.stream().mapToDouble(Start::all)),
                Median.of(starts.stream().mapToDouble(Start::processor)),
                starts.size());
    }
}
