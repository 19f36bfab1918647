package org.spikernel.study.kernelbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import tech.tablesaw.api.Table;

import org.spikernel.cell.KernelSet;
import org.spikernel.study.Rows;
import org.spikernel.study.kernelbench.Planned.Role;

/** How much more accurate the networks of a pattern are with 5x5 or 7x7 kernels than with 3x3 ones, pattern by pattern. */
final class LargerKernels {

    private static final String WIDTH = "equal width";
    private static final String WEIGHTS = "equal convolution weights";
    private static final String PARAMS = "equal parameters";
    private static final String ENERGY = "equal energy";

    /**
     * A pattern with larger kernels beside the same with 3x3 ones.
     *
     * @param kernels the larger ones
     * @param equal what both have the same of
     * @param difference how much more accurate the larger ones are, in percent points
     */
    private record Difference(String kernels, String equal, int block, double difference) {}

    /** A network of a pattern, as the mean over the seeds that it was trained from. */
    private record Network(double accuracy, double microjoules) {}

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
                .number("difference", Difference::difference)
                .table("Test accuracy with larger kernels, less that with 3x3 kernels, by pattern");
    }

    private static void addAll(List<Difference> differences, int block, KernelBench pattern) {
        Optional<Network> three = uniform(pattern, 3);
        Optional<Network> five = uniform(pattern, 5);
        Optional<Network> seven = uniform(pattern, 7);
        List<Optional<Network>> wider = List.of(
                three,
                of(pattern, Role.WEIGHTS_OF_5X5),
                of(pattern, Role.WEIGHTS_OF_7X7),
                of(pattern, Role.PARAMS_OF_7X7));
        add(differences, "5x5", WIDTH, block, five, three);
        add(differences, "7x7", WIDTH, block, seven, three);
        add(differences, "5x5", WEIGHTS, block, five, wider.get(1));
        add(differences, "7x7", WEIGHTS, block, seven, wider.get(2));
        add(differences, "7x7", PARAMS, block, seven, wider.get(3));
        add(differences, "5x5", ENERGY, block, five, five.flatMap(each -> atEnergy(each.microjoules, wider)));
        add(differences, "7x7", ENERGY, block, seven, seven.flatMap(each -> atEnergy(each.microjoules, wider)));
    }

    private static void add(
            List<Difference> differences,
            String kernels,
            String equal,
            int block,
            Optional<Network> larger,
            Optional<Network> small) {
        if (larger.isPresent() && small.isPresent()) {
            double difference = larger.get().accuracy - small.get().accuracy;
            differences.add(new Difference(kernels, equal, block, difference));
        }
    }

    private static Optional<Network> uniform(KernelBench pattern, int size) {
        String kernels = KernelSet.of(size).name();
        return of(pattern.where(each -> each.planned().kernels().equals(kernels)), Role.UNIFORM);
    }

    private static Optional<Network> of(KernelBench pattern, Role role) {
        List<TrainedNetwork> seeds =
                pattern.where(each -> each.planned().role() == role).trainings();
        return seeds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Network(
                        mean(seeds, TrainedNetwork::testAccuracy),
                        mean(seeds, each -> each.after().microjoules())));
    }

    private static double mean(List<TrainedNetwork> seeds, ToDoubleFunction<TrainedNetwork> number) {
        return seeds.stream().mapToDouble(number).average().orElseThrow();
    }

    /**
     * What the pattern with 3x3 kernels would reach with an energy: on the straight line, over the logarithm of energy, between the two
     * widths that take a little less and a little more. Empty where all of them take less, or all more.
     */
    private static Optional<Network> atEnergy(double microjoules, List<Optional<Network>> widths) {
        List<Network> known = widths.stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Network::microjoules))
                .toList();
        for (int i = 1; i < known.size(); i++) {
            Network less = known.get(i - 1);
            Network more = known.get(i);
            if (less.microjoules <= microjoules && microjoules <= more.microjoules) {
                double share = less.microjoules == more.microjoules
                        ? 0
                        : Math.log(microjoules / less.microjoules) / Math.log(more.microjoules / less.microjoules);
                return Optional.of(new Network(less.accuracy + share * (more.accuracy - less.accuracy), microjoules));
            }
        }
        return Optional.empty();
    }
}
