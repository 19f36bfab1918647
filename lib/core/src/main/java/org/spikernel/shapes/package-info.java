/**
 * The shapes of images and feature maps, [channel, row, column].
 *
 * <p>Imports nothing of the project.
 */
package org.spikernel.shapes;
