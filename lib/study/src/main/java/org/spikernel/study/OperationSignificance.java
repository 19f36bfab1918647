package org.spikernel.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

/**
 * What each operation of a space is worth: one at a time is removed, the rest is searched, and what is found there is trained (SpikeNAS,
 * section 3.1, Fig. 6). All of it happens once for each seed, since one accuracy alone cannot be told from luck.
 *
 * <pre>{@code
 * Table worth = OperationSignificance.of(SearchSpace.of(KernelSet.SET_1))
 *         .measuredBy((space, seed) -> {
 *             var found = Search.of(space, macro, score).strategy(Strategy.random(1000).seed(seed)).run().best();
 *             return Trainer.of(found.network()).seed(seed).fit(images).test(images).accuracy();
 *         })
 *         .run(Progress.bar());
 * }</pre>
 *
 * @param space whose operations are removed
 * @param seeds the same for every space, so that what luck they bring can cancel out in a loss
 * @param measurement tells what a space is good for; empty until it is set
 */
public record OperationSignificance(SearchSpace space, List<Long> seeds, Optional<Measurement> measurement) {

    private static final List<Long> THREE_SEEDS = List.of(1L, 2L, 3L);
    private static final String NOTHING = "nothing";

    /** Searches a space and tells how good the network is that is found there. */
    @FunctionalInterface
    public interface Measurement {

        /**
         * Accuracy, from 0 to 1, of what a search finds in a space; not a number if there is none.
         *
         * @param space where to search
         * @param seed of all that is random in search and training
         */
        double accuracy(SearchSpace space, long seed);
    }

    public OperationSignificance {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
            throw new IllegalArgumentException("the seeds must be one or more, each once, but are " + seeds
                    + "; with one alone no noise can be told");
        }
    }

    /** The operations of a space with seeds 1, 2 and 3; it still needs a measurement. */
    public static OperationSignificance of(SearchSpace space) {
        return new OperationSignificance(space, THREE_SEEDS, Optional.empty());
    }

    public OperationSignificance seeds(long... seeds) {
        return new OperationSignificance(space, LongStream.of(seeds).boxed().toList(), measurement);
    }

    public OperationSignificance measuredBy(Measurement measurement) {
        return new OperationSignificance(space, seeds, Optional.of(measurement));
    }

    /** As {@link #run(Progress)}, silently. */
    public Table run() {
        return run(Progress.none());
    }

    /**
     * Measures the whole space, and the space without each of its operations, once for each seed.
     *
     * @param progress is told of every measurement
     * @return one row a space, the whole one first: removed (the operation, or "nothing"), accuracy (mean over the seeds),
     *     standard_deviation (over the seeds), loss (mean over the seeds of what the whole space has more), standard_deviation_of_loss,
     *     and the accuracy of each seed: seed_1, ...; deviations are missing with one seed, and so is all that would need an accuracy
     *     that is not a number
     * @throws IllegalStateException if there is no measurement
     */
    public Table run(Progress progress) {
        Measurement measured = measurement.orElseThrow(
                () -> new IllegalStateException(
                        "nothing tells how good a space is; say .measuredBy((space, seed) -> accuracy of what a search finds there)"));
        try {
            return table(accuracies(measured, progress));
        } finally {
            progress.close();
        }
    }

    /** An accuracy for each space (row) and seed (column). */
    private List<double[]> accuracies(Measurement measured, Progress progress) {
        List<SearchSpace> spaces = Stream.concat(
                        Stream.of(space), space.operations().stream().map(space::without))
                .toList();
        List<double[]> accuracies = new ArrayList<>();
        long start = System.nanoTime();
        for (SearchSpace remaining : spaces) {
            double[] ofSeeds = new double[seeds.size()];
            for (int i = 0; i < ofSeeds.length; i++) {
                double accuracy = measured.accuracy(remaining, seeds.get(i));
                ofSeeds[i] = Double.isFinite(accuracy) ? accuracy : Double.NaN;
                progress.update(new ProgressStep(
                        (long) accuracies.size() * ofSeeds.length + i + 1,
                        (long) spaces.size() * ofSeeds.length,
                        "measurements",
                        Duration.ofNanos(System.nanoTime() - start),
                        remaining.name()));
            }
            accuracies.add(ofSeeds);
        }
        return accuracies;
    }

    private Table table(List<double[]> accuracies) {
        List<String> removed = Stream.concat(
                        Stream.of(NOTHING), space.operations().stream().map(Operation::text))
                .toList();
        List<double[]> losses = accuracies.stream()
                .map(ofSeeds -> IntStream.range(0, ofSeeds.length)
                        .mapToDouble(i -> accuracies.get(0)[i] - ofSeeds[i])
                        .toArray())
                .toList();
        Table table = Table.create(
                "what is lost without an operation",
                StringColumn.create("removed", removed),
                column("accuracy", accuracies, OperationSignificance::mean),
                column("standard_deviation", accuracies, OperationSignificance::standardDeviation),
                column("loss", losses, OperationSignificance::mean),
                column("standard_deviation_of_loss", losses, OperationSignificance::standardDeviation));
        for (int i = 0; i < seeds.size(); i++) {
            int seed = i;
            table.addColumns(column("seed_" + seeds.get(i), accuracies, ofSeeds -> ofSeeds[seed]));
        }
        return table;
    }

    private static DoubleColumn column(String name, List<double[]> rows, ToDoubleFunction<double[]> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** That of a sample; a missing number where there is but one value. */
    private static double standardDeviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return values.length == 1 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }
}
