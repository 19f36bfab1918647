package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.checks.Given;

/**
 * Feature maps without their first rows and columns.
 *
 * <pre>
 *     x  [rows, channel, row, column]  -&gt;  y  [rows, channel, row - offset, column - offset]
 * </pre>
 */
public final class CropLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int offset;

    private CropLayer() {}

    /**
     * A crop.
     *
     * @param offset how many rows, and as many columns, are left out
     */
    public static CropLayer by(int offset) {
        CropLayer layer = new CropLayer();
        layer.offset = Given.positive(offset, "the offset of a crop");
        return layer;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional maps = FeatureMaps.of(this, input);
        return InputType.convolutional(maps.getHeight() - offset, maps.getWidth() - offset, maps.getChannels());
    }

    @Override
    List<Object> settings() {
        return List.of(offset);
    }

    @Override
    Computation computation() {
        return new Computation() {
            @Override
            public INDArray forward(INDArray input, Pass pass) {
                INDArray left = left(input);
                return pass.output(left.shape()).assign(left);
            }

            @Override
            public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
                INDArray gradient = pass.inputGradient(input.shape()).assign(0);
                left(gradient).assign(epsilon);
                return gradient;
            }
        };
    }

    private INDArray left(INDArray maps) {
        return maps.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(offset, maps.size(2)),
                NDArrayIndex.interval(offset, maps.size(3)));
    }
}
