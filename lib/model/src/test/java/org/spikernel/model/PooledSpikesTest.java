package org.spikernel.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.engine.BlockGolden;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PooledSpikesTest {

    @Test
    void poolingsOfWhatIsCarriedBackAreNotCounted() {
        Network.Builder builder = Network.builder("carried", new Shape(1, 4, 4));
        Node delay = builder.add("delay", new Layer.Delay(new Shape(1, 4, 4)));
        Node kept = builder.add("kept", new Layer.Dropout(0.5), delay);
        Node neurons = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), builder.input());
        builder.feedBack(neurons, delay);
        Node ofNeurons = builder.add("max of neurons", new Layer.MaxPooling(2, 2, 0), neurons);

        assertThat(PooledSpikes.of(builder.build(ofNeurons)).ones()).isZero();
        Node sum = builder.add("sum", new Layer.Sum(), neurons, delay);
        Node ofSum = builder.add("max of sum", new Layer.MaxPooling(2, 2, 0), sum);
        assertThat(PooledSpikes.of(builder.build(ofSum)).ones()).as("no ones").isZero();
        Node pooled = builder.add("max", new Layer.MaxPooling(2, 2, 0), kept);
        assertThat(PooledSpikes.of(builder.build(pooled)).ones()).isNaN();
    }

    /** AutoSNN counts the ones behind max pooling once more. */
    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void onesBehindMaxPoolingAreAsManyAsInPyTorch(BlockGolden golden) {
        Network network = golden.network();
        PooledSpikes pooled = PooledSpikes.of(network);
        SpikeEngine.common().on(golden.batch(), Weights.of(golden.weights())).run(network, network.timesteps(), pooled);

        assertThat(pooled.ones() / golden.batch().size()).isCloseTo(golden.spikesPerImage("max_pooling"), within(1e-9));
    }
}
