package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.spikernel.network.Network.Node;

/**
 * What layers learn, by the places of the layers: networks that are given the same arrays share what they have learned, wherever they have
 * a layer at the same place.
 */
public final class ParameterArrays {

    private final Map<String, ParameterArray> arrays = new HashMap<>();

    /** Numbers that gradient descent moves; what nobody has learned yet begins at {@code first}. */
    ParameterArray trained(Node node, String name, int length, float first) {
        return array(node, name, length, first, true);
    }

    /** Numbers that the passes move; what has not been moved yet is {@code first}. */
    ParameterArray statistic(Node node, String name, int length, float first) {
        return array(node, name, length, first, false);
    }

    private ParameterArray array(Node node, String name, int length, float first, boolean isTrained) {
        ParameterArray array = arrays.computeIfAbsent(key(node, name), key -> {
            ParameterArray made = isTrained ? ParameterArray.trained(length) : ParameterArray.statistic(length);
            Arrays.fill(made.values(), first);
            return made;
        });
        if (array.values().length != length) {
            throw new IllegalArgumentException("networks that share what they learn must have the same layer at '"
                    + node.place() + "', but it has " + array.values().length + " " + name + " in one and " + length
                    + " in another");
        }
        return array;
    }

    private static String key(Node node, String name) {
        return node.place() + ": " + name;
    }
}
