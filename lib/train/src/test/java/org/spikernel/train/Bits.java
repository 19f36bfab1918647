package org.spikernel.train;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** All that a later step depends on. */
    static byte[] ofState(TrainableNetwork network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            network.writeState(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String text(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return Arrays.toString(bits);
    }
}
