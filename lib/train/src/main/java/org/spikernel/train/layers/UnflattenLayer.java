package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
        return new Computation() {
            @Override
            public INDArray forward(INDArray input, Pass pass) {
                return pass.asOutput(input.reshape(input.size(0), input.length() / input.size(0), 1, 1));
            }

            @Override
            public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
                return pass.asInputGradient(epsilon.reshape(input.shape()));
            }
        };
    }
}
