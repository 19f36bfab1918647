package org.spikernel.internal.passes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/**
 * What one layer computes, forward and backward.
 *
 * <p>Forward, a layer makes its numbers of one sample at all timesteps, then of the next. Backward, whoever needs the gradient of a
 * layer's numbers collects it from the layers that read them. Where connections reach back in time, both are done for one timestep after
 * another, backward from the last to the first: what they do for a {@link Span} of timesteps reads nothing of later ones, and gradients of
 * none that are earlier.
 */
abstract class LayerPass implements Signal {

    final Lanes lanes = Lanes.fastest();
    final Node node;
    final Shape shape;
    final int timesteps;
    final List<Signal> inputs;
    private final List<Reader> readers = new ArrayList<>();
    private boolean needsGradient;
    private Frames gradient;

    /** What is done for a sample. */
    interface Work {
        void run(LayerPass pass, int sample, Span span, Lane lane);
    }

    /** A layer that reads this one, as its input of that number. */
    private record Reader(LayerPass pass, int input) {}

    /**
     * Of a layer.
     *
     * @param timesteps 1 where the layer's numbers do not change with time
     * @param inputs what it reads, in its order
     */
    LayerPass(Node node, int timesteps, List<Signal> inputs) {
        this.node = node;
        this.timesteps = timesteps;
        this.inputs = inputs;
        shape = node.shape();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) instanceof LayerPass input) {
                input.addReader(this, i);
            }
        }
    }

    /** Is told of a layer that reads it, as its input of that number. */
    final void addReader(LayerPass reader, int input) {
        readers.add(new Reader(reader, input));
    }

    /** All its timesteps. */
    final Span whole() {
        return Span.all(timesteps);
    }

    /** The layers that it reads, of the same timestep. */
    List<LayerPass> inputLayers() {
        return inputs.stream()
                .filter(LayerPass.class::isInstance)
                .map(LayerPass.class::cast)
                .toList();
    }

    /** The layers that its numbers are made of, at whatever timestep. */
    List<LayerPass> sources() {
        return inputLayers();
    }

    /** The layers that read it. */
    List<LayerPass> readers() {
        return readers.stream().map(Reader::pass).toList();
    }

    /** What it learns, in the order of files; nothing for most. */
    List<ParameterArray> parameters() {
        return List.of();
    }

    /** Whether it needs a gradient whatever stands before it. */
    boolean learns() {
        return !parameters().isEmpty();
    }

    /** Whether anything learns from the gradient of its numbers. */
    final boolean needsGradient() {
        return needsGradient;
    }

    /** Whether anything learns from the gradient of what it reads first. */
    final boolean inputNeedsGradient() {
        return inputs.get(0) instanceof LayerPass input && input.needsGradient();
    }

    /** Is told that the network is complete. */
    void prepare() {
        needsGradient = learns() || inputLayers().stream().anyMatch(LayerPass::needsGradient);
    }

    /**
     * Is told that its timesteps are computed one after another.
     *
     * @throws IllegalArgumentException if it cannot be
     */
    void runInSteps() {}

    /** Whether its numbers, and its inputs' gradients, are only complete when it has seen the whole batch. */
    boolean needsBatch() {
        return false;
    }

    // What it keeps.

    /** The numbers that it makes, where they are kept for the whole batch. */
    List<Frames> frames() {
        return List.of();
    }

    /** Whether it keeps its numbers in some form; else they are made of its inputs' whenever they are read. */
    boolean keepsNumbers() {
        return true;
    }

    /** The gradients that it keeps for the whole batch. */
    List<Frames> gradientFrames() {
        return keepsGradient() ? List.of(gradient()) : List.of();
    }

    /** How many bytes it keeps beside frames, for a batch of so many samples. */
    long bytes(int samples) {
        return parameters().stream().mapToLong(ParameterArray::bytes).sum();
    }

    /** How many timesteps an input has. */
    final int inputTimesteps(int input) {
        return inputs.get(input) instanceof LayerPass layer ? layer.timesteps : 1;
    }

    // Forward.

    /** Makes room for a batch. */
    abstract void makeRoom(int samples);

    /** Is told that a batch begins. */
    void beginForward(Batch batch) {}

    /** Makes the numbers of a sample at some timesteps, after those at the ones before. */
    abstract void forward(int sample, Span span, Lane lane);

    /** Is told that all samples of its stage are done at some timesteps. */
    void endForward(Batch batch, Span span, Workers workers) {}

    // Backward.

    /** Whether its gradient is kept for the whole batch; else whoever reads the layer's input asks for it. */
    boolean keepsGradient() {
        return true;
    }

    /** Where its gradient is kept: in an array of its own, or in that of a sum which alone reads it. */
    final Frames gradient() {
        if (gradient == null) {
            boolean isSharedWithSum = readers.size() == 1
                    && readers.get(0).pass() instanceof SumPass sum
                    && sum.timesteps == timesteps
                    && sum.keepsGradient();
            gradient = isSharedWithSum ? readers.get(0).pass().gradient() : new Frames(shape, timesteps);
        }
        return gradient;
    }

    private boolean ownsGradient() {
        return !(readers.size() == 1 && readers.get(0).pass().gradient == gradient());
    }

    /** Makes room for the gradients of a batch. */
    void makeRoomForGradients(int samples) {
        if (keepsGradient()) {
            gradient().makeRoom(samples);
        }
    }

    /** Is told that a backward pass begins. */
    void beginBackward(Batch batch) {}

    /** Completes the gradient of a sample at some timesteps, where it is kept, and takes from it what it learns; after those at later ones. */
    void backward(int sample, Span span, Lane lane) {
        if (keepsGradient() && ownsGradient()) {
            collectGradient(sample, span, gradient().numbers(), gradient().start(sample, 0), lane);
        }
    }

    /**
     * Writes the gradient of the layer's numbers of a sample at some timesteps.
     *
     * @param at where the gradient at the first of all timesteps goes
     */
    final void collectGradient(int sample, Span span, float[] into, int at, Lane lane) {
        Arrays.fill(into, at + span.from() * shape.size(), at + span.end() * shape.size(), 0);
        for (Reader reader : readers) {
            reader.pass().addInputGradient(reader.input(), sample, span, into, at, lane);
        }
    }

    /** Is told that all samples of its stage are done at some timesteps. */
    void endBackward(Batch batch, Span span, Workers workers) {}

    /** Is told that all layers are done, by any thread. */
    void addUpGradients() {}

    /**
     * Adds the gradient of an input's numbers of a sample.
     *
     * @param input which input
     * @param span at which of the timesteps that the input has
     * @param into is added to; the input's first timestep lies at {@code at}
     */
    abstract void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane);

    /** The timesteps of this layer that bring gradients to some of an input's: all, where the input has but one. */
    final Span own(int input, Span ofInput) {
        return inputTimesteps(input) == timesteps ? ofInput : whole();
    }

    /** Where an input's gradient at a timestep lies that begins at a place. */
    final int inputStart(int input, int at, int timestep) {
        return inputs.get(input) instanceof LayerPass layer && layer.timesteps > 1
                ? at + timestep * layer.shape.size()
                : at;
    }
}
