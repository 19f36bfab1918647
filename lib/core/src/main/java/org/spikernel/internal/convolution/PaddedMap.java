package org.spikernel.internal.convolution;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** The numbers of a sample in the order [padded row, padded column, channel], with the zeros around them. */
public final class PaddedMap {

    private final Shape shape;
    private final int padding;
    private final int lineStep;
    private final float[] numbers;

    /**
     * Zeros.
     *
     * @param shape without the padding
     * @param padding zeros around it, on each side
     */
    public PaddedMap(Shape shape, int padding) {
        this.shape = shape;
        this.padding = padding;
        lineStep = (shape.columns() + 2 * padding) * shape.channels();
        numbers = new float[(shape.rows() + 2 * padding) * lineStep + Lanes.FLOATS_IN_WIDEST_REGISTER];
    }

    /** The shape without the padding. */
    Shape shape() {
        return shape;
    }

    /** How much farther the next line is. */
    int lineStep() {
        return lineStep;
    }

    /** The numbers; behind them there is room for what whole registers write beyond a line. */
    public float[] numbers() {
        return numbers;
    }

    /** Copies all but the padding to the order [channel, row, column]. */
    public void toPlanes(float[] planes) {
        int channels = shape.channels();
        for (int line = 0; line < shape.rows(); line++) {
            for (int channel = 0; channel < channels; channel++) {
                int from = startOfLine(line) + channel;
                int to = startOfLine(line, channel);
                for (int end = to + shape.columns(); to < end; to++) {
                    planes[to] = numbers[from];
                    from += channels;
                }
            }
        }
    }

    /** Copies from the order [channel, row, column]; the padding stays as it is. */
    public void fromPlanes(float[] planes) {
        int channels = shape.channels();
        for (int line = 0; line < shape.rows(); line++) {
            for (int channel = 0; channel < channels; channel++) {
                int from = startOfLine(line, channel);
                int to = startOfLine(line) + channel;
                for (int end = from + shape.columns(); from < end; from++) {
                    numbers[to] = planes[from];
                    to += channels;
                }
            }
        }
    }

    /** Where the numbers of a line begin, behind the padding. */
    private int startOfLine(int line) {
        return (line + padding) * lineStep + padding * shape.channels();
    }

    private int startOfLine(int line, int channel) {
        return (channel * shape.rows() + line) * shape.columns();
    }
}
