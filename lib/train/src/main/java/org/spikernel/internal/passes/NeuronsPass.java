package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.spikernel.internal.gradients.NeuronBlock;
import org.spikernel.internal.neurons.FloatNeuron;
import org.spikernel.internal.neurons.NeuronLoop;
import org.spikernel.network.Network.Node;
import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.LearningNeuron;
import org.spikernel.train.layers.Surrogate;

/**
 * Neurons, and what they learn. Of the forward pass nothing but spikes is kept, a bit each; the backward pass computes the potentials again.
 */
final class NeuronsPass extends LayerPass implements SpikingSignal {

    private final Optional<LearningNeuron> learning;
    private final ParameterArray learned;
    private final Surrogate surrogate;
    private final float rest;
    private final int chunk;
    private final NeuronBlock[] blocks = new NeuronBlock[Lane.COUNT];
    private DifferentiableNeuron neuron;
    private NeuronLoop loop;
    private long[][] spikes = {};

    NeuronsPass(
            Node node,
            int timesteps,
            List<Signal> inputs,
            DifferentiableNeuron neuron,
            Surrogate surrogate,
            ParameterArrays parameters) {
        super(node, timesteps, inputs);
        this.neuron = neuron;
        this.surrogate = surrogate;
        learning = neuron instanceof LearningNeuron learns ? Optional.of(learns) : Optional.empty();
        learned = parameters.trained(node, "parameters", Math.toIntExact(node.weights()), 0);
        loop = NeuronLoop.of(neuron, lanes);
        rest = new FloatNeuron(neuron).rest();
        chunk = Math.min(shape.size(), Chunks.size(shape));
    }

    @Override
    List<ParameterArray> parameters() {
        return learning.isPresent() ? List.of(learned) : List.of();
    }

    @Override
    public long[] spikes(int sample, int timestep) {
        return spikes[sample * timesteps + timestep];
    }

    private int words() {
        return (shape.size() + Long.SIZE - 1) / Long.SIZE;
    }

    @Override
    long bytes(int samples) {
        return super.bytes(samples) + (long) samples * timesteps * words() * Long.BYTES;
    }

    @Override
    void makeRoom(int samples) {
        if (spikes.length < samples * timesteps) {
            spikes = new long[samples * timesteps][words()];
        }
    }

    /** Neurons that learn are others after every step. */
    @Override
    void beginForward(Batch batch) {
        learning.ifPresent(learns -> {
            neuron = learns.with(learned.values().clone());
            loop = NeuronLoop.of(neuron, lanes);
        });
    }

    @Override
    void forward(int sample, Lane lane) {
        float[] currents = lane.take(chunk);
        float[] potentials = lane.take(chunk);
        for (int from = 0; from < shape.size(); from += chunk) {
            int count = Math.min(chunk, shape.size() - from);
            Arrays.fill(potentials, rest);
            for (int t = 0; t < timesteps; t++) {
                inputs.get(0).read(sample, t, from, count, currents, 0);
                loop.step(currents, potentials, 0, count, spikes(sample, t), from / Long.SIZE);
            }
        }
        lane.give(potentials);
        lane.give(currents);
    }

    @Override
    boolean keepsGradient() {
        return false;
    }

    /** Blocks begin anew where they have sums of gradients, and others' neurons. */
    @Override
    void beginBackward(Batch batch) {
        if (learning.isPresent()) {
            Arrays.fill(blocks, null);
        }
    }

    @Override
    void backward(int sample, Lane lane) {
        super.backward(sample, lane);
        if (!inputNeedsGradient()) {
            backward(sample, lane, (timestep, row, from, count) -> {});
        }
    }

    @Override
    void addInputGradient(int input, int sample, float[] into, int at, Lane lane) {
        backward(
                sample, lane, (t, row, from, count) -> lanes.add(row, 0, count, into, inputStart(input, at, t) + from));
    }

    /** Takes the gradients of the currents of some neurons at a timestep. */
    private interface CurrentGradients {
        void take(int timestep, float[] row, int from, int count);
    }

    private void backward(int sample, Lane lane, CurrentGradients target) {
        int size = shape.size();
        float[] gradients = lane.take(timesteps * size);
        collectGradient(sample, gradients, 0, lane);
        NeuronBlock block = block(lane);
        for (int start = 0; start < size; start += chunk) {
            int from = start;
            int count = Math.min(chunk, size - from);
            block.backward(
                    count,
                    (t, row) -> inputs.get(0).read(sample, t, from, count, row, 0),
                    (t, row) -> System.arraycopy(gradients, t * size + from, row, 0, count),
                    (t, row) -> target.take(t, row, from, count));
        }
        lane.give(gradients);
    }

    private NeuronBlock block(Lane lane) {
        if (blocks[lane.index()] == null) {
            blocks[lane.index()] = NeuronBlock.of(neuron, timesteps, chunk, surrogate::slopes);
        }
        return blocks[lane.index()];
    }

    /** Adds up the groups of samples, one after another. */
    @Override
    void addUpGradients() {
        for (int parameter = 0; parameter < learned.gradient().length; parameter++) {
            double sum = 0;
            for (NeuronBlock block : blocks) {
                sum += block == null ? 0 : block.parameterGradients()[parameter];
            }
            learned.gradient()[parameter] = (float) sum;
        }
    }
}
