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

    private Thumbnails() {}

    static Pixels of(ImageBatch batch, int sample) {
        Shape shape = batch.imageShape();
        float[] all = batch.pixels();
        int frames = batch.frames().orElse(1);
        float[] sums = new float[batch.size() * shape.size()];
        for (int i = 0; i < all.length; i++) {
            sums[i / (frames * shape.size()) * shape.size() + i % shape.size()] += all[i];
        }
        double[] least = new double[shape.channels()];
        double[] greatest = new double[shape.channels()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < sums.length; i++) {
            int channel = i / shape.positions() % shape.channels();
            least[channel] = Math.min(least[channel], sums[i]);
            greatest[channel] = Math.max(greatest[channel], sums[i]);
        }
        int[] rgb = IntStream.range(0, shape.positions())
                .map(position -> {
                    int[] levels = IntStream.range(0, shape.channels())
                            .map(channel -> level(
                                    sums[sample * shape.size() + channel * shape.positions() + position],
                                    least[channel],
                                    greatest[channel]))
                            .toArray();
                    return shape.channels() == RED_GREEN_BLUE
                            ? levels[0] << 16 | levels[1] << 8 | levels[2]
                            : 0x10101 * (Arrays.stream(levels).sum() / levels.length);
                })
                .toArray();
        return new Pixels(shape.rows(), shape.columns(), rgb);
    }

    private static int level(double value, double least, double greatest) {
        return greatest > least ? (int) Math.round((value - least) / (greatest - least) * FULL) : 0;
    }
}
