package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Feature maps as vectors.
 *
 * <pre>
 *     x  [rows, channel, row, column]  -&gt;  y  [rows, channel x row x column]
 * </pre>
 */
public final class FlattenLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.feedForward(input.arrayElementsPerExample());
    }

    @Override
    List<Object> settings() {
        return List.of();
    }

    @Override
    Computation computation() {
        return new Reshaping(2);
    }
}
