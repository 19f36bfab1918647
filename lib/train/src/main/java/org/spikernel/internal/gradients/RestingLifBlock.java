package org.spikernel.internal.gradients;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.neuron.Lif;

/** LIF neurons that learn nothing and that a spike sets to rest, as the papers have them, across the lanes of vector registers. */
class RestingLifBlock implements NeuronBlock {

    final Lanes lanes = Lanes.fastest();
    final int timesteps;
    final float rest;
    private final float threshold;
    private final float tau;
    private final float rate;
    private final Slopes slopes;
    private final float[] potential;
    private final float[] row;
    private final float[] slope;
    private final float[] carried;
    private final float[][] charged;
    private final long[] spikes;

    RestingLifBlock(Lif neuron, int timesteps, int size, Slopes slopes) {
        this(neuron, 1 / (float) neuron.tau(), timesteps, size, slopes);
    }

    /**
     * Of neurons with this threshold and rest.
     *
     * @param rate the derivative of the charged potential with respect to the current
     */
    RestingLifBlock(Lif neuron, float rate, int timesteps, int size, Slopes slopes) {
        this.timesteps = timesteps;
        this.rate = rate;
        this.slopes = slopes;
        tau = (float) neuron.tau();
        threshold = (float) neuron.threshold();
        rest = (float) neuron.reset();
        potential = new float[size];
        row = new float[size];
        slope = new float[size];
        carried = new float[size];
        charged = new float[timesteps][size];
        spikes = new long[(size + Long.SIZE - 1) / Long.SIZE];
    }

    private void step(int length, int timestep, Row currents) {
        currents.at(timestep, row);
        charge(row, potential, length, timestep);
        System.arraycopy(potential, 0, charged[timestep], 0, length);
        lanes.fire(potential, 0, length, threshold, rest, spikes, 0);
    }

    /** Charges the potentials with the currents of a timestep. */
    void charge(float[] currents, float[] potentials, int length, int timestep) {
        lanes.charge(currents, potentials, 0, length, tau, rest);
    }

    @Override
    public void backward(int length, Row currents, Row spikeGradients, Row currentGradients) {
        Arrays.fill(potential, rest);
        for (int t = 0; t < timesteps; t++) {
            step(length, t, currents);
        }
        Arrays.fill(carried, 0);
        for (int t = timesteps - 1; t >= 0; t--) {
            float[] potentials = charged[t];
            for (int i = 0; i < length; i++) {
                slope[i] = potentials[i] - threshold;
            }
            slopes.at(slope, length);
            spikeGradients.at(t, row);
            lanes.discharge(row, slope, potentials, carried, length, threshold, rate);
            learn(row, length, t);
            currentGradients.at(t, row);
        }
    }

    /** Is told the gradients of the currents of a timestep. */
    void learn(float[] currentGradients, int length, int timestep) {}

    @Override
    public double[] parameterGradients() {
        return new double[0];
    }
}
