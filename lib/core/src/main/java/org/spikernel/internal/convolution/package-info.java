/**
 * Convolutions of spikes, for the engine and for training; not meant for users.
 *
 * <p>A spike is worth a row of weights [filter] at every position that it reaches. Two ways lead there, and each is written once:
 *
 * <ul>
 *   <li><b>Gathering:</b> a position of the output adds up the rows of all events that its kernel covers. Events lie in the order [row,
 *       column, channel], so those under a row of the kernel are one run with one offset into the weights. For many filters.
 *   <li><b>Scattering:</b> an event adds its rows to all positions of a line that it reaches, since these lie side by side. For few
 *       filters, where gathering would cost more than adding.
 * </ul>
 *
 * <p>The engine's spikes are bits in the order [row, column, channel], those of training floats in the order [channel, row, column], and
 * weights may be floats or lie on a {@link org.spikernel.internal.convolution.Grid}; nothing here knows a layer, a batch or an array of
 * DL4J. Every sum runs in a fixed order.
 *
 * <p>Imports {@code shapes} and {@code internal.lanes}.
 */
package org.spikernel.internal.convolution;
