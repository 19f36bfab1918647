package org.spikernel.internal.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;

/**
 * A network as named lines, and back. Networks with the same lines compute the same from the same weights:
 *
 * <pre>
 * network: tiny
 * image: [3, 32, 32]
 * encoding: rate seed 7
 * timesteps: 5
 * layer 0: Convolution(filters=16, kernelSize=3, stride=1, padding=1) reads image at stem
 * layer 1: Spiking(neuron=Lif(tau=1.3333334, threshold=1.0, reset=0.0)) reads 0 at neurons
 * answer: 1
 * </pre>
 *
 * <p>A delay reads a layer that may come later: {@code Delay(shape=Shape(channels=16, rows=32, columns=32)) reads 1 one timestep earlier at heard}.
 *
 * <p>Without a line for the encoding, it is direct encoding.
 */
public final class NetworkText {

    private static final String NAME = "network";
    private static final String IMAGE = "image";
    private static final String TIMESTEPS = "timesteps";
    private static final String LAYER = "layer ";
    private static final String ANSWER = "answer";
    private static final String EARLIER = " one timestep earlier";
    private static final Pattern SHAPE = Pattern.compile("\\[(\\d+), (\\d+), (\\d+)]");
    private static final Pattern LINE = Pattern.compile("(.+?) reads (.+?) at (.*)", Pattern.DOTALL);

    private NetworkText() {}

    /** The lines of a network, by their names. */
    public static Map<String, String> lines(Network network) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(NAME, network.name());
        lines.put(IMAGE, network.input().shape().toString());
        network.input().encoding().putInto(lines);
        lines.put(TIMESTEPS, Integer.toString(network.timesteps()));
        for (Node node : network.nodes()) {
            lines.put(LAYER + node.index(), line(network, node));
        }
        lines.put(ANSWER, Integer.toString(network.output().index()));
        return lines;
    }

    private static String line(Network network, Node node) {
        // Every layer is a record: the interface is sealed, and all it permits are.
        return String.format(
                Locale.ROOT,
                "%s reads %s at %s",
                RecordText.of((Record) node.layer()),
                network.feedback(node)
                        .map(heard -> source(heard) + EARLIER)
                        .orElseGet(() ->
                                node.inputs().stream().map(NetworkText::source).collect(Collectors.joining(" "))),
                node.place());
    }

    private static String source(Source source) {
        return source instanceof Node node ? Integer.toString(node.index()) : IMAGE;
    }

    /**
     * The network of some lines; other lines among them are left alone.
     *
     * @throws OwnNeuronException if it has neurons that a user has written
     * @throws IllegalArgumentException if a line is missing or damaged (names it)
     */
    public static Network parse(Map<String, String> lines) {
        Network.Builder builder =
                Network.builder(required(lines, NAME), shape(required(lines, IMAGE)), Encoding.of(lines));
        builder.timesteps(Integer.parseInt(required(lines, TIMESTEPS)));
        List<Node> nodes = new ArrayList<>();
        Map<Node, String> heard = new LinkedHashMap<>();
        for (int i = 0; lines.containsKey(LAYER + i); i++) {
            nodes.add(node(builder, nodes, heard, lines.get(LAYER + i)));
        }
        heard.forEach((delay, from) -> builder.feedBack(node(nodes, from), delay));
        return builder.build(node(nodes, required(lines, ANSWER)));
    }

    /**
     * A network that was at hand, if these are its lines; other lines among them are left alone.
     *
     * @throws IllegalArgumentException if a line differs (names it)
     */
    public static Network requireSame(Network network, Map<String, String> lines) {
        lines(network).forEach((name, line) -> requireSame(name, line, lines.getOrDefault(name, "nothing")));
        requireSame(
                Encoding.SETTING,
                network.input().encoding().text(),
                Encoding.of(lines).text());
        return network;
    }

    private static void requireSame(String name, String expected, String found) {
        if (!found.equals(expected)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s: the network given says '%s', the file says '%s'", name, expected, found));
        }
    }

    private static Node node(List<Node> nodes, String index) {
        int place = Integer.parseInt(index);
        if (place < 0 || place >= nodes.size()) {
            throw new IllegalArgumentException(
                    "layer " + index + " is read, but there are layers 0 to " + (nodes.size() - 1) + " only before it");
        }
        return nodes.get(place);
    }

    private static Node node(Network.Builder builder, List<Node> nodes, Map<Node, String> heard, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + line + "' is no layer: it should be '<layer> reads <inputs> at <place>'");
        }
        Layer layer = RecordText.parse(Layer.class, parts.group(1));
        String read = parts.group(2);
        if (read.endsWith(EARLIER)) {
            Node delay = builder.add(parts.group(3), layer);
            heard.put(delay, read.substring(0, read.length() - EARLIER.length()));
            return delay;
        }
        List<Source> inputs = new ArrayList<>();
        for (String input : read.split(" ")) {
            inputs.add(input.equals(IMAGE) ? builder.input() : node(nodes, input));
        }
        return builder.add(parts.group(3), layer, inputs);
    }

    private static Shape shape(String text) {
        Matcher sizes = SHAPE.matcher(text);
        if (!sizes.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no shape: it should be like '[3, 32, 32]'");
        }
        return new Shape(
                Integer.parseInt(sizes.group(1)), Integer.parseInt(sizes.group(2)), Integer.parseInt(sizes.group(3)));
    }

    private static String required(Map<String, String> lines, String name) {
        String value = lines.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the line '" + name + ": ...' is missing");
        }
        return value;
    }
}
