package org.spikernel.internal.charts;

import java.util.List;
import java.util.stream.IntStream;

import org.spikernel.internal.pictures.Drawing;

/**
 * What a figure shows.
 *
 * @param title what stands above it
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series what is shown, the first below the others
 * @param legend whether the series are named
 * @param stacked whether bars stand on each other
 * @param square whether a unit is as long on both axes
 * @param height in pixels of CSS, where it is {@link #WIDTH} wide
 */
public record Chart(
        String title,
        Axis x,
        Axis y,
        List<Series> series,
        boolean legend,
        boolean stacked,
        boolean square,
        double height) {

    /** How wide a chart is in a notebook, in pixels of CSS. */
    public static final double WIDTH = 700;

    /** What is written within the axes of an {@linkplain #isEmpty empty} chart. */
    public static final String EMPTY = "There is nothing to draw.";

    /** How high a narrow chart is, to its width: its lettering is no smaller than that of a wide one. */
    private static final double NARROW = 0.8;

    public Chart {
        series = List.copyOf(series);
    }

    /**
     * What a figure shows.
     *
     * @param script that draws it with Plotly
     * @throws IllegalArgumentException if that says something that a still picture cannot show (names it)
     */
    public static Chart of(String script) {
        return ChartReader.read(FigureData.of(script));
    }

    /** Whether there is nothing to see within the axes, since no number is finite. */
    public boolean isEmpty() {
        return series.stream().noneMatch(this::isSeen);
    }

    private boolean isSeen(Series each) {
        if (each instanceof Series.Curve curve) {
            return IntStream.range(0, Math.min(curve.x().size(), curve.y().size()))
                    .anyMatch(i -> Scale.hasPlace(x.kind(), curve.x().get(i))
                            && Scale.hasPlace(y.kind(), curve.y().get(i)));
        }
        if (each instanceof Series.HeatMap map) {
            return map.rows().stream().flatMap(List::stream).anyMatch(Chart::isFinite);
        }
        return (each instanceof Series.Bars bars
                        ? bars.lengths()
                        : each instanceof Series.Box box ? box.numbers() : ((Series.Histogram) each).numbers())
                .stream().anyMatch(Chart::isFinite);
    }

    private static boolean isFinite(String number) {
        return Double.isFinite(ChartReader.number(number));
    }

    /** The chart in a notebook. */
    public Drawing drawing() {
        return drawing(WIDTH);
    }

    /**
     * The chart as wide as it is to be, with lettering that is as large as ever. What has rows of names stays as high as they need; the
     * height of everything else follows its width, up to that of a notebook.
     */
    public Drawing drawing(double width) {
        boolean rowsOfNames = y.kind() == Axis.Kind.NAMES && !square;
        double following = Math.max(height * width / WIDTH, NARROW * width);
        return new ChartPainter(this, width, rowsOfNames ? height : Math.min(height, following)).drawing();
    }
}
