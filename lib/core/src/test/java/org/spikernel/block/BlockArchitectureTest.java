package org.spikernel.block;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockArchitectureTest {

    @Provide
    Arbitrary<SpikingBlock> blocks() {
        Arbitrary<Integer> kernels = Arbitraries.integers().between(0, 49).map(half -> 2 * half + 1);
        Arbitrary<Integer> expansions = Arbitraries.integers().between(1, SpikingBlock.LARGEST);
        return Arbitraries.oneOf(
                Arbitraries.just(SpikingBlock.SKIP),
                kernels.map(SpikingBlock.Convolution::new),
                kernels.map(SpikingBlock.Residual::new),
                Combinators.combine(kernels, expansions).as(SpikingBlock.InvertedBottleneck::new));
    }

    @Property
    void textsComeBackAsTheyWere(@ForAll @Size(min = 1, max = 9) List<@From("blocks") SpikingBlock> blocks) {
        BlockArchitecture architecture = new BlockArchitecture(blocks);

        assertThat(BlockArchitecture.parse(architecture.toString())).isEqualTo(architecture);
        assertThat(architecture.toString()).doesNotContain(",", "\n");
        assertThat(architecture.canonical()).isEqualTo(architecture);
    }

    @Test
    void textIsThatOfThePaper() {
        BlockArchitecture found = BlockArchitecture.of(
                SpikingBlock.SRB_K5, SpikingBlock.SRB_K5, SpikingBlock.SKIP, SpikingBlock.SRB_K3, SpikingBlock.SRB_K5);

        assertThat(found).hasToString("SRB_k5 SRB_k5 skip SRB_k3 SRB_k5");
        assertThat(BlockArchitecture.parse("  SRB_k5  SRB_k5 skip SRB_k3 SRB_k5 "))
                .isEqualTo(found);
        assertThat(found.with(3, SpikingBlock.SCB_K3)).hasToString("SRB_k5 SRB_k5 SCB_k3 SRB_k3 SRB_k5");
        assertThat(BlockArchitecture.uniform(SpikingBlock.SKIP, 2)).hasToString("skip skip");
    }

    @Test
    void whatIsNoArchitectureIsRefused() {
        assertThatThrownBy(() -> BlockArchitecture.parse("SRB_k5 SDB_k3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown block 'SDB_k3'");
        assertThatThrownBy(() -> BlockArchitecture.of())
                .hasMessage("an architecture needs at least one block, but found none");
        assertThatThrownBy(() -> BlockArchitecture.parse("skip skip").with(3, SpikingBlock.SKIP))
                .hasMessage("an architecture of 2 slots has slots 1 to 2, but not 3");
    }
}
