/**
 * Neurons on their way through time and back: backpropagation through time of a block of neurons, on arrays that stay in the nearest
 * cache. For the layers of DL4J and for the passes of training alike; not meant for users.
 *
 * <p>Imports {@code neuron} and {@code internal.neurons} of the core library alone.
 */
package org.spikernel.internal.gradients;
