package org.spikernel.train;

import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Weights;

/** What a training starts from. */
public enum FirstWeights {
    /** As the papers draw them: {@link org.spikernel.engine.Weights#random}. */
    AS_DRAWN("as drawn"),
    /**
     * As drawn, with every linear layer that neurons read scaled so that the currents of the first batch have unit variance (LSUV;
     * Mishkin and Matas, ICLR 2016). For trainings of few epochs: as drawn, the neurons of a narrow network's classifier do not spike
     * for thousands of steps, and until they do nothing is learned.
     */
    UNIT_VARIANCE("as drawn; linear layers scaled to currents of unit variance") {
        @Override
        public void prepare(TrainableNetwork network, ImageBatch batch) {
            UnitVariance.scale(network, batch);
        }
    },
    /** As PyTorch draws them, and AutoSNN with it: {@link Weights#uniformByFanIn}. */
    UNIFORM_BY_FAN_IN("uniform, within one over the root of the inputs") {
        @Override
        Weights drawn(long seed) {
            return Weights.uniformByFanIn(seed);
        }
    };

    private final String description;

    FirstWeights(String description) {
        this.description = description;
    }

    /** What a network has before it is prepared. */
    Weights drawn(long seed) {
        return Weights.random(seed);
    }

    /**
     * Makes such weights of those that were drawn: most are taken as they are.
     *
     * @param network a network that has not taken a step yet
     * @param batch images of its first step
     */
    public void prepare(TrainableNetwork network, ImageBatch batch) {}

    /** What they are, in words. */
    String description() {
        return description;
    }
}
