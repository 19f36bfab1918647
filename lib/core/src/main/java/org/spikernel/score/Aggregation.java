package org.spikernel.score;

/** How the kernel matrices of all layers of neurons and timesteps become one. */
public enum Aggregation {
    /** Their sum: SpiKernel Eq. 1. */
    SUM,

    /** Their mean, as SNASNet's released search computes it. */
    MEAN
}
