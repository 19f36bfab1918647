package org.spikernel.jupyter.display;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.internal.pictures.Png;
import org.spikernel.shapes.Shape;

/** Images as pictures, each above the number of its class: the first ones of a set or a batch. Of frames, the sum of each sample is shown. */
final class ImageDisplay {

    private static final int MAX_IMAGES = 32;
    private static final int MAX_PIXELS = 1 << 18;
    private static final int MIN_SIDE = 64;
    private static final int COLOURS = 3;
    private static final int FULL = 255;

    private ImageDisplay() {}

    static String html(ImageSet images) {
        return images.frames().isPresent()
                ? html(
                        images.toString(),
                        images.size(),
                        images.first(Math.min(images.size(), MAX_IMAGES)).all())
                : html(images.toString(), images.size(), images.imageShape(), images::label, images::image);
    }

    /** Pixels of a batch are normalised, and shown with the least of each channel in black and the greatest in full intensity. */
    static String html(ImageBatch batch) {
        return html(batch.toString(), batch.size(), batch);
    }

    private static String html(String description, int size, ImageBatch batch) {
        float[] pixels = batch.stills();
        Shape shape = batch.imageShape();
        float[] least = new float[shape.channels()];
        float[] scale = new float[shape.channels()];
        measure(pixels, shape, least, scale);
        return html(description, size, shape, batch::label, index -> {
            byte[] image = new byte[shape.size()];
            for (int i = 0; i < image.length; i++) {
                int channel = i / shape.positions();
                image[i] = (byte) Math.round((pixels[index * shape.size() + i] - least[channel]) * scale[channel]);
            }
            return image;
        });
    }

    private static void measure(float[] pixels, Shape shape, float[] least, float[] scale) {
        float[] greatest = new float[shape.channels()];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < pixels.length; i++) {
            int channel = i / shape.positions() % shape.channels();
            least[channel] = Math.min(least[channel], pixels[i]);
            greatest[channel] = Math.max(greatest[channel], pixels[i]);
        }
        for (int channel = 0; channel < scale.length; channel++) {
            float range = greatest[channel] - least[channel];
            scale[channel] = range > 0 ? FULL / range : 0;
        }
    }

    private static String html(
            String description, int size, Shape shape, IntFunction<Integer> label, IntFunction<byte[]> image) {
        int shown = Math.max(1, Math.min(Math.min(size, MAX_IMAGES), MAX_PIXELS / shape.positions()));
        String pictures = IntStream.range(0, shown)
                .mapToObj(index -> picture(image.apply(index), shape, label.apply(index)))
                .collect(Collectors.joining());
        String left = shown == size ? "" : String.format(Locale.ROOT, ", the first %,d shown", shown);
        return "<div>" + Html.escape(description) + left + "</div>"
                + "<div style=\"display:flex;flex-wrap:wrap;gap:0.4em\">" + pictures + "</div>";
    }

    private static String picture(byte[] image, Shape shape, int label) {
        int colours = shape.channels() == COLOURS ? COLOURS : 1;
        String style = "image-rendering:pixelated;width:" + Math.max(MIN_SIDE, shape.columns()) + "px";
        return "<div style=\"text-align:center\"><img style=\"" + style + "\" alt=\"image of class " + label
                + "\" src=\""
                + Png.dataUrl(interleaved(image, shape, colours), shape.rows(), shape.columns(), colours)
                + "\"><div>" + label + "</div></div>";
    }

    /** The bytes in [row, column, colour] order; of what is neither grey nor coloured the mean of its channels. */
    private static byte[] interleaved(byte[] image, Shape shape, int colours) {
        int plane = shape.positions();
        byte[] interleaved = new byte[plane * colours];
        int averaged = shape.channels() / colours;
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int colour = 0; colour < colours; colour++) {
                int sum = 0;
                for (int channel = colour; channel < colour + averaged; channel++) {
                    sum += Byte.toUnsignedInt(image[channel * plane + pixel]);
                }
                interleaved[pixel * colours + colour] = (byte) (sum / averaged);
            }
        }
        return interleaved;
    }
}
