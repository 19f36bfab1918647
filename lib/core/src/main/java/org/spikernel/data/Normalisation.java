package org.spikernel.data;

import java.util.Collections;
import java.util.List;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Shape;

/**
 * Turns bytes into numbers of mean 0 and standard deviation 1: {@code (byte / 255 - mean) / deviation}, channel by channel.
 *
 * @param means mean of each channel, where black is 0 and full intensity is 1
 * @param deviations standard deviation of each channel on the same scale, above 0
 */
public record Normalisation(List<Double> means, List<Double> deviations) {

    private static final double FULL = 255;

    public Normalisation {
        means = Given.list(means, "the means of a normalisation");
        deviations = Given.list(deviations, "the deviations of a normalisation");
        if (means.isEmpty() || means.size() != deviations.size()) {
            throw new IllegalArgumentException("a normalisation needs one mean and one deviation a channel, but has "
                    + means.size() + " means and " + deviations.size() + " deviations");
        }
        if (!deviations.stream().allMatch(deviation -> deviation > 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException("standard deviations must be finite and above 0, but are " + deviations);
        }
        if (!means.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("means must be finite, but are " + means);
        }
    }

    /**
     * That which leaves intensities from 0 to 1 as they are.
     *
     * @param channels of an image
     */
    public static Normalisation none(int channels) {
        Given.positive(channels, "the channels of an image");
        return new Normalisation(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
    }

    /** That which leaves numbers of events, from 0 to 255, as they are. */
    static Normalisation counts(int channels) {
        return new Normalisation(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1 / FULL));
    }

    /** Mean and standard deviation as they are in these images; a channel without variation keeps its scale. */
    static Normalisation measured(byte[] pixels, Shape shape) {
        long[] sums = new long[shape.channels()];
        long[] squares = new long[shape.channels()];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i / shape.positions() % shape.channels();
            int value = Byte.toUnsignedInt(pixels[i]);
            sums[channel] += value;
            squares[channel] += value * value;
        }
        double count = (double) pixels.length / shape.channels();
        Double[] means = new Double[shape.channels()];
        Double[] deviations = new Double[shape.channels()];
        for (int channel = 0; channel < means.length; channel++) {
            double mean = sums[channel] / count;
            double variance = squares[channel] / count - mean * mean;
            means[channel] = mean / FULL;
            deviations[channel] = variance > 0 ? Math.sqrt(variance) / FULL : 1;
        }
        return new Normalisation(List.of(means), List.of(deviations));
    }

    /** The number of channels it is meant for. */
    public int channels() {
        return means.size();
    }

    /** The normalised value of an intensity from 0 to 255. */
    public float normalise(int intensity, int channel) {
        return (float) ((intensity / FULL - means.get(channel)) / deviations.get(channel));
    }

    /** The intensity of a normalised value, where black is 0 and full intensity is 1. */
    double unnormalised(float normalised, int channel) {
        return normalised * deviations.get(channel) + means.get(channel);
    }

    /** Refuses images of another number of channels. */
    void requireFor(Shape shape) {
        if (channels() != shape.channels()) {
            throw new IllegalArgumentException("images of " + shape + " need a normalisation of " + shape.channels()
                    + " channels, but it has " + channels());
        }
    }

    /** The intensity, from 0 to 255, of a normalised value: the inverse of {@link #normalise}. */
    public int intensity(float normalised, int channel) {
        double intensity = unnormalised(normalised, channel) * FULL;
        return (int) Math.max(0, Math.min(FULL, Math.rint(intensity)));
    }

    /** The normalised value of every intensity: {@code [channel][intensity]}. */
    float[][] table() {
        float[][] table = new float[channels()][256];
        for (int channel = 0; channel < table.length; channel++) {
            for (int intensity = 0; intensity < 256; intensity++) {
                table[channel][intensity] = normalise(intensity, channel);
            }
        }
        return table;
    }
}
