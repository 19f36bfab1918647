package org.spikernel.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
     * @param inputs what it reads
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

        /** The shape of the first input. */
        public Shape inputShape() {
            return inputs.get(0).shape();
        }

        /** Whether it is a layer of neurons. */
        public boolean isSpiking() {
            return Emission.of(layer) == Emission.SPIKES;
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

    private Network(String name, Input input, List<Node> nodes, Node output, int timesteps) {
        this.name = name;
        this.input = input;
        this.nodes = List.copyOf(nodes);
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

    /** Its layers, in an order in which each comes after what it reads. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The layer whose mean over time is the network's answer. */
    public Node output() {
        return output;
    }

    /** The timesteps that it is meant to run for. */
    public int timesteps() {
        return timesteps;
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

    /** One row a layer: place, layer, what it reads, shape that comes out, parameters. */
    public Table table() {
        StringColumn places = StringColumn.create("place");
        StringColumn layers = StringColumn.create("layer");
        StringColumn reads = StringColumn.create("reads");
        StringColumn shapes = StringColumn.create("shape");
        LongColumn params = LongColumn.create("params");
        for (Node node : nodes) {
            places.append(node.place());
            layers.append(node.layer().text());
            reads.append(node.inputs().stream().map(Network::label).collect(Collectors.joining(", ")));
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
         * @throws IllegalArgumentException if this builder has not made that layer
         */
        public Network build(Node output) {
            if (output == null) {
                throw new IllegalArgumentException(
                        name + " needs a layer whose answer is that of the network, but found null");
            }
            requireOwn("the answer is that of", output);
            return new Network(name, input, nodes, output, timesteps);
        }
    }
}
