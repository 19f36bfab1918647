/**
 * The spiking neuron: what one is, the leaky integrate-and-fire neuron of the papers and the one that learns its time constant, currents to
 * try one with, and how it answers them.
 *
 * <p>Imports {@code annotation} and {@code random}.
 */
package org.spikernel.neuron;
