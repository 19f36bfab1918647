/**
 * What a spiking network is: an immutable graph of layers with inferred shapes, the macro-architectures that make one of an architecture of
 * cells (SNASNet's) or of blocks (AutoSNN's), hand-crafted networks to compare these with, its encoding (what it sees of an image, or of
 * frames of events, at each timestep), how many parameters it has and how wide it may become for those of another, how much of an image it
 * sees, and its plan: what those who run, train or count it must know of the whole.
 *
 * <p>Where connections reach back in time, a delay gives what another layer gave one timestep earlier; all else of a network is read within
 * the timestep.
 *
 * <p>A network holds no weights and computes nothing; everything else reads it, and visits its layers. Imports {@code annotation},
 * {@code shapes}, {@code data}, {@code neuron}, {@code space}, {@code cell} and {@code block}.
 */
package org.spikernel.network;
