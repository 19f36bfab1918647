package org.spikernel.internal.passes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

/**
 * Forward and backward passes over a network, and what it learns. Not for use by several threads.
 *
 * <p>What is the same at every timestep is computed once. Neurons that read the same currents spike alike, so one layer
 * stands for all of them.
 */
public final class NetworkPasses {

    private final Workers workers;
    private final Input input;
    private final Map<Integer, LayerPass> passes = new HashMap<>();
    private final List<LayerPass> all = new ArrayList<>();
    private final List<DelayPass> delays = new ArrayList<>();
    private final AnswerPass answer;
    private final List<LayerPass> learning;
    private final List<Part> forward;
    private final List<Part> backward;
    private final RoomPlan rooms;
    private final int timesteps;
    private final ConcurrentLinkedDeque<Lane> lanes = new ConcurrentLinkedDeque<>();
    private Batch batch;

    /**
     * What the passes compute with.
     *
     * @param surrogate derivative of the step
     * @param statistics over what batch normalisation takes mean and variance
     * @param seed of dropout
     * @param workers who share the work
     */
    public record Settings(Surrogate surrogate, NormalisationStatistics statistics, long seed, Workers workers) {}

    private NetworkPasses(Network network, Settings settings, ParameterArrays parameters) {
        workers = settings.workers();
        input = Input.of(network);
        NetworkPlan plan = NetworkPlan.of(network);
        for (Node node : plan.needed()) {
            Node first = plan.alike(node);
            LayerPass pass = passes.get(first.index());
            if (pass == null) {
                pass = node.layer().accept(new OfLayer(network, plan, node, settings, parameters));
                all.add(pass);
            }
            passes.put(node.index(), pass);
        }
        delays.forEach(delay ->
                delay.hear(passes.get(network.feedback(delay.node).orElseThrow().index())));
        answer = new AnswerPass(network.output(), passes.get(network.output().index()));
        all.add(answer);
        all.forEach(LayerPass::prepare);
        List<List<LayerPass>> parts = Part.cut(all);
        forward = parts.stream().map(Part::forward).toList();
        forward.stream()
                .filter(Part::isInSteps)
                .flatMap(part -> part.layers().stream())
                .forEach(LayerPass::runInSteps);
        List<Part> backwardInOrder =
                new ArrayList<>(parts.stream().map(Part::backward).toList());
        Collections.reverse(backwardInOrder);
        backward = List.copyOf(backwardInOrder);
        learning = backward.stream().flatMap(part -> part.layers().stream()).toList();
        rooms = RoomPlan.of(Lifetimes.of(
                all, backward.stream().flatMap(part -> part.together().stream()).toList()));
        timesteps = network.timesteps();
    }

    /**
     * The passes over a network.
     *
     * @param parameters what it learns; weights of places that nobody has had before begin at zero
     * @throws IllegalArgumentException if a neuron is no {@link DifferentiableNeuron}
     */
    public static NetworkPasses of(Network network, Settings settings, ParameterArrays parameters) {
        return new NetworkPasses(network, settings, parameters);
    }

    /**
     * How many bytes are kept for steps on batches of so many samples: parameters with their gradients, and what layers make. Little is left
     * out: images, and what threads work in.
     */
    public long bytes(int samples) {
        return samples * rooms.sampleBytes()
                + all.stream().mapToLong(pass -> pass.bytes(samples)).sum();
    }

    /** What a layer learns, in the order of files: weights, biases, running means, running variances, as far as it has them. */
    public List<ParameterArray> parameters(Node node) {
        return pass(node).parameters();
    }

    /** The pass of a layer that the answer depends on. */
    LayerPass pass(Node node) {
        return passes.get(node.index());
    }

    /** All that a layer made of the last batch, in the order [sample, timestep, row, column, channel]. */
    public float[] output(Node node) {
        LayerPass pass = pass(node);
        int size = pass.shape.size();
        float[] output = new float[batch.samples() * pass.timesteps * size];
        for (int sample = 0; sample < batch.samples(); sample++) {
            for (int t = 0; t < pass.timesteps; t++) {
                pass.read(sample, t, 0, size, output, (sample * pass.timesteps + t) * size);
            }
        }
        return output;
    }

    /**
     * Computes the network's answers [sample, class], the means over time of its output.
     *
     * @param training whether statistics are those of the batch, running ones move, and dropout drops
     * @param iteration steps of training before this one
     */
    public float[][] forward(ImageBatch images, boolean training, int iteration) {
        return forward(images, training ? Batch.Purpose.TRAINING : Batch.Purpose.INFERENCE, iteration);
    }

    /**
     * Makes the running statistics the means of those of batches, each timestep of each batch counting alike, whatever they were before.
     * Nothing else is moved, and nothing dropped.
     */
    public void estimateStatistics(List<ImageBatch> batches) {
        for (int i = 0; i < batches.size(); i++) {
            forward(batches.get(i), Batch.Purpose.STATISTICS, i);
        }
    }

