package org.spikernel.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;

/**
 * How much energy a network takes for an image, by layer, estimated from the operations that an event-driven chip does: counted one by one
 * from the spikes of a batch, not from firing rates.
 *
 * <pre>{@code
 * Presentation shown = SpikeEngine.common().on(batch, Weights.random(0));
 * Energy energy = Energy.of(network, shown);
 * energy.table();
 * energy.microjoules();
 * energy.on(EnergyCosts.INT8_45NM).microjoules();
 * }</pre>
 *
 * <p>What is counted, for one image, over all timesteps, on average over the batch:
 *
 * <ul>
 *   <li><b>Accumulates</b>: a spike adds a weight to the current of each neuron that it reaches; at the borders of a feature map, where the
 *       kernel hangs over, these are fewer. Where several spikes were summed, each adds. What passes max pooling is one spike.
 *   <li><b>Multiply-accumulates</b>: where a layer reads numbers. All numbers of an image with direct encoding, once, since they never
 *       change; of spikes behind average pooling those that are not 0, at every timestep. With any other encoding the first layer
 *       accumulates: the input is made of spikes, or counts of events, each of which adds.
 *   <li><b>Neuron updates</b>: every neuron at every timestep.
 *   <li><b>Memory reads</b>: a weight for every accumulate and multiply-accumulate, a membrane potential for every neuron update; as if
 *       nothing stayed in registers.
 * </ul>
 *
 * <p>Batch normalisation is part of the weights once a network is trained, and the additions of poolings, sums and biases are few beside
 * those of synapses; they are not counted. {@link SynapticOperations} counts what this library's engine does, which adds a spike behind a
 * pooling once for every window that holds it.
 *
 * @param costs what each operation takes
 * @param layers the convolutions, linear layers and layers of neurons that the answer depends on, in the order of the network
 */
@CheckReturnValue
public record Energy(EnergyCosts costs, List<LayerEnergy> layers) {

    private static final double PICOJOULES_IN_MICROJOULE = 1e6;

    public Energy {
        Given.value(costs, "the costs of an energy");
        layers = Given.list(layers, "the layers of an energy");
    }

    /**
     * The operations of one layer for one image.
     *
     * @param place the layer's place in the network
     * @param multiplyAccumulates of weights with numbers; NeuroBench's effective MACs
     * @param accumulates of weights, because of spikes; NeuroBench's effective ACs
     * @param dense multiply-accumulates of an ordinary network of this shape, at one timestep
     * @param neuronUpdates neurons times timesteps
     */
    public record LayerEnergy(
            String place, double multiplyAccumulates, double accumulates, long dense, long neuronUpdates) {

        /** Weights and membrane potentials that are read. */
        public double memoryReads() {
            return multiplyAccumulates + accumulates + neuronUpdates;
        }

        /** What all of it takes. */
        public double picojoules(EnergyCosts costs) {
            return multiplyAccumulates * costs.multiplyAccumulate()
                    + accumulates * costs.accumulate()
                    + neuronUpdates * costs.neuronUpdate()
                    + memoryReads() * costs.memoryRead();
        }
    }

    /**
     * Runs a network for its own timesteps and counts, at the costs of 32-bit floats and without memory.
     *
     * @param shown the images and the weights
     */
    public static Energy of(Network network, Presentation shown) {
        SpikeRecorder spikes = new SpikeRecorder();
        SpikeCount count = SpikeCount.byPosition();
        shown.run(network, network.timesteps(), spikes.and(count));
        SynapticEvents measured = SynapticEvents.of(network, shown, count);
        List<LayerEnergy> layers = new ArrayList<>();
        for (Node node : measured.plan().needed()) {
            Optional<Synapses> synapses = Synapses.of(node);
            if (synapses.isPresent()) {
                Received received = Received.from(node.inputs().get(0), measured, spikes);
                layers.add(ofSynapses(synapses.get(), received));
            } else if (node.isSpiking()) {
                layers.add(new LayerEnergy(
                        node.place(), 0, 0, 0, (long) node.shape().size() * network.timesteps()));
            }
        }
        return new Energy(EnergyCosts.FP32_45NM, layers);
    }

