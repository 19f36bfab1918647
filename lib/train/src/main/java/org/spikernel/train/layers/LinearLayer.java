package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.arrays.OneThread;
import org.spikernel.internal.checks.Given;

/**
 * Every output is a weighted sum of all inputs.
 *
 * <pre>
 *     y = x W + b        x  [rows, input feature]
 *                        W  [input feature, output feature]
 *                        b  [output feature], or none
 * </pre>
 */
public final class LinearLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;
    private static final String WEIGHTS = "W";
    private static final String BIASES = "b";

    @JsonProperty
    private boolean bias;

    private LinearLayer() {}

    /**
     * A linear layer without bias.
     *
     * @param inputs features that come in; 0 to take them from the layer before, where input types are set
     * @param outputs features that come out
     */
    public static LinearLayer of(int inputs, int outputs) {
        LinearLayer layer = new LinearLayer();
        layer.setNIn(Given.notNegative(inputs, "inputs"));
        layer.setNOut(Given.positive(outputs, "outputs"));
        return layer;
    }

    /** The same with a trained bias. */
    @CheckReturnValue
    public LinearLayer withBias() {
        return this.<LinearLayer>with(layer -> layer.bias = true);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.feedForward(getNOut());
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        if (getNIn() <= 0 || override) {
            setNIn(input.arrayElementsPerExample());
        }
    }

    @Override
    List<Object> settings() {
        return List.of(getNIn(), getNOut(), bias);
    }

    @Override
    List<Parameter> parameters() {
        long[] shape = {getNIn(), getNOut()};
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter(
                WEIGHTS,
                Parameter.Kind.WEIGHT,
                shape,
                weights -> getWeightInitFn().init(getNIn(), getNOut(), shape, 'c', weights)));
        if (bias) {
            parameters.add(new Parameter(
                    BIASES, Parameter.Kind.BIAS, new long[] {getNOut()}, Parameter.Initial.constant(getBiasInit())));
        }
        return parameters;
    }

    @Override
    Computation computation() {
        return new Product();
    }

    /** C-ordered matrices are the transposes of what BLAS reads, so every product here is that of transposes, and nothing is copied. */
    private final class Product implements Computation {

        private static final int LANES = 4;

        @Override
        public INDArray forward(INDArray input, Pass pass) {
            if (input.rank() != 2 || input.size(1) != getNIn()) {
                throw new IllegalArgumentException("layer '" + getLayerName() + "' reads [rows, " + getNIn()
                        + "], but found " + input.shapeInfoToString());
            }
            INDArray output = pass.output(input.size(0), getNOut());
            INDArray weights = pass.parameter(WEIGHTS);
            int rows = Math.toIntExact(input.size(0));
            inParallel(rows, (rows + LANES - 1) / LANES, (lane, from, to) -> {
                INDArrayIndex part = NDArrayIndex.interval(from, to);
                Nd4j.gemm(
                        weights.transpose(),
                        input.get(part).transpose(),
                        output.get(part).transpose(),
                        false,
                        false,
                        1,
                        0);
            });
            if (bias) {
                addBiases(Floats.of(output), Floats.of(pass.parameter(BIASES)));
            }
            return output;
        }

        @Override
        public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
            if (bias) {
                sumRows(Floats.of(epsilon), Floats.of(pass.gradient(BIASES)));
            }
            INDArray weights = pass.parameter(WEIGHTS);
            INDArray weightGradient = pass.gradient(WEIGHTS);
            INDArray inputGradient = pass.inputGradient(input.shape());
            List<Runnable> products = List.of(
                    () -> Nd4j.gemm(
                            epsilon.transpose(), input.transpose(), weightGradient.transpose(), false, true, 1, 0),
                    () -> Nd4j.gemm(
                            weights.transpose(), epsilon.transpose(), inputGradient.transpose(), true, false, 1, 0));
            inParallel(
                    products.size(),
                    1,
                    (product, from, to) -> products.get(product).run());
            return inputGradient;
        }

        /** Several products at a time, each in one thread, so that their sums do not depend on the number of processors. */
        private static void inParallel(int parts, int size, Floats.RangeTask task) {
            OneThread.blas(() -> Floats.inRanges(parts, size, task));
        }

        private static void addBiases(FloatBuffer rows, FloatBuffer biases) {
            for (int i = 0; i < rows.capacity(); i++) {
                rows.put(i, rows.get(i) + biases.get(i % biases.capacity()));
            }
        }

        private static void sumRows(FloatBuffer rows, FloatBuffer sums) {
            for (int i = 0; i < sums.capacity(); i++) {
                float sum = 0;
                for (int j = i; j < rows.capacity(); j += sums.capacity()) {
                    sum += rows.get(j);
                }
                sums.put(i, sum);
            }
        }
    }
}
