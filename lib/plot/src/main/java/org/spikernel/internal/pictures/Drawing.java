package org.spikernel.internal.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

import org.spikernel.internal.files.WholeFile;

/**
 * A picture of one size, which any canvas takes.
 *
 * @param width in pixels of CSS
 * @param height in pixels of CSS
 * @param title what it is called
 * @param description what there is to see, for those who do not see it
 * @param content draws it
 * @param scale how many times as large it is shown or printed
 */
public record Drawing(
        double width, double height, String title, String description, Consumer<Canvas> content, double scale) {

    /** How many pixels of CSS there are to an inch. */
    public static final double PIXELS_PER_INCH = 96;

    private static final double MILLIMETRES_PER_INCH = 25.4;

    /** A drawing as large as it was drawn. */
    public Drawing(double width, double height, String title, String description, Consumer<Canvas> content) {
        this(width, height, title, description, content, 1);
    }

    /** The same in another size, lettering and all. */
    public Drawing scaledTo(double otherWidth) {
        return new Drawing(width, height, title, description, content, otherWidth / width);
    }

    /** Pixels of CSS that are so many millimetres. */
    public static double pixels(double millimetres) {
        return millimetres / MILLIMETRES_PER_INCH * PIXELS_PER_INCH;
    }

    /** An {@code svg} element. */
    public String svg() {
        return SvgCanvas.of(this);
    }

    /**
     * Writes a file, whole or not at all, as its name ends: {@code .svg}, {@code .png} with 300 dots an inch, or {@code .pdf}, whose lettering is outlines.
     *
     * @throws IllegalArgumentException if its name ends otherwise
     * @throws IllegalStateException if it is no SVG, and Java finds no font to write with
     */
    public void write(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            WholeFile.write(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg() + "\n");
        } else if (name.endsWith(".png")) {
            WholeFile.write(file, PngCanvas.of(this));
        } else if (name.endsWith(".pdf")) {
            WholeFile.write(file, PdfCanvas.of(this));
        } else {
            throw new IllegalArgumentException("a picture is saved as .svg, .png or .pdf, but the file is called '"
                    + file.getFileName() + "'; for another format save .svg and convert that");
        }
    }
}
