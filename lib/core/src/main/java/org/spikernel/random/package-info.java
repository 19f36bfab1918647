/**
 * Random numbers with the same bits on every machine, from a seed and the place where they are used.
 *
 * <p>Imports nothing of the project. Everything that draws (cells, weights, batches, images) imports this.
 */
package org.spikernel.random;
