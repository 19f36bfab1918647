package org.spikernel;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Products of sizes that do not fit their type are refused, not wrapped round. */
class SizesTest {

    private static final int MANY = Integer.MAX_VALUE;

    @ParameterizedTest
    @CsvSource({
        "1, 65536, 65536",
        "2, 32768, 32768",
        "65536, 65536, 1",
        "2147483647, 2147483647, 2147483647",
        "3, 1, 1000000000"
    })
    void shapeWithMoreNumbersThanAnArrayIsRefused(int channels, int rows, int columns) {
        assertThatThrownBy(() -> new Shape(channels, rows, columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 2147483647 numbers")
                .hasMessageContaining("[" + channels + ", " + rows + ", " + columns + "] has more");
    }

    @Test
    void largestShapesAreTaken() {
        assertThat(new Shape(1, 1, MANY).size()).isEqualTo(MANY);
        assertThat(new Shape(1, 32767, 65538).size()).isEqualTo(32767 * 65538);
        assertThat(new Shape(MANY, 1, 1).positions()).isEqualTo(1);
    }

    @Test
    void imagesThatAreNotThereAreRefused() {
        Shape large = new Shape(1, 32768, 32768);
        Normalisation grey = new Normalisation(List.of(0.5), List.of(0.5));

        assertThatThrownBy(() -> ImageSet.of(large, new byte[0], new int[4], grey))
                .hasMessageContaining("need 4294967296 bytes, but there are 0");
        assertThatThrownBy(() -> ImageBatch.of(large, new float[0], new int[4]))
                .hasMessageContaining("needs 4294967296 pixels, but has 0");
    }

    @Test
    void windowsAndWeightsAreCountedWithoutWrapping() {
        Shape image = new Shape(3, 32, 32);
        Layer huge = Layer.Convolution.same(4, MANY, 1);
        Layer wide = Layer.Convolution.same(128, 46341, 1);

        assertThat(huge.output(List.of(image))).isEqualTo(new Shape(4, 32, 32));
        assertThat(wide.parameters(image).weights()).isEqualTo(46341L * 46341 * 3 * 128);
        assertThatThrownBy(() -> huge.parameters(image).weights())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2147483647, 2147483647, 3, 4] are more than can be counted");
        assertThatThrownBy(() -> new Layer.AveragePooling(MANY, 1, 0).output(List.of(image)))
                .hasMessageContaining("does not fit into [3, 32, 32]");
    }

    @Test
    void batchThatIsTooLargeForALayerIsRefusedByName() {
        Network.Builder builder = Network.builder("wide", new Shape(1, 1, 1));
        var many = builder.add("many", Layer.Convolution.same(1 << 30, 1, 1), builder.input());
        Network network = builder.build(builder.add("few", Layer.Convolution.same(1, 1, 1), many));
        ImageBatch batch = ImageBatch.of(new Shape(1, 1, 1), new float[4], new int[4]);

        assertThatThrownBy(() -> SpikeEngine.common().run(network, batch, Weights.random(1), 1, SpikeMonitor.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wide makes numbers of shape [1073741824, 1, 1] at many")
                .hasMessageContaining("a batch of 4 images; take at most 1");
    }
}
