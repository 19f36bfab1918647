package org.spikernel.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

import org.spikernel.internal.arrays.Floats;

/**
 * Gradient descent with momentum and weight decay, in one pass over a graph's parameters. DL4J's own momentum is Nesterov's, which is
 * not what the papers train with.
 */
final class MomentumDescent {

    private final float momentum;
    private final float weightDecay;
    private final FloatBuffer parameters;
    private final List<Trained> trained = new ArrayList<>();

    /** A parameter that moves, its gradient, and its velocity. */
    private record Trained(FloatBuffer parameter, FloatBuffer gradient, float[] velocity) {}

    MomentumDescent(ComputationGraph graph, float momentum, float weightDecay) {
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        graph.initGradientsView();
        parameters = Floats.of(graph.params());
        for (Layer layer : graph.getLayers()) {
            add(layer);
        }
    }

    private void add(Layer layer) {
        INDArray gradients = layer.getGradientsViewArray();
        long start = 0;
        for (Map.Entry<String, INDArray> entry : layer.paramTable().entrySet()) {
            long end = start + entry.getValue().length();
            if (!(layer.getConfig().getUpdaterByParam(entry.getKey()) instanceof NoOp)) {
                INDArray gradient = gradients.reshape(gradients.length()).get(NDArrayIndex.interval(start, end));
                trained.add(new Trained(
                        Floats.of(entry.getValue()), Floats.of(gradient), new float[Math.toIntExact(end - start)]));
            }
            start = end;
        }
    }

    /** A step, where the gradients are sums over {@code samples} samples. */
    void step(float learningRate, int samples) {
        trained.forEach(part -> Floats.inBlocks(part.velocity.length, (start, length, w, g) -> {
            part.parameter.get(start, w, 0, length);
            part.gradient.get(start, g, 0, length);
            for (int i = 0; i < length; i++) {
                float v = momentum * part.velocity[start + i] + (g[i] / samples + weightDecay * w[i]);
                part.velocity[start + i] = v;
                w[i] -= learningRate * v;
            }
            part.parameter.put(start, w, 0, length);
        }));
    }

    /** Writes all parameters and velocities. */
    void write(DataOutput out) throws IOException {
        float[] values = new float[parameters.capacity()];
        parameters.get(0, values);
        write(values, out);
        for (Trained part : trained) {
            write(part.velocity, out);
        }
    }

    /** How many bytes {@link #write} writes. */
    long size() {
        return size(parameters.capacity())
                + trained.stream().mapToLong(part -> size(part.velocity.length)).sum();
    }

    private static long size(int numbers) {
        return Integer.BYTES + (long) numbers * Float.BYTES;
    }

    private static void write(float[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeInt(Float.floatToRawIntBits(value));
        }
    }

    /** Reads what {@link #write} wrote for a graph of the same shape. */
    void read(DataInput in) throws IOException {
        float[] values = new float[parameters.capacity()];
        read(values, in);
        parameters.put(0, values);
        for (Trained part : trained) {
            read(part.velocity, in);
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
