package org.spikernel.train;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;
import org.spikernel.train.layers.BatchNormLayer;
import org.spikernel.train.layers.ConvolutionLayer2d;
import org.spikernel.train.layers.DirectEncoding;
import org.spikernel.train.layers.FlattenLayer;
import org.spikernel.train.layers.LifLayer;
import org.spikernel.train.layers.LinearLayer;
import org.spikernel.train.layers.PoolingLayer;
import org.spikernel.train.layers.SumVertex;
import org.spikernel.train.layers.TimeDropoutLayer;
import org.spikernel.train.layers.TimeFoldedLayer;
import org.spikernel.train.layers.TimeMeanLayer;
import org.spikernel.train.layers.UnflattenLayer;
import org.spikernel.train.layers.VotingLayer;
import org.spikernel.train.layers.ZeroLayer;

/**
 * A network as a DL4J graph, whose layers are named by their places.
 *
 * <p>What depends on the image alone is computed once, not once a timestep; an encoding repeats it where something reads it that changes
 * with time. Neurons that read the same currents spike alike, so one layer stands for all of them.
 */
final class NetworkGraph {

    /** What makes the answer, where the network has no layer of that name. */
    static final String LOGITS = "logits";

    private final Network network;
    private final TrainingRecipe settings;
    private final GraphBuilder builder;
    private final boolean[] isStatic;
    private final boolean[] isVector;
    private final Map<Source, String> vertices = new HashMap<>();
    private final Map<String, String> overTime = new HashMap<>();
    private final Map<String, String> reshaped = new HashMap<>();
    private final Map<Neurons, String> neurons = new HashMap<>();

    /** Neurons that spike alike. */
    private record Neurons(String currents, Lif neuron) {}

    private NetworkGraph(Network network, TrainingRecipe settings) {
        this.network = network;
        this.settings = settings;
        String image = free(network, "image");
        builder = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .seed(settings.seed())
                .graphBuilder()
                .addInputs(image);
        isStatic = new boolean[network.nodes().size()];
        isVector = new boolean[network.nodes().size()];
        vertices.put(network.input(), image);
    }

    /**
     * The configuration of a network's graph: reads images [batch, channel, row, column]; {@link #logits} makes [batch, class].
     *
     * @throws IllegalArgumentException if there is a layer that training does not know, the output is no vector, or nothing has weights
     */
    static ComputationGraphConfiguration of(Network network, TrainingRecipe settings) {
        return new NetworkGraph(network, settings).build();
    }

    private ComputationGraphConfiguration build() {
        if (!network.output().shape().isVector()) {
            throw new IllegalArgumentException(
                    network.name() + " answers with " + network.output().shape()
                            + ", but training needs one number a class: end it with flatten and a linear layer");
        }
        Set<Node> needed = needed(network);
        if (needed.stream().allMatch(node -> node.weights() == 0)) {
            throw new IllegalArgumentException(
                    network.name()
                            + " has nothing to train: its answer depends on no convolution, batch normalisation or linear layer");
        }
        network.nodes().stream().filter(needed::contains).forEach(this::add);
        String logits = logits(network);
        String loss = free(network, "loss");
        builder.addLayer(
                logits, TimeMeanLayer.over(network.timesteps()), overTime(network.output(), vector(network.output())));
        builder.addLayer(loss, settings.loss().layer(), logits);
        return builder.setOutputs(loss).build();
    }

    /** The layer that makes a network's answer. */
    static String logits(Network network) {
        return free(network, LOGITS);
    }

    /** A name that no layer of the network has. */
    private static String free(Network network, String name) {
        boolean isTaken = network.nodes().stream().anyMatch(node -> node.place().equals(name));
        return isTaken ? free(network, name + "'") : name;
    }

