/**
 * What a network computes in a step of training: every layer forward and backward, over all timesteps, for one sample after another.
 *
 * <p>A {@link org.spikernel.internal.passes.NetworkPasses} makes a {@code LayerPass} of every layer that the answer depends on and runs
 * them in stages. Within a stage, each processor takes samples and does all its layers for one of them, so that what a layer makes is in
 * the cache when the next one reads it. Stages end where a layer needs the whole batch: batch normalisation for its statistics and their
 * gradients, linear layers for their weights, which are larger than any cache. The backward pass asks for gradients from where they are
 * needed: neurons fetch those of their spikes from the convolutions that read them, and nothing but the gradients of normalised sums is
 * kept for the whole batch.
 *
 * <p>Numbers lie in the order [sample, timestep, row, column, channel]; what depends on the image alone has one timestep. What is
 * skipped is exactly what is zero: a convolution, and the gradient of its weights, add rows of numbers for each spike; the gradient of
 * spikes is a dense product. Nothing of the published method is left out.
 *
 * <p>Every sum runs in an order that depends on the numbers of samples, timesteps and channels alone: weights' gradients are summed in
 * {@value org.spikernel.internal.passes.Lane#COUNT} groups of samples, the groups one after another. So a training has the same bits for
 * any number of threads, with the vector module or without, on every Java.
 *
 * <p>Imports {@code train.layers} for surrogates and statistics, and of the core library {@code network}, {@code neuron}, {@code
 * engine}'s weights, {@code random}, {@code shapes} and internal packages. Knows neither DL4J nor ND4J.
 */
package org.spikernel.internal.passes;
