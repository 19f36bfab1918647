package org.spikernel.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.internal.threads.Workers;

/** Gradient descent with momentum and weight decay. */
final class MomentumDescent {

    private static final int NUMBERS_AT_A_TIME = 1 << 15;

    private final List<ParameterArray> parameters;
    private final float momentum;
    private final float weightDecay;
    private final Workers workers;

    MomentumDescent(List<ParameterArray> parameters, float momentum, float weightDecay, Workers workers) {
        this.parameters = parameters;
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.workers = workers;
    }

    /** A step, where the gradients are sums over {@code samples} samples. */
    void step(float learningRate, int samples) {
        parameters.stream().filter(ParameterArray::isTrained).forEach(parameter -> {
            int length = parameter.values().length;
            workers.forEach((length + NUMBERS_AT_A_TIME - 1) / NUMBERS_AT_A_TIME, block -> {
                int start = block * NUMBERS_AT_A_TIME;
                step(parameter, start, Math.min(length, start + NUMBERS_AT_A_TIME), learningRate, samples);
            });
        });
    }

    private void step(ParameterArray parameter, int start, int end, float learningRate, int samples) {
        float[] w = parameter.values();
        float[] g = parameter.gradient();
        float[] v = parameter.velocity();
        for (int i = start; i < end; i++) {
            v[i] = momentum * v[i] + (g[i] / samples + weightDecay * w[i]);
            w[i] -= learningRate * v[i];
        }
    }

    /** Writes all parameters, each with its velocities. */
    void write(DataOutput out) throws IOException {
        for (ParameterArray parameter : parameters) {
            write(parameter.values(), out);
            write(parameter.velocity(), out);
        }
    }

    /** How many bytes {@link #write} writes. */
    long size() {
        return parameters.stream()
                .mapToLong(parameter -> size(parameter.values()) + size(parameter.velocity()))
                .sum();
    }

    private static long size(float[] numbers) {
        return Integer.BYTES + (long) numbers.length * Float.BYTES;
    }

    private static void write(float[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeInt(Float.floatToRawIntBits(value));
        }
    }

    /** Reads what {@link #write} wrote for a network of the same layers. */
    void read(DataInput in) throws IOException {
        for (ParameterArray parameter : parameters) {
            read(parameter.values(), in);
            read(parameter.velocity(), in);
        }
    }

    private static void read(float[] values, DataInput in) throws IOException {
        int length = in.readInt();
        if (length != values.length) {
            throw new IllegalArgumentException("it has a layer of " + length + " numbers where this network has one of "
                    + values.length + ": it belongs to another network");
        }
        for (int i = 0; i < length; i++) {
            values[i] = Float.intBitsToFloat(in.readInt());
        }
    }
}