    /** The layers that the network's answer depends on; nothing trains the others. */
    static Set<Node> needed(Network network) {
        Set<Node> needed = new HashSet<>(Set.of(network.output()));
        List<Node> nodes = network.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(nodes.get(i))) {
                for (Source source : nodes.get(i).inputs()) {
                    if (source instanceof Node node) {
                        needed.add(node);
                    }
                }
            }
        }
        return needed;
    }

    private void add(Node node) {
        Layer layer = node.layer();
        isStatic[node.index()] =
                !(layer instanceof Layer.Spiking) && node.inputs().stream().allMatch(this::isStatic);
        isVector[node.index()] = makesVectors(node);
        List<String> inputs =
                node.inputs().stream().map(source -> input(node, source)).toList();
        if (layer instanceof Layer.Spiking spiking) {
            vertices.put(
                    node,
                    neurons.computeIfAbsent(
                            new Neurons(inputs.get(0), spiking.neuron()), alike -> spiking(node, alike)));
            return;
        }
        vertices.put(node, node.place());
        if (layer instanceof Layer.Sum) {
            builder.addVertex(node.place(), new SumVertex(), inputs.toArray(String[]::new));
        } else {
            builder.addLayer(node.place(), timeFolded(node), inputs.get(0));
        }
    }

    /** Whether a layer makes [rows, feature], not [rows, channel, row, column]. To a network, maps of one position are vectors too. */
    private boolean makesVectors(Node node) {
        Layer layer = node.layer();
        if (readsVectors(layer) || layer instanceof Layer.Flatten) {
            return true;
        }
        return !readsMaps(layer) && node.inputs().stream().anyMatch(this::isVector);
    }

    private static boolean readsVectors(Layer layer) {
        return layer instanceof Layer.Linear || layer instanceof Layer.Voting;
    }

    private static boolean readsMaps(Layer layer) {
        return layer instanceof Layer.Convolution
                || layer instanceof Layer.AveragePooling
                || layer instanceof Layer.MaxPooling;
    }

    /** The vertex that makes what a layer reads from a source: in the form that it reads, and as often as it computes. */
    private String input(Node node, Source source) {
        boolean vectors =
                readsVectors(node.layer()) || isVector[node.index()] && !(node.layer() instanceof Layer.Flatten);
        String vertex = vectors ? vector(source) : readsMaps(node.layer()) ? maps(source) : vertices.get(source);
        return isStatic[node.index()] ? vertex : overTime(source, vertex);
    }

    private String vector(Source source) {
        return isVector(source) ? vertices.get(source) : reshaped(source, "flat", new FlattenLayer());
    }

    private String maps(Source source) {
        return isVector(source) ? reshaped(source, "maps", new UnflattenLayer()) : vertices.get(source);
    }

    private String reshaped(Source source, String form, TimeFoldedLayer layer) {
        return reshaped.computeIfAbsent(vertices.get(source), vertex -> {
            String name = free(network, vertex + "." + form);
            builder.addLayer(name, layer, vertex);
            return name;
        });
    }

    private String spiking(Node node, Neurons alike) {
        LifLayer layer =
                LifLayer.over(network.timesteps()).withNeuron(alike.neuron()).withSurrogate(settings.surrogate());
        builder.addLayer(node.place(), layer, alike.currents());
        return node.place();
    }

    private TimeFoldedLayer timeFolded(Node node) {
        Layer layer = node.layer();
        Shape input = node.inputShape();
        int timesteps = isStatic[node.index()] ? 1 : network.timesteps();
        if (layer instanceof Layer.Convolution convolution) {
            return ConvolutionLayer2d.of(
                    input.channels(),
                    convolution.filters(),
                    convolution.kernelSize(),
                    convolution.stride(),
                    convolution.padding());
        } else if (layer instanceof Layer.BatchNorm) {
            return BatchNormLayer.of(input.channels(), timesteps).withStatistics(settings.statistics());
        } else if (layer instanceof Layer.AveragePooling pooling) {
            return PoolingLayer.average(pooling.window(), pooling.stride(), pooling.padding());
        } else if (layer instanceof Layer.MaxPooling pooling) {
            return PoolingLayer.max(pooling.window(), pooling.stride(), pooling.padding());
        } else if (layer instanceof Layer.Zero) {
            return new ZeroLayer();
        } else if (layer instanceof Layer.Flatten) {
            return new FlattenLayer();
        } else if (layer instanceof Layer.Dropout dropout) {
            return TimeDropoutLayer.of(dropout.rate(), timesteps, settings.seed());
        } else if (layer instanceof Layer.Linear linear) {
            LinearLayer plain = LinearLayer.of(input.size(), linear.features());
            return linear.bias() ? plain.withBias() : plain;
        } else if (layer instanceof Layer.Voting voting) {
            return VotingLayer.of(voting.votes());
        }
        throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s, layer '%s': training does not know '%s'; it knows convolution, batch norm, LIF, ",
                        network.name(),
                        node.place(),
                        layer.text())
                + "average and max pooling, sum, zero, flatten, dropout, linear and voting");
    }

    private boolean isStatic(Source source) {
        return !(source instanceof Node node) || isStatic[node.index()];
    }

    private boolean isVector(Source source) {
        return source instanceof Node node && isVector[node.index()];
    }

    /** The vertex that makes a source's numbers at every timestep, where {@code vertex} makes them as often as they change. */
    private String overTime(Source source, String vertex) {
        if (!isStatic(source)) {
            return vertex;
        }
        return overTime.computeIfAbsent(vertex, once -> {
            String name = free(network, vertex + ".over-time");
            builder.addLayer(name, DirectEncoding.over(network.timesteps()), vertex);
            return name;
        });
    }
}
