package org.spikernel.study.kernelbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

import org.spikernel.cell.KernelSet;
import org.spikernel.data.DatasetException;
import org.spikernel.internal.csv.CsvTable;
import org.spikernel.internal.tables.Numbers;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.RankCorrelation.Estimate;
import org.spikernel.study.Rows;
import org.spikernel.study.kernelbench.Planned.Role;

/**
 * KernelBench: spiking networks whose cells differ in their kernel sizes, trained and tested on CIFAR-10, as {@link KernelBenchPlan} says. It
 * ships with the library, and needs no images.
 *
 * <pre>{@code
 * KernelBench bench = KernelBench.cifar10();
 * bench.largerKernels();                                                              // at equal width, memory and energy
 * bench.ranking("score", "params", "convolutions");                                   // who ranks them, among which
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

    /** Which networks are compared with each other, by name. */
    private static final Map<String, BiPredicate<TrainedNetwork, TrainedNetwork>> AMONG = among();

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
        return of(CsvTable.shipped(KernelBench.class, SHIPPED));
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

    /**
     * Those of the blocks that were trained to their end: only whole blocks are fair to all kernel sizes.
     */
    public KernelBench wholeBlocks() {
        int last = trainings.stream()
                .mapToInt(each -> each.planned().number())
                .max()
                .orElse(0);
        Set<Planned> done = trainings.stream().map(TrainedNetwork::planned).collect(Collectors.toSet());
        Set<Integer> begun = KernelBenchPlan.trainings()
                .takeWhile(planned -> planned.number() <= last + KernelBenchPlan.LONGEST_BLOCK)
                .filter(planned -> !done.contains(planned))
                .map(Planned::block)
                .collect(Collectors.toSet());
        return where(each -> !begun.contains(each.planned().block()));
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
     * A row a training: number, block, role, network (kernels and channels), kernels, cell, channels, seed, params_features, params,
     * convolutions, score, firing_rate, synaptic_operations, microjoules, the last three once more as trained_, validation_accuracy (after
     * the last epoch), test_accuracy, in percent.
     */
    public Table table() {
        return Rows.of(trainings)
                .count("number", each -> each.planned().number())
                .count("block", each -> each.planned().block())
                .text("role", each -> each.planned().role().text())
                .text(
                        "network",
                        each -> each.planned().kernels() + ", " + each.planned().channels() + " channels")
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
     *   <li>equal convolution weights, equal parameters in all, and equal energy, that which the trained networks take for an image: the 3x3
     *       network would be wider. Its accuracy is read off the straight line between {@value KernelBenchPlan#CHANNELS} and {@value
     *       KernelBenchPlan#WIDE} channels over the logarithm of the quantity. Accuracy rises more slowly the wider a network is, so the line lies
     *       below what such a network would reach: it is fair to larger kernels, and more than fair.
     * </ul>
     *
     * <p>A row a pattern and comparison: comparison, kernels, equal, block, share, difference, in percent points. The share is how much of the
     * quantity the 3x3 network has: less than 1 where even the wider one has less than the larger kernels, which again favours these.
     * {@code Summary.of(table, "difference", "comparison")} has the means with intervals.
     */
    public Table largerKernels() {
        return LargerKernels.table(this);
    }

    /** What {@link #largerKernels} says of each comparison, a sentence each: the mean with its interval, and how many patterns each side wins. */
    public List<String> largerKernelsInWords() {
        return LargerKernels.sentences(largerKernels());
    }

    /**
     * How well numbers rank networks, as told by their test accuracies: Kendall's tau, for each column over three kinds of pairs. Any two
     * networks; two of the same kernel set, where only patterns differ; two of the same pattern, where only kernel sizes and widths differ, which is
     * the choice that SpiKernel asks for.
     *
     * <p>A row a column and kind: by, among, networks, tau, tau_low, tau_high. Intervals draw patterns with repetition, not networks, since
     * networks of one pattern resemble each other. Networks that lack one of the numbers are left out of all. Of networks that were trained
     * from several seeds the first counts.
     *
     * @param columns those of {@link #table}, such as {@code score}; and, of what trainings of others tell, {@code predicted_accuracy} (of an
     *     {@link org.spikernel.study.predict.AccuracyPredictor} that learned from other patterns alone), {@code super_network_accuracy} and
     *     {@code super_network_accuracy_anew} (of a {@link SuperNetworkAccuracy}, which wider networks lack)
     * @throws IllegalArgumentException if a column does not exist, or if no network has all of them
     */
    public Table ranking(String... columns) {
        KernelBench networks = networks();
        Table all = networks.numbers(columns);
        List<double[]> numbers =
                Arrays.stream(columns).map(column -> Numbers.of(all, column)).toList();
        int[] known = IntStream.range(0, all.rowCount())
                .filter(row -> numbers.stream().allMatch(column -> Double.isFinite(column[row])))
                .toArray();
        if (known.length == 0) {
            throw noneHas(columns, numbers);
        }
        List<TrainedNetwork> ranked =
                Arrays.stream(known).mapToObj(networks.trainings::get).toList();
        return ranking(ranked, all.where(Selection.with(known)), columns);
    }

    private static IllegalArgumentException noneHas(String[] columns, List<double[]> numbers) {
        String known = IntStream.range(0, columns.length)
                .mapToObj(i -> columns[i] + " is known of "
                        + Arrays.stream(numbers.get(i)).filter(Double::isFinite).count())
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "there is nothing to rank: a ranking needs networks of which all columns are "
                        + "known, but of " + numbers.get(0).length + " networks " + known
                        + "; leave out the columns that are known of none, or rank other networks");
    }

    /** The table, with those columns that are not in it but are asked for. */
    private Table numbers(String... columns) {
        Table table = table();
        for (String column : new LinkedHashSet<>(List.of(columns))) {
            if (BeforeTraining.COLUMNS.containsKey(column)) {
                table.addColumns(BeforeTraining.column(column, trainings));
            }
        }
        return table;
    }

    private static Table ranking(List<TrainedNetwork> networks, Table table, String[] columns) {
        record Ranked(String by, String among, Estimate tau) {}
        double[] accuracies = Numbers.of(table, "test_accuracy");
        List<Ranked> rows = new ArrayList<>();
        for (String column : columns) {
            double[] numbers = Numbers.of(table, column);
            AMONG.forEach((among, pairs) -> rows.add(new Ranked(
                    column.replace('_', ' '), among, PairRanking.tau(networks, numbers, accuracies, pairs))));
        }
        return Rows.of(rows)
                .text("by", Ranked::by)
                .text("among", Ranked::among)
                .count("networks", row -> networks.size())
                .number("tau", row -> row.tau.value())
                .number("tau_low", row -> row.tau.low())
                .number("tau_high", row -> row.tau.high())
                .table("Agreement with test accuracy");
    }

    private static Map<String, BiPredicate<TrainedNetwork, TrainedNetwork>> among() {
        Map<String, BiPredicate<TrainedNetwork, TrainedNetwork>> among = new LinkedHashMap<>();
        among.put("all networks", (one, other) -> true);
        among.put(
                "one kernel set",
                (one, other) -> one.planned().role() == Role.SET
                        && other.planned().role() == Role.SET
                        && one.planned().kernels().equals(other.planned().kernels()));
        among.put(
                "one pattern",
                (one, other) -> one.planned().block() == other.planned().block()
                        && one.planned().role() != Role.RANDOM
                        && other.planned().role() != Role.RANDOM);
        return Collections.unmodifiableMap(among);
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
     * What chance leaves for a ranking to explain: how well the accuracies of two trainings of the same networks, from other seeds, agree. A
     * ranking that knows nothing of the trainings can agree with one of them somewhat better, since it has no luck of its own: see {@link
     * org.spikernel.study.predict.Ceiling}.
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
                        each -> List.of(
                                each.planned().role(),
                                each.planned().cell(),
                                each.planned().channels()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "KernelBench on CIFAR-10: %,d networks, %,d trainings", seeds().size(), trainings.size());
    }
}
