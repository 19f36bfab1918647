package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.arrays.Sums;
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

    private static final float STEEP = 0x1p100f;

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
        FloatBuffer currents = Floats.of(input);
        FloatBuffer spikes = Floats.of(output);
        int size = TimeFoldedNeurons.count(input, neurons.timesteps);
        Lif neuron = neurons.neuron.withTau(timeConstant.tau(pass));
        Floats.inRanges(size, TimeFoldedNeurons.rangeSize(size), (index, from, to) -> {
            Block block = new Block(neuron, currents, size);
            for (int start = from; start < to; start += Floats.BLOCK) {
                block.forward(start, Math.min(Floats.BLOCK, to - start), spikes);
            }
        });
        return output;
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        INDArray inputGradient = pass.inputGradient(input.shape());
        FloatBuffer currents = Floats.of(input);
        FloatBuffer spikeGradients = Floats.of(epsilon);
        FloatBuffer currentGradients = Floats.of(inputGradient);
        int size = TimeFoldedNeurons.count(input, neurons.timesteps);
        Lif neuron = neurons.neuron.withTau(timeConstant.tau(pass));
        double[] tauGradients = new double[Floats.ranges(size, TimeFoldedNeurons.rangeSize(size))];
        Floats.inRanges(size, TimeFoldedNeurons.rangeSize(size), (index, from, to) -> {
            Block block = new Block(neuron, currents, size);
            for (int start = from; start < to; start += Floats.BLOCK) {
                block.backward(start, Math.min(Floats.BLOCK, to - start), spikeGradients, currentGradients);
            }
            tauGradients[index] = block.tauGradient;
        });
        timeConstant.gradient(Arrays.stream(tauGradients).sum(), pass);
        return inputGradient;
    }

    /** A block of neurons on its way through time. */
    private final class Block {

        private final Lif neuron;
        private final FloatBuffer currents;
        private final int size;
        private final float[] potential = new float[Floats.BLOCK];
        private final float[] row = new float[Floats.BLOCK];
        private final float[] spike = new float[Floats.BLOCK];
        private final float[] carried = new float[Floats.BLOCK];
        private final float[][] distances = new float[neurons.timesteps][Floats.BLOCK];
        /** (x - (v - v_reset)) / tau at every timestep, where tau is trained. */
        private final float[][] charges;

        private final Sums sums = new Sums();
        private double tauGradient;

        Block(Lif neuron, FloatBuffer currents, int size) {
            this.neuron = neuron;
            this.currents = currents;
            this.size = size;
            charges = new float[timeConstant.isTrained() ? neurons.timesteps : 0][Floats.BLOCK];
        }

        void forward(int start, int length, FloatBuffer spikes) {
            Arrays.fill(potential, (float) neuron.reset());
            for (int t = 0; t < neurons.timesteps; t++) {
                currents.get(t * size + start, row, 0, length);
                charge(length);
                distances(length, row);
                fire(length, row);
                reset(length);
                if (neurons.smooth) {
                    smoothSpikes(length, row);
                }
                spikes.put(t * size + start, spike, 0, length);
            }
        }

        private void charge(int length) {
            float tau = (float) neuron.tau();
            float rest = (float) neuron.reset();
            for (int i = 0; i < length; i++) {
                potential[i] = potential[i] + (row[i] - (potential[i] - rest)) / tau;
            }
        }

        private void charges(int length, float[] charge) {
            float tau = (float) neuron.tau();
            float rest = (float) neuron.reset();
            for (int i = 0; i < length; i++) {
                charge[i] = (row[i] - (potential[i] - rest)) / tau;
            }
        }

        private void distances(int length, float[] distance) {
            float threshold = (float) neuron.threshold();
            for (int i = 0; i < length; i++) {
                distance[i] = potential[i] - threshold;
            }
        }

        /** Needs the spikes that the potential causes. */
        private void reset(int length) {
            float rest = (float) neuron.reset();
            float step = (float) neuron.threshold() - rest;
            if (neurons.reset == Reset.TO_REST) {
                for (int i = 0; i < length; i++) {
                    potential[i] = potential[i] * (1 - spike[i]) + rest * spike[i];
                }
            } else {
                for (int i = 0; i < length; i++) {
                    potential[i] -= step * spike[i];
                }
            }
        }

        /**
         * 1 where the distance from the threshold is not negative, else 0. A comparison would be computed one number at a time; no
         * distance is so small that its product with {@code STEEP} would not reach 1.
         */
        private void fire(int length, float[] distance) {
            for (int i = 0; i < length; i++) {
                spike[i] = Math.min(1, Math.max(0, distance[i] * STEEP + 1));
            }
        }

        private void smoothSpikes(int length, float[] distance) {
            BuiltInSurrogate surrogate = (BuiltInSurrogate) neurons.surrogate;
            for (int i = 0; i < length; i++) {
                spike[i] = surrogate.smoothStep(distance[i]);
            }
        }

        /**
         * With h the potential before the reset, g the gradient of a spike and c that of the potential after the reset, backwards in
         * time: dL/dh = g surrogate(h - threshold) + c (0 where the neuron was reset to rest, else 1); dL/dx = dL/dh / tau; c = dL/dh -
         * dL/dx. For a trained tau, dL/dtau = -sum of dL/dx (x - (v - v_reset)) / tau.
         */
        void backward(int start, int length, FloatBuffer spikeGradients, FloatBuffer currentGradients) {
            Arrays.fill(potential, (float) neuron.reset());
            for (int t = 0; t < neurons.timesteps; t++) {
                currents.get(t * size + start, row, 0, length);
                if (timeConstant.isTrained()) {
                    charges(length, charges[t]);
                }
                charge(length);
                distances(length, distances[t]);
                fire(length, distances[t]);
                reset(length);
            }
            Arrays.fill(carried, 0);
            for (int t = neurons.timesteps - 1; t >= 0; t--) {
                if (neurons.reset == Reset.TO_REST) {
                    fire(length, distances[t]);
                    stopAtSpikes(length);
                }
                neurons.surrogate.slopes(distances[t], length);
                spikeGradients.get(t * size + start, row, 0, length);
                backward(length, distances[t]);
                if (timeConstant.isTrained()) {
                    tauGradient -= sums.ofProducts(row, 0, charges[t], 0, length);
                }
                currentGradients.put(t * size + start, row, 0, length);
            }
        }

        private void stopAtSpikes(int length) {
            for (int i = 0; i < length; i++) {
                carried[i] *= 1 - spike[i];
            }
        }

        private void backward(int length, float[] derivative) {
            float rate = 1 / (float) neuron.tau();
            for (int i = 0; i < length; i++) {
                float charged = row[i] * derivative[i] + carried[i];
                row[i] = charged * rate;
                carried[i] = charged - row[i];
            }
        }
    }
}
