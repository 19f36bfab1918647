/**
 * The way to ND4J's memory outside the heap, and sums over it. For the layers and for training; not meant for users.
 *
 * <p>Imports ND4J alone.
 */
package org.spikernel.internal.arrays;
