package org.spikernel.internal.gradients;

import java.util.Arrays;
import java.util.Optional;

import org.spikernel.internal.neurons.FloatNeuron;
import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.LearningNeuron;

/** Neurons of any dynamics, one neuron after another: what each was given, and what became of it, at every timestep. */
public final class AnyNeuronBlock implements NeuronBlock {

    private final DifferentiableNeuron neuron;
    private final FloatNeuron floats;
    private final int timesteps;
    private final Slopes slopes;
    private final float[][] current;
    private final float[][] before;
    private final float[][] charged;
    private final float[] carried;
    private final float[] gradient;
    private final float[] slope;
    private final Optional<LearningNeuron> learning;
    private final double[] parameterGradients;

    /**
     * Some neurons.
     *
     * @param size neurons in the largest block
     */
    public AnyNeuronBlock(DifferentiableNeuron neuron, int timesteps, int size, Slopes slopes) {
        this.neuron = neuron;
        this.timesteps = timesteps;
        this.slopes = slopes;
        floats = new FloatNeuron(neuron);
        current = new float[timesteps][size];
        before = new float[timesteps + 1][size];
        charged = new float[timesteps][size];
        carried = new float[size];
        gradient = new float[size];
        slope = new float[size];
        learning = neuron instanceof LearningNeuron learns ? Optional.of(learns) : Optional.empty();
        parameterGradients =
                new double[learning.map(learns -> learns.parameters().length).orElse(0)];
    }

    /**
     * Makes spikes of currents.
     *
     * @param length how many neurons
     * @param currents writes the currents of a timestep into an array
     * @param spikes takes the spikes of a timestep, 0 or 1
     */
    public void forward(int length, Row currents, Row spikes) {
        throughTime(length, currents);
        for (int t = 0; t < timesteps; t++) {
            for (int i = 0; i < length; i++) {
                slope[i] = floats.fires(charged[t][i]) ? 1 : 0;
            }
            spikes.at(t, slope);
        }
    }

    private void throughTime(int length, Row currents) {
        Arrays.fill(before[0], floats.rest());
        for (int t = 0; t < timesteps; t++) {
            currents.at(t, current[t]);
            for (int i = 0; i < length; i++) {
                float potential = floats.charge(before[t][i], current[t][i]);
                charged[t][i] = potential;
                before[t + 1][i] = floats.fires(potential) ? floats.afterSpike(potential) : potential;
            }
        }
    }

    /** The distance of a neuron from the threshold at a timestep, in the last pass. */
    public float distance(int timestep, int index) {
        return charged[timestep][index] - (float) neuron.threshold();
    }

    /**
     * With h the potential before the reset, g the gradient of a spike and c that of the potential v after the reset, backwards in time:
     * dL/dh = g surrogate(h - threshold) + c dv/dh; dL/dx = dL/dh dh/dx; c = dL/dh times the derivative of h with respect to the potential
     * before. Of a parameter p, dL/dp is the sum of dL/dh dh/dp.
     */
    @Override
    public void backward(int length, Row currents, Row spikeGradients, Row currentGradients) {
        throughTime(length, currents);
        Arrays.fill(carried, 0);
        for (int t = timesteps - 1; t >= 0; t--) {
            for (int i = 0; i < length; i++) {
                slope[i] = distance(t, i);
            }
            slopes.at(slope, length);
            spikeGradients.at(t, gradient);
            for (int i = 0; i < length; i++) {
                backward(t, i, gradient[i] * slope[i]);
            }
            currentGradients.at(t, gradient);
        }
    }

    private void backward(int t, int i, float throughSpike) {
        float potential = charged[t][i];
        double kept = floats.fires(potential) ? neuron.slopeAfterSpike(potential) : 1;
        double ofCharged = throughSpike + carried[i] * kept;
        for (int parameter = 0; parameter < parameterGradients.length; parameter++) {
            parameterGradients[parameter] +=
                    ofCharged * learning.orElseThrow().slopeInParameter(parameter, before[t][i], current[t][i]);
        }
        gradient[i] = (float) (ofCharged * neuron.slopeInCurrent(before[t][i], current[t][i]));
        carried[i] = (float) (ofCharged * neuron.slopeInPotential(before[t][i], current[t][i]));
    }

    @Override
    public double[] parameterGradients() {
        return parameterGradients.clone();
    }
}
