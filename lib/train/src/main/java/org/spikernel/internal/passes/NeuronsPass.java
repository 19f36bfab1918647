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
 * So does each step, where timesteps are computed one after another: then the gradients of their spikes are kept too, since those of a
 * timestep's currents need those of all later spikes.
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

    /** Where timesteps are computed one after another. */
    private Optional<Frames> spikeGradients = Optional.empty();

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
    void forward(int sample, Span span, Lane lane) {
        float[] currents = lane.take(chunk);
        float[] potentials = lane.take(chunk);
        for (int from = 0; from < shape.size(); from += chunk) {
            int count = Math.min(chunk, shape.size() - from);
            Arrays.fill(potentials, rest);
            for (int t = 0; t < span.end(); t++) {
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

    @Override
    void runInSteps() {
        spikeGradients = Optional.of(new Frames(shape, timesteps));
    }

    @Override
    List<Frames> gradientFrames() {
        return spikeGradients.stream().toList();
    }

    @Override
    void makeRoomForGradients(int samples) {
        spikeGradients.ifPresent(frames -> frames.makeRoom(samples));
    }

    /** Blocks begin anew where they have sums of gradients, and others' neurons. */
    @Override
    void beginBackward(Batch batch) {
        if (learning.isPresent()) {
            Arrays.fill(blocks, null);
        }
    }

    @Override
    void backward(int sample, Span span, Lane lane) {
        super.backward(sample, span, lane);
        if (!inputNeedsGradient() && span.has(0)) {
            backward(sample, whole(), lane, (timestep, row, from, count) -> {});
        }
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        backward(
                sample,
                own(input, span),
                lane,
                (t, row, from, count) -> lanes.add(row, 0, count, into, inputStart(input, at, t) + from));
    }

    /** Takes the gradients of the currents of some neurons at a timestep. */
    private interface CurrentGradients {
        void take(int timestep, float[] row, int from, int count);
    }

    private void backward(int sample, Span span, Lane lane, CurrentGradients target) {
        if (span.equals(whole())) {
            float[] gradients = lane.take(timesteps * shape.size());
            collectGradient(sample, span, gradients, 0, lane);
            backward(sample, span, gradients, 0, block(lane), target);
            lane.give(gradients);
        } else {
            Frames kept = spikeGradients.orElseThrow();
            collectGradient(sample, span, kept.numbers(), kept.start(sample, 0), lane);
            // What neurons learn is summed once, when all timesteps are there.
            NeuronBlock block = span.has(0) ? block(lane) : newBlock();
            backward(sample, span, kept.numbers(), kept.start(sample, 0), block, target);
        }
    }

    /**
     * Hands on the gradients of the currents at some timesteps.
     *
     * @param gradients of the spikes at these and all later ones, from {@code at}
     */
    private void backward(
            int sample, Span span, float[] gradients, int at, NeuronBlock block, CurrentGradients target) {
        int size = shape.size();
        for (int start = 0; start < size; start += chunk) {
            int from = start;
            int count = Math.min(chunk, size - from);
            block.backward(
                    count,
                    (t, row) -> inputs.get(0).read(sample, t, from, count, row, 0),
                    (t, row) -> {
                        if (t >= span.from()) {
                            System.arraycopy(gradients, at + t * size + from, row, 0, count);
                        } else {
                            Arrays.fill(row, 0, count, 0);
                        }
                    },
                    (t, row) -> {
                        if (span.has(t)) {
                            target.take(t, row, from, count);
                        }
                    });
        }
    }

    private NeuronBlock block(Lane lane) {
        if (blocks[lane.index()] == null) {
            blocks[lane.index()] = newBlock();
        }
        return blocks[lane.index()];
    }

    private NeuronBlock newBlock() {
        return NeuronBlock.of(neuron, timesteps, chunk, surrogate::slopes);
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
