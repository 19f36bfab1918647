package org.spikernel.network;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParametersTest {

    private static final Shape MAPS = new Shape(3, 8, 8);

    @Test
    void evenKernelsHaveNoSamePadding() {
        assertThat(Layer.Convolution.same(4, 3, 1).output(List.of(new Shape(1, 6, 6))))
                .isEqualTo(new Shape(4, 6, 6));
        assertThatThrownBy(() -> Layer.Convolution.same(4, 4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be odd to keep rows and columns, but is 4");
    }

    @Test
    void layerSaysWhatTrainingSets() {
        assertThat(new Layer.Convolution(4, 5, 2, 1).parameters(MAPS))
                .isEqualTo(new Parameters(List.of(5, 5, 3, 4), 0, 0));
        assertThat(new Layer.BatchNorm().parameters(MAPS)).isEqualTo(new Parameters(List.of(3), 3, 3));
        assertThat(new Layer.Linear(2, true).parameters(Shape.vector(7)))
                .isEqualTo(new Parameters(List.of(7, 2), 2, 0));
        assertThat(new Layer.Linear(2, false).parameters(Shape.vector(7))).isEqualTo(Parameters.ofWeights(7, 2));
        assertThat(new Layer.Spiking(Lif.DEFAULT).parameters(MAPS)).isEqualTo(Parameters.NONE);
    }

    @Test
    void weightsAreCounted() {
        assertThat(Parameters.ofWeights(5, 5, 3, 4).weights()).isEqualTo(300);
        assertThat(Parameters.NONE.weights()).isZero();
    }

    @Test
    void impossibleOnesAreRefused() {
        assertThatThrownBy(() -> Parameters.ofWeights(3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weights [3, 0], 0 biases and 0 statistics");
        assertThatThrownBy(() -> Parameters.NONE.withBiases(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 biases");
    }
}
