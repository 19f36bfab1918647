/**
 * Neurons as the engine and the trainer compute them: in floats. Not meant for users.
 *
 * <p>Imports {@code internal.lanes} and {@code neuron}.
 */
package org.spikernel.internal.neurons;
