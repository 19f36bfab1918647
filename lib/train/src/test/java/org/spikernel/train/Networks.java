package org.spikernel.train;

import java.util.HashMap;
import java.util.Map;

import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/** Networks for tests. */
final class Networks {

    private Networks() {}

    /** The same network, dropping nothing. */
    static Network withoutDropout(Network network) {
        Copy copy = new Copy(network);
        copy.addLayers(network);
        return copy.builder.build((Node) copy.of.get(network.output()));
    }

    /**
     * The same network, dropping nothing, in which a connection reaches from the answer back over all layers, so that all are computed
     * timestep by timestep; what it carries is made zero.
     */
    static Network inSteps(Network network) {
        Copy copy = new Copy(network);
        Node delay = copy.builder.add(
                "delay of the answer", new Layer.Delay(network.output().shape()));
        copy.addLayers(network);
        Node answer = (Node) copy.of.get(network.output());
        Node silent = copy.builder.add("silent", new Layer.Zero(), delay);
        return copy.builder
                .feedBack(answer, delay)
                .build(copy.builder.add("answer with silence", new Layer.Sum(), answer, silent));
    }

    /** A network that becomes another one, layer by layer. */
    private static final class Copy {

        private final Network.Builder builder;
        private final Map<Source, Source> of = new HashMap<>();

        Copy(Network network) {
            builder = Network.builder(network.name(), network.input().shape()).timesteps(network.timesteps());
            of.put(network.input(), builder.input());
        }

        void addLayers(Network network) {
            for (Node node : network.nodes()) {
                Layer layer = node.layer() instanceof Layer.Dropout ? new Layer.Dropout(0) : node.layer();
                of.put(
                        node,
                        builder.add(
                                node.place(),
                                layer,
                                node.inputs().stream().map(of::get).toList()));
            }
            for (Node node : network.nodes()) {
                network.feedback(node).ifPresent(heard -> builder.feedBack((Node) of.get(heard), (Node) of.get(node)));
            }
        }
    }
}
