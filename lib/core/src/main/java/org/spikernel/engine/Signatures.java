package org.spikernel.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;

/**
 * Numbers layers by what they give: those with the same number give the same, whatever networks they belong to. Weights are drawn by
 * place, so two layers give the same if they are of one kind, at one place where they have weights, and read what is the same.
 */
final class Signatures {

    private final Map<Signature, Integer> numbers = new HashMap<>();

    /** Numbers below 0 stand for what networks see. */
    private final Map<Shown, Integer> shown = new HashMap<>();

    private int next;

    private record Signature(String place, Layer layer, List<Integer> inputs) {}

    private record Shown(Encoding encoding, int timesteps) {}

    /** The numbers of a network's layers, in its order, where images are shown for so many timesteps. */
    synchronized int[] of(Network network, int timesteps) {
        int[] ofNodes = new int[network.nodes().size()];
        int input = shown.computeIfAbsent(new Shown(network.input().encoding(), timesteps), isNew -> -1 - shown.size());
        for (Node node : network.nodes()) {
            String place = node.weights() > 0 ? node.place() : "";
            List<Integer> inputs = node.inputs().stream()
                    .map(source -> source instanceof Node read ? ofNodes[read.index()] : input)
                    .toList();
            ofNodes[node.index()] =
                    numbers.computeIfAbsent(new Signature(place, node.layer(), inputs), signature -> next++);
        }
        return ofNodes;
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
