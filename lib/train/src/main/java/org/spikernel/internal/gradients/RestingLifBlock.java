package org.spikernel.internal.gradients;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.neuron.Lif;

/** LIF neurons that learn nothing and that a spike sets to rest, as the papers have them, across the lanes of vector registers. */
final class RestingLifBlock implements NeuronBlock {

    private final Lanes lanes = Lanes.fastest();
    private final int timesteps;
    private final float tau;
    private final float threshold;
    private final float rest;
    private final Slopes slopes;
    private final float[] potential;
    private final float[] row;
    private final float[] slope;
    private final float[] carried;
    private final float[][] charged;
    private final long[] spikes;

    RestingLifBlock(Lif neuron, int timesteps, int size, Slopes slopes) {
        this.timesteps = timesteps;
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

    private void step(int length, int t, Row currents) {
        currents.at(t, row);
        lanes.charge(row, potential, 0, length, tau, rest);
        System.arraycopy(potential, 0, charged[t], 0, length);
        lanes.fire(potential, 0, length, threshold, rest, spikes, 0);
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
            lanes.discharge(row, slope, potentials, carried, length, threshold, 1 / tau);
            currentGradients.at(t, row);
        }
    }
}
