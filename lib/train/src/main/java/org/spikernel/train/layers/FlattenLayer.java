package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
        return new Computation() {
            @Override
            public INDArray forward(INDArray input, Pass pass) {
                return pass.asOutput(input.reshape(input.size(0), input.length() / input.size(0)));
            }

            @Override
            public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
                return pass.asInputGradient(epsilon.reshape(input.shape()));
            }
        };
    }
}
