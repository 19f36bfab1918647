package org.spikernel.study.kernelbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.SnasNet;
import org.spikernel.random.RandomStream;
import org.spikernel.study.kernelbench.Planned.Role;

/**
 * Which networks KernelBench trains, and in which order: the same on every machine, without end, and fair wherever it is cut off between
 * two blocks.
 *
 * <p>A block begins with a pattern: a random cell of SNASNet's space, drawn as a search draws it, with both kernel sizes in it, so
 * that the six sets give six different cells. It has, with {@value #CHANNELS} channels unless something else is said:
 *
 * <ul>
 *   <li>the pattern in each of SpiKernel's six kernel sets, the smaller size wherever the pattern has the smaller one;
 *   <li>the pattern with 3x3, with 5x5 and with 7x7 kernels alone: what a kernel size is worth at equal width;
 *   <li>the pattern with 3x3 kernels once more, with {@value #WIDE} channels. Memory and energy can be spent on larger kernels or on more channels;
 *       without this, a benchmark of kernel sizes would confirm large ones by what it leaves out. The wider network has more convolution weights
 *       than that with 5x5 kernels, and about four fifths of those of that with 7x7 kernels;
 *   <li>a random cell whose convolutions have any of the four sizes.
 * </ul>
 *
 * <p>What stood in an earlier block for the same reason is left out, as where two patterns differ in nothing but the places of their sizes. Of every ten networks, one is trained from seeds {@value #FIRST_SEED}, 2 and 3, which tells how
 * much of a difference is luck; the others from seed {@value #FIRST_SEED}.
 */
public final class KernelBenchPlan {

    /** How wide networks are that are not made wider on purpose. */
    public static final int CHANNELS = 16;

    /** How wide they are then. */
    public static final int WIDE = 2 * CHANNELS;

    /** Over how many timesteps networks run. */
    public static final int TIMESTEPS = 2;

    /** The training images: the first of CIFAR-10's. */
    public static final int TRAINING_IMAGES = 10_000;

    /** The images that accuracies on the way are measured on: those of CIFAR-10's training images that follow. */
    public static final int VALIDATION_IMAGES = 2_000;

    /** How often a network sees each training image. */
    public static final int EPOCHS = 6;

    /** Images a step. */
    public static final int BATCH = 32;

    /** The learning rate of the first step. */
    public static final double LEARNING_RATE = 0.2;

    static final long FIRST_SEED = 1;
    /** More trainings than any block has: eleven networks, of which two may be trained three times. */
    static final int LONGEST_BLOCK = 15;

    private static final long SEED_OF_PLAN = 2026;
    private static final int ONE_IN = 10;
    private static final int REPEATED = 3;

    private static final Operation SMALLER = Operation.conv(3);
    private static final Operation LARGER = Operation.conv(5);
    private static final SearchSpace PATTERNS = SearchSpace.of(KernelSet.SET_3);
    private static final KernelSet ANY = KernelSet.of(1, 3, 5, 7);

    private KernelBenchPlan() {}

    /** The macro-architecture of a width: SNASNet's for CIFAR-10, with a stem that halves the image. */
    public static SnasNet macro(int channels) {
        return SnasNet.cifar10().withChannels(channels).withTimesteps(TIMESTEPS).withStemStride(2);
    }

    /** The trainings, without end. */
    public static Stream<Planned> trainings() {
        Making making = new Making();
        return IntStream.iterate(1, block -> block + 1).boxed().flatMap(block -> making.block(block).stream());
    }

    /** The first trainings. */
    public static List<Planned> first(int count) {
        return trainings().limit(count).toList();
    }

    /** The plan as far as it is made: what an earlier block has is not planned again. */
    private static final class Making {

        private record Part(Role role, Cell cell, int channels) {}

        private final Set<Part> planned = new HashSet<>();
        private final Set<Cell> patterns = new HashSet<>();
        private int networks;
        private int trainings;

        List<Planned> block(int block) {
            Cell pattern = pattern(block);
            List<Planned> trainings = new ArrayList<>();
            for (KernelSet set : KernelSet.ALL) {
                add(trainings, block, Role.SET, set.name(), with(pattern, set), CHANNELS);
            }
            for (int size : new int[] {3, 5, 7}) {
                KernelSet alone = KernelSet.of(size);
                add(trainings, block, Role.UNIFORM, alone.name(), with(pattern, alone), CHANNELS);
            }
            Cell small = with(pattern, KernelSet.of(3));
            add(trainings, block, Role.WIDER, KernelSet.of(3).name(), small, WIDE);
            RandomStream random = RandomStream.at(SEED_OF_PLAN, "any kernel sizes", block);
            add(
                    trainings,
                    block,
                    Role.RANDOM,
                    ANY.name(),
                    SearchSpace.of(ANY).randomCell(random).canonical(),
                    CHANNELS);
            return trainings;
        }

        private void add(List<Planned> block, int number, Role role, String kernels, Cell cell, int channels) {
            if (planned.add(new Part(role, cell.canonical(), channels))) {
                int seeds = networks % ONE_IN == 0 ? REPEATED : 1;
                networks++;
                LongStream.range(FIRST_SEED, FIRST_SEED + seeds)
                        .mapToObj(seed -> new Planned(++trainings, number, role, kernels, cell, channels, seed))
                        .forEach(block::add);
            }
        }

        private Cell pattern(int block) {
            RandomStream random = RandomStream.at(SEED_OF_PLAN, "pattern", block);
            Cell pattern;
            do {
                pattern = PATTERNS.randomCell(random).canonical();
            } while (!pattern.operations().containsAll(List.of(SMALLER, LARGER)) || !patterns.add(pattern));
            return pattern;
        }
    }

    /** The pattern with the sizes of a kernel set: its smaller one for 3x3, its larger one for 5x5. */
    private static Cell with(Cell pattern, KernelSet set) {
        Map<Operation, Operation> kernels = new HashMap<>();
        kernels.put(SMALLER, Operation.conv(set.sizes().get(0)));
        kernels.put(LARGER, Operation.conv(set.sizes().get(set.sizes().size() - 1)));
        return new Cell(pattern.operations().stream()
                .map(operation -> kernels.getOrDefault(operation, operation))
                .toList());
    }
}
