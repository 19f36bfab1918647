package org.spikernel.internal.passes;

/**
 * What a pass over a batch is.
 *
 * @param samples images in the batch
 * @param training whether statistics are those of the batch, and dropout drops
 * @param iteration steps of training before this one
 */
record Batch(int samples, boolean training, int iteration) {}
