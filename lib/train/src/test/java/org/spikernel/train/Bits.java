package org.spikernel.train;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.spikernel.model.TrainedModel;

/** Weights as text that is the same only if every bit is. */
final class Bits {

    private Bits() {}

    static Map<String, String> of(TrainedModel model) {
        Map<String, String> bits = new TreeMap<>();
        model.layers()
                .forEach((place, layer) -> bits.put(
                        place,
                        text(layer.weights()) + text(layer.biases()) + text(layer.mean()) + text(layer.variance())));
        return bits;
    }

    private static String text(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return Arrays.toString(bits);
    }
}
