package org.spikernel.score;

/**
 * How active one layer of LIF neurons was, over a batch and all timesteps.
 *
 * @param place the layer's place in the network
 * @param neurons neurons in the layer
 * @param firingRate spikes a neuron, sample and timestep, from 0 to 1
 */
public record LayerActivity(String place, int neurons, double firingRate) {}
