package org.spikernel.plot;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.pictures.Pixels;
import org.spikernel.shapes.Shape;

/**
 * The images of a batch as they look: the least of each channel of the batch in black and the greatest in full intensity. Of frames, the
 * sum; of images with neither one nor three channels, their mean in grey.
 */
final class Thumbnails {

    private static final int RED_GREEN_BLUE = 3;
    private static final int FULL = 255;

    private final Shape shape;

    private final float[] stills;

    private final double[] least;
    private final double[] greatest;

    private Thumbnails(Shape shape, float[] stills) {
        this.shape = shape;
        this.stills = stills;
        this.least = new double[shape.channels()];
        this.greatest = new double[shape.channels()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < stills.length; i++) {
            int channel = i / shape.positions() % shape.channels();
            least[channel] = Math.min(least[channel], stills[i]);
            greatest[channel] = Math.max(greatest[channel], stills[i]);
        }
    }

    static Thumbnails of(ImageBatch batch) {
        return new Thumbnails(batch.imageShape(), batch.stills());
    }

    /** One image, counted from 0. */
    Pixels image(int sample) {
        int[] rgb = IntStream.range(0, shape.positions())
                .map(position -> {
                    int[] levels = IntStream.range(0, shape.channels())
                            .map(channel -> level(sample, channel, position))
                            .toArray();
                    return shape.channels() == RED_GREEN_BLUE
                            ? levels[0] << 16 | levels[1] << 8 | levels[2]
                            : 0x10101 * (Arrays.stream(levels).sum() / levels.length);
                })
                .toArray();
        return new Pixels(shape.rows(), shape.columns(), rgb);
    }

    private int level(int sample, int channel, int position) {
        double range = greatest[channel] - least[channel];
        float value = stills[sample * shape.size() + channel * shape.positions() + position];
        return range > 0 ? (int) Math.round((value - least[channel]) / range * FULL) : 0;
    }
}
