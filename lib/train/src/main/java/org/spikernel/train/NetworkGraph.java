package org.spikernel.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.nd4j.linalg.api.buffer.DataType;

import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;
import org.spikernel.train.layers.BatchNormLayer;
import org.spikernel.train.layers.ConvolutionLayer;
import org.spikernel.train.layers.CropLayer;
import org.spikernel.train.layers.DirectEncoding;
import org.spikernel.train.layers.FlattenLayer;
import org.spikernel.train.layers.FrameEncoding;
import org.spikernel.train.layers.LatencyEncoding;
import org.spikernel.train.layers.LifLayer;
import org.spikernel.train.layers.LinearLayer;
import org.spikernel.train.layers.NeuronLayer;
import org.spikernel.train.layers.PlifLayer;
import org.spikernel.train.layers.PoolingLayer;
import org.spikernel.train.layers.RateEncoding;
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
 * <p>With direct encoding, what depends on the image alone is computed once, not once a timestep; an encoding repeats it where something
 * reads it that changes with time. Any other encoding stands at the input. Neurons that read the same currents spike alike, so one layer
 * stands for all of them.
 */
final class NetworkGraph {

    /** What makes the answer, where the network has no layer of that name. */
    static final String LOGITS = "logits";

    private final Network network;
    private final NetworkPlan plan;
    private final TrainingRecipe recipe;
    private final GraphBuilder builder;
    private final boolean[] isVector;
    private final Map<Source, String> vertices = new HashMap<>();
    private final Map<String, String> overTime = new HashMap<>();
    private final Map<String, String> reshaped = new HashMap<>();
    private final Map<Node, String> neurons = new HashMap<>();

    private NetworkGraph(Network network, TrainingRecipe recipe) {
        this.network = network;
        plan = NetworkPlan.of(network);
        this.recipe = recipe;
        String image = free(network, "image");
        builder = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .seed(recipe.seed())
                .graphBuilder()
                .addInputs(image);
        isVector = new boolean[network.nodes().size()];
        vertices.put(network.input(), network.input().encoding().accept(new OfInput(image)));
    }

    /**
     * The configuration of a network's graph: reads images [batch, channel, row, column]: normalised ones with direct encoding, intensities
     * from 0 to 1 with rate or latency encoding; or frames of events [batch, timestep x polarity, row, column]. {@link #logits} makes
     * [batch, class].
     *
     * @param network answers with a vector, and has something to train
     * @throws IllegalArgumentException if a neuron is no {@link DifferentiableNeuron}
     */
    static ComputationGraphConfiguration of(Network network, TrainingRecipe recipe) {
        return new NetworkGraph(network, recipe).build();
    }

