/**
 * Neurons as the engine and the trainer compute them: in floats, one by one. Not meant for users.
 *
 * <p>Imports {@code neuron}.
 */
package org.spikernel.internal.neurons;
