package org.spikernel.study.predict;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.random.RandomStream;
import org.spikernel.search.Predictor;
import org.spikernel.space.Architecture;
import org.spikernel.space.SlottedSpace;

/**
 * A Gaussian process (Rasmussen and Williams, 2006, algorithm 2.1) over architectures, which guides a search.
 *
 * <p>Two architectures are alike to the degree (1 - w) exp(-n |x - x'|^2 / features) + w exp(-3 n h): x are features of mean 0 and deviation
 * 1 among those known, h is the number of slots in which choices differ, and w is {@value #OF_SLOTS}. Nearness n and noise are those of a
 * small grid that make what was observed most likely; the scale of worths follows.
 *
 * <pre>{@code
 * Strategy.guided(100, KernelPredictor.ofCells());
 * }</pre>
 *
 * <p>Of a cell it knows the {@linkplain CellFeatures#of features} and the operations on its edges. What it learns has the same bits on every
 * machine.
 */
public final class KernelPredictor implements Predictor {

    /** The weight of the choices in slots. */
    private static final double OF_SLOTS = 0.3;

    /** Some 30 MB of them; a search that proposes more describes some again. */
    private static final int MOST_DESCRIBED = 5_000;

    private final String name;
    private final Function<Architecture, Description> describe;
    private final Map<Architecture, Description> described = new ConcurrentHashMap<>();

    /**
     * What is known of an architecture before it is evaluated.
     *
     * @param features by their names; what is not named is 0
     * @param slots what stands in each slot
     */
    private record Description(SortedMap<String, Double> features, List<?> slots) {}

    private KernelPredictor(String name, Function<Architecture, Description> describe) {
        this.name = name;
        this.describe = describe;
    }

    /** Of architectures of one cell without backward connections. */
    public static KernelPredictor ofCells() {
        return new KernelPredictor("cells", architecture -> {
            Cell cell = cell(architecture);
            CellFeatures features = CellFeatures.of(cell).without(EnumSet.of(CellFeatures.Group.EDGES));
            return new Description(new TreeMap<>(features.numbers()), cell.operations());
        });
    }

    private static Cell cell(Architecture architecture) {
        if (architecture instanceof CellArchitecture cells && cells.isUniform()) {
            return cells.cell().canonical();
        }
        throw new IllegalArgumentException("a predictor of cells needs architectures of one cell, but found "
                + architecture + "; use KernelPredictor.ofSlots(space), which knows the choices alone");
    }

    /** Of any architectures that are choices in slots, such as blocks; it knows the choices alone. */
    public static KernelPredictor ofSlots(SlottedSpace space) {
        return new KernelPredictor(
                "slots of " + space.name(),
                architecture -> new Description(new TreeMap<>(), space.choices(architecture)));
    }

    private Description described(Architecture architecture) {
        if (described.size() >= MOST_DESCRIBED) {
            described.clear();
        }
        return described.computeIfAbsent(architecture, describe);
    }

    @Override
    public Belief learn(List<Observation> known) {
        if (known.isEmpty()) {
            throw new IllegalArgumentException("a predictor learns from one observation or more, but found none");
        }
        List<Description> examples =
                known.stream().map(each -> described(each.architecture())).toList();
        double[] worths = known.stream().mapToDouble(Observation::worth).toArray();
        double[] variances = known.stream().mapToDouble(Observation::variance).toArray();
        Scales scales = Scales.of(examples);
        Example[] scaled = examples.stream().map(scales::scaled).toArray(Example[]::new);
        GaussianProcess<Example> process = GaussianProcess.likeliest(Likeness.ALL, scaled, worths, variances);
        return new Belief() {
            @Override
            public double[] means(List<? extends Architecture> architectures) {
                return process.means(examples(architectures));
            }

            @Override
            public double[] draw(List<? extends Architecture> architectures, RandomStream random) {
                return process.draw(examples(architectures), random);
            }

            private Example[] examples(List<? extends Architecture> architectures) {
                return architectures.stream()
                        .map(each -> scales.scaled(described(each)))
                        .toArray(Example[]::new);
            }
        };
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("name", "Gaussian process", "of", name);
    }

    /** An architecture in numbers: features of mean 0 and deviation 1, and what stands in each slot. */
    private record Example(double[] features, Object[] slots) {}

    /** How features are brought to mean 0 and deviation 1, by those that are known. */
    private record Scales(String[] names, double[] means, double[] deviations) {

        static Scales of(List<Description> examples) {
            SortedSet<String> names = new TreeSet<>();
            examples.forEach(example -> names.addAll(example.features().keySet()));
            String[] varying =
                    names.stream().filter(name -> varies(examples, name)).toArray(String[]::new);
            double[] means = new double[varying.length];
            double[] deviations = new double[varying.length];
            for (int i = 0; i < varying.length; i++) {
                means[i] = mean(examples, varying[i]);
                double squares = 0;
                for (Description example : examples) {
                    double distance = value(example, varying[i]) - means[i];
                    squares += distance * distance;
                }
                deviations[i] = Math.sqrt(squares / examples.size());
            }
            return new Scales(varying, means, deviations);
        }

        private static boolean varies(List<Description> examples, String name) {
            double first = value(examples.get(0), name);
            return examples.stream().anyMatch(example -> value(example, name) != first);
        }

        private static double mean(List<Description> examples, String name) {
            double sum = 0;
            for (Description example : examples) {
                sum += value(example, name);
            }
            return sum / examples.size();
        }

        private static double value(Description example, String name) {
            return example.features().getOrDefault(name, 0.0);
        }

        Example scaled(Description description) {
            double[] features = new double[names.length];
            for (int i = 0; i < names.length; i++) {
                features[i] = (value(description, names[i]) - means[i]) / deviations[i];
            }
            return new Example(features, description.slots().toArray());
        }
    }

    /** How alike two architectures are, 1 if they are the same. */
    private static final class Likeness implements GaussianProcess.Kernel<Example> {

        static final List<Likeness> ALL = List.of(new Likeness(0.05), new Likeness(0.12), new Likeness(0.3));

        private static final double OF_DIFFERENCES = 3;
        private static final int FEW = 32;

        private final double nearness;

        /** Exponentials take longer than all else, and these are few. */
        private final double[] ofFew;

        Likeness(double nearness) {
            this.nearness = nearness;
            this.ofFew = IntStream.range(0, FEW).mapToDouble(this::ofSlots).toArray();
        }

        private double ofSlots(int differing) {
            return OF_SLOTS * StrictMath.exp(-OF_DIFFERENCES * nearness * differing);
        }

        @Override
        public double of(Example one, Example other) {
            double distance = 0;
            for (int i = 0; i < one.features.length; i++) {
                double difference = one.features[i] - other.features[i];
                distance += difference * difference;
            }
            int differing = Math.abs(one.slots.length - other.slots.length);
            for (int i = 0; i < Math.min(one.slots.length, other.slots.length); i++) {
                differing += one.slots[i].equals(other.slots[i]) ? 0 : 1;
            }
            return (1 - OF_SLOTS) * StrictMath.exp(-nearness * distance / Math.max(1, one.features.length))
                    + (differing < FEW ? ofFew[differing] : ofSlots(differing));
        }
    }
}
