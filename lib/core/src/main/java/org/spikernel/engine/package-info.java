/**
 * Runs a network on a batch of images, over timesteps, and shows monitors the spikes of every layer of LIF neurons.
 *
 * <p>{@link org.spikernel.engine.ForwardPass} is the plain reading of the equations. Weights are drawn from a seed and the layer's place
 * in the network. Imports {@code random}, {@code data}, {@code neuron} and {@code network}; knows no macro-architecture.
 */
package org.spikernel.engine;
