package org.spikernel.internal.gradients;

import java.util.Arrays;

import org.spikernel.internal.arrays.Sums;
import org.spikernel.neuron.Lif;

/** LIF neurons, in loops that compilers turn into vector instructions. */
public final class LifBlock implements NeuronBlock {

    private static final float STEEP = 0x1p100f;

    private final int timesteps;
    private final float tau;
    private final float threshold;
    private final float rest;
    private final boolean resetsToRest;
    private final Slopes slopes;
    private final float[] potential;
    private final float[] row;
    private final float[] spike;
    private final float[] carried;
    private final float[][] distances;

    /** x - (v - v_reset) at every timestep, where the rate is trained. */
    private float[][] distancesFromCurrent = {};

    private float rate;
    private final Sums sums = new Sums();
    private double rateGradient;

    /**
     * Some neurons.
     *
     * @param size neurons in the largest block
     * @param resetsToRest whether a spike sets the potential to its rest; else the distance from rest to threshold is taken off it
     */
    public LifBlock(Lif neuron, int timesteps, int size, boolean resetsToRest, Slopes slopes) {
        this.timesteps = timesteps;
        this.resetsToRest = resetsToRest;
        this.slopes = slopes;
        tau = (float) neuron.tau();
        rate = 1 / tau;
        threshold = (float) neuron.threshold();
        rest = (float) neuron.reset();
        potential = new float[size];
        row = new float[size];
        spike = new float[size];
        carried = new float[size];
        distances = new float[timesteps][size];
    }

    /**
     * Charges, from now on, by a product with a rate that is trained in place of the quotient by tau, and sums up its gradient.
     *
     * @param rate the part of its way to the current that the potential goes in a timestep
     */
    public LifBlock withTrainedRate(float rate) {
        this.rate = rate;
        distancesFromCurrent = new float[timesteps][potential.length];
        return this;
    }

    private boolean learns() {
        return distancesFromCurrent.length > 0;
    }

    /** That of the rate, if it is trained. */
    @Override
    public double[] parameterGradients() {
        return learns() ? new double[] {rateGradient} : new double[0];
    }

    /**
     * Makes spikes of currents.
     *
     * @param length how many neurons
     * @param currents writes the currents of a timestep into an array
     * @param spikes takes the spikes of a timestep, 0 or 1
     */
    public void forward(int length, Row currents, Row spikes) {
        Arrays.fill(potential, rest);
        for (int t = 0; t < timesteps; t++) {
            currents.at(t, row);
            charge(length, t);
            distances(length, distances[t]);
            fire(length, distances[t]);
            reset(length);
            spikes.at(t, spike);
        }
    }

    /** The distances from the threshold at a timestep, of the last forward pass. */
    public float[] distances(int timestep) {
        return distances[timestep];
    }

    private void charge(int length, int timestep) {
        if (learns()) {
            chargeAtRate(length, distancesFromCurrent[timestep]);
        } else {
            for (int i = 0; i < length; i++) {
                potential[i] = potential[i] + (row[i] - (potential[i] - rest)) / tau;
            }
        }
    }

    private void chargeAtRate(int length, float[] distance) {
        for (int i = 0; i < length; i++) {
            distance[i] = row[i] - (potential[i] - rest);
            potential[i] = potential[i] + distance[i] * rate;
        }
    }

    private void distances(int length, float[] distance) {
        for (int i = 0; i < length; i++) {
            distance[i] = potential[i] - threshold;
        }
    }

    /** Needs the spikes that the potential causes. */
    private void reset(int length) {
        if (resetsToRest) {
            for (int i = 0; i < length; i++) {
                potential[i] = potential[i] * (1 - spike[i]) + rest * spike[i];
            }
        } else {
            float step = threshold - rest;
            for (int i = 0; i < length; i++) {
                potential[i] -= step * spike[i];
            }
        }
    }

    /**
     * 1 where the distance from the threshold is not negative, else 0. A comparison would be computed one number at a time; no distance is
     * so small that its product with {@code STEEP} would not reach 1.
     */
    private void fire(int length, float[] distance) {
        for (int i = 0; i < length; i++) {
            spike[i] = Math.min(1, Math.max(0, distance[i] * STEEP + 1));
        }
    }

    /**
     * With h the potential before the reset, g the gradient of a spike and c that of the potential after the reset, backwards in time:
     * dL/dh = g surrogate(h - threshold) + c (0 where the neuron was reset to rest, else 1); dL/dx = dL/dh rate, where the rate is 1 / tau
     * unless it is trained; c = dL/dh - dL/dx. For a trained rate, dL/drate = sum of dL/dx (x - (v - v_reset)) / rate.
     */
    @Override
    public void backward(int length, Row currents, Row spikeGradients, Row currentGradients) {
        Arrays.fill(potential, rest);
        for (int t = 0; t < timesteps; t++) {
            currents.at(t, row);
            charge(length, t);
            distances(length, distances[t]);
            fire(length, distances[t]);
            reset(length);
        }
        Arrays.fill(carried, 0);
        for (int t = timesteps - 1; t >= 0; t--) {
            if (resetsToRest) {
                fire(length, distances[t]);
                stopAtSpikes(length);
            }
            slopes.at(distances[t], length);
            spikeGradients.at(t, row);
            backward(length, distances[t]);
            if (learns()) {
                rateGradient += sums.ofProducts(row, 0, distancesFromCurrent[t], 0, length) / rate;
            }
            currentGradients.at(t, row);
        }
    }

    private void stopAtSpikes(int length) {
        for (int i = 0; i < length; i++) {
            carried[i] *= 1 - spike[i];
        }
    }

    private void backward(int length, float[] derivative) {
        for (int i = 0; i < length; i++) {
            float charged = row[i] * derivative[i] + carried[i];
            row[i] = charged * rate;
            carried[i] = charged - row[i];
        }
    }
}
