package org.spikernel.network;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/**
 * What whoever runs, trains or counts a network must know of it as a whole: which layers change with time, which its answer depends on,
 * which neurons spike alike, and what carries spikes.
 *
 * <p>It is made once a network and never changes. All questions are about layers of that network.
 */
public final class NetworkPlan {

    private static final int INPUT = -1;

    private final Network network;
    private final BitSet seesInputAlone = new BitSet();
    private final BitSet isNeeded = new BitSet();
    private final BitSet carriesSpikes = new BitSet();
    private final Map<Firing, Node> first = new HashMap<>();
    private final Node[] alike;

    /** Neurons of one kind that read one thing: the layer of that index, or the input. */
    private record Firing(int read, Layer neurons) {}

    private NetworkPlan(Network network) {
        this.network = network;
        alike = new Node[network.nodes().size()];
        network.nodes().forEach(this::follow);
        if (network.hasFeedback()) {
            unmarkDelayedNumbers();
        }
        markNeeded();
    }

    /** The plan of a network. */
    public static NetworkPlan of(Network network) {
        return new NetworkPlan(Given.value(network, "a network to plan"));
    }

    private void follow(Node node) {
        Emission emission = Emission.of(node.layer());
        boolean changes = emission == Emission.SPIKES || emission == Emission.EARLIER;
        seesInputAlone.set(node.index(), !changes && node.inputs().stream().allMatch(this::seesInputAlone));
        carriesSpikes.set(node.index(), carriesSpikes(node, emission));
        alike[node.index()] = emission == Emission.SPIKES && node.weights() == 0 ? firstAlike(node) : node;
    }

    private boolean carriesSpikes(Node node, Emission emission) {
        return switch (emission) {
            case SPIKES, NOTHING -> true;
            // Until what it hears turns out to be numbers.
            case EARLIER -> true;
            case AS_READ -> node.inputs().stream().allMatch(this::carriesSpikes);
            case NUMBERS -> false;
        };
    }

    /** Delays of numbers carry numbers, and so does what reads them; until no delay is left that was taken for another. */
    private void unmarkDelayedNumbers() {
        BitSet before;
        do {
            before = (BitSet) carriesSpikes.clone();
            for (Node node : network.nodes()) {
                boolean carries = network.feedback(node)
                        .map(this::carriesSpikes)
                        .orElseGet(() -> carriesSpikes(node, Emission.of(node.layer())));
                carriesSpikes.set(node.index(), carries);
            }
        } while (!before.equals(carriesSpikes));
    }

    private Node firstAlike(Node node) {
        int read = node.inputs().get(0) instanceof Node input ? alike(input).index() : INPUT;
        return first.computeIfAbsent(new Firing(read, node.layer()), firing -> node);
    }

    private void markNeeded() {
        Deque<Node> found = new ArrayDeque<>(List.of(network.output()));
        while (!found.isEmpty()) {
            Node node = found.pop();
            if (!isNeeded.get(node.index())) {
                isNeeded.set(node.index());
                network.feedback(node).ifPresent(found::push);
                node.inputs().stream()
                        .filter(Node.class::isInstance)
                        .map(Node.class::cast)
                        .forEach(found::push);
            }
        }
    }

    /** The network that this is the plan of. */
    public Network network() {
        return network;
    }

    /**
     * Whether what comes from a source is the same at every timestep: an image with direct encoding, and whatever is computed from it before
     * any neurons.
     *
     * @throws IllegalArgumentException if the source is not of this network
     */
    public boolean isStatic(Source source) {
        return seesInputAlone(source) && network.input().encoding().isStatic();
    }

    /**
     * Whether a source is the input, or computed from it before any neurons: then it does not depend on earlier timesteps.
     *
     * @throws IllegalArgumentException if the source is not of this network
     */
    public boolean seesInputAlone(Source source) {
        int index = index(source);
        return index == INPUT || seesInputAlone.get(index);
    }

    /**
     * Whether the network's answer depends on a layer, at the same timestep or, by feedback, at a later one.
     *
     * @throws IllegalArgumentException if the layer is not of this network
     */
    public boolean isNeeded(Node layer) {
        return isNeeded.get(index(layer));
    }

    /** The layers that the network's answer depends on, in the order of the network. */
    public List<Node> needed() {
        return network.nodes().stream().filter(this::isNeeded).toList();
    }

    /**
     * The first layer of neurons that spikes as these do, at every timestep: those that read the same and have the same dynamics spike
     * alike. The layer itself if there is none before it, if it is no layer of neurons, or if its neurons learn: then each layer has
     * dynamics of its own.
     *
     * @throws IllegalArgumentException if the layer is not of this network
     */
    public Node alike(Node layer) {
        return alike[index(layer)];
    }

    /**
     * Whether what comes from a source is made of spikes, those of neurons or those that encode the input, so that most of it is zero.
     *
     * @throws IllegalArgumentException if the source is not of this network
     */
    public boolean carriesSpikes(Source source) {
        int index = index(source);
        return index == INPUT ? network.input().encoding().isMadeOfSpikes() : carriesSpikes.get(index);
    }

    private int index(Source source) {
        if (source == network.input()) {
            return INPUT;
        }
        List<Node> nodes = network.nodes();
        if (source instanceof Node node && node.index() < nodes.size() && nodes.get(node.index()) == node) {
            return node.index();
        }
        throw new IllegalArgumentException("the plan of " + network.name() + " was asked about "
                + (source instanceof Node node ? "layer '" + node.place() + "'" : "an image")
                + " of another network; ask the plan of that one");
    }
}
