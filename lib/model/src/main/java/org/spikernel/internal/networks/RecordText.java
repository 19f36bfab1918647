package org.spikernel.internal.networks;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

/**
 * Records of numbers, truth values, enums and further records as text, {@code Spiking(neuron=Lif(tau=2.0, threshold=1.0, reset=0.0))},
 * and back: every number to the last bit. Neurons that users write stand as their own text, and are not read back.
 */
final class RecordText {

    /** The library's own neurons. */
    private static final List<Class<? extends Record>> NEURONS = List.of(Lif.class, Plif.class);

    /** Records that stand within others component by component. */
    private static final List<Class<? extends Record>> RECORDS = List.of(Lif.class, Plif.class, Shape.class);

    private final String text;
    private int at;

    private RecordText(String text) {
        this.text = text;
    }

    /** A record as text. */
    static String of(Record value) {
        return Arrays.stream(value.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + text(component, value))
                .collect(Collectors.joining(", ", value.getClass().getSimpleName() + "(", ")"));
    }

    private static String text(RecordComponent component, Record of) {
        Object value = value(component, of);
        if (value instanceof Double number) {
            return text(component, number, of);
        }
        return RECORDS.contains(value.getClass()) ? of((Record) value) : value.toString();
    }

    /** The text of a float where the record rounds to one: {@code 1.3333334} makes it as well as {@code 1.3333333730697632} does. */
    private static String text(RecordComponent component, double number, Record of) {
        String rounded = Float.toString((float) number);
        boolean isFloat = (float) number == number;
        return isFloat && with(component, Double.valueOf(rounded), of).equals(of) ? rounded : Double.toString(number);
    }

    /** The same record with another value of a component. */
    private static Object with(RecordComponent changed, Object value, Record of) {
        RecordComponent[] components = of.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component.getName().equals(changed.getName()) ? value : value(component, of))
                .toArray();
        return construct(of.getClass(), components, values);
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("component " + component + " cannot be read", failure);
        }
    }

    /**
     * The record that a text stands for.
     *
     * @param sealed the interface whose permitted records the text may name
     * @throws OwnNeuronException if it names a neuron that a user has written
     * @throws IllegalArgumentException if the text stands for none of them
     */
    static <T> T parse(Class<T> sealed, String text) {
        String name = text.substring(0, Math.max(0, text.indexOf('(')));
        Class<?> type = Arrays.stream(sealed.getPermittedSubclasses())
                .filter(permitted -> permitted.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' names no " + sealed.getSimpleName() + " that this version knows"));
        RecordText reader = new RecordText(text);
        T value = sealed.cast(reader.record(type));
        if (reader.at != text.length()) {
            throw reader.unexpected("the end");
        }
        return value;
    }

    private Object record(Class<?> type) {
        expect(type.getSimpleName() + "(");
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            expect((i == 0 ? "" : ", ") + components[i].getName() + "=");
            values[i] = value(components[i].getType());
        }
        expect(")");
        return construct(type, components, values);
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(values);
        } catch (InvocationTargetException refusal) {
            throw new IllegalArgumentException(refusal.getCause().getMessage(), refusal);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(type + " cannot be made of its components", failure);
        }
    }

    private Object value(Class<?> type) {
        if (type == Neuron.class) {
            return neuron();
        } else if (type == Shape.class) {
            return record(type);
        }
        String token = token();
        if (type == int.class) {
            return Integer.valueOf(token);
        } else if (type == float.class) {
            return Float.valueOf(token);
        } else if (type == double.class) {
            return Double.valueOf(token);
        } else if (type == boolean.class) {
            return Boolean.valueOf(token);
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.toString().equals(token))
                    .findFirst()
                    .orElseThrow(() -> unexpected("one of " + Arrays.toString(type.getEnumConstants())));
        }
        throw new IllegalArgumentException("a " + type.getSimpleName() + " cannot be read from text");
    }

    private Object neuron() {
        return NEURONS.stream()
                .filter(type -> text.startsWith(type.getSimpleName() + "(", at))
                .findFirst()
                .map(this::record)
                .orElseThrow(() -> new OwnNeuronException(text));
    }

    private String token() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ')') {
            at++;
        }
        return text.substring(start, at);
    }

    private void expect(String expected) {
        if (!text.startsWith(expected, at)) {
            throw unexpected("'" + expected + "'");
        }
        at += expected.length();
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "'%s' should go on with %s at character %d", text, expected, at + 1));
    }
}
