package org.spikernel.score;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.engine.Weights;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.score.Energy.LayerEnergy;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class EnergyTest {

    private static final int TIMESTEPS = 3;
    private static final ImageBatch BATCH = Datasets.textures().train().batch(4, 1);
    private static final Presentation SHOWN = SpikeEngine.common().on(BATCH, Weights.random(0));
    private static final DoubleUnaryOperator ONE_IF_THERE = number -> number == 0 ? 0 : 1;

    private final Network.Builder builder =
            Network.builder("counted", new Shape(3, 32, 32)).timesteps(TIMESTEPS);
    private final Node stem = builder.add("stem", new Layer.Convolution(4, 3, 4, 1), builder.input());
    private final Node normalised = builder.add("norm", new Layer.BatchNorm(), stem);
    private final Node neurons = builder.add("lif", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.5)), normalised);

    /** What a layer reads of one sample at one timestep, by channel, row and column of the spikes of the neurons. */
    private interface Reading {
        double at(SpikeMatrix spikes, int sample, int channel, int row, int column);
    }

    private static double spike(SpikeMatrix spikes, int sample, int channel, int row, int column) {
        return spikes.fired(sample, channel, row, column) ? 1 : 0;
    }

    /** Goes through every output, every weight and everything that it meets. */
    private double countedOneByOne(Node layer, Layer.Convolution convolution, Reading reading) {
        SpikeRecorder recorder = new SpikeRecorder();
        SHOWN.run(builder.build(layer), TIMESTEPS, recorder);
        Shape from = layer.inputShape();
        double operations = 0;
        for (SpikeMatrix spikes : recorder.at("lif")) {
            for (int sample = 0; sample < BATCH.size(); sample++) {
                for (int output = 0; output < layer.shape().size(); output++) {
                    int position = output / layer.shape().channels();
                    int top = position / layer.shape().columns() * convolution.stride() - convolution.padding();
                    int left = position % layer.shape().columns() * convolution.stride() - convolution.padding();
                    for (int y = Math.max(0, top); y < Math.min(from.rows(), top + convolution.kernelSize()); y++) {
                        for (int x = Math.max(0, left);
                                x < Math.min(from.columns(), left + convolution.kernelSize());
                                x++) {
                            for (int channel = 0; channel < from.channels(); channel++) {
                                operations += reading.at(spikes, sample, channel, y, x);
                            }
                        }
                    }
                }
            }
        }
        return operations / BATCH.size();
    }

    private LayerEnergy energyOf(Node layer) {
        return Energy.of(builder.build(layer), SHOWN).at(layer.place());
    }

    private void requireAccumulates(Node layer, Layer.Convolution convolution, Reading reading) {
        double expected = countedOneByOne(layer, convolution, reading);
        assertThat(expected).isPositive();
        assertThat(energyOf(layer).accumulates()).isEqualTo(expected);
        assertThat(energyOf(layer).multiplyAccumulates()).isZero();
    }

    @Test
    void spikesAreCountedOneByOne() {
        Layer.Convolution convolution = new Layer.Convolution(5, 5, 2, 1);

        requireAccumulates(builder.add("conv", convolution, neurons), convolution, EnergyTest::spike);
    }

    @Test
    void whatPassesMaxPoolingIsOneSpike() {
        Layer.Convolution convolution = Layer.Convolution.same(2, 3, 1);
        Node pooled = builder.add("max", new Layer.MaxPooling(2, 2, 0), neurons);

        requireAccumulates(
                builder.add("conv", convolution, pooled),
                convolution,
                (spikes, sample, channel, row, column) -> overWindow(spikes, sample, channel, row, column, Math::max));
    }

    /** What is heard a timestep later is never heard of the last timestep. */
    @Test
    void spikesThatAreCarriedBackAreCountedWhenTheyArrive() {
        Layer.Convolution convolution = Layer.Convolution.same(2, 3, 1);
        Network.Builder own = Network.builder("carried", new Shape(3, 32, 32)).timesteps(TIMESTEPS);
        Node delay = own.add("delay", new Layer.Delay(neurons.shape()));
        Node currents = own.add("norm", new Layer.BatchNorm(), own.add("stem", stem.layer(), own.input()));
        Node fed = own.add("lif", neurons.layer(), currents);
        Node back = own.add("back", convolution, delay);
        Network network = own.feedBack(fed, delay).build(back);
        SpikeRecorder recorder = new SpikeRecorder();
        SHOWN.run(network, TIMESTEPS, recorder);
        double ones = 0;
        List<SpikeMatrix> arriving = recorder.at("lif").subList(0, TIMESTEPS - 1);
        for (SpikeMatrix spikes : arriving) {
            for (int sample = 0; sample < BATCH.size(); sample++) {
                for (int i = 0; i < fed.shape().size(); i++) {
                    int position = i % fed.shape().positions();
                    int row = position / fed.shape().columns();
                    int column = position % fed.shape().columns();
                    double reached = (row % (fed.shape().rows() - 1) == 0 ? 2 : 3)
                            * (column % (fed.shape().columns() - 1) == 0 ? 2 : 3)
                            * convolution.filters();
                    ones += reached * spike(spikes, sample, i / fed.shape().positions(), row, column);
                }
            }
        }

        LayerEnergy energy = Energy.of(network, SHOWN).at("back");
        assertThat(ones).isPositive();
        assertThat(energy.accumulates()).isEqualTo(ones / BATCH.size());
        assertThat(energy.multiplyAccumulates()).isZero();
        assertThatThrownBy(() -> SynapticOperations.of(network, SHOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("carried: the delay 'delay' carries back spikes");
    }

    @Test
    void cellsWithFeedbackAreCountedLikeOthers() {
        Network network = SnasNet.cifar10()
                .withChannels(4)
                .withTimesteps(TIMESTEPS)
                .network(Cell.parse("conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 2->0 conv1x1 3->1 conv1x1"));

        Energy energy = Energy.of(network, SHOWN);
        SynapticOperations operations = SynapticOperations.of(network, SHOWN);
        assertThat(energy.at("cell1.2->0.conv1x1").accumulates())
                .isPositive()
                .isEqualTo(operations.at("cell1.2->0.conv1x1").operations());
        assertThat(energy.at("cell1.2->0.lif").neuronUpdates()).isEqualTo(4L * 32 * 32 * TIMESTEPS);
    }

    private interface Joining {
        double join(double one, double other);
    }

    private static double overWindow(
            SpikeMatrix spikes, int sample, int channel, int row, int column, Joining joining) {
        double left = joining.join(
                spike(spikes, sample, channel, 2 * row, 2 * column),
                spike(spikes, sample, channel, 2 * row + 1, 2 * column));
        double right = joining.join(
                spike(spikes, sample, channel, 2 * row, 2 * column + 1),
                spike(spikes, sample, channel, 2 * row + 1, 2 * column + 1));
        return joining.join(left, right);
    }

    @Test
    void averagesOfSpikesAreMultipliedWhereTheyAreNotZero() {
        Layer.Convolution convolution = Layer.Convolution.same(2, 3, 1);
        Node pooled = builder.add("average", new Layer.AveragePooling(2, 2, 0), neurons);
        Node kept = builder.add("dropout", new Layer.Dropout(0.5), pooled);
        Node layer = builder.add("conv", convolution, kept);

        double expected = countedOneByOne(
                layer,
                convolution,
                (spikes, sample, channel, row, column) ->
                        ONE_IF_THERE.applyAsDouble(overWindow(spikes, sample, channel, row, column, Double::sum)));

        assertThat(energyOf(layer).multiplyAccumulates()).isEqualTo(expected).isPositive();
        assertThat(energyOf(layer).accumulates()).isZero();
    }

    @Test
    void eachSpikeOfASumIsAdded() {
        Layer.Convolution convolution = Layer.Convolution.same(2, 3, 1);
        Node pooled = builder.add("max", new Layer.MaxPooling(1, 1, 0), neurons);
        Node sum = builder.add("sum", new Layer.Sum(), neurons, pooled, neurons);

        requireAccumulates(
                builder.add("conv", convolution, sum),
                convolution,
                (spikes, sample, channel, row, column) -> 3 * spike(spikes, sample, channel, row, column));
    }

    @Test
    void aLinearLayerTakesAWeightForEachOutputAndSpike() {
        Node flat = builder.add("flat", new Layer.Flatten(), neurons);
        Node linear = builder.add("linear", new Layer.Linear(7, true), flat);
        SpikeCount count = SpikeCount.byLayer();
        SHOWN.run(builder.build(linear), TIMESTEPS, count);

        assertThat(energyOf(linear).accumulates())
                .isEqualTo(7 * count.perSample())
                .isPositive();
        assertThat(energyOf(linear).dense()).isEqualTo(7 * 4 * 8 * 8);
    }

    @Test
    void anImageIsMultipliedOnceAndNeuronsAreUpdatedAtEveryTimestep() {
        Energy energy = Energy.of(builder.build(neurons), SHOWN);

        // Of 8 steps of 4, the first reaches one position into the padding.
        assertThat(energy.at("stem").multiplyAccumulates()).isEqualTo((3 * 8 - 1) * (3 * 8 - 1) * 3 * 4);
        assertThat(energy.at("stem").dense()).isEqualTo((3 * 8 - 1) * (3 * 8 - 1) * 3 * 4);
        assertThat(energy.at("lif")).isEqualTo(new LayerEnergy("lif", 0, 0, 0, 4 * 8 * 8 * TIMESTEPS));
        assertThat(energy.neuronUpdates()).isEqualTo(4 * 8 * 8 * TIMESTEPS);
    }

    @Test
    void energyIsOperationsTimesTheirCosts() {
        Network network = SnasNet.cifar10().withChannels(4).network(Cell.parse("skip | zero zero | conv3x3 zero zero"));
        Energy energy = Energy.of(network, SHOWN);
        EnergyCosts costs = new EnergyCosts("mine", 3, 5, 7, 11);

        assertThat(energy.costs()).isEqualTo(EnergyCosts.FP32_45NM);
        assertThat(energy.microjoules())
                .isCloseTo(
                        (4.6 * energy.multiplyAccumulates() + 0.9 * energy.accumulates() + 4.6 * energy.neuronUpdates())
                                / 1e6,
                        within(1e-9));
        assertThat(energy.on(costs).microjoules())
                .isCloseTo(
                        (14 * energy.multiplyAccumulates() + 16 * energy.accumulates() + 18 * energy.neuronUpdates())
                                / 1e6,
                        within(1e-9));
        assertThat(energy.on(costs).microjoulesOfOrdinaryNetwork()).isCloseTo(14 * energy.dense() / 1e6, within(1e-9));
        assertThat(energy.microjoules(place -> place.startsWith("cell")))
                .isCloseTo(sum(energy, layer -> layer.picojoules(EnergyCosts.FP32_45NM)) / 1e6, within(1e-12))
                .isPositive();
        assertThat(energy.on(EnergyCosts.FP32_45NM.withMemoryRead(5)).microjoules())
                .isGreaterThan(energy.microjoules());
    }

    private static double sum(Energy energy, ToDoubleFunction<LayerEnergy> number) {
        return energy.layers().stream()
                .filter(layer -> layer.place().startsWith("cell"))
                .mapToDouble(number)
                .sum();
    }

    @Test
    void tableHasOneRowALayer() {
        Network network = SnasNet.cifar10().withChannels(4).network(Cell.parse("skip | zero zero | conv3x3 zero zero"));
        Energy energy = Energy.of(network, SHOWN);

        assertThat(energy.table().columnNames())
                .isEqualTo(List.of(
                        "place",
                        "effective_macs",
                        "effective_acs",
                        "dense",
                        "neuron_updates",
                        "memory_reads",
                        "microjoules"));
        assertThat(energy.table().rowCount()).isEqualTo(energy.layers().size());
        assertThat(energy).asString().contains("uJ for one image (FP32, 45 nm)");
        assertThatThrownBy(() -> energy.at("cell1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at 'cell1'; there are [stem.conv3x3, ");
    }

    @Test
    void costsAreNotNegative() {
        assertThatThrownBy(() -> EnergyCosts.FP32_45NM.withMemoryRead(-1))
                .hasMessage("the energy of a memory read should be a finite number of picojoules from 0 upwards,"
                        + " but is -1.0");
    }
}
