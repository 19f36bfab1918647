/**
 * The spiking neuron: leaky integrate-and-fire dynamics and how one neuron answers a current.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.neuron;
