package org.spikernel.train;

import org.junit.jupiter.api.Test;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FirstWeightsTest {

    private static final Network NETWORK = TinyTraining.snasNet();

    @Test
    void scaledWeightsGiveTheClassifiersNeuronsCurrentsOfUnitVariance() {
        ImageBatch batch = TinyTraining.fewTextures(20, 1).train().all();
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, TrainingRecipe.defaults())) {
            double before = deviation(network, batch);
            TrainedLayer output = network.layers().get("classifier.output");
            FirstWeights.UNIT_VARIANCE.prepare(network, batch);

            assertThat(before).isBetween(0.01, 0.3);
            assertThat(deviation(network, batch)).isCloseTo(1, within(1e-3));
            assertThat(network.layers().get("classifier.output").weights()).isEqualTo(output.weights());
        }
    }

    @Test
    void firstWeightsArePartOfATraining() {
        Dataset images = TinyTraining.images();
        Network network = TinyTraining.hidden();

        assertThat(Bits.of(Trainer.of(network).batch(6).fit(images)))
                .isNotEqualTo(Bits.of(Trainer.of(network)
                        .batch(6)
                        .firstWeights(FirstWeights.AS_DRAWN)
                        .fit(images)));
    }

    private static double deviation(TrainableNetwork network, ImageBatch batch) {
        float[] currents = network.output(
                network.network().nodes().stream()
                        .filter(node -> node.place().equals("classifier.hidden"))
                        .findFirst()
                        .orElseThrow(),
                batch);
        double mean = sum(currents, 1) / currents.length;
        return Math.sqrt(sum(currents, 2) / currents.length - mean * mean);
    }

    private static double sum(float[] values, int power) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value, power);
        }
        return sum;
    }
}
