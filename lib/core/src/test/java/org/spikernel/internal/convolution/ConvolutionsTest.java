package org.spikernel.internal.convolution;

import java.util.Arrays;
import java.util.function.Consumer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way of convolving spikes gives what the definition says; sums of weights on a grid are exact, so all have the same bits. */
class ConvolutionsTest {

    private static final Lanes LANES = Lanes.fastest();

    @Property(tries = 150)
    void everyWayGivesTheSumOfTheDefinition(
            @ForAll @IntRange(min = 1, max = 70) int channels,
            @ForAll @IntRange(min = 1, max = 140) int filters,
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 6) int padding,
            @ForAll @DoubleRange(min = 0, max = 1) double density) {
        Kernel kernel = new Kernel(channels, filters, new Window(size, stride, padding));
        Sample sample = new Sample(new Shape(channels, 6, 5), density);
        Grid grid = grid(kernel.weights());
        Definition expected = new Definition(kernel, sample, grid.weights());

        EventConvolution ofAny = EventConvolution.of(kernel, sample.shape, grid.weights(), LANES);
        expected.check(ofAny, events -> events.readBits(sample.bits, sample.shape, ofAny.rows()));
        expected.check(ofAny, events -> events.readNumbers(sample.numbers, sample.shape, ofAny.rows()));
        expected.check(ofAny, events -> events.readPlanes(sample.planes, sample.shape, ofAny.rows()));
        expected.checkIntegers(GridConvolution.of(kernel, sample.shape, grid, LANES), sample, grid);
        EventConvolution ofFloats = EventConvolution.ofSpikes(kernel, sample.shape, grid.weights(), LANES);
        expected.check(ofFloats, events -> events.readBits(sample.bits, sample.shape, ofFloats.rows()));
        if (kernel.window().keepsSides()) {
            expected.checkPlanes(
                    PlaneConvolution.of(kernel, sample.shape, PlaneConvolution.arranged(kernel, grid.weights())),
                    sample);
        }
    }

    private static Grid grid(int weights) {
        RandomStream random = RandomStream.at(1, "weights");
        byte[] multiples = new byte[weights];
        for (int i = 0; i < weights; i++) {
            multiples[i] = (byte) Math.round(random.uniform(-127, 127));
        }
        return Grid.of(0.125f, multiples);
    }

    /** The spikes of a sample, in every order in which they may lie. */
    private static final class Sample {

        private final Shape shape;
        private final long[] bits;
        private final float[] numbers;
        private final int[] planes;

        Sample(Shape shape, double density) {
            this.shape = shape;
            bits = new long[shape.size() / Long.SIZE + 1];
            numbers = new float[shape.size()];
            planes = new int[shape.size()];
            RandomStream random = RandomStream.at(2, "spikes");
            for (int i = 0; i < shape.size(); i++) {
                if (random.nextDouble() < density) {
                    bits[i / Long.SIZE] |= 1L << i;
                    numbers[i] = 1;
                    int plane = i % shape.channels();
                    planes[plane * shape.positions() + i / shape.channels()] = Float.floatToIntBits(1);
                }
            }
        }
    }

    private static final class Definition {

        private final Shape output;
        private final float[] sums;
        private final float[] planes;
        private long operations;

        Definition(Kernel kernel, Sample sample, float[] weights) {
            output = kernel.output(sample.shape);
            sums = new float[output.size()];
            planes = new float[output.size()];
            for (int i = 0; i < sums.length; i++) {
                int filter = i % kernel.filters();
                int position = i / kernel.filters();
                sums[i] =
                        sum(kernel, sample, weights, position / output.columns(), position % output.columns(), filter);
                planes[filter * output.positions() + position] = sums[i];
            }
        }

        private float sum(Kernel kernel, Sample sample, float[] weights, int row, int column, int filter) {
            float sum = 0;
            for (int w = filter; w < weights.length; w += kernel.filters()) {
                int tap = w / kernel.filters() / kernel.channels();
                int y = row * kernel.window().stride() - kernel.window().padding() + tap / kernel.size();
                int x = column * kernel.window().stride() - kernel.window().padding() + tap % kernel.size();
                boolean isInside = y >= 0 && y < sample.shape.rows() && x >= 0 && x < sample.shape.columns();
                int neuron =
                        (y * sample.shape.columns() + x) * kernel.channels() + w / kernel.filters() % kernel.channels();
                if (isInside && sample.numbers[neuron] == 1) {
                    sum += weights[w];
                    operations++;
                }
            }
            return sum;
        }

        void check(EventConvolution convolution, Consumer<Events> read) {
            float[] target = new float[output.size() + 3];
            Events events = new Events();
            read.accept(events);

            assertThat(convolution.convolve(events, target, 3)).isEqualTo(operations);
            assertThat(Arrays.copyOfRange(target, 3, target.length)).isEqualTo(sums);
        }

        /** Sums that do not fit are told; these are of a few weights that all are large. */
        void checkIntegers(GridConvolution convolution, Sample sample, Grid grid) {
            short[] target = new short[output.size() + 3];
            Events events = new Events();
            events.readBits(sample.bits, sample.shape, convolution.rows());

            long added = convolution.convolve(events, target, 3);
            if (added == GridConvolution.TOO_LARGE) {
                assertThat(operations).isGreaterThan((long) grid.mostInASum() * output.channels());
                return;
            }
            float[] numbers = new float[output.size()];
            LANES.times(target, 3, numbers.length, grid.step(), numbers, 0);
            assertThat(added).isEqualTo(operations);
            assertThat(numbers).isEqualTo(sums);
        }

        /** Twice, since what one sample leaves behind must not show in the next. */
        void checkPlanes(PlaneConvolution convolution, Sample sample) {
            float[] target = new float[output.size()];
            for (int again = 0; again < 2; again++) {
                convolution.convolve(sample.planes, target);
            }
            assertThat(target).isEqualTo(planes);
        }
    }
}
