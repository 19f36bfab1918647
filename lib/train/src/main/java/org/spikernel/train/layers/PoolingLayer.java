package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Window;

/**
 * Average or max pooling.
 *
 * <pre>
 *     average   y[n, c, i, j] = sum over the window at (i S - P, j S - P) of x[n, c, ., .] / (K K)     padding counts as zeros
 *     max       y[n, c, i, j] = max over that window, or 0 if it is all padding                     padding does not count
 *
 *     K  rows and columns of the window     S  stride     P  padding
 * </pre>
 *
 * <p>The gradient of a maximum goes to the first position that attains it, row by row.
 */
public final class PoolingLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private boolean max;

    @JsonProperty
    private int window;

    @JsonProperty
    private int stride;

    @JsonProperty
    private int padding;

    private PoolingLayer() {}

    /** Average pooling; padding counts in the mean. */
    public static PoolingLayer average(int window, int stride, int padding) {
        PoolingLayer layer = new PoolingLayer();
        layer.window = Given.positive(window, "window");
        layer.stride = Given.positive(stride, "stride");
        layer.padding = Given.notNegative(padding, "padding");
        return layer;
    }

    /** Max pooling; padding does not count. */
    public static PoolingLayer max(int window, int stride, int padding) {
        PoolingLayer layer = average(window, stride, padding);
        layer.max = true;
        return layer;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional maps = FeatureMaps.of(this, input);
        return InputType.convolutional(
                window().outputSide(Math.toIntExact(maps.getHeight())),
                window().outputSide(Math.toIntExact(maps.getWidth())),
                maps.getChannels());
    }

    @Override
    List<Object> settings() {
        return List.of(max, window, stride, padding);
    }

    @Override
    Computation computation() {
        return new PoolingComputation(max, window());
    }

    private Window window() {
        return new Window(window, stride, padding);
    }
}
