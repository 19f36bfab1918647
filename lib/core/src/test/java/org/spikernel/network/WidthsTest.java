package org.spikernel.network;

import java.util.Comparator;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.network.ParamCount.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class WidthsTest {

    private static final SnasNet MACRO = SnasNet.cifar10().withTimesteps(2).withStemStride(2);
    private static final Widths SMALL = Widths.of(channels -> cell(3, channels));

    private static Network cell(int kernel, int channels) {
        String cell = "conv%1$dx%1$d | zero zero | skip conv%1$dx%1$d zero".formatted(kernel);
        return MACRO.withChannels(channels).network(Cell.parse(cell));
    }

    @Property(tries = 20)
    void findTheNearestOfAllWidths(@ForAll @IntRange(min = 500, max = 100_000) int wanted, @ForAll Scope scope) {
        int added = scope == Scope.TOTAL ? 150_000 : 0;
        int nearest = IntStream.rangeClosed(1, 64)
                .boxed()
                .min(Comparator.comparingLong(
                        channels -> Math.abs(cell(3, channels).params().of(scope) - wanted - added)))
                .orElseThrow();
        assertThat(SMALL.channels(wanted + added, scope)).isEqualTo(nearest);
    }

    @Test
    void makeSmallKernelsAsHeavyAsLargeOnes() {
        Network large = cell(7, 8);
        Network wider = SMALL.asHeavyAs(large, Scope.FEATURES);

        assertThat(wider.name()).contains("conv3x3");
        assertThat(wider.params().features() / (double) large.params().features())
                .isCloseTo(1, within(0.08));
        assertThat(SMALL.asHeavyAs(cell(3, 21), Scope.TOTAL))
                .hasToString(cell(3, 21).toString());
    }

    @Test
    void widenNetworksOfBlocks() {
        SnnFrame frame = SnnFrame.cifar10().withTimesteps(2);
        Network large = AutoSnn.snn1(frame.withChannels(8)).network(SpikingBlock.SRB_K7);
        Network wider = Widths.of(
                        channels -> AutoSnn.snn1(frame.withChannels(channels)).network(SpikingBlock.SRB_K3))
                .asHeavyAs(large, Scope.FEATURES);

        assertThat(wider.params().features() / (double) large.params().features())
                .isCloseTo(1, within(0.08));
    }

    @Test
    void whatIsTooHeavyWithOneChannelIsNamed() {
        assertThatThrownBy(() -> SMALL.channels(10, Scope.FEATURES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("conv3x3", "with one channel", "more than the 10", "features");
    }

    @Test
    void whatDoesNotGrowIsNamed() {
        Network always = cell(3, 4);
        assertThatThrownBy(() -> Widths.of(channels -> always).channels(1_000_000, Scope.TOTAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("should grow with its width", "1,000,000", "total");
    }
}
