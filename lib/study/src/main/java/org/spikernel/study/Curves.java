package org.spikernel.study;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * Curves over the same places, for a plot of lines.
 *
 * <pre>{@code
 * Plots.lines(Curves.over("input_current", 0, 3, 0.01)
 *         .addEach(neurons, Lif::toString, (neuron, strength) -> neuron.respond(InputCurrent.constant(strength, 500)).firingRate())
 *         .table("How fast neurons fire", "firing_rate"));
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
        places = Given.list(places, "the places of curves");
        points = Given.list(points, "the points of curves");
    }

    /** No curve yet. */
    public static <N extends Number> Curves<N> of(String place, List<N> places) {
        return new Curves<>(place, places, List.of());
    }

    /**
     * Places from one number to another: where a step from the first leads, as far as the last.
     *
     * @param step above 0; 0.1 thrice is 0.3, as it is written
     * @throws IllegalArgumentException if a number is not finite, the step is not above 0, or the last place lies before the first
     */
    public static Curves<Double> over(String place, double from, double to, double step) {
        Given.finite(from, "the first place of curves");
        Given.finite(to, "the last place of curves");
        if (!(Given.finite(step, "the step between the places of curves") > 0) || to < from) {
            throw new IllegalArgumentException(
                    "curves go from a place to one that is no smaller, in steps above 0, but from " + from + " to " + to
                            + " in steps of " + step);
        }
        BigDecimal first = BigDecimal.valueOf(from);
        BigDecimal each = BigDecimal.valueOf(step);
        int last = BigDecimal.valueOf(to)
                .subtract(first)
                .divideToIntegralValue(each)
                .intValueExact();
        return of(
                place,
                IntStream.rangeClosed(0, last)
                        .mapToObj(i ->
                                first.add(each.multiply(BigDecimal.valueOf(i))).doubleValue())
                        .toList());
    }

    /** Every whole number from one to another. */
    public static Curves<Integer> counting(String place, int from, int to) {
        return of(place, IntStream.rangeClosed(from, to).boxed().toList());
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
