package org.spikernel.train;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.spikernel.Shared;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Max pooling of zeros and ones is that of PyTorch, forward and back. The maps that it reads are the weights of a convolution of an image of
 * one pixel, so that their gradient is that of the maps.
 */
class MaxPoolingGoldenTest {

    private static final int CHANNELS = 2;
    private static final int SIDE = 4;

    private static JsonNode golden() throws IOException {
        return new ObjectMapper()
                .readTree(Shared.golden("autosnn/max_pooling.json").toFile());
    }

    private static float[] floats(String name) throws IOException {
        JsonNode data = golden().get(name).get("data");
        float[] numbers = new float[data.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) data.get(i).asDouble();
        }
        return numbers;
    }

    private static Network network() {
        Network.Builder builder = Network.builder("pooled", new Shape(1, 1, 1)).timesteps(1);
        var maps = builder.add("maps", new Layer.Convolution(CHANNELS, SIDE, 1, SIDE - 1), builder.input());
        var pooled = builder.add("pooled", new Layer.MaxPooling(2, 2, 0), maps);
        var flat = builder.add("flat", new Layer.Flatten(), pooled);
        return builder.build(builder.add("sum", new Layer.Linear(1, false), flat));
    }

    /** Maps [channel, row, column] as a kernel [row, column, filter], which a pixel brings to positions in reverse. */
    private static float[] kernel(float[] maps) {
        float[] kernel = new float[maps.length];
        for (int i = 0; i < maps.length; i++) {
            kernel[place(i)] = maps[i];
        }
        return kernel;
    }

    private static int place(int index) {
        int position = index % (SIDE * SIDE);
        return (SIDE * SIDE - 1 - position) * CHANNELS + index / (SIDE * SIDE);
    }

    @Test
    void firstOfSeveralMaximaGetsTheGradient() throws IOException {
        Network network = network();
        ImageBatch pixel = ImageBatch.of(new Shape(1, 1, 1), new float[] {1}, new int[1]);
        float[] upstream = floats("upstream_gradient");
        Map<String, LayerWeights> weights = new HashMap<>();
        weights.put("maps", LayerWeights.of(kernel(floats("input")), new float[0]));
        weights.put("sum", LayerWeights.of(upstream, new float[0]));
        TrainingRecipe recipe = TrainingRecipe.defaults().withLoss(Loss.MEAN_SQUARED_ERROR);
        float answer = 0;
        for (int i = 0; i < upstream.length; i++) {
            answer += upstream[i] * floats("output")[i];
        }

        try (TrainableNetwork training = TrainableNetwork.of(network, recipe, Weights.of(weights))) {
            training.differentiate(pixel);

            float[] gradient = training.gradients(network.nodes().get(0)).get(0);
            float[] expected = floats("gradient_input");
            for (int i = 0; i < expected.length; i++) {
                // The loss is (answer - 1)^2.
                assertThat(gradient[place(i)]).as("number %d", i).isEqualTo(2 * (answer - 1) * expected[i]);
            }
            assertThat(training.logits(pixel)[0][0]).isEqualTo(answer);
        }
        assertThat(SpikeEngine.common().on(pixel, Weights.of(weights)).run(network, 1, SpikeMonitor.none())[0][0])
                .isCloseTo(answer, within(1e-6f));
    }
}
