package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.gradients.AnyNeuronBlock;
import org.spikernel.internal.gradients.NeuronBlock;
import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.LearningNeuron;

/**
 * Neurons of any dynamics over time, and backpropagation through time, one neuron after another. Like {@link LifComputation}, it keeps
 * nothing but input and output, and computes the potentials again in the backward pass.
 *
 * @param neuron dynamics of each neuron
 * @param timesteps timesteps folded into the batch
 * @param surrogate derivative of the step
 * @param smooth whether spikes are the surrogate's smooth step in place of 0 and 1, so that finite differences can test gradients; of
 *     built-in surrogates only
 */
record NeuronComputation(DifferentiableNeuron neuron, int timesteps, Surrogate surrogate, boolean smooth)
        implements Computation {

    /** What the neurons learn, one number a parameter. */
    static final String PARAMETERS = "parameters";

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        INDArray output = pass.output(input.shape());
        FloatBuffer spikes = Floats.of(output);
        inBlocks(input, pass, (block, rows) -> {
            NeuronBlock.Row intoOutput = rows.into(spikes);
            block.forward(
                    rows.length(),
                    rows.from(Floats.of(input)),
                    smooth ? (t, spike) -> intoOutput.at(t, smoothSpikes(block, t, rows.length())) : intoOutput);
        });
        return output;
    }

    private float[] smoothSpikes(AnyNeuronBlock block, int timestep, int length) {
        float[] spikes = new float[length];
        for (int i = 0; i < length; i++) {
            spikes[i] = ((BuiltInSurrogate) surrogate).smoothStep(block.distance(timestep, i));
        }
        return spikes;
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        INDArray inputGradient = pass.inputGradient(input.shape());
        List<AnyNeuronBlock> blocks = inBlocks(
                input,
                pass,
                (block, rows) -> block.backward(
                        rows.length(),
                        rows.from(Floats.of(input)),
                        rows.from(Floats.of(epsilon)),
                        rows.into(Floats.of(inputGradient))));
        if (neuron instanceof LearningNeuron) {
            INDArray gradient = pass.gradient(PARAMETERS);
            for (int i = 0; i < gradient.length(); i++) {
                int parameter = i;
                gradient.putScalar(
                        i,
                        blocks.stream()
                                .mapToDouble(block -> block.parameterGradients()[parameter])
                                .sum());
            }
        }
        return inputGradient;
    }

    private List<AnyNeuronBlock> inBlocks(INDArray input, Pass pass, TimeFoldedNeurons.BlockTask<AnyNeuronBlock> task) {
        DifferentiableNeuron learned = learned(pass);
        return TimeFoldedNeurons.inBlocks(
                input, timesteps, size -> new AnyNeuronBlock(learned, timesteps, size, surrogate::slopes), task);
    }

    /** The neuron with what the layer has learned. */
    private DifferentiableNeuron learned(Pass pass) {
        return neuron instanceof LearningNeuron learning
                ? learning.with(pass.parameter(PARAMETERS).toFloatVector())
                : neuron;
    }
}
