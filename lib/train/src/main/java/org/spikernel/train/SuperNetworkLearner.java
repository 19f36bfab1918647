package org.spikernel.train;

import java.util.Map;
import java.util.OptionalDouble;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Network;

/** All networks of a space, which learn together: each step is one of a network that is drawn. */
final class SuperNetworkLearner implements Learner {

    private final SuperNetworkTrainer trainer;
    private final SharedLearning shared;
    private final ImageSet images;
    private int recognised;

    /**
     * Goes on with what was learned.
     *
     * @param images that it learns
     */
    SuperNetworkLearner(SuperNetworkTrainer trainer, SharedLearning shared, ImageSet images) {
        this.trainer = trainer;
        this.shared = shared;
        this.images = images;
    }

    @Override
    public String name() {
        return trainer.toString();
    }

    @Override
    public double step(ImageBatch batch, double learningRate) {
        TrainingRecipe recipe = trainer.recipe();
        Network path = trainer.network(trainer.drawn(shared.steps()));
        try (TrainableNetwork network = TrainableNetwork.sharing(shared, path, recipe)) {
            // Linear layers stand in the classifier, which all networks have in common.
            if (shared.steps() == 0) {
                recipe.firstWeights().prepare(network, images.batch(recipe.batch(), recipe.seed()));
            }
            double loss = network.step(batch, learningRate);
            recognised = network.recognised();
            shared.countStep(path);
            return loss;
        }
    }

    @Override
    public int recognised() {
        return recognised;
    }

    @Override
    public OptionalDouble testAccuracy() {
        return OptionalDouble.empty();
    }

    @Override
    public Map<String, TrainedLayer> layers() {
        return shared.layers();
    }

    @Override
    public void putInto(ZippedFile file) {
        shared.putInto(file);
    }

    @Override
    public void close() {}
}
