/**
 * The spiking neuron: what one is, the leaky integrate-and-fire neuron of the papers, currents to try it with, and how it answers them.
 *
 * <p>Imports {@code annotation} and {@code random}.
 */
package org.spikernel.neuron;
