package org.spikernel.jupyter.display;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Values of Java itself in words: arrays and collections by their elements, the first and last ones of long ones; durations in units. */
final class ValueText {

    private static final int MAX_ELEMENTS = 1_000;
    private static final int AT_EACH_END = 5;
    private static final double NANOS = 1e9;
    private static final int MINUTE = 60;

    private final Set<Object> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean shortened;

    private ValueText(boolean shortened) {
        this.shortened = shortened;
    }

    static String of(Object value) {
        long elements = new ValueText(false).count(value);
        if (elements <= MAX_ELEMENTS) {
            return new ValueText(false).text(value);
        }
        return new ValueText(true).text(value)
                + String.format(Locale.ROOT, " (%,d %s)", elements, unit(value, elements));
    }

    private static String unit(Object value, long elements) {
        if (value instanceof Map<?, ?> map && map.size() == elements) {
            return "entries";
        }
        return value instanceof byte[] ? "bytes" : "elements";
    }

    /** "1 h 2 min", "1 min 23 s", "1.5 s", "20 ms". */
    static String of(Duration duration) {
        if (duration.isNegative()) {
            return duration.getSeconds() == Long.MIN_VALUE ? duration.toString() : "-" + of(duration.negated());
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return brief(duration);
        }
        boolean up = duration.getNano() >= NANOS / 2 && duration.getSeconds() < Long.MAX_VALUE;
        long seconds = duration.getSeconds() + (up ? 1 : 0);
        long[] counts = {seconds / 86_400, seconds / 3600 % 24, seconds / MINUTE % MINUTE, seconds % MINUTE};
        String[] units = {"d", "h", "min", "s"};
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            if (counts[i] > 0) {
                parts.add(counts[i] + " " + units[i]);
            }
        }
        return String.join(" ", parts);
    }

    private static String brief(Duration duration) {
        double seconds = duration.toNanos() / NANOS;
        if (seconds == 0) {
            return "0 s";
        }
        String[] units = {"s", "ms", "\u00B5s", "ns"};
        int unit = 0;
        while (seconds < 1 && unit < units.length - 1) {
            seconds *= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f", seconds).replaceFirst("\\.?0+$", "") + " " + units[unit];
    }

    /** Elements in all, of arrays, collections and maps within others too; what has none itself is one of what holds it. */
    private long count(Object value) {
        if (value instanceof Map.Entry<?, ?> entry && isOfJava(value)) {
            return Math.max(1, count(entry.getKey())) + Math.max(1, count(entry.getValue())) - 1;
        }
        Collection<?> elements = elements(value);
        if (elements == null || !within.add(value)) {
            return 1;
        }
        long count = isArrayOfPrimitives(value)
                ? elements.size()
                : elements.stream()
                        .mapToLong(element -> Math.max(1, count(element)))
                        .sum();
        within.remove(value);
        return count;
    }

    private static boolean isArrayOfPrimitives(Object value) {
        Class<?> component = value.getClass().getComponentType();
        return component != null && component.isPrimitive();
    }

    private String text(Object value) {
        if (value instanceof Map.Entry<?, ?> entry && isOfJava(value)) {
            return text(entry.getKey()) + "=" + text(entry.getValue());
        }
        Collection<?> elements = elements(value);
        if (elements == null) {
            return String.valueOf(value);
        }
        if (!within.add(value)) {
            return "[...]";
        }
        StringJoiner text = value instanceof Map ? new StringJoiner(", ", "{", "}") : new StringJoiner(", ", "[", "]");
        int place = 0;
        for (Object element : elements) {
            if (isShown(place, elements.size())) {
                text.add(text(element));
            } else if (place == AT_EACH_END) {
                text.add("...");
            }
            place++;
        }
        within.remove(value);
        return text.toString();
    }

    private boolean isShown(int place, int size) {
        return !shortened || size <= 2 * AT_EACH_END || place < AT_EACH_END || place >= size - AT_EACH_END;
    }

    /** What an array or a collection of Java's own holds; null of any other value, which prints as it likes. */
    private static Collection<?> elements(Object value) {
        if (value instanceof Map<?, ?> map && isOfJava(value)) {
            return map.entrySet();
        }
        if (value instanceof Collection<?> collection && isOfJava(value)) {
            return collection;
        }
        return value != null && value.getClass().isArray() ? new ArrayElements(value) : null;
    }

    private static boolean isOfJava(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }

    private static final class ArrayElements extends AbstractList<Object> {
        private final Object array;

        ArrayElements(Object array) {
            this.array = array;
        }

        @Override
        public Object get(int index) {
            return Array.get(array, index);
        }

        @Override
        public int size() {
            return Array.getLength(array);
        }
    }
}
