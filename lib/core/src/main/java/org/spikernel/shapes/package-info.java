/**
 * The shapes of images and feature maps, [channel, row, column], and the windows that slide over them.
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.shapes;
