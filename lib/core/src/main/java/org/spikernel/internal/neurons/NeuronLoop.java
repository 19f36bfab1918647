package org.spikernel.internal.neurons;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.Plif;

/** A timestep of neurons that lie side by side. */
public interface NeuronLoop {

    /**
     * Charges neurons with their currents, and notes which of them spike.
     *
     * @param currents one a neuron, from the first on
     * @param potentials are changed
     * @param start where the potentials of these neurons begin
     * @param count how many neurons there are
     * @param spikes a bit a neuron, whole words
     * @param word where the spikes of these neurons begin
     */
    void step(float[] currents, float[] potentials, int start, int count, long[] spikes, int word);

    /** That of LIF and PLIF neurons runs across the lanes of vector registers, that of any other one by one. */
    static NeuronLoop of(Neuron neuron, Lanes lanes) {
        if (neuron instanceof Lif lif) {
            return new OfLif(lif, lanes);
        }
        return neuron instanceof Plif plif ? new OfPlif(plif, lanes) : new OfAny(new FloatNeuron(neuron));
    }

    /** LIF neurons. */
    record OfLif(Lif neuron, Lanes lanes) implements NeuronLoop {
        @Override
        public void step(float[] currents, float[] potentials, int start, int count, long[] spikes, int word) {
            float reset = (float) neuron.reset();
            lanes.charge(currents, potentials, start, count, (float) neuron.tau(), reset);
            lanes.fire(potentials, start, count, (float) neuron.threshold(), reset, spikes, word);
        }
    }

    /** PLIF neurons. */
    record OfPlif(Plif neuron, Lanes lanes) implements NeuronLoop {
        @Override
        public void step(float[] currents, float[] potentials, int start, int count, long[] spikes, int word) {
            float reset = (float) neuron.reset();
            lanes.chargeAtRate(currents, potentials, start, count, (float) neuron.rate(), reset);
            lanes.fire(potentials, start, count, (float) neuron.threshold(), reset, spikes, word);
        }
    }

    /** Neurons of any dynamics. */
    record OfAny(FloatNeuron neuron) implements NeuronLoop {
        @Override
        public void step(float[] currents, float[] potentials, int start, int count, long[] spikes, int word) {
            for (int first = 0; first < count; first += Long.SIZE) {
                long bits = 0;
                for (int i = first; i < Math.min(count, first + Long.SIZE); i++) {
                    bits |= step(currents[i], potentials, start + i) ? 1L << i : 0;
                }
                spikes[word + first / Long.SIZE] = bits;
            }
        }

        /** Whether one neuron spikes. */
        private boolean step(float current, float[] potentials, int at) {
            float charged = neuron.charge(potentials[at], current);
            boolean fires = neuron.fires(charged);
            potentials[at] = fires ? neuron.afterSpike(charged) : charged;
            return fires;
        }
    }
}
