package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.checks.Given;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.shapes.Window;

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
 * <p>Where the input consists of few spikes, the output and the gradient of the weights are sums of a few rows of numbers. All else is
 * done by oneDNN through ND4J's {@code conv2d} and {@code conv2d_bp}, on weights in the order in which they need no rearrangement; several
 * times as fast as DL4J's own layer, which unrolls its input into a matrix.
 */
public final class ConvolutionLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;
    static final String WEIGHTS = "W";

    @JsonProperty
    private int kernelSize;

    @JsonProperty
    private int stride;

    @JsonProperty
    private int padding;

    private ConvolutionLayer() {}

    /**
     * A convolution.
     *
     * @param channels channels that come in; 0 to take them from the layer before, where input types are set
     * @param filters channels that come out
     * @param kernelSize rows and columns of the kernel
     * @param stride step between kernel positions
     * @param padding zeros around the input, on each side
     */
    public static ConvolutionLayer of(int channels, int filters, int kernelSize, int stride, int padding) {
        ConvolutionLayer layer = new ConvolutionLayer();
        layer.setNIn(Given.notNegative(channels, "channels"));
        layer.setNOut(Given.positive(filters, "filters"));
        layer.kernelSize = Given.positive(kernelSize, "kernel size");
        layer.stride = Given.positive(stride, "stride");
        layer.padding = Given.notNegative(padding, "padding");
        return layer;
    }

    /**
     * A convolution of stride 1 that keeps rows and columns.
     *
     * @throws IllegalArgumentException if the kernel size is even, since such a kernel has no padding that keeps them
     */
    public static ConvolutionLayer same(int channels, int filters, int kernelSize) {
        if (kernelSize % 2 == 0) {
            throw new IllegalArgumentException(
                    "the kernel size must be odd to keep rows and columns, but is " + kernelSize);
        }
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

    private Window window() {
        return new Window(kernelSize, stride, padding);
    }

    private long side(long input) {
        return window().outputSide(Math.toIntExact(input));
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
        Kernel kernel = new Kernel(Math.toIntExact(getNIn()), Math.toIntExact(getNOut()), window());
        return new ConvolutionComputation(getLayerName(), kernel);
    }
}
