package org.spikernel.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.data.ImageBatch;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

/** A case that an independent PyTorch implementation computed: a network with weights, images, and all that comes of them. */
public record Golden(String name, JsonNode json) {

    private static final List<String> NAMES =
            List.of("conv1x1", "conv3x3", "conv5x5", "conv7x7", "avg3x3", "skip_only", "mixed", "two_cells", "tau2");

    /** The two cells that SNASNet published, and one with feedback into nodes that feed back themselves. */
    private static final List<String> BACKWARD =
            List.of("autosnn/backward_cifar10", "autosnn/backward_cifar100", "autosnn/backward_chain");

    /** All cases. */
    public static Stream<Golden> cases() {
        return Stream.concat(NAMES.stream(), BACKWARD.stream()).map(Golden::read);
    }

    /** Those with backward connections, which also have numbers of evaluation. */
    public static Stream<Golden> backwardCases() {
        return BACKWARD.stream().map(Golden::read);
    }

    /** The case of that name. */
    public static Golden read(String name) {
        try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name + ".json.gz")) {
            return new Golden(name, new ObjectMapper().readTree(new GZIPInputStream(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The network of the case. */
    public Network network() {
        JsonNode config = json.get("config");
        int image = config.get("image").asInt();
        Lif neuron = new Lif(
                (float) config.path("tau").asDouble(4.0 / 3),
                (float) config.path("v_th").asDouble(1),
                0);
        SnasNet macro = new SnasNet(
                new Shape(config.get("in_channels").asInt(), image, image),
                config.get("classes").asInt(),
                config.get("votes").asInt(),
                config.get("channels").asInt(),
                1,
                config.get("hidden").asInt(),
                config.get("last_pool").asInt(),
                config.get("timesteps").asInt(),
                neuron,
                2);
        return macro.network(List.of(cell("cell1"), cell("cell2")));
    }

    private Cell cell(String name) {
        Cell forward = new Cell(operations(json.get(name)));
        return json.has(name + "_backward")
                ? new Cell(forward.operations(), operations(json.get(name + "_backward")))
                : forward;
    }

    private static List<Operation> operations(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(operation -> Operation.parse(operation.asText()))
                .toList();
    }

    /** Its images. */
    public ImageBatch batch() {
        int[] shape = ints(json.get("input").get("shape"));
        return ImageBatch.of(new Shape(shape[1], shape[2], shape[3]), floats("input"), ints(json.get("labels")));
    }

    /** Its weights, moved into our order. */
    public Weights weights() {
        return Weights.of(layers("weights"));
    }

    /** Its weights in evaluation, with the running statistics that belong to it. */
    public Map<String, LayerWeights> weightsOfEvaluation() {
        Map<String, LayerWeights> layers = layers("weights");
        JsonNode running = json.get("evaluation").get("running_statistics");
        for (Node node : network().nodes()) {
            String name = node.weights() > 0 ? parameterName(node) : "none";
            if (running.has(name + ".running_mean")) {
                layers.computeIfPresent(
                        node.place(),
                        (place, weights) -> weights.withRunningStatistics(
                                floats(running.get(name + ".running_mean").get("data")),
                                floats(running.get(name + ".running_var").get("data"))));
            }
        }
        return layers;
    }

    /** The logits in evaluation. */
    public float[] logitsOfEvaluation() {
        return floats(json.get("evaluation").get("logits").get("data"));
    }

    /** How many neurons of a layer spiked at each timestep in evaluation. */
    public int[] spikesOfEvaluation(Node neurons) {
        return ints(json.get("evaluation").get("spike_counts").get(parameterName(neurons)));
    }

    /** How many layers of neurons it has. */
    public int layersOfNeurons() {
        return json.get("lif_order").size();
    }

    /** How many arrays of weights it has. */
    public int parameters() {
        return json.get("weights").size();
    }

    /** The gradients of its loss with respect to the weights, by place, in the order of the weights. */
    public Map<String, LayerWeights> gradients() {
        return layers("gradients");
    }

    private Map<String, LayerWeights> layers(String name) {
        Map<String, LayerWeights> layers = new HashMap<>();
        for (Node node : network().nodes()) {
            if (node.weights() > 0) {
                layers.put(node.place(), layer(node, json.get(name)));
            }
        }
        return layers;
    }

    private static LayerWeights layer(Node node, JsonNode given) {
        String name = parameterName(node);
        float[] biases =
                given.has(name + ".bias") ? floats(given.get(name + ".bias").get("data")) : new float[0];
        // No gradient is given for a layer that no path joins to the loss.
        float[] values = given.has(name + ".weight")
                ? floats(given.get(name + ".weight").get("data"))
                : new float[(int) node.weights()];
        List<Integer> shape = node.parameters().weightShape();
        int last = shape.size() - 1;
        if (last == 0) {
            return LayerWeights.of(values, biases);
        }
        int positions = values.length / shape.get(last) / shape.get(last - 1);
        return LayerWeights.of(inputsFirst(values, shape.get(last), shape.get(last - 1), positions), biases);
    }

    /** The running mean of a batch normalisation after one forward pass in training mode. */
    public float[] runningMean(Node norm) {
        return floats(json.get("running_statistics_after")
                .get(parameterName(norm) + ".running_mean")
                .get("data"));
    }

    /** The running variance of a batch normalisation after one forward pass in training mode. */
    public float[] runningVariance(Node norm) {
        return floats(json.get("running_statistics_after")
                .get(parameterName(norm) + ".running_var")
                .get("data"));
    }

    /** The cross-entropy of its logits. */
    public double loss() {
        return json.get("loss").asDouble();
    }

    /** From [output, input, position] to [position, input, output]. */
    static float[] inputsFirst(float[] values, int outputs, int inputs, int positions) {
        float[] moved = new float[values.length];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int position = 0; position < positions; position++) {
                    moved[(position * inputs + input) * outputs + output] =
                            values[(output * inputs + input) * positions + position];
                }
            }
        }
        return moved;
    }

    /** The name that the reference gives to a layer of ours. */
    private static String parameterName(Node node) {
        return switch (node.place()) {
            case "stem.conv3x3" -> "stem.0";
            case "stem.norm" -> "stem.1";
            case "reduction.currents" -> "reduction.0";
            case "reduction.lif" -> "reduction.1";
            case "reduction.conv3x3" -> "reduction.2";
            case "reduction.norm" -> "reduction.3";
            case "last.currents" -> "last.0";
            case "last.lif" -> "last.1";
            case "classifier.hidden" -> "fc1.2";
            case "classifier.lif" -> "fc1.3";
            case "classifier.output" -> "fc2";
            default -> cellParameterName(node.place().split("\\."));
        };
    }

    private static String cellParameterName(String[] place) {
        String[] ends = place[1].split("->");
        Edge edge = new Edge(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        int step = place[2].equals("lif") ? 0 : place[2].equals("norm") ? 2 : 1;
        return place[0] + (edge.isBackward() ? ".back." : ".ops.") + edge.index() + "." + step;
    }

    /** Which neurons spiked, as flat indices in [sample, channel, row, column] order. */
    public TreeSet<Integer> spikes(Node lif, int timestep) {
        JsonNode ones = json.get("spikes").get(parameterName(lif)).get(timestep).get("ones");
        return new TreeSet<>(IntStream.of(ints(ones)).boxed().toList());
    }

    /** The numbers of an array with a shape. */
    public float[] floats(String name) {
        return floats(json.get(name).get("data"));
    }

    /** A score of a case: alpha {@code one}, {@code sparsity} or {@code sparsity_per_neuron}, and {@code sum} or {@code mean}. */
    public double score(String alpha, String aggregation) {
        return json.get("scores").get(alpha).get(aggregation).asDouble();
    }

    /** The summed kernel matrix, row by row. */
    public double[] kernel(String alpha) {
        return StreamSupport.stream(json.get("scores").get(alpha).get("kernel").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    static float[] floats(JsonNode data) {
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data.get(i).asDouble();
        }
        return values;
    }

    static int[] ints(JsonNode data) {
        return StreamSupport.stream(data.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
