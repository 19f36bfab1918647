package org.spikernel.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** An image in a file, pixel by pixel: red, green and blue, on white where it is transparent. */
final class ImageFile {

    private static final int MOST = 255;
    private static final int MOST_BITS_OF_GREY = 16;

    /** What readers warn of when they make up a part of an image; of whatever else they warn, the image is whole. */
    private static final Pattern INCOMPLETE = Pattern.compile("(?i)truncated|premature end");

    private final BufferedImage image;
    private final boolean isGrey;

    private ImageFile(BufferedImage image) {
        this.image = image;
        ColorModel colours = image.getColorModel();
        this.isGrey = colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && colours.getComponentSize(0) <= MOST_BITS_OF_GREY;
    }

    /** @throws DatasetException if the file is no image, or a damaged one; names it */
    static ImageFile read(Path file) {
        return image(file)
                .map(ImageFile::new)
                .orElseThrow(
                        () -> new DatasetException(
                                file
                                        + " is no image that Java reads (PNG, JPEG, GIF, BMP). Convert it, or take it out of the folder."));
    }

    /** Empty if it is of no kind that Java reads. */
    private static Optional<BufferedImage> image(Path file) {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? Optional.of(whole(in, readers.next())) : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // Readers throw whatever damage leads them to, such as an index that is out of bounds.
            throw new DatasetException(
                    "cannot read " + file + " as an image: " + damaged
                            + ". Get it again, or take it out of the folder.",
                    damaged);
        }
    }

    private static BufferedImage whole(ImageInputStream in, ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        try {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            BufferedImage image = reader.read(0);
            Optional<String> missing =
                    warnings.stream().filter(INCOMPLETE.asPredicate()).findFirst();
            if (missing.isPresent()) {
                throw new IIOException("a part of it is missing (" + missing.get() + ")");
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** Red, green and blue of a pixel, eight bits each, the last of them blue. */
    int rgb(int x, int y) {
        int pixel = isGrey ? grey(x, y) : image.getRGB(x, y);
        int opacity = pixel >>> 24;
        return opacity == MOST ? pixel & 0xffffff : onWhite(pixel, opacity);
    }

    /** As it is stored. Java takes grey for proportional to light, unlike colours, and would make it brighter than those. */
    private int grey(int x, int y) {
        int opacity = image.getColorModel().hasAlpha() ? stored(x, y, 1) : MOST;
        return opacity << 24 | stored(x, y, 0) * 0x010101;
    }

    /** What is stored of a pixel in a band, from 0 to 255. */
    private int stored(int x, int y, int band) {
        int most = (1 << image.getColorModel().getComponentSize(band)) - 1;
        return (image.getRaster().getSample(x, y, band) * MOST + most / 2) / most;
    }

    private static int onWhite(int pixel, int opacity) {
        int blended = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int colour = pixel >> shift & MOST;
            blended |= (colour * opacity + MOST * (MOST - opacity) + MOST / 2) / MOST << shift;
        }
        return blended;
    }
}
