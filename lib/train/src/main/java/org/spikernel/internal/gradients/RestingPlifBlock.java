package org.spikernel.internal.gradients;

import org.spikernel.internal.arrays.Sums;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;

/** PLIF neurons, as {@link RestingLifBlock}, and the gradient of their w. */
final class RestingPlifBlock extends RestingLifBlock {

    private final float rate;
    private final Sums sums = new Sums();

    /** x - (v - v_reset) at every timestep. */
    private final float[][] distances;

    private double gradient;

    RestingPlifBlock(Plif neuron, int timesteps, int size, Slopes slopes) {
        // Of that neuron, threshold and rest alone count here.
        super(new Lif(1, neuron.threshold(), neuron.reset()), (float) neuron.rate(), timesteps, size, slopes);
        rate = (float) neuron.rate();
        distances = new float[timesteps][size];
    }

    @Override
    void charge(float[] currents, float[] potentials, int length, int timestep) {
        float[] distance = distances[timestep];
        for (int i = 0; i < length; i++) {
            distance[i] = currents[i] - (potentials[i] - rest);
        }
        lanes.chargeAtRate(currents, potentials, 0, length, rate, rest);
    }

    /**
     * With h the charged potential and sigmoid(w) the rate: dh/dw = (x - (v - v_reset)) rate (1 - rate), and dL/dx = dL/dh rate; so dL/dw
     * is the sum of dL/dx (x - (v - v_reset)) (1 - rate).
     */
    @Override
    void learn(float[] currentGradients, int length, int timestep) {
        gradient += sums.ofProducts(currentGradients, 0, distances[timestep], 0, length) * (1 - rate);
    }

    @Override
    public double[] parameterGradients() {
        return new double[] {gradient};
    }
}
