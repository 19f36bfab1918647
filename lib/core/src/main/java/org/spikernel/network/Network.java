package org.spikernel.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Shape;

/**
 * A spiking network: an immutable graph of layers with inferred shapes.
 *
 * <p>It holds no weights and computes nothing; forward passes, parameter counts and pictures read it. Networks are made by a
 * macro-architecture such as {@link SnasNet}, or by hand:
 *
 * <pre>{@code
 * var builder = Network.builder("tiny", new Shape(3, 32, 32));
 * var currents = builder.add("stem", Layer.Convolution.same(16, 3, 1), builder.input());
 * var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), currents);
 * Network network = builder.build(spikes);
 * }</pre>
 *
 * <p>Connections may reach back by one timestep (SNASNet's backward connections): a {@link Layer.Delay} stands where they end, mostly before
 * the layer that they come from, and gives what that layer gave one timestep earlier:
 *
 * <pre>{@code
 * var heard = builder.add("heard", new Layer.Delay(currents.shape()));
 * var both = builder.add("both", new Layer.Sum(), currents, heard);
 * var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), both);
 * builder.feedBack(spikes, heard);
 * }</pre>
 */
public final class Network {

    /** Timesteps that SNASNet and its relatives run for. */
    public static final int DEFAULT_TIMESTEPS = 5;

    /**
     * A layer at its place in a network.
     *
     * @param index position in {@link Network#nodes}; inputs come first
     * @param place name that is unique in the network, such as {@code cell1.0->1.conv3x3}; random weights are drawn by it
     * @param layer what it does
     * @param inputs what it reads of its own timestep; nothing if it is a delay
     * @param shape what comes out, for one sample and timestep
     */
    public record Node(int index, String place, Layer layer, List<Source> inputs, Shape shape) implements Source {
        public Node {
            Given.value(place, "the place of a layer");
            Given.value(layer, "the layer at " + place);
            inputs = Given.list(inputs, "what layer '" + place + "' reads");
            Given.value(shape, "the shape of layer '" + place + "'");
        }

        /** Of place and layer alone: that of all which stands before them would take a time exponential in the depth of the network. */
        @Override
        public int hashCode() {
            return 31 * place.hashCode() + layer.hashCode();
        }

        /** The shape of the first input; of a delay, that of what it carries back. */
        public Shape inputShape() {
            return inputs.isEmpty() ? shape : inputs.get(0).shape();
        }

        /** Whether it is a layer of neurons. */
        public boolean isSpiking() {
            return Emission.of(layer) == Emission.SPIKES;
        }

        /** Whether it gives what some layer gave one timestep earlier. */
        public boolean isDelay() {
            return Emission.of(layer) == Emission.EARLIER;
        }

        /** What training sets. */
        public Parameters parameters() {
            return layer.parameters(inputShape());
        }

        /** Number of weights. */
        public long weights() {
            return parameters().weights();
        }

        /** Number of biases. */
        public long biases() {
            return parameters().biases();
        }
    }

    /**
     * What the network sees.
     *
     * @param shape [channel, row, column] of an image, or [polarity, row, column] of a frame of events
     * @param encoding how it is shown over timesteps
     */
    public record Input(Shape shape, Encoding encoding) implements Source {
        public Input {
            Given.value(shape, "the shape of an image");
            Given.value(encoding, "the encoding of images");
        }

        /** An image that is the same at every timestep. */
        public Input(Shape shape) {
            this(shape, Encoding.direct());
        }
    }

    /** What a layer can read: the input of the network, or another layer. */
    public sealed interface Source {
        /** What comes from it, for one sample and timestep. */
        Shape shape();
    }

    private final String name;
    private final Input input;
    private final List<Node> nodes;
    private final Node output;
    private final int timesteps;

    /** By the index of a delay: the layer that it hears. */
    private final Map<Integer, Node> feedback;

    private Network(
            String name, Input input, List<Node> nodes, Map<Integer, Node> feedback, Node output, int timesteps) {
        this.name = name;
        this.input = input;
        this.nodes = List.copyOf(nodes);
        this.feedback = Map.copyOf(feedback);
        this.output = output;
        this.timesteps = timesteps;
    }

