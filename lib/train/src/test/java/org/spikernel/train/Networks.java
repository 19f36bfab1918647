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
        Network.Builder builder =
                Network.builder(network.name(), network.input().shape()).timesteps(network.timesteps());
        Map<Source, Source> copies = new HashMap<>(Map.of(network.input(), builder.input()));
        for (Node node : network.nodes()) {
            Layer layer = node.layer() instanceof Layer.Dropout ? new Layer.Dropout(0) : node.layer();
            copies.put(
                    node,
                    builder.add(
                            node.place(),
                            layer,
                            node.inputs().stream().map(copies::get).toList()));
        }
        for (Node node : network.nodes()) {
            network.feedback(node)
                    .ifPresent(heard -> builder.feedBack((Node) copies.get(heard), (Node) copies.get(node)));
        }
        return builder.build((Node) copies.get(network.output()));
    }
}
