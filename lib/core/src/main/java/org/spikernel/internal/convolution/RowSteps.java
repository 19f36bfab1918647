package org.spikernel.internal.convolution;

/**
 * Where the row of weights of an event begins: so much farther for every column and channel of the event.
 *
 * @param column step for every column
 * @param channel step for every channel
 */
public record RowSteps(int column, int channel) {}