    private static LayerEnergy ofSynapses(Synapses synapses, Received received) {
        double operations = synapses.operations(received.events());
        return new LayerEnergy(
                synapses.node().place(),
                received.areSpikes() ? 0 : operations,
                received.areSpikes() ? operations : 0,
                Math.round(
                        synapses.operations(SynapticEvents.all(synapses.node().inputShape()))),
                0);
    }

    /** The same operations at other costs. */
    public Energy on(EnergyCosts other) {
        return new Energy(other, layers);
    }

    /** For one image, in millionths of a joule. */
    public double microjoules() {
        return microjoules(place -> true);
    }

    /** For one image, of the layers at some places, in millionths of a joule. */
    public double microjoules(Predicate<String> places) {
        return layers.stream()
                        .filter(layer -> places.test(layer.place()))
                        .mapToDouble(layer -> layer.picojoules(costs))
                        .sum()
                / PICOJOULES_IN_MICROJOULE;
    }

    /** Multiply-accumulates of all layers for one image. */
    public double multiplyAccumulates() {
        return layers.stream().mapToDouble(LayerEnergy::multiplyAccumulates).sum();
    }

    /** Accumulates of all layers for one image. */
    public double accumulates() {
        return layers.stream().mapToDouble(LayerEnergy::accumulates).sum();
    }

    /** Neurons times timesteps, of all layers. */
    public long neuronUpdates() {
        return layers.stream().mapToLong(LayerEnergy::neuronUpdates).sum();
    }

    /** Multiply-accumulates that an ordinary network of this shape does for one image, once. */
    public long dense() {
        return layers.stream().mapToLong(LayerEnergy::dense).sum();
    }

    /**
     * What an ordinary network of this shape takes for an image: all its multiply-accumulates, and a memory read each; without neurons.
     */
    public double microjoulesOfOrdinaryNetwork() {
        return dense() * (costs.multiplyAccumulate() + costs.memoryRead()) / PICOJOULES_IN_MICROJOULE;
    }

    /**
     * The operations of one layer.
     *
     * @throws IllegalArgumentException if no convolution, linear layer or layer of neurons has that place
     */
    public LayerEnergy at(String place) {
        return layers.stream()
                .filter(layer -> layer.place().equals(place))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no convolution, linear layer or layer of neurons at '" + place
                                + "'; there are "
                                + layers.stream().map(LayerEnergy::place).toList()));
    }

    /**
     * One row a layer: place, effective_macs, effective_acs and dense (as NeuroBench calls them), neuron_updates, memory_reads, microjoules.
     */
    public Table table() {
        StringColumn places = StringColumn.create("place");
        DoubleColumn multiplyAccumulates = DoubleColumn.create("effective_macs");
        DoubleColumn accumulates = DoubleColumn.create("effective_acs");
        LongColumn dense = LongColumn.create("dense");
        LongColumn updates = LongColumn.create("neuron_updates");
        DoubleColumn reads = DoubleColumn.create("memory_reads");
        DoubleColumn microjoules = DoubleColumn.create("microjoules");
        for (LayerEnergy layer : layers) {
            places.append(layer.place());
            multiplyAccumulates.append(layer.multiplyAccumulates());
            accumulates.append(layer.accumulates());
            dense.append(layer.dense());
            updates.append(layer.neuronUpdates());
            reads.append(layer.memoryReads());
            microjoules.append(layer.picojoules(costs) / PICOJOULES_IN_MICROJOULE);
        }
        return Table.create(
                "energy for one image (" + costs + ")",
                places,
                multiplyAccumulates,
                accumulates,
                dense,
                updates,
                reads,
                microjoules);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.3g uJ for one image (%s): %,.0f accumulates, %,.0f multiply-accumulates, %,d neuron updates;"
                        + " an ordinary network of this shape takes %.3g uJ",
                microjoules(),
                costs,
                accumulates(),
                multiplyAccumulates(),
                neuronUpdates(),
                microjoulesOfOrdinaryNetwork());
    }
}
