package org.spikernel.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.internal.passes.ParameterArrays;

/** Parameters as bytes, each with all that an optimiser keeps of it. */
final class KeptArrays {

    /** So many numbers are written at a time: one at a time takes many times as long. */
    private static final int CHUNK = 1 << 14;

    private final int moments;

    /** Gradient descent does not ask how often a number was moved, and its files do not tell. */
    private final boolean countUpdates;

    private KeptArrays(int moments, boolean countUpdates) {
        this.moments = moments;
        this.countUpdates = countUpdates;
    }

    /** As a recipe's optimiser needs them. */
    static KeptArrays of(TrainingRecipe recipe) {
        boolean countUpdates = recipe.optimizer().accept(new Optimizer.Visitor<>() {
            @Override
            public Boolean gradientDescent(Optimizer.GradientDescent optimizer) {
                return false;
            }

            @Override
            public Boolean adam(Optimizer.Adam optimizer) {
                return true;
            }
        });
        return new KeptArrays(recipe.optimizer().moments(), countUpdates);
    }

    /** How many bytes {@link #write} writes of parameters. */
    long size(List<ParameterArray> parameters) {
        return parameters.stream()
                .mapToLong(
                        parameter -> size(parameter.values().length, parameter.updates().length, parameter.isTrained()))
                .sum();
    }

    /** How many bytes it writes of parameters of such forms, which need not be there. */
    long sizeOf(List<ParameterArrays.Form> forms) {
        return forms.stream()
                .mapToLong(form -> size(form.length(), form.parts(), form.isTrained()))
                .sum();
    }

    private long size(int length, int parts, boolean isTrained) {
        long values = size(length) + moments * size(isTrained ? length : 0);
        return countUpdates ? values + size(parts) : values;
    }

    private static long size(int numbers) {
        return Integer.BYTES + (long) numbers * Float.BYTES;
    }

    void write(List<ParameterArray> parameters, DataOutput out) throws IOException {
        for (ParameterArray parameter : parameters) {
            write(parameter.values(), out);
            for (float[] moment : parameter.moments()) {
                write(moment, out);
            }
            if (countUpdates) {
                write(parameter.updates(), out);
            }
        }
    }

    private static void write(float[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        byte[] bytes = new byte[Math.min(CHUNK, values.length) * Float.BYTES];
        FloatBuffer numbers = ByteBuffer.wrap(bytes).asFloatBuffer();
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            numbers.clear().put(values, from, count);
            out.write(bytes, 0, count * Float.BYTES);
        }
    }

    private static void write(int[] counts, DataOutput out) throws IOException {
        out.writeInt(counts.length);
        for (int count : counts) {
            out.writeInt(count);
        }
    }

    /** Reads what {@link #write} wrote into parameters of the same lengths. */
    void read(List<ParameterArray> parameters, DataInput in) throws IOException {
        for (ParameterArray parameter : parameters) {
            read(parameter.values(), in);
            for (float[] moment : parameter.moments()) {
                read(moment, in);
            }
            if (countUpdates) {
                read(parameter.updates(), in);
            }
        }
    }

    private static void read(float[] values, DataInput in) throws IOException {
        requireLength(in.readInt(), values.length);
        byte[] bytes = new byte[Math.min(CHUNK, values.length) * Float.BYTES];
        FloatBuffer numbers = ByteBuffer.wrap(bytes).asFloatBuffer();
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            in.readFully(bytes, 0, count * Float.BYTES);
            numbers.clear().get(values, from, count);
        }
    }

    private static void read(int[] counts, DataInput in) throws IOException {
        requireLength(in.readInt(), counts.length);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readInt();
        }
    }

    private static void requireLength(int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException("it has a layer of " + found + " numbers where this network has one of "
                    + expected + ": it belongs to another network");
        }
    }
}
