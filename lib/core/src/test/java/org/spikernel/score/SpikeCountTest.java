package org.spikernel.score;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Batches;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.engine.Weights;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnasNet;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SpikeCountTest {

    private static final Network NETWORK = SnasNet.cifar10()
            .withChannels(4)
            .withTimesteps(3)
            .network(Cell.parse("conv3x3 | skip skip | skip zero conv3x3"));
    private static final ImageBatch BATCH = Batches.normal(3, 3, 32, 1);

    private final SpikeRecorder recorder = new SpikeRecorder();

    private void show(ImageBatch batch, SpikeCount count) {
        SpikeEngine.common().run(NETWORK, batch, Weights.random(1), 3, count.and(recorder));
    }

    private long recorded(Node layer) {
        long spikes = 0;
        for (SpikeMatrix matrix : recorder.at(layer.place())) {
            for (int sample = 0; sample < matrix.samples(); sample++) {
                spikes += matrix.count(sample);
            }
        }
        return spikes;
    }

    @Test
    void batchesAreCountedTogether() {
        SpikeCount count = SpikeCount.byLayer();
        show(BATCH, count);
        show(Batches.normal(2, 3, 32, 2), count);
        List<Node> layers = NETWORK.spikingLayers();
        long all = layers.stream().mapToLong(this::recorded).sum();

        assertThat(count.total()).isPositive().isEqualTo(all);
        assertThat(count.perSample()).isEqualTo(all / 5.0);
        assertThat(count.layers())
                .isEqualTo(layers.stream()
                        .map(layer -> new LayerActivity(
                                layer.place(),
                                layer.shape().size(),
                                recorded(layer) / (5.0 * 3 * layer.shape().size())))
                        .toList());
    }

    @Test
    void spikesAreCountedAtTheirPositions() {
        SpikeCount count = SpikeCount.byPosition();
        show(BATCH, count);
        Node layer = NETWORK.spikingLayers().get(1);
        Shape shape = layer.shape();
        double[] expected = new double[shape.positions()];
        for (SpikeMatrix spikes : recorder.at(layer.place())) {
            for (int i = 0; i < 3 * shape.size(); i++) {
                int position = i % shape.positions();
                int row = position / shape.columns();
                int channel = i / shape.positions() % shape.channels();
                boolean fired = spikes.fired(i / shape.size(), channel, row, position % shape.columns());
                expected[position] += fired ? 1 / 3.0 : 0;
            }
        }

        assertThat(count.perSample(layer)).hasSize(1024).containsExactly(expected, within(1e-9));
    }

    @Test
    void whatWasNotCountedIsNamed() {
        SpikeCount count = SpikeCount.byLayer();
        show(BATCH, count);
        Node layer = NETWORK.spikingLayers().get(0);

        assertThatThrownBy(() -> count.perSample(layer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at the positions of layer '" + layer.place() + "'")
                .hasMessageContaining("use SpikeCount.byPosition()");
        assertThatThrownBy(() -> SpikeCount.byPosition().perSample(layer))
                .hasMessageContaining("counted were [], by position");
    }

    @Test
    void networkWithoutNeuronsHasNoSpikes() {
        Network.Builder builder = Network.builder("no neurons", new Shape(3, 32, 32));
        Network network = builder.build(builder.add("zero", new Layer.Zero(), builder.input()));
        SpikeCount count = SpikeCount.byLayer();
        SpikeEngine.common().run(network, BATCH, Weights.random(1), 2, count);

        assertThat(count.total()).isZero();
        assertThat(count.perSample()).isZero();
        assertThat(count.layers()).isEmpty();
        assertThat(LayerActivity.firingRate(count.layers())).isNaN();
    }
}
