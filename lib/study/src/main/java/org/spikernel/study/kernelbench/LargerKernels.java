package org.spikernel.study.kernelbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

import org.spikernel.cell.KernelSet;
import org.spikernel.study.Rows;
import org.spikernel.study.Summary;
import org.spikernel.study.kernelbench.Planned.Role;

/** How much more accurate the networks of a pattern are with 5x5 or 7x7 kernels than with 3x3 ones, pattern by pattern. */
final class LargerKernels {

    /**
     * A pattern with larger kernels beside the same with 3x3 ones.
     *
     * @param kernels the larger ones
     * @param equal what both have the same of
     * @param share how much of it the 3x3 network has: less than 1 where none has as much
     * @param difference how much more accurate the larger ones are, in percent points
     */
    private record Difference(String kernels, String equal, int block, double share, double difference) {}

    /** A network of a pattern, as the mean over the seeds that it was trained from. */
    private record Network(double accuracy, double channels, double weights, double params, double microjoules) {}

    /** What networks may have the same of, by name. */
    private static final Map<String, ToDoubleFunction<Network>> QUANTITIES = quantities();

    private LargerKernels() {}

    /** A row a pattern and comparison; patterns that lack one of both networks are left out of it. */
    static Table table(KernelBench bench) {
        List<Difference> differences = new ArrayList<>();
        int[] blocks = bench.trainings().stream()
                .mapToInt(each -> each.planned().block())
                .distinct()
                .toArray();
        for (int block : blocks) {
            KernelBench pattern = bench.where(each -> each.planned().block() == block);
            addAll(differences, block, pattern);
        }
        return Rows.of(differences)
                .text("comparison", each -> each.kernels + " and 3x3 at " + each.equal)
                .text("kernels", Difference::kernels)
                .text("equal", Difference::equal)
                .count("block", Difference::block)
                .number("share", Difference::share)
                .number("difference", Difference::difference)
                .table("Test accuracy with larger kernels, less that with 3x3 kernels, by pattern");
    }

    /** What a table of {@link #table} says of each of its comparisons. */
    static List<String> sentences(Table differences) {
        List<String> sentences = new ArrayList<>();
        for (Row mean : Summary.of(differences, "difference", "comparison")) {
            Table patterns =
                    differences.where(differences.stringColumn("comparison").isEqualTo(mean.getString("comparison")));
            sentences.add(sentence(mean, patterns));
        }
        return sentences;
    }

    private static String sentence(Row mean, Table patterns) {
        double low = mean.getDouble("difference_low");
        double high = mean.getDouble("difference_high");
        return String.format(
                Locale.ROOT,
                "%s: %+.1f points [%+.1f, %+.1f], larger kernels ahead in %d of %d patterns: %s",
                mean.getString("comparison"),
                mean.getDouble("difference"),
                low,
                high,
                patterns.doubleColumn("difference").isGreaterThan(0).size(),
                patterns.rowCount(),
                low > 0 ? "larger kernels are ahead" : high < 0 ? "3x3 kernels are ahead" : "undecided");
    }

    private static Map<String, ToDoubleFunction<Network>> quantities() {
        Map<String, ToDoubleFunction<Network>> quantities = new LinkedHashMap<>();
        quantities.put("equal width", Network::channels);
        quantities.put("equal convolution weights", Network::weights);
        quantities.put("equal parameters", Network::params);
        quantities.put("equal energy", Network::microjoules);
        return quantities;
    }

    private static void addAll(List<Difference> differences, int block, KernelBench pattern) {
        Optional<Network> narrow = of(pattern, Role.UNIFORM, 3);
        Optional<Network> wide = of(pattern, Role.WIDER, 3);
        if (narrow.isEmpty() || wide.isEmpty()) {
            return;
        }
        for (int size : new int[] {5, 7}) {
            of(pattern, Role.UNIFORM, size)
                    .ifPresent(larger -> QUANTITIES.forEach((equal, quantity) -> {
                        double wanted = quantity.applyAsDouble(larger);
                        double share = Math.min(1, quantity.applyAsDouble(wide.get()) / wanted);
                        double small = between(narrow.get(), wide.get(), quantity, wanted);
                        String kernels = KernelSet.of(size).name();
                        differences.add(new Difference(kernels, equal, block, share, larger.accuracy - small));
                    }));
        }
    }

    private static Optional<Network> of(KernelBench pattern, Role role, int size) {
        String kernels = KernelSet.of(size).name();
        List<TrainedNetwork> seeds = pattern.where(each -> each.planned().role() == role
                        && each.planned().kernels().equals(kernels))
                .trainings();
        return seeds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Network(
                        mean(seeds, TrainedNetwork::testAccuracy),
                        mean(seeds, each -> each.planned().channels()),
                        mean(seeds, TrainedNetwork::featureParams),
                        mean(seeds, TrainedNetwork::params),
                        mean(seeds, each -> each.after().microjoules())));
    }

    private static double mean(List<TrainedNetwork> seeds, ToDoubleFunction<TrainedNetwork> number) {
        return seeds.stream().mapToDouble(number).average().orElseThrow();
    }

    /**
     * The accuracy of 3x3 kernels with as much of a quantity: on the straight line between both widths over its logarithm. That of an end where it
     * lies outside.
     */
    private static double between(Network narrow, Network wide, ToDoubleFunction<Network> quantity, double wanted) {
        double from = Math.log(quantity.applyAsDouble(narrow));
        double to = Math.log(quantity.applyAsDouble(wide));
        double share = Math.max(0, Math.min(1, (Math.log(wanted) - from) / (to - from)));
        return narrow.accuracy + share * (wide.accuracy - narrow.accuracy);
    }
}
