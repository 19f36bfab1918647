/**
 * What a spiking network is: an immutable graph of layers with inferred shapes, the macro-architectures that make one from cells,
 * how many parameters it has and how much of an image it sees.
 *
 * <p>A network holds no weights and computes nothing; everything else reads it. Imports {@code data}, {@code neuron} and
 * {@code cell}.
 */
package org.spikernel.network;
