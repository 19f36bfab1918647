package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Vectors as feature maps of one position: what {@link FlattenLayer} makes of such maps, back.
 *
 * <pre>
 *     x  [rows, feature]  -&gt;  y  [rows, channel, 1, 1]
 * </pre>
 */
public final class UnflattenLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.convolutional(1, 1, input.arrayElementsPerExample());
    }

    @Override
    List<Object> settings() {
        return List.of();
    }

    @Override
    Computation computation() {
        return new Reshaping(4);
    }
}
