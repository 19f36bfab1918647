/**
 * What is searched: the operations on the six edges of a cell and on those that lead backward, kernel sets, the space of cells made of
 * them, and super-cells, in which choices are still open.
 *
 * <p>A cell knows nothing of channels, images or neurons. Imports {@code annotation}, {@code random} and {@code space}.
 */
package org.spikernel.cell;
