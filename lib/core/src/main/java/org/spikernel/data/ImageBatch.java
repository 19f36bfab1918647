package org.spikernel.data;
/** stub */
public record ImageBatch(int size, int channels, int rows, int columns, float[] pixels, int[] labels) {}
