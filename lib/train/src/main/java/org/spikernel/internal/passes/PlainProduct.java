package org.spikernel.internal.passes;

import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** A product of matrices for each row of the input and of the kernel, for any kernel and stride. */
final class PlainProduct implements InputProduct {

    private final Lanes lanes = Lanes.fastest();
    private final Kernel kernel;
    private final Shape input;
    private final GradientMap map;

    /** The weights of each row of the kernel [column from the right, filter] by channel. */
    private final ChannelBlocks rows;

    PlainProduct(Kernel kernel, Shape input, Shape output) {
        this.kernel = kernel;
        this.input = input;
        map = new GradientMap(kernel.window(), input, output, 1);
        rows = new ChannelBlocks(kernel.size(), kernel.size() * kernel.filters(), kernel.channels());
    }

    @Override
    public long bytes() {
        return rows.bytes();
    }

    @Override
    public GradientMap map() {
        return map;
    }

    @Override
    public void takeWeights(float[] weights) {
        int filters = kernel.filters();
        rows.arrange((row, channel, into, at, step) -> {
            for (int column = 0; column < kernel.size(); column++) {
                int from = ((row * kernel.size() + kernel.size() - 1 - column) * kernel.channels() + channel) * filters;
                for (int filter = 0; filter < filters; filter++) {
                    into[at + (column * filters + filter) * step] = weights[from + filter];
                }
            }
        });
    }

    @Override
    public void add(float[] gradients, float[] into, int at, Lane lane) {
        int channels = kernel.channels();
        rows.forEach((channel, width) -> {
            for (int row = 0; row < kernel.size(); row++) {
                for (int line = 0; line < input.rows(); line++) {
                    lanes.addProduct(
                            gradients,
                            map.offset(row) + line * map.lineStep(),
                            kernel.filters(),
                            rows.numbers(),
                            rows.start(row, channel, width),
                            into,
                            at + line * input.columns() * channels + channel,
                            channels,
                            input.columns(),
                            kernel.size() * kernel.filters(),
                            width);
                }
            }
        });
    }
}
