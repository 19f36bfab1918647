package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.spikernel.network.Network.Node;

/**
 * What layers learn, by the places of the layers: networks that are given the same arrays share what they have learned, wherever they have
 * a layer at the same place.
 */
public final class ParameterArrays {

    private static final String WEIGHTS = "weights";

    private final int moments;
    private final Function<Node, String> placeOf;
    private final Map<String, Map<String, ParameterArray>> places = new TreeMap<>();

    /**
     * None yet.
     *
     * @param moments how many moments an optimiser keeps of each gradient
     * @param placeOf where a layer keeps what it learns; layers of one place share it
     */
    public ParameterArrays(int moments, Function<Node, String> placeOf) {
        this.moments = moments;
        this.placeOf = placeOf;
    }

    /** Numbers that an optimiser moves together; what nobody has learned yet begins at {@code first}. */
    ParameterArray trained(Node node, String name, int length, float first) {
        return array(node, new Form(name, length, 1, true), first);
    }

    /** The weights of a convolution, which begin at zero; each position of the kernel is a part of them. */
    public ParameterArray kernel(Node convolution) {
        List<Integer> sides = convolution.parameters().weightShape();
        int length = Math.toIntExact(convolution.weights());
        return array(convolution, new Form(WEIGHTS, length, sides.get(0) * sides.get(1), true), 0);
    }

    /** Numbers that the passes move; what has not been moved yet is {@code first}. */
    ParameterArray statistic(Node node, String name, int length, float first) {
        return array(node, new Form(name, length, 1, false), first);
    }

    /**
     * What an array is.
     *
     * @param name what its numbers are to their layer
     * @param length how many numbers it has
     * @param parts how many parts they have, which divide their number
     * @param isTrained whether an optimiser moves them
     */
    public record Form(String name, int length, int parts, boolean isTrained) {

        public Form {
            if (length < 0 || parts < 1 || length % parts != 0) {
                throw new IllegalArgumentException(
                        length + " " + name + " cannot lie in " + parts + " parts of equal length");
            }
        }

        private ParameterArray filled(float value, int moments) {
            ParameterArray array = isTrained
                    ? ParameterArray.trained(length, parts, moments)
                    : ParameterArray.statistic(length, moments);
            Arrays.fill(array.values(), value);
            return array;
        }

        static Form of(String name, ParameterArray array) {
            return new Form(name, array.values().length, array.updates().length, array.isTrained());
        }
    }

    private ParameterArray array(Node node, Form form, float first) {
        ParameterArray array = places.computeIfAbsent(placeOf.apply(node), place -> new LinkedHashMap<>())
                .computeIfAbsent(form.name(), name -> form.filled(first, moments));
        if (array.values().length != form.length()) {
            throw new IllegalArgumentException("networks that share what they learn must have the same layer at '"
                    + node.place() + "', but it has " + array.values().length + " " + form.name() + " in one and "
                    + form.length() + " in another");
        }
        return array;
    }

    /** The places where something is learned, in the order of their names. */
    public Set<String> places() {
        return Collections.unmodifiableSet(places.keySet());
    }

    /** What the arrays of a place are, in the order of files. */
    public List<Form> forms(String place) {
        return places.get(place).entrySet().stream()
                .map(array -> Form.of(array.getKey(), array.getValue()))
                .toList();
    }

    /** What is learned at a place, in the order of files. */
    public List<ParameterArray> of(String place) {
        return List.copyOf(places.get(place).values());
    }

    /** Makes room at a place for what was learned there earlier. */
    public void add(String place, Form form) {
        places.computeIfAbsent(place, key -> new LinkedHashMap<>()).put(form.name(), form.filled(0, moments));
    }

    /** Lets go of what was learned at a place. */
    public void forget(String place) {
        places.remove(place);
    }
}
