package org.spikernel.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.spikernel.Shared;
import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.SpikingBlock;
import org.spikernel.data.ImageBatch;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.CifarNet;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.ResNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

/** A network of blocks, or a hand-crafted one, that an independent PyTorch implementation computed, and all that comes of it. */
public record BlockGolden(String name, JsonNode json) {

    private static final List<String> NAMES = List.of(
            "snn1",
            "snn1_found",
            "snn2",
            "snn3",
            "snn4",
            "snn4_ties",
            "sib",
            "sib_stride2",
            "cifarnet_wu",
            "cifarnet_fang",
            "resnet11_lee",
            "resnet19_zheng");

    /** All cases; skips the test where they are missing. */
    public static Stream<BlockGolden> cases() {
        return NAMES.stream().map(BlockGolden::read);
    }

    private static BlockGolden read(String name) {
        try {
            return new BlockGolden(
                    name,
                    new ObjectMapper()
                            .readTree(Shared.golden("autosnn/" + name + ".json").toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The network of the case. */
    public Network network() {
        String macro = json.get("macro").asText();
        return switch (macro) {
            case "CIFARNet-Wu" -> CifarNet.wu(frame());
            case "CIFARNet-Fang" -> CifarNet.fang(frame());
            case "ResNet11-Lee" -> ResNet.lee11(frame());
            case "ResNet19-Zheng" -> ResNet.zheng19(frame());
            default -> new AutoSnn(AutoSnn.Backbone.valueOf(macro), frame()).network(architecture());
        };
    }

    private SnnFrame frame() {
        JsonNode config = json.get("config");
        int image = config.get("image").asInt();
        Plif neuron =
                new Plif(0, config.get("v_th").asDouble(), config.get("v_reset").asDouble());
        return new SnnFrame(
                new Shape(config.get("in_channels").asInt(), image, image),
                config.get("classes").asInt(),
                config.get("votes").asInt(),
                config.get("channels").asInt(),
                config.get("timesteps").asInt(),
                neuron.withTau(config.get("tau").asDouble()));
    }

    private BlockArchitecture architecture() {
        return new BlockArchitecture(StreamSupport.stream(json.get("blocks").spliterator(), false)
                .map(block -> SpikingBlock.parse(block.asText()))
                .toList());
    }

    /** Its images. */
    public ImageBatch batch() {
        int[] shape = Golden.ints(json.get("input").get("shape"));
        return ImageBatch.of(
                new Shape(shape[1], shape[2], shape[3]),
                Golden.floats(json.get("input").get("data")),
                Golden.ints(json.get("labels")));
    }

    /** Its weights, moved into our order. */
    public Map<String, LayerWeights> weights() {
        return layers("weights");
    }

    /** The gradients of its loss with respect to the weights, by place, in the order of the weights. */
    public Map<String, LayerWeights> gradients() {
        return layers("gradients");
    }

    /** The weights of evaluation, with the running statistics that belong to it. */
    public Map<String, LayerWeights> weightsOfEvaluation() {
        Map<String, LayerWeights> layers = new HashMap<>(weights());
        JsonNode running = json.get("evaluation").get("running_statistics");
        layers.replaceAll((place, weights) -> running.has(name(place) + ".running_mean")
                ? weights.withRunningStatistics(
                        floats(running, name(place) + ".running_mean"), floats(running, name(place) + ".running_var"))
                : weights);
        return layers;
    }

    private Map<String, LayerWeights> layers(String name) {
        return network().nodes().stream()
                .filter(node -> node.weights() > 0)
                .collect(Collectors.toMap(Node::place, node -> layer(node, json.get(name))));
    }

    private static LayerWeights layer(Node node, JsonNode given) {
        String place = name(node.place());
        if (node.isSpiking()) {
            return LayerWeights.of(new float[] {(float) number(given.get(place + ".w"))}, new float[0]);
        }
        float[] values = floats(given, place + ".weight");
        List<Integer> shape = node.parameters().weightShape();
        int last = shape.size() - 1;
        if (last == 0) {
            return LayerWeights.of(values, floats(given, place + ".bias"));
        }
        int positions = values.length / shape.get(last) / shape.get(last - 1);
        return LayerWeights.of(
                Golden.inputsFirst(values, shape.get(last), shape.get(last - 1), positions), new float[0]);
    }

    /** A number that is an array of no dimensions. */
    private static double number(JsonNode array) {
        JsonNode data = array.has("data") ? array.get("data") : array;
        return data.isArray() ? data.get(0).asDouble() : data.asDouble();
    }

    private static float[] floats(JsonNode arrays, String name) {
        return Golden.floats(arrays.get(name).get("data"));
    }

    /** How many arrays of weights there are. */
    public int parameters() {
        return json.get("weights").size();
    }

    /** The running mean of a batch normalisation after one forward pass in training mode. */
    public float[] runningMean(Node norm) {
        return floats(json.get("running_statistics_after"), name(norm.place()) + ".running_mean");
    }

    /** The running variance of a batch normalisation after one forward pass in training mode. */
    public float[] runningVariance(Node norm) {
        return floats(json.get("running_statistics_after"), name(norm.place()) + ".running_var");
    }

    /** Its loss, mean square error. */
    public double loss() {
        return json.get("loss").asDouble();
    }

    /** The logits [sample, class], one after another. */
    public float[] logits() {
        return floats(json, "logits");
    }

    /** The logits in evaluation. */
    public float[] logitsOfEvaluation() {
        return floats(json.get("evaluation"), "logits");
    }

    /** Which neurons spiked, as flat indices in [sample, channel, row, column] order. */
    public TreeSet<Integer> spikes(Node neurons, int timestep) {
        JsonNode ones =
                json.get("spikes").get(name(neurons.place())).get(timestep).get("ones");
        return new TreeSet<>(IntStream.of(Golden.ints(ones)).boxed().toList());
    }

    /** The names of the layers of neurons, in their order. */
    public List<String> neurons() {
        return StreamSupport.stream(json.get("lif_order").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** How many neurons of a layer spiked at each timestep in evaluation. */
    public int[] spikesOfEvaluation(String place) {
        return Golden.ints(json.get("evaluation").get("spike_counts").get(name(place)));
    }

    /** Spikes an image: of {@code neurons}, or ones behind {@code max_pooling}. */
    public double spikesPerImage(String of) {
        return json.get("spikes_per_image").get(of).asDouble();
    }

    @Override
    public String toString() {
        return name;
    }

    /** What cases call a layer: its place without the name of its block. */
    static String name(String place) {
        return place.replaceFirst("^(body\\.\\d+)\\.(skip|S[CRI]B_[^.]+)\\.", "$1.");
    }
}
