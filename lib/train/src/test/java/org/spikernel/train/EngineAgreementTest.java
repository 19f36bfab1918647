package org.spikernel.train;

import org.junit.jupiter.api.Test;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.model.TestResult;
import org.spikernel.network.Network;

import static org.assertj.core.api.Assertions.assertThat;

/** A trained network answers alike whether DL4J or the spike-driven engine computes it. */
class EngineAgreementTest {

    private static final int IMAGES = 200;

    @Test
    void predictionsAgreeImageByImage() {
        Dataset images = TinyTraining.fewTextures(400, IMAGES);
        Network network = TinyTraining.snasNet();
        TrainingRecipe settings = TrainingRecipe.defaults().withSeed(3);
        try (TrainableNetwork trained = TrainableNetwork.of(network, settings)) {
            for (ImageBatch batch : images.train().batches(50, 1)) {
                trained.step(batch, 0.05);
            }
            ImageBatch test = images.test().all();
            float[][] ofTraining = trained.logits(test);
            float[][] ofEngine = SpikeEngine.common()
                    .on(test, Weights.of(trained.weights()))
                    .run(network, network.timesteps(), SpikeMonitor.none());

            int differing = 0;
            int close = 0;
            for (int i = 0; i < IMAGES; i++) {
                differing += TestResult.predictionOf(ofTraining[i]) == TestResult.predictionOf(ofEngine[i]) ? 0 : 1;
                close += furthest(ofTraining[i], ofEngine[i]) < 1e-4 ? 1 : 0;
            }
            // Sums run in another order, so that a potential at the threshold may cross it here and not there; such a
            // spike changes
            // the answer to its image, and rarely the class.
            assertThat(close).as("images with the same answer").isGreaterThanOrEqualTo(IMAGES * 95 / 100);
            assertThat(differing).as("images that were taken for another class").isLessThanOrEqualTo(IMAGES / 100);
        }
    }

    private static double furthest(float[] one, float[] other) {
        double furthest = 0;
        for (int i = 0; i < one.length; i++) {
            furthest = Math.max(furthest, Math.abs(one[i] - other[i]));
        }
        return furthest;
    }
}
