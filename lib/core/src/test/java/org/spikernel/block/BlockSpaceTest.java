package org.spikernel.block;

import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockSpaceTest {

    private static final BlockSpace SPACE = BlockSpace.autoSnn();

    @Test
    void autoSnnHas3125Architectures() {
        assertThat(SPACE.size()).isEqualTo(3125);
        assertThat(SPACE.all().distinct()).hasSize(3125);
        assertThat(SPACE.all().skip(1).findFirst().orElseThrow()).hasToString("SCB_k3 skip skip skip skip");
        assertThat(SPACE.name()).isEqualTo("5x5blocks");
    }

    @Property
    void whatIsDrawnIsReadAndChosenAgain(@ForAll long seed) {
        BlockArchitecture drawn = SPACE.draw(RandomStream.at(seed, "draw"));

        assertThat(SPACE.parse(drawn.toString())).isEqualTo(drawn);
        assertThat(SPACE.withChoices(SPACE.choices(drawn))).contains(drawn);
    }

    @Test
    void whatItDoesNotHaveIsReadToo() {
        assertThat(SPACE.parse("skip SRB_k7")).isEqualTo(BlockArchitecture.of(SpikingBlock.SKIP, SpikingBlock.SRB_K7));
    }

    @Property
    void aMutantDiffersInOneSlot(@ForAll long seed) {
        RandomStream random = RandomStream.at(seed, "mutate");
        BlockArchitecture parent = SPACE.draw(random);
        BlockArchitecture mutant = SPACE.mutate(parent, random);

        assertThat(IntStream.range(0, 5)
                        .filter(slot -> !parent.blocks()
                                .get(slot)
                                .equals(mutant.blocks().get(slot))))
                .hasSize(1);
        assertThat(SPACE.blocks()).containsAll(mutant.blocks());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> SPACE.choices(BlockArchitecture.parse("skip skip")))
                .hasMessage("5 slots of [skip, SCB_k3, SCB_k5, SRB_k3, SRB_k5], cut after [1, 1, 2, 3, 3, 4, 5]"
                        + " does not have the architecture skip skip");
        assertThatThrownBy(() -> SPACE.choices(BlockArchitecture.parse("skip skip skip skip SRB_k7")))
                .hasMessageContaining("SRB_k7");
        assertThatThrownBy(() -> SPACE.parse("skip skip skip skip SRB")).hasMessageContaining("unknown block 'SRB'");
        assertThatThrownBy(() -> BlockSpace.of(3, SpikingBlock.SKIP, SpikingBlock.SKIP))
                .hasMessage("a space needs blocks, each of them once, but found [skip, skip]");
        assertThatThrownBy(() -> new BlockSpace(3, List.of(SpikingBlock.SKIP), List.of(4)))
                .hasMessage("architectures of 3 slots are cut after slot 1 to 3, but found cuts [4]");
        assertThatThrownBy(() -> BlockSpace.of(2, SpikingBlock.SKIP)
                        .mutate(BlockArchitecture.parse("skip skip"), RandomStream.at(1, "mutate")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing varies in a space of one block");
        assertThatThrownBy(() -> BlockSpace.of(99, SPACE.blocks()).size()).hasMessageContaining("than can be counted");
    }
}
