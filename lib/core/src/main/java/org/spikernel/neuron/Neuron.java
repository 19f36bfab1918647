package org.spikernel.neuron;

/**
 * The dynamics of a spiking neuron whose state is one number, its membrane potential. At every timestep, at rest before the first:
 *
 * <pre>
 *     h &lt;- charge(v, x)         v  membrane potential
 *     spike where fires(h)      x  input current
 *     v &lt;- afterSpike(h)        where it spiked
 *     v &lt;- h                    where it did not
 * </pre>
 *
 * <p>{@link Lif} is the neuron of the papers. Any other is a record of your own, in a notebook for example:
 *
 * <pre>{@code
 * record IntegrateAndFire(double threshold) implements Neuron {
 *     public double rest() { return 0; }
 *     public double charge(double potential, double current) { return potential + current; }
 *     public boolean fires(double potential) { return potential >= threshold; }
 * }
 * builder.add("neurons", new Layer.Spiking(new IntegrateAndFire(1)), currents);
 * }</pre>
 *
 * <p>Engine and trainer keep potentials in 32-bit floats: they give floats, and round what they are given to the nearest. So compare with a
 * threshold that is a float too.
 *
 * <p>A neuron is immutable, keeps nothing between calls, and is called by several threads at once. Layers of equal neurons that read the same
 * spike alike, so {@code equals} tells neurons by their dynamics, and {@code toString} names them in tables and files; a record has both.
 *
 * <p>To be trained, a neuron must be a {@link DifferentiableNeuron}; to learn something itself, a {@link LearningNeuron}.
 */
public interface Neuron {

    /** The membrane potential before the first timestep. */
    double rest();

    /**
     * The membrane potential after a timestep with an input current, before the neuron spikes.
     *
     * @param potential before the timestep
     */
    double charge(double potential, double current);

    /**
     * Whether the neuron spikes.
     *
     * @param potential after charging
     */
    boolean fires(double potential);

    /**
     * The membrane potential after a spike: that at rest unless the neuron says otherwise.
     *
     * @param potential that made the neuron spike
     */
    default double afterSpike(double potential) {
        return rest();
    }
}
