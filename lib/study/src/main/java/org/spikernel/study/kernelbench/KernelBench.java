package org.spikernel.study.kernelbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import tech.tablesaw.api.Table;

import org.spikernel.cell.KernelSet;
import org.spikernel.data.DatasetException;
import org.spikernel.internal.csv.CsvTable;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.Rows;
import org.spikernel.study.kernelbench.Planned.Role;

/**
 * KernelBench: spiking networks whose cells differ in their kernel sizes, trained and tested on CIFAR-10, as {@link KernelBenchPlan} says. It
 * ships with the library, and needs no images.
 *
 * <pre>{@code
 * KernelBench bench = KernelBench.cifar10();
 * bench.largerKernels();                                                              // at equal width, memory and energy
 * RankCorrelation.table(bench.table(), "test_accuracy", List.of("score", "params"));  // across all networks
 * RankCorrelation.within(bench.table(), "test_accuracy", "score", "kernels");         // within each kernel set
 * }</pre>
 *
 * <p>Networks are small ({@value KernelBenchPlan#CHANNELS} channels unless they are wider on purpose, {@value KernelBenchPlan#TIMESTEPS}
 * timesteps, a stem that halves the image) and trained shortly ({@value KernelBenchPlan#EPOCHS} epochs of 10,000 images), so that they could be
 * many: what is found here need not hold for large networks that are trained for long.
 *
 * @param trainings what was trained, in the order of the plan; a network that was trained from several seeds is there several times
 */
public record KernelBench(List<TrainedNetwork> trainings) {

    private static final String SHIPPED = "cifar10-c16.csv";

    public KernelBench {
        trainings = trainings.stream()
                .sorted(Comparator.comparingInt(each -> each.planned().number()))
                .toList();
        Set<Integer> numbers = new HashSet<>();
        for (TrainedNetwork each : trainings) {
            if (!numbers.add(each.planned().number())) {
                throw new IllegalArgumentException("training " + each.planned().number()
                        + " is there twice; read each file once, and parts of one plan that do not overlap");
            }
        }
        List<String> images =
                trainings.stream().map(TrainedNetwork::images).distinct().toList();
        if (images.size() > 1) {
            throw new IllegalArgumentException(
                    "accuracies can be compared only of networks that learned the same images,"
                            + " but these learned images with the fingerprints " + String.join(", ", images)
                            + "; read their files apart");
        }
    }

