/**
 * The spiking neuron: leaky integrate-and-fire dynamics, currents to try one with, and how it answers them.
 *
 * <p>Imports {@code annotation} and {@code random}.
 */
package org.spikernel.neuron;
