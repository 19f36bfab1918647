package org.spikernel.train.layers;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Window;

import static org.assertj.core.api.Assertions.assertThat;

class ConvolutionTest {

    private static final int ROWS = 3;
    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;
    private static final Offset<Float> NEAR = Offset.offset(1e-3f);

    @Property(tries = 60)
    void spikesAreConvolvedAsTheDefinitionSays(
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 1, max = 36) int filters,
            @ForAll @IntRange(min = 0, max = 3) int padding,
            @ForAll @DoubleRange(min = 0, max = 1) double density) {
        Kernel kernel = new Kernel(channels, filters, new Window(2 * padding + 1, 1, padding));
        INDArray input = spikes(density, channels);
        LoneLayer layer = new LoneLayer(ConvolutionLayer.same(channels, filters, kernel.size()));

        INDArray output = layer.output(input, true);
        INDArray inputGradient = layer.inputGradient(input);

        Definition definition = new Definition(kernel, input, layer.parameters(), LoneLayer.normal(7, output.shape()));
        assertNear(output, definition.output);
        assertNear(inputGradient, definition.inputGradient);
        assertNear(layer.parameterGradient(), definition.weightGradient);
    }

    @Test
    void onlyZerosAndOnesAreSpikes() {
        INDArray half = spikes(0, 8);
        for (int i = 0; i < half.length(); i += 2) {
            half.putScalar(i, 1);
        }
        assertThat(share(spikes(0, 8))).isZero();
        assertThat(share(half)).isEqualTo(0.5);
        assertThat(share(spikes(1, 8))).isEqualTo(1);
        assertThat(share(half.mul(-1))).isInfinite();
        assertThat(share(half.putScalar(17, 0.5f))).isInfinite();
        assertThat(share(half.putScalar(17, Float.NaN))).isInfinite();
    }

    private static double share(INDArray input) {
        Kernel kernel = new Kernel(8, 4, Window.same(3));
        return new SpikeConvolution(kernel, new float[0], input).shareOfSpikes(Floats.bits(input), 0, ROWS);
    }

    private static INDArray spikes(double density, int channels) {
        RandomStream random = RandomStream.at(3, "spikes");
        float[] spikes = new float[ROWS * channels * HEIGHT * WIDTH];
        for (int i = 0; i < spikes.length; i++) {
            spikes[i] = random.nextDouble() < density ? 1 : 0;
        }
        return Nd4j.createFromArray(spikes).reshape(ROWS, channels, HEIGHT, WIDTH);
    }

    private static void assertNear(INDArray actual, float[] expected) {
        assertThat(actual.dup('c').data().asFloat()).containsExactly(expected, NEAR);
    }

    /** The equation of the layer and its derivatives, term by term. */
    private static final class Definition {

        private final float[] output;
        private final float[] inputGradient;
        private final float[] weightGradient;

        Definition(Kernel kernel, INDArray input, INDArray weights, INDArray outputGradient) {
            float[] x = Floats.copy(input);
            float[] w = Floats.copy(weights);
            float[] g = Floats.copy(outputGradient);
            output = new float[g.length];
            inputGradient = new float[x.length];
            weightGradient = new float[w.length];
            int positions = HEIGHT * WIDTH;
            for (int i = 0; i < x.length; i++) {
                int row = i / (kernel.channels() * positions);
                int channel = i / positions % kernel.channels();
                for (int tap = 0; tap < kernel.size() * kernel.size(); tap++) {
                    int y = i / WIDTH % HEIGHT + kernel.window().padding() - tap / kernel.size();
                    int z = i % WIDTH + kernel.window().padding() - tap % kernel.size();
                    if (y < 0 || y >= HEIGHT || z < 0 || z >= WIDTH) {
                        continue;
                    }
                    for (int filter = 0; filter < kernel.filters(); filter++) {
                        int o = ((row * kernel.filters() + filter) * HEIGHT + y) * WIDTH + z;
                        int weight = (tap * kernel.channels() + channel) * kernel.filters() + filter;
                        output[o] += x[i] * w[weight];
                        inputGradient[i] += g[o] * w[weight];
                        weightGradient[weight] += g[o] * x[i];
                    }
                }
            }
        }
    }
}
