/**
 * The shapes of images and feature maps, [channel, row, column], and the windows that slide over them.
 *
 * <p>Imports {@code annotation}.
 */
package org.spikernel.shapes;
