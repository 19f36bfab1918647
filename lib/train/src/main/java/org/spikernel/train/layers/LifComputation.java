package org.spikernel.train.layers;

import java.nio.FloatBuffer;
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

    /** Where the neurons of a layer take their time constant from. */
    interface TimeConstant {
        float tau(Pass pass);

        default boolean isTrained() {
            return true;
        }

        /** Is told the derivative of the loss with respect to tau. */
        void gradient(double gradient, Pass pass);

        /** A constant that is not trained. */
        static TimeConstant fixed(float tau) {
            return new TimeConstant() {
                @Override
                public float tau(Pass pass) {
                    return tau;
                }

                @Override
                public boolean isTrained() {
                    return false;
                }

                @Override
                public void gradient(double gradient, Pass pass) {}
            };
        }
    }

    private final Neurons neurons;
    private final TimeConstant timeConstant;

    LifComputation(Neurons neurons, TimeConstant timeConstant) {
        this.neurons = neurons;
        this.timeConstant = timeConstant;
    }

    /**
     * What the neurons of a layer have in common.
     *
     * @param neuron threshold and potential at rest; its time constant does not count
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
                neurons.neuron.withTau(timeConstant.tau(pass)),
                neurons.timesteps,
                size,
                neurons.reset == Reset.TO_REST,
                neurons.surrogate::slopes);
        return timeConstant.isTrained() ? block.withTrainedTau() : block;
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
        timeConstant.gradient(blocks.stream().mapToDouble(LifBlock::tauGradient).sum(), pass);
        return inputGradient;
    }
}
