package org.spikernel.internal.convolution;

import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * The geometry of a convolution. Weights lie in the order [row, column, channel, filter].
 *
 * @param channels that come in
 * @param filters channels that come out
 * @param window what each position of the output sees of the input
 */
public record Kernel(int channels, int filters, Window window) {

    /** The shape that comes out. */
    public Shape output(Shape input) {
        return window.output(input, filters);
    }

    /** Rows and columns of the kernel. */
    public int size() {
        return window.size();
    }

    /** How many weights there are. */
    public int weights() {
        return Math.toIntExact(fanIn() * filters);
    }

    /** How many weights a sum has. */
    public long fanIn() {
        return window.area() * channels;
    }

    /** The geometry of the way back, where each step of the kernel is one position. */
    public Kernel reversed() {
        return new Kernel(filters, channels, window);
    }

    /** Copies a run of weights from one array to another. */
    public interface Copy {
        void copy(int from, int to);
    }

    /**
     * Goes through the weights in the order in which a spike meets the positions that it reaches: columns from last to first, so that a
     * row of the kernel is one run [column, filter]. Such a run begins {@code rowStep} farther for every row of the kernel, and {@code
     * channelStep} farther for every channel.
     *
     * @param copy takes where the filters of a weight begin, and where they go
     */
    public void mirror(int rowStep, int channelStep, Copy copy) {
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < size(); column++) {
                for (int channel = 0; channel < channels; channel++) {
                    int from = ((row * size() + column) * channels + channel) * filters;
                    copy.copy(from, row * rowStep + channel * channelStep + (size() - 1 - column) * filters);
                }
            }
        }
    }
}
