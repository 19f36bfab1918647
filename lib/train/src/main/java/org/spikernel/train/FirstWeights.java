package org.spikernel.train;

/** What a training starts from. */
public enum FirstWeights {
    /** As the papers draw them: {@link org.spikernel.engine.Weights#random}. */
    AS_DRAWN,
    /**
     * As drawn, with every linear layer that neurons read scaled so that the currents of the first batch have unit variance (LSUV;
     * Mishkin and Matas, ICLR 2016). For trainings of few epochs: as drawn, the neurons of a narrow network's classifier do not spike
     * for thousands of steps, and until they do nothing is learned.
     */
    UNIT_VARIANCE
}
