package org.spikernel.internal.charts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.spikernel.internal.charts.Axis.Kind;

/** Where values stand on an axis: places on a scale from the least to the greatest, and marks with what is written at them. */
final class Scale {

    /** How much of its length an axis of numbers goes on behind the outermost one. */
    private static final double MARGIN = 0.05;

    /** Numbers that differ by less of themselves are equal but for rounding. */
    static final double ROUNDING = 1e-12;

    private final Kind kind;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final double least;
    private final double greatest;

    /** Whether all values are whole numbers, such as epochs, between which there is nothing. */
    private final boolean whole;

    /**
     * A mark on an axis.
     *
     * @param place on the scale
     * @param label written beside it
     */
    record Tick(double place, String label) {}

    /**
     * A scale on which values have room.
     *
     * @param values what stands on it
     * @param fromZero whether zero is an end of it, or within, as where lengths are compared
     */
    Scale(Kind kind, List<String> values, boolean fromZero) {
        this.kind = kind;
        if (kind == Kind.NAMES) {
            values.forEach(name -> names.putIfAbsent(name, names.size()));
            least = -0.5;
            greatest = Math.max(names.size(), 1) - 0.5;
            whole = true;
            return;
        }
        double[] places =
                values.stream().mapToDouble(this::at).filter(Double::isFinite).toArray();
        whole = Arrays.stream(places).allMatch(place -> place == Math.rint(place));
        double low = fromZero ? 0 : Double.POSITIVE_INFINITY;
        double high = fromZero ? 0 : Double.NEGATIVE_INFINITY;
        for (double place : places) {
            low = Math.min(low, place);
            high = Math.max(high, place);
        }
        // Lengths that are all zero have a scale as well, on which zero is an end.
        if (low > high || fromZero && low == high) {
            low = 0;
            high = 1;
        }
        double room = differ(low, high) ? MARGIN * (high - low) : Math.max(Math.abs(high) * MARGIN, 0.5);
        least = fromZero && low == 0 ? 0 : low - room;
        greatest = fromZero && high == 0 ? 0 : high + room;
    }

    /** Where a value stands; NaN if nowhere. */
    double at(String value) {
        return kind == Kind.NAMES && names.containsKey(value) ? names.get(value) : number(kind, value);
    }

    /** Whether a value stands anywhere on an axis of a kind. */
    static boolean hasPlace(Kind kind, String value) {
        return kind == Kind.NAMES || Double.isFinite(number(kind, value));
    }

    private static double number(Kind kind, String value) {
        return switch (kind) {
            case NAMES -> Double.NaN;
            case DAYS -> ChartReader.day(value);
            case NUMBERS -> ChartReader.number(value);
            case LOGARITHMS -> Math.log10(ChartReader.number(value));
        };
    }

    /** How far along the axis a place is, from 0 to 1. */
    double share(double place) {
        return (place - least) / (greatest - least);
    }

    double least() {
        return least;
    }

    double greatest() {
        return greatest;
    }

    /** How many names there are. */
    int names() {
        return names.size();
    }

    /** At most about so many marks; every name, or every second, third and so on. */
    List<Tick> ticks(int wanted) {
        List<Tick> ticks = new ArrayList<>();
        if (kind == Kind.NAMES) {
            int each = Math.max(1, (int) Math.ceil((double) names.size() / Math.max(1, wanted)));
            names.forEach((name, place) -> {
                if (place % each == 0) {
                    ticks.add(new Tick(place, name));
                }
            });
            return ticks;
        }
        double step = step((greatest - least) / Math.max(1, wanted));
        if (kind != Kind.NUMBERS || whole) {
            step = Math.max(1, Math.rint(step));
        }
        for (double place : marks(least, greatest, step)) {
            ticks.add(new Tick(place, label(place, step)));
        }
        return ticks;
    }

    /** Whether there is room between two numbers for others that can be told from both; not where rounding alone parts them. */
    static boolean differ(double low, double high) {
        return high - low > ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    }

    /** The multiples of a step from the least number to the greatest. */
    static double[] marks(double least, double greatest, double step) {
        double first = Math.ceil(least / step - 1e-9);
        int count = Math.max(0, (int) Math.floor(greatest / step + 1e-9 - first) + 1);
        return IntStream.range(0, count).mapToDouble(i -> (first + i) * step).toArray();
    }

    private String label(double place, double step) {
        return switch (kind) {
            case DAYS -> LocalDate.ofEpochDay(Math.round(place)).toString();
            case LOGARITHMS -> number(Math.pow(10, place), Math.pow(10, place));
            default -> number(place, step);
        };
    }

    /** The least of 1, 2 and 5 times a power of ten that is no less. */
    static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double times : new double[] {1, 2, 5}) {
            if (times * power >= atLeast * (1 - 1e-9)) {
                return times * power;
            }
        }
        return 10 * power;
    }

    /** A number to the digits of a step: thousands as k, millions as M, billions as B, as Plotly writes them. */
    static String number(double value, double step) {
        if (value == 0) {
            return "0";
        }
        double size = Math.max(Math.abs(value), step);
        if (size < 1e-4 || size >= 1e13) {
            int digits = Math.max(0, power(value) - power(step));
            return String.format(Locale.ROOT, "%." + digits + "e", value).replaceFirst("e([+-])0?", "e$1");
        }
        double unit = Math.abs(value) < 10_000 ? 1 : Math.abs(value) < 1e6 ? 1e3 : Math.abs(value) < 1e9 ? 1e6 : 1e9;
        String letter = unit == 1 ? "" : unit == 1e3 ? "k" : unit == 1e6 ? "M" : "B";
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step / unit) - 1e-9));
        String number = String.format(Locale.ROOT, "%." + Math.min(digits, 9) + "f", value / unit);
        return (number.contains(".") ? number.replaceFirst("\\.?0+$", "") : number) + letter;
    }

    /** Of ten, that of a number's first digit; with room for rounding, since steps are multiplied. */
    private static int power(double number) {
        return (int) Math.floor(Math.log10(Math.abs(number)) + 1e-9);
    }
}
