package org.spikernel.internal.passes;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.internal.convolution.Kernel;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class InputProductTest {

    private static float[] numbers(String purpose, int count) {
        RandomStream random = RandomStream.at(1, purpose);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.uniform(-1, 1);
        }
        return numbers;
    }

    /** Each gradient of the output goes, times a weight, to each number of the input that it was made of. */
    private static double[] expected(Kernel kernel, Shape input, Shape output, float[] weights, float[] gradients) {
        Window window = kernel.window();
        double[] expected = new double[input.size()];
        for (int i = 0; i < output.size(); i++) {
            int filter = i % output.channels();
            int top = window.start(i / output.channels() / output.columns());
            int left = window.start(i / output.channels() % output.columns());
            for (int w = 0; w < kernel.size() * kernel.size() * input.channels(); w++) {
                int channel = w % input.channels();
                int row = top + w / input.channels() / kernel.size();
                int column = left + w / input.channels() % kernel.size();
                if (row >= 0 && row < input.rows() && column >= 0 && column < input.columns()) {
                    expected[(row * input.columns() + column) * input.channels() + channel] +=
                            gradients[i] * weights[w * output.channels() + filter];
                }
            }
        }
        return expected;
    }

    @Property(tries = 150)
    void isThatOfTheDefinition(
            @ForAll @IntRange(min = 1, max = 7) int size,
            @ForAll @IntRange(min = 1, max = 2) int stride,
            @ForAll @IntRange(min = 0, max = 3) int padding,
            @ForAll @IntRange(min = 1, max = 11) int rows,
            @ForAll @IntRange(min = 1, max = 11) int columns,
            @ForAll @IntRange(min = 1, max = 36) int channels,
            @ForAll @IntRange(min = 1, max = 20) int filters) {
        Window window = new Window(size, stride, padding);
        Assume.that(window.fits(rows) && window.fits(columns));
        Shape input = new Shape(channels, rows, columns);
        Kernel kernel = new Kernel(channels, filters, window);
        Shape output = kernel.output(input);
        float[] weights = numbers("weights", kernel.weights());
        float[] gradients = numbers("gradients", output.size());

        InputProduct product = InputProduct.of(kernel, input, output);
        float[] map = numbers("anything", product.map().size());
        product.map().write((from, count, at) -> System.arraycopy(gradients, from, map, at, count), map);
        product.takeWeights(weights);
        float[] found = new float[input.size() + 1];
        product.add(map, found, 1, new Lane());

        double[] expected = expected(kernel, input, output, weights, gradients);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i + 1]).isCloseTo(expected[i], within(2e-5 * Math.sqrt(filters) * size));
        }
    }

    @Test
    void takesTheShortWayWhereThereIsOne() {
        Shape input = new Shape(4, 8, 8);

        assertThat(of(5, 1, input)).isInstanceOf(WinogradProduct.class);
        assertThat(of(5, 2, input)).isInstanceOf(PlainProduct.class);
        assertThat(of(1, 1, input)).isInstanceOf(PlainProduct.class);
    }

    private static InputProduct of(int size, int stride, Shape input) {
        Kernel kernel = new Kernel(4, 4, new Window(size, stride, size / 2));
        return InputProduct.of(kernel, input, kernel.output(input));
    }
}
