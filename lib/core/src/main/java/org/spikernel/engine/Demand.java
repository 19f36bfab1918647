package org.spikernel.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/**
 * Which layers of a network a run must compute, and how long what they give is read. A run must know the spikes of all neurons, the
 * network's answer and what is heard one timestep later; what is kept of an earlier run, or is the same as what another layer gives, is not computed.
 */
final class Demand {

    private final List<Node> nodes;
    private final List<Step> steps;
    private final int[] first;
    private final BitSet isDemanded = new BitSet();
    private final Signal[] kept;

    /** For each layer: the last that reads it, or what it is read through. */
    private final int[] lastReader;

    /**
     * For one run.
     *
     * @param steps what the layers do
     * @param layers their numbers by {@link Signatures}
     * @param shared finds what was kept of a layer by that number
     */
    Demand(Network network, List<Step> steps, int[] layers, IntFunction<Optional<Signal>> shared) {
        nodes = network.nodes();
        this.steps = steps;
        first = firstAlike(layers);
        kept = new Signal[nodes.size()];
        lastReader = IntStream.range(0, nodes.size()).toArray();
        nodes.stream().filter(Node::isSpiking).forEach(this::demand);
        Stream.concat(Stream.of(network.output()), network.heardLater().stream())
                .forEach(read -> {
                    demand(read);
                    lastReader[first[read.index()]] = nodes.size();
                });
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (isDemanded.get(i)) {
                follow(i, layers[i], shared);
            }
        }
    }

    private static int[] firstAlike(int[] layers) {
        Map<Integer, Integer> first = new HashMap<>();
        int[] ofNodes = new int[layers.length];
        Arrays.setAll(ofNodes, i -> {
            first.putIfAbsent(layers[i], i);
            return first.get(layers[i]);
        });
        return ofNodes;
    }

    private void demand(Source source) {
        if (source instanceof Node node) {
            isDemanded.set(first[node.index()]);
        }
    }

    private void follow(int index, int layer, IntFunction<Optional<Signal>> shared) {
        kept[index] = steps.get(index).isView() ? null : shared.apply(layer).orElse(null);
        if (kept[index] == null) {
            int reader = steps.get(index).isView() ? lastReader[index] : index;
            for (Source source : nodes.get(index).inputs()) {
                demand(source);
                if (source instanceof Node input) {
                    int read = first[input.index()];
                    lastReader[read] = Math.max(lastReader[read], reader);
                }
            }
        }
    }

    /** The first layer that gives the same: the one that is computed for all of them. */
    int first(int index) {
        return first[index];
    }

    /** What an earlier run has kept of a layer, if it has. */
    Optional<Signal> kept(int index) {
        return Optional.ofNullable(kept[index]);
    }

    /** The layers to compute or to take from what was kept, in the order of the network. */
    int[] demanded() {
        return isDemanded.stream().toArray();
    }

    /** Which of the demanded layers nobody reads any more after one was computed; after all, if it is the number of layers. */
    int[] readLastBy(int index) {
        return isDemanded.stream().filter(i -> lastReader[i] == index).toArray();
    }

    /** The largest number of bytes that are in use at once for a sample and timestep. */
    long bytes() {
        long bits = 0;
        long most = 0;
        for (int index : demanded()) {
            bits += kept[index] == null ? bits(index) : 0;
            most = Math.max(most, bits);
            bits -= Arrays.stream(readLastBy(index))
                    .filter(i -> kept[i] == null)
                    .mapToLong(this::bits)
                    .sum();
        }
        return most / Byte.SIZE;
    }

    private long bits(int index) {
        return (long) steps.get(index).bits() * nodes.get(index).shape().size();
    }
}
