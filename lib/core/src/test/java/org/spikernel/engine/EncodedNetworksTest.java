package org.spikernel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Cells;
import org.spikernel.data.ImageBatch;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Encoding;
import org.spikernel.network.EncodingTest;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Source;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The engine gives the bits of the plain forward pass whatever a network sees over time. */
class EncodedNetworksTest {

    private static final int TIMESTEPS = 4;
    private static final Shape SHAPE = new Shape(2, 8, 8);

    @Provide
    Arbitrary<Cell> cells() {
        return Arbitraries.oneOf(Cells.any(), Cells.withFeedback());
    }

    @Provide
    Arbitrary<Encoding> encodings() {
        return Arbitraries.of(EncodingTest.all().toList());
    }

    private static Weights weights(boolean onGrid) {
        return onGrid ? Weights.randomOnGrid(3) : Weights.random(3);
    }

    private static SnasNet macro(Encoding encoding, int channels) {
        return new SnasNet(SHAPE, 3, 2, channels, 1, 19, 2, TIMESTEPS, Lif.DEFAULT, 2, encoding);
    }

    private static ImageBatch batch(Encoding encoding) {
        return Batches.shownBy(encoding, TIMESTEPS, 4, SHAPE, 5);
    }

    /** Every spike and the answer. */
    private static final class Seen implements SpikeMonitor {

        private final List<String> spikes = new ArrayList<>();

        @Override
        public void spikes(Network.Node layer, int timestep, SpikeMatrix matrix) {
            String words = IntStream.range(0, matrix.samples())
                    .mapToObj(sample -> Arrays.toString(matrix.words(sample)))
                    .collect(Collectors.joining());
            spikes.add(layer.place() + timestep + words);
        }

        List<String> with(float[][] answer) {
            spikes.add(Arrays.deepToString(answer));
            return spikes;
        }
    }

    private static List<String> plain(Network network, ImageBatch batch, Weights weights) {
        Seen seen = new Seen();
        return seen.with(ForwardPass.of(network, weights).run(batch, TIMESTEPS, seen));
    }

    private static List<String> engine(Presentation shown, Network network) {
        Seen seen = new Seen();
        return seen.with(shown.run(network, TIMESTEPS, seen));
    }

    @Property(tries = 60)
    void cellsGiveTheBitsOfThePlainForwardPass(
            @ForAll("cells") Cell first,
            @ForAll("cells") Cell second,
            @ForAll("encodings") Encoding encoding,
            @ForAll @IntRange(min = 1, max = 20) int channels,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll boolean onGrid,
            @ForAll boolean inParts) {
        Network network = macro(encoding, channels).network(List.of(first, second));
        ImageBatch batch = batch(encoding);
        List<String> expected = plain(network, batch, weights(onGrid));
        int bytes = inParts ? 1 : 1 << 30;

        Presentation vector = SpikeEngine.of(threads, Lanes.fastest(), SharedLayers::withinHeap, bytes)
                .on(batch, weights(onGrid));
        Presentation scalar =
                SpikeEngine.of(1, Lanes.scalar(), SharedLayers::none, bytes).on(batch, weights(onGrid));
        assertThat(engine(vector, network)).isEqualTo(expected);
        assertThat(engine(scalar, network)).isEqualTo(expected);
        assertThat(engine(vector, network)).as("with what was kept").isEqualTo(expected);
    }

