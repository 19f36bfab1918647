/**
 * Blocks, of which AutoSNN's networks are made: the spiking blocks, and the architectures that say which block stands in which slot.
 *
 * <p>A block knows nothing of channels, images or neurons. Imports {@code annotation}, {@code random} and {@code space}.
 */
package org.spikernel.block;
