package org.spikernel.train.layers;

/** Over what batch normalisation takes mean and variance while training. */
public enum NormalisationStatistics {
    /** Over the batch, at every timestep anew, as in SNASNet, SpiKernel and SpikeNAS; running statistics move at every timestep. */
    PER_TIMESTEP,
    /** Over batch and timesteps together (Zheng et al., AAAI 2021, without their factor of the threshold). */
    OVER_ALL_TIMESTEPS
}