    /** The one that ships with the library. */
    public static KernelBench cifar10() {
        try (InputStream shipped = KernelBench.class.getResourceAsStream(SHIPPED)) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            return of(CsvTable.of(SHIPPED, text.lines().toList()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the KernelBench that ships with the library", unreadable);
        }
    }

    /**
     * Reads files that {@code ./spikernel kernelbench} has written, which may be parts of one benchmark.
     *
     * @throws DatasetException if one is missing or damaged; names the line
     * @throws IllegalArgumentException if a training is in two of them
     */
    public static KernelBench read(Path... files) {
        return new KernelBench(Arrays.stream(files)
                .flatMap(file -> of(CsvTable.read(file)).trainings.stream())
                .toList());
    }

    private static KernelBench of(CsvTable table) {
        return new KernelBench(table.rows().map(TrainedNetwork::read).toList());
    }

    /** Those of which something is true. */
    public KernelBench where(Predicate<TrainedNetwork> condition) {
        return new KernelBench(trainings.stream().filter(condition).toList());
    }

    /** The patterns in the sizes of a kernel set of SpiKernel. */
    public KernelBench in(KernelSet set) {
        return where(each ->
                each.planned().role() == Role.SET && each.planned().kernels().equals(set.name()));
    }

    /** The first training of each network. */
    public KernelBench networks() {
        return where(each -> each.planned().seed() == KernelBenchPlan.FIRST_SEED);
    }

    /**
     * A row a training: number, block, role, kernels, cell, channels, seed, params_features, params, convolutions, score, firing_rate,
     * synaptic_operations, microjoules, the last three once more as trained_, validation_accuracy (after the last epoch), test_accuracy, in
     * percent.
     */
    public Table table() {
        return Rows.of(trainings)
                .count("number", each -> each.planned().number())
                .count("block", each -> each.planned().block())
                .text("role", each -> each.planned().role().text())
                .text("kernels", each -> each.planned().kernels())
                .text("cell", each -> each.planned().cell().toString())
                .count("channels", each -> each.planned().channels())
                .count("seed", each -> each.planned().seed())
                .count("params_features", TrainedNetwork::featureParams)
                .count("params", TrainedNetwork::params)
                .count("convolutions", each -> each.planned().cell().convolutions())
                .number("score", each -> each.before().score().orElse(Double.NaN))
                .number("firing_rate", each -> each.before().firingRate())
                .number("synaptic_operations", each -> each.before().synapticOperations())
                .number("microjoules", each -> each.before().microjoules())
                .number("trained_firing_rate", each -> each.after().firingRate())
                .number("trained_synaptic_operations", each -> each.after().synapticOperations())
                .number("trained_microjoules", each -> each.after().microjoules())
                .number("validation_accuracy", TrainedNetwork::validationAccuracy)
                .number("test_accuracy", TrainedNetwork::testAccuracy)
                .table(toString());
    }

    /**
     * What larger kernels are worth: how much more accurate the networks of a pattern are with 5x5 or 7x7 kernels than with 3x3 ones, pattern
     * by pattern, so that what the pattern brings to both cancels out. They are compared at
     *
     * <ul>
     *   <li>equal width: both have {@value KernelBenchPlan#CHANNELS} channels;
     *   <li>equal convolution weights, and equal parameters in all: the 3x3 network is wider;
     *   <li>equal energy: by the energy that the trained networks take for an image, on the straight line between the two widths of the 3x3
     *       network that take a little less and a little more, over the logarithm of energy. Patterns whose larger kernels take more than the widest
     *       3x3 network are left out of it.
     * </ul>
     *
     * <p>A row a pattern and comparison: comparison, kernels, equal, block, difference, in percent points. {@code Summary.of(table,
     * "difference", "comparison")} has their means with intervals, a figure of boxes shows them.
     */
    public Table largerKernels() {
        return LargerKernels.table(this);
    }

    /**
     * How far chance moves the accuracy of a network, in percent points: the standard deviation over seeds of those that were trained from
     * several.
     */
    public double noise() {
        List<List<TrainedNetwork>> repeated = repeated();
        double squares = 0;
        int freedom = 0;
        for (List<TrainedNetwork> each : repeated) {
            double mean = each.stream()
                    .mapToDouble(TrainedNetwork::testAccuracy)
                    .average()
                    .orElseThrow();
            squares += each.stream()
                    .mapToDouble(one -> (one.testAccuracy() - mean) * (one.testAccuracy() - mean))
                    .sum();
            freedom += each.size() - 1;
        }
        return Math.sqrt(squares / freedom);
    }

    /**
     * What chance leaves for a ranking to explain: how well the accuracies of two trainings of the same networks, from other seeds, agree. No
     * ranking can be expected to agree better with one training.
     *
     * @throws IllegalArgumentException if fewer than two networks were trained from two seeds
     */
    public RankCorrelation ceiling() {
        List<List<TrainedNetwork>> repeated = repeated();
        return RankCorrelation.of(
                repeated.stream()
                        .mapToDouble(each -> each.get(0).testAccuracy())
                        .toArray(),
                repeated.stream()
                        .mapToDouble(each -> each.get(1).testAccuracy())
                        .toArray());
    }

    private List<List<TrainedNetwork>> repeated() {
        return seeds().values().stream().filter(each -> each.size() > 1).toList();
    }

    /** The trainings of each network, which has a cell and a width. */
    private Map<List<Object>, List<TrainedNetwork>> seeds() {
        return trainings.stream()
                .collect(Collectors.groupingBy(
                        each -> List.of(each.planned().cell(), each.planned().channels()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "KernelBench on CIFAR-10: %,d networks, %,d trainings", seeds().size(), trainings.size());
    }
}
