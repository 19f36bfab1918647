package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.train.memory.Floats;
import org.spikernel.train.memory.OneThread;

/**
 * A convolution without bias, zero-padded.
 *
 * <pre>
 *     y[n, f, i, j] = sum over c, r, s of  x[n, c, i S + r - P, j S + s - P] W[r, s, c, f]
 *
 *     x  [rows, channel, row, column]        S  stride
 *     W  [row, column, channel, filter]      P  padding
 *     y  [rows, filter, row, column]
 * </pre>
 *
 * <p>Calls oneDNN through ND4J's {@code conv2d} and {@code conv2d_bp}, on weights in the order in which they need no rearrangement;
 * several times as fast as DL4J's own layer, which unrolls its input into a matrix.
 */
public final class ConvolutionLayer2d extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;
    private static final String WEIGHTS = "W";

    @JsonProperty
    private int kernelSize;

    @JsonProperty
    private int stride;

    @JsonProperty
    private int padding;

    private ConvolutionLayer2d() {}

    /**
     * A convolution.
     *
     * @param channels channels that come in; 0 to take them from the layer before, where input types are set
     * @param filters channels that come out
     * @param kernelSize rows and columns of the kernel
     * @param stride step between kernel positions
     * @param padding zeros around the input, on each side
     */
    public static ConvolutionLayer2d of(int channels, int filters, int kernelSize, int stride, int padding) {
        ConvolutionLayer2d layer = new ConvolutionLayer2d();
        layer.setNIn(channels);
        layer.setNOut(requirePositive("filters", filters));
        layer.kernelSize = requirePositive("kernel size", kernelSize);
        layer.stride = requirePositive("stride", stride);
        layer.padding = padding;
        return layer;
    }

    /** A convolution of stride 1 that keeps rows and columns. */
    public static ConvolutionLayer2d same(int channels, int filters, int kernelSize) {
        return of(channels, filters, kernelSize, 1, kernelSize / 2);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional maps = FeatureMaps.of(this, input);
        return InputType.convolutional(side(maps.getHeight()), side(maps.getWidth()), getNOut());
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        if (getNIn() <= 0 || override) {
            setNIn(FeatureMaps.of(this, input).getChannels());
        }
    }

    private long side(long input) {
        return (input + 2L * padding - kernelSize) / stride + 1;
    }

    @Override
    List<Object> settings() {
        return List.of(getNIn(), getNOut(), kernelSize, stride, padding);
    }

    @Override
    List<Parameter> parameters() {
        long[] shape = {kernelSize, kernelSize, getNIn(), getNOut()};
        double fanIn = (double) kernelSize * kernelSize * getNIn();
        double fanOut = (double) kernelSize * kernelSize * getNOut();
        return List.of(new Parameter(
                WEIGHTS,
                Parameter.Kind.WEIGHT,
                shape,
                weights -> getWeightInitFn().init(fanIn, fanOut, shape, 'c', weights)));
    }

    @Override
    Computation computation() {
        return new Convolution();
    }

    /** Rows that are convolved together. */
    private interface Block {
        /**
         * @param lane the lane that the rows belong to
         * @param isFirst whether they are the first of their lane
         */
        void convolve(int lane, boolean isFirst, long from, long to);
    }

    /**
     * Convolves some rows at a time, so that what oneDNN rearranges for itself stays in the cache. Blocks of rows are spread over
     * processors, each block is convolved by one: so nobody waits at barriers, and the order of sums does not depend on their number.
     */
    private final class Convolution implements Computation {

        private static final long NUMBERS_AT_A_TIME = 1 << 19;
        private static final int LANES = 8;

        private INDArray[] laneGradients;
        private INDArray[] blockGradients;

        @Override
        public INDArray forward(INDArray input, Pass pass) {
            if (input.rank() != 4 || input.size(1) != getNIn()) {
                throw new IllegalArgumentException("layer '" + getLayerName() + "' convolves [rows, " + getNIn()
                        + ", row, column], but found " + input.shapeInfoToString());
            }
            INDArray output = pass.output(input.size(0), getNOut(), side(input.size(2)), side(input.size(3)));
            INDArray weights = pass.parameter(WEIGHTS);
            inBlocks(
                    input,
                    output,
                    (lane, isFirst, from, to) -> Nd4j.exec(operation("conv2d")
                            .addInputs(rows(input, from, to), weights)
                            .addOutputs(rows(output, from, to))
                            .build()));
            return output;
        }

        @Override
        public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
            INDArray inputGradient = pass.inputGradient(input.shape());
            INDArray weights = pass.parameter(WEIGHTS);
            if (laneGradients == null) {
                laneGradients = gradients(weights);
                blockGradients = gradients(weights);
            }
            int lanes = inBlocks(input, epsilon, (lane, isFirst, from, to) -> {
                INDArray gradient = isFirst ? laneGradients[lane] : blockGradients[lane];
                Nd4j.exec(operation("conv2d_bp")
                        .addInputs(rows(input, from, to), weights, rows(epsilon, from, to))
                        .addOutputs(rows(inputGradient, from, to), gradient)
                        .build());
                if (!isFirst) {
                    add(Floats.of(gradient), Floats.of(laneGradients[lane]));
                }
            });
            FloatBuffer sum = Floats.of(pass.gradient(WEIGHTS));
            sum.put(0, Floats.of(laneGradients[0]), 0, sum.capacity());
            for (int lane = 1; lane < lanes; lane++) {
                add(Floats.of(laneGradients[lane]), sum);
            }
            return inputGradient;
        }

        private static INDArray[] gradients(INDArray weights) {
            return Stream.generate(
                            () -> Nd4j.createUninitializedDetached(DataType.FLOAT, weights.ordering(), weights.shape()))
                    .limit(LANES)
                    .toArray(INDArray[]::new);
        }

        /** Takes the rows of each lane in order; returns how many lanes there are. */
        private int inBlocks(INDArray input, INDArray output, Block block) {
            int rows = Math.toIntExact(input.size(0));
            long numbers = (input.length() + output.length()) / rows;
            int size = (int) Math.max(1, NUMBERS_AT_A_TIME / numbers);
            int rowsOfALane = (rows + LANES - 1) / LANES;
            Floats.inRanges(
                    rows,
                    rowsOfALane,
                    (lane, from, to) -> OneThread.run(() -> {
                        for (int start = from; start < to; start += size) {
                            block.convolve(lane, start == from, start, Math.min(to, start + size));
                        }
                    }));
            return Floats.ranges(rows, rowsOfALane);
        }

        private static INDArray rows(INDArray array, long from, long to) {
            return from == 0 && to == array.size(0) ? array : array.get(NDArrayIndex.interval(from, to));
        }

        private static void add(FloatBuffer from, FloatBuffer to) {
            float[] block = new float[Floats.BLOCK];
            float[] sum = new float[Floats.BLOCK];
            for (int start = 0; start < to.capacity(); start += Floats.BLOCK) {
                int length = Math.min(Floats.BLOCK, to.capacity() - start);
                from.get(start, block, 0, length);
                to.get(start, sum, 0, length);
                for (int i = 0; i < length; i++) {
                    sum[i] += block[i];
                }
                to.put(start, sum, 0, length);
            }
        }

        /** Kernel, stride, padding, dilation 1; padding as given; channels first; weights [row, column, channel, filter]. */
        private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
            return DynamicCustomOp.builder(name)
                    .addIntegerArguments(kernelSize, kernelSize, stride, stride, padding, padding, 1, 1, 0, 0, 0);
        }
    }
}
