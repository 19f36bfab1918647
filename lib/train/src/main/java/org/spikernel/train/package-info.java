/**
 * Trains networks: reads a {@code Network} of the core library, makes a DL4J graph of it and takes steps of gradient descent.
 *
 * <p>Imports {@code layers} and the core library.
 */
package org.spikernel.train;