    private float[][] forward(ImageBatch images, Batch.Purpose purpose, int iteration) {
        batch = new Batch(images.size(), purpose, iteration);
        input.show(images, batch);
        all.forEach(pass -> pass.makeRoom(images.size()));
        workers.forEach(all.size(), index -> all.get(index).beginForward(batch));
        forward.forEach(part -> part.forEachStage(timesteps, (stage, span) -> {
            forEachSample(stage, span, LayerPass::forward);
            stage.forEach(pass -> pass.endForward(batch, span.apply(pass), workers));
        }));
        return IntStream.range(0, images.size()).mapToObj(answer::answer).toArray(float[][]::new);
    }

    /**
     * Computes the gradients of all parameters, summed over the last batch.
     *
     * @param gradients of the loss with respect to the answers, [sample, class]
     */
    public void backward(float[][] gradients) {
        answer.setGradients(gradients);
        learning.forEach(pass -> pass.makeRoomForGradients(batch.samples()));
        workers.forEach(learning.size(), index -> learning.get(index).beginBackward(batch));
        backward.forEach(part -> part.forEachStageBackward(timesteps, (stage, span) -> {
            forEachSample(stage, span, LayerPass::backward);
            stage.forEach(pass -> pass.endBackward(batch, span.apply(pass), workers));
        }));
        workers.forEach(learning.size(), index -> learning.get(index).addUpGradients());
    }

    /** Lets go of the memory of threads. */
    public void close() {
        lanes.clear();
    }

    private void forEachSample(List<LayerPass> stage, Function<LayerPass, Span> span, LayerPass.Work work) {
        workers.forEach(Lane.COUNT, index -> {
            Lane found = lanes.poll();
            Lane lane = found == null ? new Lane() : found;
            lane.become(index);
            lane.forEachSample(
                    batch.samples(), sample -> stage.forEach(pass -> work.run(pass, sample, span.apply(pass), lane)));
            lanes.push(lane);
        });
    }

    /** Makes the pass of a layer. */
    private final class OfLayer implements Layer.Visitor<LayerPass> {

        private final Network network;
        private final Node node;
        private final Settings settings;
        private final ParameterArrays parameters;
        private final int timesteps;
        private final List<Signal> inputs;

        OfLayer(Network network, NetworkPlan plan, Node node, Settings settings, ParameterArrays parameters) {
            this.network = network;
            this.node = node;
            this.settings = settings;
            this.parameters = parameters;
            timesteps = plan.isStatic(node) ? 1 : network.timesteps();
            inputs = node.inputs().stream().map(this::signal).toList();
        }

        private Signal signal(Source source) {
            return source instanceof Node read ? passes.get(read.index()) : input;
        }

        @Override
        public LayerPass convolution(Layer.Convolution layer) {
            return new ConvolutionPass(node, timesteps, inputs, layer, parameters);
        }

        @Override
        public LayerPass batchNorm(Layer.BatchNorm layer) {
            return new BatchNormPass(
                    node, timesteps, inputs, settings.statistics() == NormalisationStatistics.PER_TIMESTEP, parameters);
        }

        @Override
        public LayerPass spiking(Layer.Spiking layer) {
            if (layer.neuron() instanceof DifferentiableNeuron neuron) {
                return new NeuronsPass(node, timesteps, inputs, neuron, settings.surrogate(), parameters);
            }
            throw new IllegalArgumentException(network.name() + " cannot be trained: the neuron " + layer.neuron()
                    + " of layer '" + node.place() + "' does not tell its slopes; make it a DifferentiableNeuron");
        }

        @Override
        public LayerPass averagePooling(Layer.AveragePooling layer) {
            return new PoolingPass(node, timesteps, inputs, layer.view(), false);
        }

        @Override
        public LayerPass maxPooling(Layer.MaxPooling layer) {
            return new PoolingPass(node, timesteps, inputs, layer.view(), true);
        }

        @Override
        public LayerPass sum(Layer.Sum layer) {
            return new SumPass(node, timesteps, inputs);
        }

        @Override
        public LayerPass concatenation(Layer.Concatenation layer) {
            return new ConcatenationPass(node, timesteps, inputs);
        }

        @Override
        public LayerPass crop(Layer.Crop layer) {
            return new CropPass(node, timesteps, inputs, layer.offset());
        }

        @Override
        public LayerPass zero(Layer.Zero layer) {
            return new ZeroPass(node, timesteps);
        }

        @Override
        public LayerPass delay(Layer.Delay layer) {
            DelayPass delay = new DelayPass(node, timesteps);
            delays.add(delay);
            return delay;
        }

        @Override
        public LayerPass flatten(Layer.Flatten layer) {
            return new FlattenPass(node, timesteps, inputs);
        }

        @Override
        public LayerPass dropout(Layer.Dropout layer) {
            return new DropoutPass(node, timesteps, inputs, layer.rate(), settings.seed());
        }

        @Override
        public LayerPass linear(Layer.Linear layer) {
            return new LinearPass(node, timesteps, inputs, layer, parameters);
        }

        @Override
        public LayerPass voting(Layer.Voting layer) {
            return new VotingPass(node, timesteps, inputs, layer.votes());
        }
    }
}