    private ComputationGraphConfiguration build() {
        plan.needed().forEach(this::add);
        String logits = logits(network);
        String loss = free(network, "loss");
        builder.addLayer(
                logits, TimeMeanLayer.over(network.timesteps()), overTime(network.output(), vector(network.output())));
        builder.addLayer(loss, recipe.loss().layer(), logits);
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

    private void add(Node node) {
        Form form = Form.of(node.layer());
        isVector[node.index()] = form.makesVectors(node.inputs().stream().anyMatch(this::isVector));
        List<String> inputs =
                node.inputs().stream().map(source -> input(node, source, form)).toList();
        vertices.put(node, node.layer().accept(new OfLayer(node, inputs)));
    }

    /** The vertex that makes what a layer reads from a source: in the form that it reads, and as often as it computes. */
    private String input(Node node, Source source, Form form) {
        String vertex = switch (form) {
            case MAPS -> maps(source);
            case VECTORS -> vector(source);
            case MAPS_TO_VECTORS -> vertices.get(source);
            case AS_READ -> isVector[node.index()] ? vector(source) : vertices.get(source);
        };
        return plan.isStatic(node) ? vertex : overTime(source, vertex);
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

    private boolean isVector(Source source) {
        return source instanceof Node node && isVector[node.index()];
    }

    /** The vertex that makes a source's numbers at every timestep, where {@code vertex} makes them as often as they change. */
    private String overTime(Source source, String vertex) {
        if (!plan.isStatic(source)) {
            return vertex;
        }
        return overTime.computeIfAbsent(vertex, once -> {
            String name = free(network, vertex + ".over-time");
            builder.addLayer(name, DirectEncoding.over(network.timesteps()), vertex);
            return name;
        });
    }

    /** Adds the layer that encodes an image at every timestep, and tells its name; that of the image if it is never changed. */
    private final class OfInput implements Encoding.Visitor<String> {

        private final String image;

        OfInput(String image) {
            this.image = image;
        }

        private String encoded(TimeFoldedLayer layer) {
            String name = free(network, image + ".encoded");
            builder.addLayer(name, layer, image);
            return name;
        }

        @Override
        public String direct(Encoding.Direct encoding) {
            return image;
        }

        @Override
        public String rate(Encoding.Rate encoding) {
            return encoded(RateEncoding.over(network.timesteps(), encoding.seed()));
        }

        @Override
        public String latency(Encoding.Latency encoding) {
            return encoded(LatencyEncoding.over(network.timesteps()));
        }

        @Override
        public String events(Encoding.Events encoding) {
            return encoded(FrameEncoding.over(network.timesteps()).asSpikes());
        }

        @Override
        public String eventCounts(Encoding.EventCounts encoding) {
            return encoded(FrameEncoding.over(network.timesteps()));
        }
    }

    /** Adds the vertex that stands for a layer, if there is none yet, and tells its name. */
    private final class OfLayer implements Layer.Visitor<String> {

        private final Node node;
        private final List<String> inputs;
        private final Shape input;

        OfLayer(Node node, List<String> inputs) {
            this.node = node;
            this.inputs = inputs;
            input = node.inputShape();
        }

        private String layer(TimeFoldedLayer layer) {
            builder.addLayer(node.place(), layer, inputs.get(0));
            return node.place();
        }

        private int timesteps() {
            return plan.isStatic(node) ? 1 : network.timesteps();
        }

        @Override
        public String convolution(Layer.Convolution layer) {
            return layer(ConvolutionLayer.of(
                    input.channels(), layer.filters(), layer.kernelSize(), layer.stride(), layer.padding()));
        }

        @Override
        public String batchNorm(Layer.BatchNorm layer) {
            return layer(BatchNormLayer.of(input.channels(), timesteps()).withStatistics(recipe.statistics()));
        }

        @Override
        public String spiking(Layer.Spiking layer) {
            return neurons.computeIfAbsent(plan.alike(node), alike -> layer(neuronLayer(layer.neuron())));
        }

        private TimeFoldedLayer neuronLayer(Neuron neuron) {
            if (neuron instanceof Lif lif) {
                return LifLayer.over(network.timesteps()).withNeuron(lif).withSurrogate(recipe.surrogate());
            }
            if (neuron instanceof Plif plif) {
                return PlifLayer.over(network.timesteps()).withNeuron(plif).withSurrogate(recipe.surrogate());
            }
            if (neuron instanceof DifferentiableNeuron own) {
                return NeuronLayer.of(own, network.timesteps()).withSurrogate(recipe.surrogate());
            }
            throw new IllegalArgumentException(network.name() + " cannot be trained: the neuron " + neuron
                    + " of layer '" + node.place() + "' does not tell its slopes; make it a DifferentiableNeuron");
        }

        @Override
        public String averagePooling(Layer.AveragePooling layer) {
            return layer(PoolingLayer.average(layer.window(), layer.stride(), layer.padding()));
        }

        @Override
        public String maxPooling(Layer.MaxPooling layer) {
            return layer(PoolingLayer.max(layer.window(), layer.stride(), layer.padding()));
        }

        @Override
        public String sum(Layer.Sum layer) {
            builder.addVertex(node.place(), new SumVertex(), inputs.toArray(String[]::new));
            return node.place();
        }

        @Override
        public String concatenation(Layer.Concatenation layer) {
            builder.addVertex(node.place(), new MergeVertex(), inputs.toArray(String[]::new));
            return node.place();
        }

        @Override
        public String crop(Layer.Crop layer) {
            return layer(CropLayer.by(layer.offset()));
        }

        @Override
        public String zero(Layer.Zero layer) {
            return layer(new ZeroLayer());
        }

        /** A graph of DL4J computes layer by layer, all timesteps at once; how the passes train feedback is checked by golden cases instead. */
        @Override
        public String delay(Layer.Delay layer) {
            throw new IllegalArgumentException(
                    network.name() + " has feedback: layer '" + node.place()
                            + "' gives what another one gave a timestep earlier, which no DL4J graph computes; train it with Trainer");
        }

        @Override
        public String flatten(Layer.Flatten layer) {
            return layer(new FlattenLayer());
        }

        @Override
        public String dropout(Layer.Dropout layer) {
            return layer(TimeDropoutLayer.of(layer.rate(), timesteps(), recipe.seed()));
        }

        @Override
        public String linear(Layer.Linear layer) {
            LinearLayer plain = LinearLayer.of(input.size(), layer.features());
            return layer(layer.bias() ? plain.withBias() : plain);
        }

        @Override
        public String voting(Layer.Voting layer) {
            return layer(VotingLayer.of(layer.votes()));
        }
    }
}
