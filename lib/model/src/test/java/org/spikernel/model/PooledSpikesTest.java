package org.spikernel.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.engine.BlockGolden;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.network.Network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PooledSpikesTest {

    /** AutoSNN counts the ones behind max pooling once more. */
    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void onesBehindMaxPoolingAreAsManyAsInPyTorch(BlockGolden golden) {
        Network network = golden.network();
        PooledSpikes pooled = PooledSpikes.of(network);
        SpikeEngine.common().on(golden.batch(), Weights.of(golden.weights())).run(network, network.timesteps(), pooled);

        assertThat((double) pooled.ones() / golden.batch().size())
                .isCloseTo(golden.spikesPerImage("max_pooling"), within(1e-9));
    }
}
