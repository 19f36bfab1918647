package org.spikernel.internal.passes;

import java.util.Arrays;

import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.lanes.Winograd;
import org.spikernel.shapes.Shape;

/**
 * A product by Winograd's short way along the columns, for kernels without strides. The columns of the input are taken in tiles, of which
 * all lines are turned, multiplied point by point with the turned weights, all rows of the kernel at once, and turned back.
 */
final class WinogradProduct implements InputProduct {

    private final Lanes lanes = Lanes.fastest();
    private final Kernel kernel;
    private final Shape input;
    private final Winograd way;
    private final GradientMap map;
    private final int tiles;
    private final int lines;

    /** The weights at each point [row from the bottom, filter] by channel. */
    private final ChannelBlocks points;

    WinogradProduct(Kernel kernel, Shape input, Shape output, Winograd way) {
        this.kernel = kernel;
        this.input = input;
        this.way = way;
        map = new GradientMap(kernel.window(), input, output, way.sums());
        tiles = (input.columns() + way.sums() - 1) / way.sums();
        lines = input.rows() + kernel.size() - 1;
        points = new ChannelBlocks(way.points(), kernel.size() * kernel.filters(), kernel.channels());
    }

    @Override
    public long bytes() {
        return points.bytes();
    }

    @Override
    public GradientMap map() {
        return map;
    }

    @Override
    public void takeWeights(float[] weights) {
        points.arrange((point, channel, into, at, step) -> {
            for (int row = 0; row < kernel.size(); row++) {
                int to = at + (kernel.size() - 1 - row) * kernel.filters() * step;
                int from = (row * kernel.size() * kernel.channels() + channel) * kernel.filters();
                for (int filter = 0; filter < kernel.filters(); filter++) {
                    into[to + filter * step] = atPoint(point, weights, from + filter);
                }
            }
        });
    }

    /** A row of weights at a point; columns count from the right. */
    private float atPoint(int point, float[] weights, int from) {
        float sum = 0;
        for (int column = 0; column < kernel.size(); column++) {
            float weight = weights[from + column * kernel.channels() * kernel.filters()];
            sum = Math.fma(way.factor(point, kernel.size() - 1 - column), weight, sum);
        }
        return sum;
    }

    @Override
    public void add(float[] gradients, float[] into, int at, Lane lane) {
        float[] turned = lane.take(way.points() * turnedStep());
        float[] products = lane.take(way.points() * productStep());
        turn(gradients, turned);
        multiply(turned, products);
        turnBack(products, into, at);
        lane.give(products);
        lane.give(turned);
    }

    private int turnedStep() {
        return tiles * lines * kernel.filters();
    }

    private int productStep() {
        return tiles * input.rows() * kernel.channels();
    }

    private void turn(float[] gradients, float[] turned) {
        int filters = kernel.filters();
        int first = map.offset(kernel.size() - 1);
        for (int tile = 0; tile < tiles; tile++) {
            lanes.transform(
                    way,
                    gradients,
                    first + tile * way.sums() * filters,
                    filters,
                    map.lineStep(),
                    lines,
                    turned,
                    tile * lines * filters,
                    turnedStep(),
                    filters);
        }
    }

    private void multiply(float[] turned, float[] products) {
        Arrays.fill(products, 0);
        for (int point = 0; point < way.points(); point++) {
            int from = point * turnedStep();
            int matrix = point;
            int to = point * productStep();
            points.forEach((channel, width) -> {
                for (int tile = 0; tile < tiles; tile++) {
                    lanes.addProduct(
                            turned,
                            from + tile * lines * kernel.filters(),
                            kernel.filters(),
                            points.numbers(),
                            points.start(matrix, channel, width),
                            products,
                            to + tile * input.rows() * kernel.channels() + channel,
                            kernel.channels(),
                            input.rows(),
                            kernel.size() * kernel.filters(),
                            width);
                }
            });
        }
    }

    private void turnBack(float[] products, float[] into, int at) {
        int channels = kernel.channels();
        for (int tile = 0; tile < tiles; tile++) {
            int column = tile * way.sums();
            lanes.addTransformedBack(
                    way,
                    products,
                    tile * input.rows() * channels,
                    productStep(),
                    input.rows(),
                    channels,
                    into,
                    at + column * channels,
                    channels,
                    input.columns() * channels,
                    Math.min(way.sums(), input.columns() - column));
        }
    }
}
