package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.neurons.FloatNeuron;
import org.spikernel.neuron.DifferentiableNeuron;

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

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        INDArray output = pass.output(input.shape());
        FloatBuffer spikes = Floats.of(output);
        inBlocks(input, (block, start, length) -> block.forward(start, length, spikes));
        return output;
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        INDArray inputGradient = pass.inputGradient(input.shape());
        FloatBuffer spikeGradients = Floats.of(epsilon);
        FloatBuffer currentGradients = Floats.of(inputGradient);
        inBlocks(input, (block, start, length) -> block.backward(start, length, spikeGradients, currentGradients));
        return inputGradient;
    }

    /** Work on a block of neurons. */
    private interface BlockTask {
        void run(Block block, int start, int length);
    }

    private void inBlocks(INDArray input, BlockTask task) {
        FloatBuffer currents = Floats.of(input);
        int size = TimeFoldedNeurons.count(input, timesteps);
        Floats.inRanges(size, TimeFoldedNeurons.rangeSize(size), (index, from, to) -> {
            Block block = new Block(currents, size);
            for (int start = from; start < to; start += Floats.BLOCK) {
                task.run(block, start, Math.min(Floats.BLOCK, to - start));
            }
        });
    }

    /** A block of neurons on its way through time: what each was given, and what became of it, at every timestep. */
    private final class Block {

        private final FloatNeuron floats = new FloatNeuron(neuron);
        private final FloatBuffer currents;
        private final int size;
        private final float[][] current = new float[timesteps][Floats.BLOCK];
        private final float[][] before = new float[timesteps + 1][Floats.BLOCK];
        private final float[][] charged = new float[timesteps][Floats.BLOCK];
        private final float[] carried = new float[Floats.BLOCK];
        private final float[] gradient = new float[Floats.BLOCK];

        Block(FloatBuffer currents, int size) {
            this.currents = currents;
            this.size = size;
        }

        void forward(int start, int length, FloatBuffer spikes) {
            throughTime(start, length);
            float[] spike = new float[length];
            for (int t = 0; t < timesteps; t++) {
                for (int i = 0; i < length; i++) {
                    spike[i] = spike(charged[t][i]);
                }
                spikes.put(t * size + start, spike, 0, length);
            }
        }

        private void throughTime(int start, int length) {
            Arrays.fill(before[0], floats.rest());
            for (int t = 0; t < timesteps; t++) {
                currents.get(t * size + start, current[t], 0, length);
                for (int i = 0; i < length; i++) {
                    float potential = floats.charge(before[t][i], current[t][i]);
                    charged[t][i] = potential;
                    before[t + 1][i] = floats.fires(potential) ? floats.afterSpike(potential) : potential;
                }
            }
        }

        private float spike(float potential) {
            if (smooth) {
                return ((BuiltInSurrogate) surrogate).smoothStep(distance(potential));
            }
            return floats.fires(potential) ? 1 : 0;
        }

        private float distance(float potential) {
            return potential - (float) neuron.threshold();
        }

        /**
         * With h the potential before the reset, g the gradient of a spike and c that of the potential v after the reset, backwards in time:
         * dL/dh = g surrogate(h - threshold) + c dv/dh; dL/dx = dL/dh dh/dx; c = dL/dh times the derivative of h with respect to the
         * potential before.
         */
        void backward(int start, int length, FloatBuffer spikeGradients, FloatBuffer currentGradients) {
            throughTime(start, length);
            Arrays.fill(carried, 0);
            float[] slopes = new float[length];
            for (int t = timesteps - 1; t >= 0; t--) {
                for (int i = 0; i < length; i++) {
                    slopes[i] = distance(charged[t][i]);
                }
                surrogate.slopes(slopes, length);
                spikeGradients.get(t * size + start, gradient, 0, length);
                for (int i = 0; i < length; i++) {
                    backward(t, i, gradient[i] * slopes[i]);
                }
                currentGradients.put(t * size + start, gradient, 0, length);
            }
        }

        private void backward(int t, int i, float throughSpike) {
            float potential = charged[t][i];
            double kept = floats.fires(potential) ? neuron.slopeAfterSpike(potential) : 1;
            double ofCharged = throughSpike + carried[i] * kept;
            gradient[i] = (float) (ofCharged * neuron.slopeInCurrent(before[t][i], current[t][i]));
            carried[i] = (float) (ofCharged * neuron.slopeInPotential(before[t][i], current[t][i]));
        }
    }
}
