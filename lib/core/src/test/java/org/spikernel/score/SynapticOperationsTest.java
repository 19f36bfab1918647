package org.spikernel.score;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.score.SynapticOperations.LayerOperations;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SynapticOperationsTest {

    private static final Shape IMAGE = new Shape(3, 32, 32);
    private static final ImageBatch BATCH = Datasets.textures().train().batch(3, 1);

    private static Presentation shown() {
        return SpikeEngine.common().on(BATCH, Weights.random(0));
    }

    @Test
    void countsWhatTheEngineDoes() {
        var builder = Network.builder("strided", IMAGE).timesteps(4);
        Source source = builder.add("stem", Layer.Convolution.same(4, 3, 1), builder.input());
        source = spikes(builder, "first", source);
        source = builder.add("strided", new Layer.Convolution(6, 5, 2, 1), source);
        source = spikes(builder, "second", source);
        source = builder.add("flat", new Layer.Flatten(), source);
        Node output = builder.add("output", new Layer.Linear(7, true), source);
        Presentation shown = shown();

        SynapticOperations operations = SynapticOperations.of(builder.build(output), shown);

        assertThat(operations.at("strided").operations()).isPositive();
        assertThat(operations.at("output").operations()).isPositive();
        assertThat(operations.total() * BATCH.size()).isCloseTo(shown.profile().synapticOperations(), within(1e-3));
    }

    private static Source spikes(Network.Builder builder, String name, Source source) {
        Source normalised = builder.add(name + ".norm", new Layer.BatchNorm(), source);
        return builder.add(name + ".lif", new Layer.Spiking(Lif.DEFAULT), normalised);
    }

    @Test
    void layersThatReadNumbersDoAllTheirWorkOnceIfItNeverChanges() {
        Network network = SnasNet.cifar10()
                .withChannels(4)
                .withTimesteps(3)
                .network(Cell.parse("skip | zero zero | conv1x1 zero zero"));
        LayerOperations stem = SynapticOperations.of(network, shown()).at("stem.conv3x3");

        // A 3x3 kernel on 32 rows covers three rows everywhere but at the two ends, where it covers two.
        assertThat(stem.multiplyAdds()).isEqualTo((3 * 32 - 2) * (3 * 32 - 2) * 3 * 4);
        assertThat(stem)
                .isEqualTo(new LayerOperations("stem.conv3x3", false, stem.multiplyAdds(), stem.multiplyAdds()));

        var builder = Network.builder("numbers of spikes", IMAGE).timesteps(3);
        Source spikes = spikes(builder, "first", builder.input());
        Source currents = builder.add("currents", Layer.Convolution.same(2, 1, 1), spikes);
        Node output = builder.add("again", Layer.Convolution.same(5, 1, 1), currents);

        assertThat(SynapticOperations.of(builder.build(output), shown())
                        .at("again")
                        .operations())
                .isEqualTo(3 * 32 * 32 * 2 * 5);
    }

    @Test
    void spikesCountForEveryWindowThatHoldsThemAndForEveryWayThatTheyTake() {
        var builder = Network.builder("ways", IMAGE);
        Source spikes = spikes(builder, "first", builder.input());
        Source twice = builder.add("twice", new Layer.Sum(), spikes, spikes);
        Source none = builder.add("none", new Layer.Zero(), spikes);
        Source sum = builder.add("sum", new Layer.Sum(), twice, none);
        Source max = builder.add("max", new Layer.MaxPooling(2, 2, 0), sum);
        Source average = builder.add("average", new Layer.AveragePooling(4, 2, 1), max);
        Source kept = builder.add("kept", new Layer.Dropout(0.5), average);
        Source both = builder.add("both", new Layer.Concatenation(), spikes, spikes, none);
        Source rest = builder.add("rest", new Layer.Crop(8), spikes);
        Node output = builder.add(
                "output",
                new Layer.Concatenation(),
                summed(builder, "of average", kept),
                summed(builder, "of max", max),
                summed(builder, "of both", both),
                summed(builder, "of the rest", rest),
                summed(builder, "of spikes", spikes));

        SynapticOperations operations = SynapticOperations.of(builder.build(output), shown());
        double direct = operations.at("of spikes").operations();

        assertThat(operations.layers()).allMatch(LayerOperations::readsSpikes);
        assertThat(operations.at("of max").operations()).isCloseTo(2 * direct, within(1e-6));
        assertThat(operations.at("of both").operations()).isCloseTo(2 * direct, within(1e-6));
        assertThat(operations.at("of the rest").operations()).isBetween(0.3 * direct, 0.9 * direct);
        // Windows of 4 at steps of 2 hold every position twice a direction, but for the two outermost rows and columns.
        assertThat(operations.at("of average").operations()).isBetween(2 * direct * 3, 2 * direct * 4);
    }

    /** One filter over all channels, and the mean of all its positions, so that maps of different sizes go together. */
    private static Source summed(Network.Builder builder, String place, Source source) {
        Source filtered = builder.add(place, Layer.Convolution.same(1, 1, 1), source);
        int rows = filtered.shape().rows();
        return builder.add(place + ": mean", new Layer.AveragePooling(rows, rows, 0), filtered);
    }

    @Test
    void whatTheAnswerDoesNotDependOnIsNoWork() {
        SnasNet macro = SnasNet.cifar10().withChannels(4).withTimesteps(2);
        Cell cell = Cell.parse("conv3x3 | zero zero | conv3x3 zero zero");

        assertThat(SynapticOperations.of(macro.network(cell), shown()))
                .isEqualTo(SynapticOperations.of(macro.network(cell.canonical()), shown()));
    }

    @Test
    void largerKernelsDoMoreWork() {
        List<Double> work = List.of("conv1x1", "conv3x3", "conv5x5", "conv7x7").stream()
                .map(operation -> Cell.parse("skip | zero zero | " + operation + " zero zero"))
                .map(cell ->
                        SynapticOperations.of(SnasNet.cifar10().withChannels(4).network(cell), shown()))
                .map(operations -> operations.layers().get(1).operations())
                .toList();

        assertThat(work.get(1) / work.get(0)).isBetween(8.0, 9.0);
        assertThat(work.get(2) / work.get(0)).isBetween(20.0, 25.0);
        assertThat(work.get(3) / work.get(0)).isBetween(37.0, 49.0);
    }

    @Test
    void tableHasOneRowALayerWithSynapses() {
        Network network = SnasNet.cifar10().withChannels(4).network(Cell.parse("skip | zero zero | conv3x3 zero zero"));
        SynapticOperations operations = SynapticOperations.of(network, shown());

        assertThat(operations.table().stringColumn("place").asList())
                .containsExactly(
                        "stem.conv3x3",
                        "cell1.0->3.conv3x3",
                        "reduction.conv3x3",
                        "cell2.0->3.conv3x3",
                        "classifier.hidden",
                        "classifier.output");
        assertThat(operations.table().stringColumn("reads").asList())
                .containsExactly("numbers", "spikes", "spikes", "spikes", "spikes", "spikes");
        assertThat(operations.total(place -> place.startsWith("cell")))
                .isEqualTo(operations.at("cell1.0->3.conv3x3").operations()
                        + operations.at("cell2.0->3.conv3x3").operations());
        assertThat(operations.at("classifier.hidden").multiplyAdds()).isEqualTo(8 * 8 * 8 * 1024);
        assertThat(operations).asString().contains("synaptic operations for one image");
        assertThatThrownBy(() -> operations.at("cell1")).hasMessageContaining("at 'cell1'; there are [stem.conv3x3, ");
    }
}
