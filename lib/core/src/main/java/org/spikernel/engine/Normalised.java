package org.spikernel.engine;

import org.spikernel.network.Shape;

/**
 * A field whose channels are scaled and shifted as they are read: batch normalisation that costs no pass of its own.
 *
 * @param field what is normalised
 * @param scale a factor for each channel
 * @param shift a summand for each channel
 */
record Normalised(Field field, float[] scale, float[] shift) implements Signal {

    @Override
    public Shape shape() {
        return field.shape();
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at) {
        float[] values = field.values();
        int source = field.start(sample) + from;
        for (int position = 0; position < count; position += scale.length) {
            for (int c = 0; c < scale.length; c++) {
                into[at + position + c] = values[source + position + c] * scale[c] + shift[c];
            }
        }
    }

    @Override
    public void addTo(int sample, int from, int count, float[] into, int at) {
        float[] values = field.values();
        int source = field.start(sample) + from;
        for (int position = 0; position < count; position += scale.length) {
            for (int c = 0; c < scale.length; c++) {
                into[at + position + c] += values[source + position + c] * scale[c] + shift[c];
            }
        }
    }
}
