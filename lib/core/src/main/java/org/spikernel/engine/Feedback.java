package org.spikernel.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;

/** What the delays of a network give: zeros at the first timestep, then copies of what the layers that they hear gave at the one before. */
final class Feedback {

    private final Network network;
    private final RunResources resources;
    private final Map<Node, Signal> given = new HashMap<>();

    /** Arrays of the copies that are no longer given, to copy into again. */
    private final Map<Node, float[]> spare = new HashMap<>();

    /** Before the first timestep. */
    Feedback(Network network, RunResources resources) {
        this.network = network;
        this.resources = resources;
        for (Node node : network.nodes()) {
            if (node.isDelay()) {
                given.put(node, new Zeros(node.shape()));
            }
        }
    }

    /** What a delay gives at the timestep at hand. */
    Signal of(Node delay) {
        return given.get(delay);
    }

    /** Copies what all delays give at the next timestep before any gives it, since a delay may hear what another one gives. */
    void remember(Function<Node, Signal> made) {
        Map<Node, Field> copies = new HashMap<>();
        given.keySet()
                .forEach(delay -> copies.put(
                        delay, copy(delay, made.apply(network.feedback(delay).orElseThrow()))));
        copies.forEach((delay, copy) -> {
            if (given.put(delay, copy) instanceof Field past) {
                spare.put(delay, past.values());
            }
        });
    }

    private Field copy(Node delay, Signal heard) {
        int size = delay.shape().size();
        float[] values = spare.containsKey(delay)
                ? spare.remove(delay)
                : resources.arrays().floats(Math.multiplyExact(resources.samples(), size));
        resources.forEachSample(sample -> heard.read(sample, 0, 0, size, values, sample * size, resources.lanes()));
        return new Field(delay.shape(), 1, values, null);
    }
}
