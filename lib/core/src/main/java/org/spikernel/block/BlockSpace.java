package org.spikernel.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;
import org.spikernel.space.SlottedSpace;

/**
 * All architectures that have one of some blocks in each slot.
 *
 * <pre>{@code
 * BlockSpace space = BlockSpace.autoSnn();                                    // 3,125 architectures
 * BlockSpace larger = BlockSpace.of(5, SpikingBlock.SKIP, SpikingBlock.SRB_K3, SpikingBlock.SRB_K5, SpikingBlock.SRB_K7);
 * Search.of(space, AutoSnn.snn1(SnnFrame.forDataset(images)), score).strategy(Strategy.autoSnnEvolution()).run();
 * }</pre>
 *
 * @param slots how many there are
 * @param blocks what may stand in each, each once
 * @param cuts where architectures are cut when they are crossed, as {@link SlottedSpace#cuts}
 */
public record BlockSpace(int slots, List<SpikingBlock> blocks, List<Integer> cuts) implements SlottedSpace {

    private static final int SLOTS_OF_AUTOSNN = 5;

    public BlockSpace {
        Given.positive(slots, "slots");
        blocks = Given.list(blocks, "the blocks of a space");
        cuts = Given.list(cuts, "the cuts of a space");
        if (blocks.isEmpty() || blocks.stream().distinct().count() != blocks.size()) {
            throw new IllegalArgumentException("a space needs blocks, each of them once, but found " + blocks);
        }
        if (cuts.stream().anyMatch(cut -> cut < 1 || cut > slots)) {
            throw new IllegalArgumentException("architectures of " + slots + " slots are cut after slot 1 to " + slots
                    + ", but found cuts " + cuts);
        }
    }

    /** A space of chosen blocks, whose architectures are cut between any two slots. */
    public static BlockSpace of(int slots, SpikingBlock... blocks) {
        return of(slots, Arrays.asList(Given.value(blocks, "the blocks of a space")));
    }

    /** As {@link #of(int, SpikingBlock...)}. */
    public static BlockSpace of(int slots, List<SpikingBlock> blocks) {
        return new BlockSpace(slots, blocks, IntStream.range(1, slots).boxed().toList());
    }

    /**
     * AutoSNN's space: skip, and convolution and residual blocks with 3x3 and 5x5 kernels, in five slots. Architectures are cut as by
     * the authors' program, which counts the poolings of SNN_1 among the slots and may cut behind the last block, which makes nothing new.
     */
    public static BlockSpace autoSnn() {
        return new BlockSpace(
                SLOTS_OF_AUTOSNN,
                List.of(
                        SpikingBlock.SKIP,
                        SpikingBlock.SCB_K3,
                        SpikingBlock.SCB_K5,
                        SpikingBlock.SRB_K3,
                        SpikingBlock.SRB_K5),
                List.of(1, 1, 2, 3, 3, 4, 5));
    }

    /** The same with other blocks. */
    @CheckReturnValue
    public BlockSpace withBlocks(SpikingBlock... others) {
        return new BlockSpace(slots, Arrays.asList(Given.value(others, "the blocks of a space")), cuts);
    }

    /** {@code 5x5blocks}: so many slots, and blocks to choose from. */
    @Override
    public String name() {
        return slots + "x" + blocks.size() + "blocks";
    }

    /**
     * How many architectures there are: blocks to the power of slots.
     *
     * @throws IllegalArgumentException if they are more than a long can count
     */
    public long size() {
        try {
            return LongStream.generate(blocks::size).limit(slots).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException tooMany) {
            throw new IllegalArgumentException(this + " has more architectures than can be counted", tooMany);
        }
    }

    @Override
    public List<Integer> alternatives() {
        return Collections.nCopies(slots, blocks.size());
    }

    @Override
    public List<Integer> choices(Architecture architecture) {
        return own(architecture).blocks().stream().map(blocks::indexOf).toList();
    }

    private BlockArchitecture own(Architecture architecture) {
        if (architecture instanceof BlockArchitecture made
                && made.slots() == slots
                && blocks.containsAll(made.blocks())) {
            return made;
        }
        throw new IllegalArgumentException(this + " does not have the architecture " + architecture);
    }

    @Override
    public Optional<BlockArchitecture> withChoices(List<Integer> choices) {
        return Optional.of(made(choices));
    }

    private BlockArchitecture made(List<Integer> choices) {
        return new BlockArchitecture(choices.stream().map(blocks::get).toList());
    }

    @Override
    public BlockArchitecture draw(RandomStream random) {
        return made(alternatives().stream().map(random::nextInt).toList());
    }

    @Override
    public BlockArchitecture mutate(Architecture parent, RandomStream random) {
        if (blocks.size() == 1) {
            throw new IllegalStateException("nothing varies in a space of one block: " + this);
        }
        List<Integer> choices = new ArrayList<>(choices(parent));
        int slot = random.nextInt(slots);
        int others = random.nextInt(blocks.size() - 1);
        choices.set(slot, others < choices.get(slot) ? others : others + 1);
        return made(choices);
    }

    /** Every architecture; the block of the first slot changes fastest. */
    @Override
    public Stream<BlockArchitecture> all() {
        return LongStream.range(0, size()).mapToObj(this::numbered);
    }

    private BlockArchitecture numbered(long number) {
        List<Integer> choices = new ArrayList<>();
        for (long rest = number; choices.size() < slots; rest /= blocks.size()) {
            choices.add((int) (rest % blocks.size()));
        }
        return made(choices);
    }

    /** Reads any {@link BlockArchitecture}, of this space or not. */
    @Override
    public BlockArchitecture parse(String text) {
        return BlockArchitecture.parse(text);
    }

    @Override
    public String toString() {
        return slots + " slots of "
                + blocks.stream().map(SpikingBlock::text).collect(Collectors.joining(", ", "[", "]"))
                + (cuts.equals(of(slots, blocks).cuts()) ? "" : ", cut after " + cuts);
    }
}
