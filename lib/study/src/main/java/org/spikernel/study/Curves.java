package org.spikernel.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;

/**
 * Curves over the same places, for a plot of lines.
 *
 * <pre>{@code
 * var curves = Curves.of("draws", List.of(1, 10, 100))
 *         .add("on average", best::expected)
 *         .add("in 9 of 10 searches", n -> best.atLeast(n, 0.9));
 * Plots.lines(curves.table("Best of so many draws", "score"), "draws", "score", "curve");
 * }</pre>
 *
 * @param place what the places are, as the name of a column
 * @param places of every curve
 * @param points of all curves, curve by curve
 */
public record Curves<N extends Number>(String place, List<N> places, List<Point> points) {

    /**
     * A point of a curve.
     *
     * @param curve what the curve is called
     * @param place where it is
     * @param value how high it is there
     */
    public record Point(String curve, double place, double value) {}

    public Curves {
        places = List.copyOf(places);
        points = List.copyOf(points);
    }

    /** No curve yet. */
    public static <N extends Number> Curves<N> of(String place, List<N> places) {
        return new Curves<>(place, places, List.of());
    }

    /** The same with one more curve. */
    @CheckReturnValue
    public Curves<N> add(String curve, ToDoubleFunction<? super N> value) {
        return with(places.stream()
                .map(at -> new Point(curve, at.doubleValue(), value.applyAsDouble(at)))
                .toList());
    }

    /**
     * The same with a curve for each of several things.
     *
     * @param name what its curve is called
     * @param value the height of its curve at a place
     */
    @CheckReturnValue
    public <T> Curves<N> addEach(
            Collection<T> things, Function<? super T, String> name, ToDoubleBiFunction<? super T, ? super N> value) {
        Curves<N> more = this;
        for (T thing : things) {
            more = more.add(name.apply(thing), at -> value.applyAsDouble(thing, at));
        }
        return more;
    }

    /** The same with a vertical line. */
    @CheckReturnValue
    public Curves<N> addVertical(String name, double place, double from, double to) {
        return with(List.of(new Point(name, place, from), new Point(name, place, to)));
    }

    private Curves<N> with(List<Point> added) {
        List<Point> more = new ArrayList<>(points);
        more.addAll(added);
        return new Curves<>(place, places, more);
    }

    /**
     * One row a point: the place, the value, curve (its name).
     *
     * @param name of the table
     * @param value what the curves show, as the name of a column
     */
    public Table table(String name, String value) {
        return Table.create(
                name,
                DoubleColumn.create(place, points.stream().mapToDouble(Point::place)),
                DoubleColumn.create(value, points.stream().mapToDouble(Point::value)),
                StringColumn.create("curve", points.stream().map(Point::curve)));
    }
}
