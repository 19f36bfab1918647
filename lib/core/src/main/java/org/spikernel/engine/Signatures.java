package org.spikernel.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/**
 * Numbers layers by what they give: those with the same number give the same, whatever networks they belong to. Weights are drawn by
 * place, so two layers give the same if they are of one kind, at one place where they have weights, and read what is the same. What a delay
 * gives depends on layers behind it, so it is the same only where the whole network is.
 */
final class Signatures {

    private final Map<Object, Integer> numbers = new HashMap<>();

    /** Numbers below 0 stand for what networks see. */
    private final Map<Shown, Integer> shown = new HashMap<>();

    private int next;

    private record Signature(String place, Layer layer, List<Integer> inputs) {}

    /** A delay of a network; inputs are told by their index in it, what the network sees by the number of that. */
    private record Heard(int delay, int input, List<Signature> network) {}

    private record Shown(Encoding encoding, int timesteps) {}

    /** The numbers of a network's layers, in its order, where images are shown for so many timesteps. */
    synchronized int[] of(Network network, int timesteps) {
        int[] ofNodes = new int[network.nodes().size()];
        int shownHere =
                shown.computeIfAbsent(new Shown(network.input().encoding(), timesteps), isNew -> -1 - shown.size());
        List<Signature> whole = whole(network);
        for (Node node : network.nodes()) {
            Object signature = node.isDelay()
                    ? new Heard(node.index(), shownHere, whole)
                    : signature(node, source -> source instanceof Node input ? ofNodes[input.index()] : shownHere);
            ofNodes[node.index()] = numbers.computeIfAbsent(signature, unknown -> next++);
        }
        return ofNodes;
    }

    private static Signature signature(Node node, Function<Source, Integer> number) {
        String place = node.weights() > 0 ? node.place() : "";
        return new Signature(
                place, node.layer(), node.inputs().stream().map(number).toList());
    }

    /** All layers of a network with feedback; none of others. */
    private static List<Signature> whole(Network network) {
        return !network.hasFeedback()
                ? List.of()
                : network.nodes().stream()
                        .map(node -> network.feedback(node)
                                .map(from -> new Signature("", node.layer(), List.of(from.index())))
                                .orElseGet(() ->
                                        signature(node, source -> source instanceof Node input ? input.index() : -1)))
                        .toList();
    }

    /** How many there are. */
    synchronized int size() {
        return numbers.size();
    }

    /** Forgets them all; no number is given away again. */
    synchronized void clear() {
        numbers.clear();
    }
}
