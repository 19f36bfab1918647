package org.spikernel.train;

import java.util.Map;
import java.util.OptionalDouble;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.TrainedLayer;

/** What a training makes better step by step: one network, or all networks of a space. */
interface Learner extends AutoCloseable {

    /** What messages call it. */
    String name();

    /**
     * Takes a step on a batch.
     *
     * @return the loss on the batch before the step
     */
    double step(ImageBatch batch, double learningRate);

    /** How many images of the last step's batch were recognised, before that step. */
    int recognised();

    /** How accurate it is on images that it does not learn from, if there are some. */
    OptionalDouble testAccuracy();

    /** Copies of what was learned, by place. */
    Map<String, TrainedLayer> layers();

    /** Adds all that a later step depends on to a file. */
    void putInto(ZippedFile file);

    @Override
    void close();
}
