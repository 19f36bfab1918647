package org.spikernel.train;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Weights;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedLayer;

/**
 * One network that learns.
 *
 * @param trainer what it is trained by
 * @param network the network
 * @param images what it learns
 */
record NetworkLearner(Trainer trainer, TrainableNetwork network, Dataset images) implements Learner {

    /** A network as it is before a training. */
    static NetworkLearner afresh(Trainer trainer, Dataset images) {
        TrainingRecipe recipe = trainer.recipe();
        TrainableNetwork network = TrainableNetwork.of(trainer.network(), recipe);
        recipe.firstWeights().prepare(network, images.train().batch(recipe.batch(), recipe.seed()));
        return new NetworkLearner(trainer, network, images);
    }

    /** A network that was put into a file. */
    static NetworkLearner read(OpenedZip zip, Trainer trainer, Dataset images) throws IOException {
        return new NetworkLearner(trainer, TrainableNetwork.read(zip, trainer.network(), trainer.recipe()), images);
    }

    @Override
    public String name() {
        return network.network().name();
    }

    @Override
    public double step(ImageBatch batch, double learningRate) {
        return network.step(batch, learningRate);
    }

    @Override
    public int recognised() {
        return network.recognised();
    }

    @Override
    public OptionalDouble testAccuracy() {
        return trainer.validation()
                .map(held -> TestResult.of(trainer.network(), Weights.of(network.weights()), images.classNames(), held))
                .map(tested -> OptionalDouble.of(tested.accuracy()))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public Map<String, TrainedLayer> layers() {
        return network.layers();
    }

    @Override
    public void putInto(ZippedFile file) {
        file.put(TrainableNetwork.STATE, network::writeState);
    }

    @Override
    public void close() {
        network.close();
    }
}
