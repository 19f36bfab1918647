package org.spikernel.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.DoubleFunction;

import tech.tablesaw.plotly.components.Figure;

import org.spikernel.internal.charts.Chart;
import org.spikernel.internal.files.FileTrouble;
import org.spikernel.internal.pictures.Drawing;

/**
 * A still picture, which is seen wherever pictures are: on pages that run no scripts, in mail and on paper. A notebook shows it by itself.
 *
 * <pre>{@code
 * Picture.of(figure).save(Path.of("scores.pdf"), 120);    // 120 mm wide
 * }</pre>
 */
public final class Picture {

    /** As wide as the text of a page of A4 paper. */
    private static final double MILLIMETRES = 160;

    private static final double LEAST_MILLIMETRES = 30;
    private static final double MOST_MILLIMETRES = 2_000;

    private final Drawing shown;
    private final DoubleFunction<Drawing> ofWidth;

    private Picture(Drawing shown, DoubleFunction<Drawing> ofWidth) {
        this.shown = shown;
        this.ofWidth = ofWidth;
    }

    /**
     * A figure as it is without a mouse. Of more than 3,000 points of a series those are left out that lie upon others at the picture's
     * size, which its description then says.
     *
     * @throws IllegalArgumentException if the figure shows something else than lines, points, bars, histograms, boxes and heat maps (names
     *     it), which those of {@link Plots} do not; or nothing at all
     */
    public static Picture of(Figure figure) {
        if (figure == null) {
            throw new IllegalArgumentException("a picture needs a figure, but it is null");
        }
        if (figure.getTraces().length == 0) {
            throw new IllegalArgumentException("there is nothing to draw, since what the figure is of has no rows");
        }
        return ofScript(FigureScript.of(figure, "figure"));
    }

    /** The picture of what a script of {@link FigureScript#of} draws; throws as {@link #of} does. */
    static Picture ofScript(String script) {
        Chart chart = Chart.of(script);
        return new Picture(chart.drawing(), chart::drawing);
    }

    /** A picture that is larger or smaller as a whole. */
    static Picture drawn(Drawing drawing) {
        return new Picture(drawing, drawing::scaledTo);
    }

    /** The picture as an {@code svg} element, with a text of what there is to see for those who do not see it. */
    public String svg() {
        return shown.svg();
    }

    /** What there is to see, in words. */
    public String description() {
        return (shown.title().isEmpty() ? "" : shown.title() + ". ") + shown.description();
    }

    /** Saves the picture as {@link #save(Path, double)} does, 160 mm wide: as wide as the text of a page. */
    public Path save(Path file) {
        return save(file, MILLIMETRES);
    }

    /**
     * Saves the picture in the format that the file's name tells: {@code .svg}; {@code .png}, at 300 dots an inch; or {@code .pdf}, whose
     * lettering is outlines, which look alike everywhere and cannot be searched. Lettering of figures is as large at every width (tick labels 8
     * points, titles 9 and 10.5); that of other pictures grows with them.
     *
     * @param millimetres its width, from 30 to 2,000
     * @return the file
     * @throws IllegalArgumentException if the name ends otherwise, or the width is none
     * @throws IllegalStateException if the file is no SVG, and Java finds no font on this machine
     * @throws UncheckedIOException if it cannot be written
     */
    public Path save(Path file, double millimetres) {
        if (file == null) {
            throw new IllegalArgumentException("a picture is saved to a file, but it is null");
        }
        if (!(millimetres >= LEAST_MILLIMETRES && millimetres <= MOST_MILLIMETRES)) {
            throw new IllegalArgumentException(
                    "a picture should be from 30 to 2,000 mm wide, but millimetres is " + millimetres);
        }
        try {
            ofWidth.apply(Drawing.pixels(millimetres)).write(file);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write the picture to " + file + ": " + FileTrouble.writing(file, failure) + ".", failure);
        }
    }

    @Override
    public String toString() {
        return "picture: " + description();
    }
}
