package org.spikernel.score;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.engine.Presentation;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/**
 * How much work a network does for an image, by layer, measured on a batch: how often a spike makes a weight be added to the current
 * of a neuron.
 *
 * <p>A spike costs as many operations as it reaches outputs: in the middle of a feature map, kernel rows x kernel columns x filters;
 * fewer at its borders, where the kernel hangs over. A spike that passes a pooling counts once for every window that holds it, though
 * a program that adds up the window first has less to do. Layers before all neurons, such as the first, multiply and add all their
 * numbers: once if these never change, as those of an image with direct encoding do not, else at every timestep. Where an encoding shows
 * spikes, or counts of them, the first layer adds weights because of these, as others do. Layers that the network's answer does not depend
 * on do no work, and are left out.
 *
 * <pre>{@code
 * Presentation shown = SpikeEngine.common().on(batch, Weights.random(0));
 * SynapticOperations.of(network, shown).table();
 * SynapticOperations.of(network, shown).total(place -> place.startsWith("cell"));
 * }</pre>
 *
 * @param layers the convolutions and linear layers that the network's answer depends on, in the order of the network
 */
public record SynapticOperations(List<LayerOperations> layers) {

    public SynapticOperations {
        layers = List.copyOf(layers);
    }

    /**
     * The work of one layer for one image.
     *
     * @param place the layer's place in the network
     * @param readsSpikes whether its weights are added because of spikes; otherwise they are multiplied
     * @param multiplyAdds what an ordinary network of this shape does there
     * @param operations what was done, over all timesteps, on average over the batch
     */
    public record LayerOperations(String place, boolean readsSpikes, long multiplyAdds, double operations) {}

    /**
     * Runs a network for its own timesteps and counts.
     *
     * @param shown the images and the weights
     */
    public static SynapticOperations of(Network network, Presentation shown) {
        SpikeCount spikes = SpikeCount.byPosition();
        shown.run(network, network.timesteps(), spikes);
        SynapticEvents measured = SynapticEvents.of(network, shown, spikes);
        return new SynapticOperations(measured.plan().needed().stream()
                .flatMap(node -> Synapses.of(node).stream())
                .map(synapses -> operations(synapses, measured))
                .toList());
    }

    private static LayerOperations operations(Synapses synapses, SynapticEvents measured) {
        Node node = synapses.node();
        Source read = node.inputs().get(0);
        return new LayerOperations(
                node.place(),
                measured.plan().carriesSpikes(read),
                Math.round(synapses.operations(SynapticEvents.all(read.shape()))),
                synapses.operations(measured.from(read)));
    }

    /** Operations for one image, over all layers and timesteps. */
    public double total() {
        return total(place -> true);
    }

    /** Operations for one image of the layers at some places, over all timesteps. */
    public double total(Predicate<String> places) {
        return layers.stream()
                .filter(layer -> places.test(layer.place()))
                .mapToDouble(LayerOperations::operations)
                .sum();
    }

    /**
     * The operations of one layer.
     *
     * @throws IllegalArgumentException if no convolution or linear layer has that place
     */
    public LayerOperations at(String place) {
        return layers.stream()
                .filter(layer -> layer.place().equals(place))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no convolution or linear layer at '" + place
                        + "'; there are "
                        + layers.stream().map(LayerOperations::place).toList()));
    }

    /** One row a convolution or linear layer: place, reads (spikes or numbers), multiply_adds, operations. */
    public Table table() {
        StringColumn places = StringColumn.create("place");
        StringColumn reads = StringColumn.create("reads");
        LongColumn multiplyAdds = LongColumn.create("multiply_adds");
        DoubleColumn operations = DoubleColumn.create("operations");
        for (LayerOperations layer : layers) {
            places.append(layer.place());
            reads.append(layer.readsSpikes() ? "spikes" : "numbers");
            multiplyAdds.append(layer.multiplyAdds());
            operations.append(layer.operations());
        }
        return Table.create("synaptic operations for one image", places, reads, multiplyAdds, operations);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f synaptic operations for one image; an ordinary network of this shape does %,d multiply-adds",
                total(),
                layers.stream().mapToLong(LayerOperations::multiplyAdds).sum());
    }
}