    /** Neurons, poolings, sums, crops, normalisation and linear layers read the input itself. */
    @Property(tries = 30)
    void anyLayerReadsTheInput(
            @ForAll("encodings") Encoding encoding, @ForAll boolean onGrid, @ForAll boolean inParts) {
        Network.Builder builder = Network.builder("readers", SHAPE, encoding).timesteps(TIMESTEPS);
        Source input = builder.input();
        Source neurons = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.4f)), input);
        Source normalised = builder.add("norm", new Layer.BatchNorm(), input);
        Source pooled = builder.add("max", new Layer.MaxPooling(3, 1, 1), input);
        Source average = builder.add("average", new Layer.AveragePooling(3, 1, 1), input);
        Source sum = builder.add("sum", new Layer.Sum(), input, neurons, normalised, pooled, average, input);
        Source cropped = builder.add("crop", new Layer.Crop(2), input);
        Source both = builder.add("both", new Layer.Concatenation(), cropped, cropped);
        Source strided = builder.add("strided", new Layer.Convolution(5, 3, 2, 1), pooled);
        Source late = builder.add("late", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.2f)), strided);
        Source parts =
                builder.add("parts", new Layer.Sum(), linear(builder, "of sum", sum), linear(builder, "of both", both));
        Source more = builder.add("more", new Layer.Sum(), parts, linear(builder, "of late", late));
        Network network = builder.build(builder.add("out", new Layer.Sum(), more, linear(builder, "of input", input)));
        ImageBatch batch = batch(encoding);

        Presentation shown = SpikeEngine.of(2, Lanes.fastest(), SharedLayers::withinHeap, inParts ? 1 : 1 << 30)
                .on(batch, weights(onGrid));
        assertThat(engine(shown, network)).isEqualTo(plain(network, batch, weights(onGrid)));
    }

    private static Source linear(Network.Builder builder, String place, Source input) {
        return builder.add(place, new Layer.Linear(4, false), builder.add(place + " flat", new Layer.Flatten(), input));
    }

    /** Of one batch that is shown to networks of all encodings in turns, nothing is mixed up that they share by place. */
    @Test
    void whatIsKeptBelongsToItsEncodingAndItsTimesteps() {
        Cell cell = Cell.parse("conv3x3 | skip conv1x1 | conv5x5 skip conv3x3");
        List<Encoding> encodings = List.of(Encoding.direct(), Encoding.rate(1), Encoding.rate(2), Encoding.latency());
        ImageBatch batch = batch(Encoding.rate());
        List<Network> networks = encodings.stream()
                .map(encoding -> macro(encoding, 6).network(cell))
                .toList();
        Presentation shown = SpikeEngine.withThreads(2).on(batch, weights(true));
        Programme programme = shown.expecting(networks, network -> TIMESTEPS);

        for (Network network : networks) {
            shown.run(network, TIMESTEPS - 1, SpikeMonitor.none());
            assertThat(engine(shown, network)).isEqualTo(plain(network, batch, weights(true)));
        }
        for (int place : programme.order()) {
            assertThat(engine(programme.shown(), networks.get(place)))
                    .isEqualTo(plain(networks.get(place), batch, weights(true)));
        }
        assertThat(networks.stream().map(network -> engine(shown, network).get(0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAnEncodingCannotShowIsRefusedByName() {
        Network ofImages = macro(Encoding.rate(), 2).network(Cell.EMPTY);
        Network ofEvents = macro(Encoding.events(), 2).network(Cell.EMPTY);
        ImageBatch images = batch(Encoding.rate());
        ImageBatch events = batch(Encoding.events());
        ImageBatch onePolarity = Batches.shownBy(Encoding.events(), TIMESTEPS, 2, new Shape(1, 8, 8), 1);
        SpikeEngine engine = SpikeEngine.common();
        Weights weights = weights(true);

        assertThatThrownBy(() -> engine.run(ofImages, events, weights, TIMESTEPS, SpikeMonitor.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        " reads still images (encoding 'rate seed 0'), but the samples of the batch are frames of events; build it"
                                + " with Encoding.events(), as SnasNet.forDataset does");
        assertThatThrownBy(() -> engine.run(ofEvents, images, weights, TIMESTEPS, SpikeMonitor.none()))
                .hasMessageContaining(
                        " reads frames of events (encoding 'events'), but the samples of the batch are still images");
        assertThatThrownBy(() -> engine.run(ofEvents, events, weights, TIMESTEPS + 1, SpikeMonitor.none()))
                .hasMessageContaining(
                        " reads a frame of events at each of 5 timesteps (encoding 'events'), but the samples of the"
                                + " batch have 4 frames; give it as many timesteps, or make as many frames");
        assertThatThrownBy(() -> engine.run(ofEvents, onePolarity, weights, TIMESTEPS, SpikeMonitor.none()))
                .hasMessageContaining("reads images of shape [2, 8, 8], but the batch has images of shape [1, 8, 8]");
        assertThatThrownBy(
                        () -> engine.run(ofImages, Batches.normal(2, 2, 8, 1), weights, TIMESTEPS, SpikeMonitor.none()))
                .hasMessageContaining("the encoding 'rate seed 0' reads intensities, but");
    }
}
