package org.spikernel.block;

import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is said of every kind of block, and of one that is added. */
class SpikingBlockTest {

    @Test
    void compilerNamesWhatMustLearnANewKind() {
        assertThat(AddedBlock.DEPTHWISE.readersThatMustLearn()).containsExactly("network/BlockAssembly.java");
        assertThat(AddedBlock.DEPTHWISE.readersThatAskForOneKind()).isEmpty();
    }

    @Test
    void everyKindCanBeRead() {
        Set<Class<?>> kinds = BlockText.ALL.stream().map(BlockText::kind).collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(SpikingBlock.class.getPermittedSubclasses());
        assertThat(BlockText.ALL)
                .allSatisfy(text -> assertThat(SpikingBlock.parse(text.example()))
                        .isInstanceOf(text.kind())
                        .hasToString(text.example()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "SCB_k3", "SCB_k5", "SRB_k7", "SRB_k99", "SCB_k1", "SIB_k3_e1", "SIB_k7_e12"})
    void textIsThatOfOneKindAlone(String text) {
        assertThat(BlockText.ALL)
                .filteredOn(kind -> kind.pattern().matcher(text).matches())
                .hasSize(1);
        assertThat(SpikingBlock.parse(text)).hasToString(text);
    }

    @Test
    void constantsAreWhatTheirNamesSay() {
        assertThat(SpikingBlock.parse("skip")).isEqualTo(SpikingBlock.SKIP);
        assertThat(SpikingBlock.parse("SCB_k3")).isEqualTo(SpikingBlock.SCB_K3);
        assertThat(SpikingBlock.parse("SCB_k5")).isEqualTo(SpikingBlock.SCB_K5);
        assertThat(SpikingBlock.parse("SCB_k7")).isEqualTo(SpikingBlock.SCB_K7);
        assertThat(SpikingBlock.parse("SRB_k3")).isEqualTo(SpikingBlock.SRB_K3);
        assertThat(SpikingBlock.parse("SRB_k5")).isEqualTo(SpikingBlock.SRB_K5);
        assertThat(SpikingBlock.parse("SRB_k7")).isEqualTo(SpikingBlock.SRB_K7);
        assertThat(SpikingBlock.parse("SIB_k5_e3")).isEqualTo(new SpikingBlock.InvertedBottleneck(5, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SRB", "SRB_k4", "SRB_k101", "SRB_k03", "SIB_k3", "SIB_k3_e0", "SCB_k3_e1", "Skip"})
    void textOfNoKindIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> SpikingBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown block '" + text + "'; expected skip, SCB_k3, SRB_k3, SIB_k3_e3"
                        + " or another odd size of the kernel k and expansion e");
    }

    @Test
    void sizesThatNoTextHasAreRefused() {
        assertThatThrownBy(() -> new SpikingBlock.Residual(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kernel of a block must have an odd number of rows from 1 to 99, but has 4");
        assertThatThrownBy(() -> new SpikingBlock.Convolution(101)).hasMessageContaining("but has 101");
        assertThatThrownBy(() -> new SpikingBlock.InvertedBottleneck(3, 100))
                .hasMessage("the expansion of a block must be 99 at most, but is 100");
        assertThatThrownBy(() -> new SpikingBlock.InvertedBottleneck(3, 0)).hasMessageContaining("must be positive");
    }
}
