package org.spikernel.internal.neurons;

import java.util.Locale;

import org.spikernel.neuron.Neuron;

/**
 * A neuron in the floats that the engine and the trainer compute with: what it gives is rounded, and refused where it makes no finite number of
 * ordinary ones.
 *
 * @param neuron its dynamics
 */
public record FloatNeuron(Neuron neuron) {

    /** From here on currents are those of weights that have run away, as in a training that diverges: no fault of a neuron. */
    private static final float RUN_AWAY = 1e15f;

    /** The potential before the first timestep. */
    public float rest() {
        return (float) neuron.rest();
    }

    /**
     * The potential after a timestep, before the neuron spikes.
     *
     * @throws IllegalArgumentException if the neuron makes no finite number of finite ones, the current being an ordinary one (names them)
     */
    public float charge(float potential, float current) {
        float charged = (float) neuron.charge(potential, current);
        if (!Float.isFinite(charged) && Float.isFinite(potential) && Math.abs(current) < RUN_AWAY) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the neuron %s should charge to a finite potential, but makes %s of the potential %s and the current %s;"
                            + " correct its charge",
                    neuron,
                    charged,
                    potential,
                    current));
        }
        return charged;
    }

    /** Whether the neuron spikes. */
    public boolean fires(float potential) {
        return neuron.fires(potential);
    }

    /**
     * The potential after a spike.
     *
     * @throws IllegalArgumentException if the neuron makes no finite number of a finite one (names it)
     */
    public float afterSpike(float potential) {
        float after = (float) neuron.afterSpike(potential);
        if (!Float.isFinite(after) && Float.isFinite(potential)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the neuron %s should have a finite potential after a spike, but makes %s of %s; correct its afterSpike",
                    neuron,
                    after,
                    potential));
        }
        return after;
    }
}
