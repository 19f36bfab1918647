package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.gradients.LifBlock;
import org.spikernel.internal.gradients.NeuronBlock;
import org.spikernel.neuron.Lif;

/**
 * LIF neurons over time, and backpropagation through time. A block of neurons runs through all timesteps while it is in the cache;
 * nothing but input and output is kept, since the backward pass computes the potentials again.
 */
final class LifComputation implements Computation {

    /** What the neurons of a layer learn. */
    interface Learning {

        /** Neurons with what the layer has learned. */
        LifBlock with(LifBlock neurons, Pass pass);

        /** Is told the gradient of the rate at which neurons charge, if they learn it. */
        void gradient(double ofRate, Pass pass);

        /** Nothing. */
        static Learning nothing() {
            return new Learning() {
                @Override
                public LifBlock with(LifBlock neurons, Pass pass) {
                    return neurons;
                }

                @Override
                public void gradient(double ofRate, Pass pass) {}
            };
        }
    }

    private final Neurons neurons;
    private final Learning learning;

    LifComputation(Neurons neurons, Learning learning) {
        this.neurons = neurons;
        this.learning = learning;
    }

    /**
     * What the neurons of a layer have in common.
     *
     * @param neuron their dynamics; its time constant does not count where they learn another
     * @param timesteps timesteps folded into the batch
     * @param reset what a spike does to the potential
     * @param surrogate derivative of the step
     * @param smooth whether spikes are the surrogate's smooth step in place of 0 and 1, so that finite differences can test gradients;
     *     of built-in surrogates only
     */
    record Neurons(Lif neuron, int timesteps, Reset reset, Surrogate surrogate, boolean smooth) {}

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        INDArray output = pass.output(input.shape());
        FloatBuffer spikes = Floats.of(output);
        TimeFoldedNeurons.inBlocks(input, neurons.timesteps, size -> block(pass, size), (block, rows) -> {
            NeuronBlock.Row intoOutput = rows.into(spikes);
            NeuronBlock.Row made =
                    neurons.smooth ? (t, spike) -> intoOutput.at(t, smoothSpikes(block.distances(t))) : intoOutput;
            block.forward(rows.length(), rows.from(Floats.of(input)), made);
        });
        return output;
    }

    private LifBlock block(Pass pass, int size) {
        LifBlock block = new LifBlock(
                neurons.neuron, neurons.timesteps, size, neurons.reset == Reset.TO_REST, neurons.surrogate::slopes);
        return learning.with(block, pass);
    }

    private float[] smoothSpikes(float[] distances) {
        BuiltInSurrogate surrogate = (BuiltInSurrogate) neurons.surrogate;
        float[] spikes = new float[distances.length];
        for (int i = 0; i < spikes.length; i++) {
            spikes[i] = surrogate.smoothStep(distances[i]);
        }
        return spikes;
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        INDArray inputGradient = pass.inputGradient(input.shape());
        List<LifBlock> blocks = TimeFoldedNeurons.inBlocks(
                input,
                neurons.timesteps,
                size -> block(pass, size),
                (block, rows) -> block.backward(
                        rows.length(),
                        rows.from(Floats.of(input)),
                        rows.from(Floats.of(epsilon)),
                        rows.into(Floats.of(inputGradient))));
        learning.gradient(
                blocks.stream()
                        .flatMapToDouble(block -> Arrays.stream(block.parameterGradients()))
                        .sum(),
                pass);
        return inputGradient;
    }
}