    /**
     * Starts a network that sees the same image at every timestep.
     *
     * @param name what messages call it
     * @param input shape of an image
     */
    public static Builder builder(String name, Shape input) {
        return builder(name, input, Encoding.direct());
    }

    /**
     * Starts a network.
     *
     * @param name what messages call it
     * @param input shape of an image, or of a frame of events
     * @param encoding what it sees of one at every timestep
     */
    public static Builder builder(String name, Shape input, Encoding encoding) {
        return new Builder(Given.value(name, "the name of a network"), new Input(input, encoding));
    }

    /** What messages call it: the macro-architecture and its cells. */
    public String name() {
        return name;
    }

    /** The image it sees. */
    public Input input() {
        return input;
    }

    /** Its layers, in an order in which each comes after what it reads of its own timestep. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * The layer at a place.
     *
     * @throws IllegalArgumentException if there is none (names those that there are)
     */
    public Node at(String place) {
        return nodes.stream()
                .filter(node -> node.place().equals(place))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layer at '" + place + "'; there are "
                        + nodes.stream().map(Node::place).toList()));
    }

    /** The layer whose mean over time is the network's answer. */
    public Node output() {
        return output;
    }

    /** The timesteps that it is meant to run for. */
    public int timesteps() {
        return timesteps;
    }

    /** Whether connections reach back by a timestep, so that its timesteps cannot be computed layer by layer. */
    public boolean hasFeedback() {
        return !feedback.isEmpty();
    }

    /**
     * The layer whose numbers a delay gives one timestep later.
     *
     * @return empty for every other layer
     * @throws IllegalArgumentException if the layer is not of this network
     */
    public Optional<Node> feedback(Node delay) {
        if (Given.value(delay, "a layer of " + name).index() >= nodes.size() || nodes.get(delay.index()) != delay) {
            throw new IllegalArgumentException(
                    name + " was asked about layer '" + delay.place() + "' of another network; ask that one");
        }
        return Optional.ofNullable(feedback.get(delay.index()));
    }

    /** The layers that others hear one timestep later. */
    public List<Node> heardLater() {
        return nodes.stream().filter(feedback::containsValue).toList();
    }

    /** Its layers of neurons, in order. */
    public List<Node> spikingLayers() {
        return nodes.stream().filter(Node::isSpiking).toList();
    }

    /** How many neurons it has. */
    public long neurons() {
        return spikingLayers().stream().mapToLong(node -> node.shape().size()).sum();
    }

    /** How many parameters it has, and in which layers. */
    public ParamCount params() {
        return ParamCount.of(this);
    }

    /** One row a layer: place, layer, what it reads (of the timestep before, if it is a delay), shape that comes out, parameters. */
    public Table table() {
        StringColumn places = StringColumn.create("place");
        StringColumn layers = StringColumn.create("layer");
        StringColumn reads = StringColumn.create("reads");
        StringColumn shapes = StringColumn.create("shape");
        LongColumn params = LongColumn.create("params");
        for (Node node : nodes) {
            places.append(node.place());
            layers.append(node.layer().text());
            reads.append(feedback(node)
                    .map(heard -> heard.place() + " one timestep earlier")
                    .orElseGet(() -> node.inputs().stream().map(Network::label).collect(Collectors.joining(", "))));
            shapes.append(node.shape().toString());
            params.append(node.weights() + node.biases());
        }
        return Table.create(name, places, layers, reads, shapes, params);
    }

    private static String label(Source source) {
        return source instanceof Node node ? node.place() : "image";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s -> %s, %d layers, %,d parameters",
                name,
                input.shape(),
                output.shape(),
                nodes.size(),
                params().total());
    }

    /** Puts a network together, one layer after another. */
    public static final class Builder {

        private final String name;
        private final Input input;
        private final List<Node> nodes = new ArrayList<>();
        private final Set<String> places = new HashSet<>();
        private final Map<Integer, Node> feedback = new HashMap<>();
        private int timesteps = DEFAULT_TIMESTEPS;

        private Builder(String name, Input input) {
            this.name = name;
            this.input = input;
        }

        /** The image, for layers to read. */
        public Source input() {
            return input;
        }

        /**
         * Adds a layer.
         *
         * @param place name that is unique in the network
         * @param layer what it does
         * @param inputs what it reads, all made by this builder
         * @throws IllegalArgumentException if the place is taken or the layer cannot read such inputs
         */
        public Node add(String place, Layer layer, Source... inputs) {
            return add(place, layer, List.of(inputs));
        }

        /** As {@link #add(String, Layer, Source...)}. */
        public Node add(String place, Layer layer, List<? extends Source> inputs) {
            if (places.contains(place)) {
                throw new IllegalArgumentException(
                        name + ": there is a layer at '" + place + "' already; places are unique");
            }
            inputs.forEach(input -> requireOwn("layer '" + place + "' reads", input));
            Node node = new Node(nodes.size(), place, layer, List.copyOf(inputs), outputShape(place, layer, inputs));
            nodes.add(node);
            places.add(place);
            return node;
        }

        private Shape outputShape(String place, Layer layer, List<? extends Source> inputs) {
            try {
                return layer.output(inputs.stream().map(Source::shape).toList());
            } catch (IllegalArgumentException mismatch) {
                throw new IllegalArgumentException(
                        name + ", layer '" + place + "': " + mismatch.getMessage(), mismatch);
            }
        }

        /**
         * Lets a delay give, at every timestep but the first, what another layer gave at the timestep before.
         *
         * @param from the layer that is heard
         * @param delay a {@link Layer.Delay} that hears nothing yet
         * @throws IllegalArgumentException if this is no such pair; the message says why
         */
        public Builder feedBack(Node from, Node delay) {
            Given.value(from, "a layer that is heard");
            Given.value(delay, "a delay");
            requireOwn("what is carried back comes from", from);
            requireOwn("what is carried back goes to", delay);
            if (!delay.isDelay()) {
                throw refused(
                        from, delay, "a " + delay.layer().text() + "; only a delay hears a timestep that is over");
            }
            if (!from.shape().equals(delay.shape())) {
                throw refused(from, delay, "of shape " + delay.shape() + ", but that layer makes " + from.shape());
            }
            if (feedback.putIfAbsent(delay.index(), from) != null) {
                throw refused(
                        from,
                        delay,
                        "already fed by '" + feedback.get(delay.index()).place()
                                + "'; add up several with a sum of delays");
            }
            return this;
        }

        private IllegalArgumentException refused(Node from, Node delay, String why) {
            return new IllegalArgumentException(name + ": layer '" + from.place() + "' cannot be carried back to '"
                    + delay.place() + "', which is " + why);
        }

        /** Sets the timesteps that the network is meant to run for. */
        public Builder timesteps(int timesteps) {
            this.timesteps = Given.positive(timesteps, "timesteps");
            return this;
        }

        private void requireOwn(String what, Source source) {
            if (source instanceof Node node && (node.index() >= nodes.size() || nodes.get(node.index()) != node)) {
                throw new IllegalArgumentException(
                        name + ": " + what + " layer '" + node.place() + "', which another builder has made");
            }
        }

        /**
         * The finished network, whose answer is the mean over time of {@code output}.
         *
         * @throws IllegalArgumentException if this builder has not made that layer, or a delay hears nothing
         */
        public Network build(Node output) {
            if (output == null) {
                throw new IllegalArgumentException(
                        name + " needs a layer whose answer is that of the network, but found null");
            }
            requireOwn("the answer is that of", output);
            for (Node node : nodes) {
                if (node.isDelay() && !feedback.containsKey(node.index())) {
                    throw new IllegalArgumentException(name + ": the delay '" + node.place()
                            + "' hears nothing; tell the builder what it carries back with feedBack");
                }
            }
            return new Network(name, input, nodes, feedback, output, timesteps);
        }
    }
}
