package org.spikernel.neuron;

/**
 * A neuron that learns: how it charges depends on parameters that training sets, such as its time constant. All neurons of a layer share
 * them, and every layer has its own, so that layers whose neurons begin alike differ once they are trained.
 *
 * <p>A record of such a neuron holds the values of its parameters: a layer starts from those of the neuron that it is made of. {@link Plif}
 * is one. Another, whose currents are scaled by what it learns:
 *
 * <pre>{@code
 * record Amplified(float gain) implements LearningNeuron {
 *     public double rest() { return 0; }
 *     public double threshold() { return 1; }
 *     public double charge(double potential, double current) { return potential / 2 + gain * current; }
 *     public double slopeInPotential(double potential, double current) { return 0.5; }
 *     public double slopeInCurrent(double potential, double current) { return gain; }
 *     public double slopeAfterSpike(double potential) { return 0; }
 *     public float[] parameters() { return new float[] {gain}; }
 *     public LearningNeuron with(float... parameters) { return new Amplified(parameters[0]); }
 *     public double slopeInParameter(int parameter, double potential, double current) { return current; }
 * }
 * }</pre>
 *
 * <p>Parameters act on the potential by {@link #charge} alone: threshold, rest and reset are the same whatever they are.
 */
public interface LearningNeuron extends DifferentiableNeuron {

    /** The values of its parameters, at least one; always as many. */
    float[] parameters();

    /**
     * The same neuron with other values of its parameters.
     *
     * @param parameters as many as it has
     */
    LearningNeuron with(float... parameters);

    /**
     * The derivative of {@link #charge} with respect to a parameter.
     *
     * @param parameter which, from 0
     */
    double slopeInParameter(int parameter, double potential, double current);
}
