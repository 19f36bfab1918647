package org.spikernel.neuron;

import java.util.function.DoubleUnaryOperator;

/** Neurons as users write them. */
public final class OwnNeurons {

    private OwnNeurons() {}

    /** Charges, fires and resets as {@link Lif} does, but is none; cannot be trained. */
    public record Leaky(float tau, float threshold, float reset) implements Neuron {

        public static Leaky of(Lif lif) {
            return new Leaky((float) lif.tau(), (float) lif.threshold(), (float) lif.reset());
        }

        @Override
        public double rest() {
            return reset;
        }

        @Override
        public double charge(double potential, double current) {
            float before = (float) potential;
            return before + ((float) current - (before - reset)) / tau;
        }

        @Override
        public boolean fires(double potential) {
            return potential >= threshold;
        }
    }

    /** The same, and can be trained. */
    public record TrainableLeaky(Lif lif) implements DifferentiableNeuron {

        @Override
        public double rest() {
            return lif.reset();
        }

        @Override
        public double threshold() {
            return lif.threshold();
        }

        @Override
        public double charge(double potential, double current) {
            return lif.charge(potential, current);
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return 1 - 1 / lif.tau();
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            return 1 / lif.tau();
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return 0;
        }
    }

    /** Integrates without leak; a spike takes the threshold off the potential. */
    public record SoftReset(double threshold) implements DifferentiableNeuron {

        @Override
        public double rest() {
            return 0;
        }

        @Override
        public double charge(double potential, double current) {
            return potential + current;
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return 1;
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            return 1;
        }

        @Override
        public double afterSpike(double potential) {
            return potential - threshold;
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return 1;
        }
    }

    /** Forgets its potential: each one is made of the present current alone. */
    public record Forgetful(double threshold, DoubleUnaryOperator ofCurrent, DoubleUnaryOperator slope)
            implements DifferentiableNeuron {

        @Override
        public double rest() {
            return 0;
        }

        @Override
        public double charge(double potential, double current) {
            return ofCurrent.applyAsDouble(current);
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return 0;
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            return slope.applyAsDouble(current);
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return 0;
        }
    }

    /** Learns how much of its potential it keeps and how strong its currents are. */
    public record Amplified(float kept, float gain) implements LearningNeuron {

        @Override
        public double rest() {
            return 0;
        }

        @Override
        public double threshold() {
            return 0.5;
        }

        @Override
        public double charge(double potential, double current) {
            return kept * potential + gain * current;
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return kept;
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            return gain;
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return 0;
        }

        @Override
        public float[] parameters() {
            return new float[] {kept, gain};
        }

        @Override
        public Amplified with(float... parameters) {
            return new Amplified(parameters[0], parameters[1]);
        }

        @Override
        public double slopeInParameter(int parameter, double potential, double current) {
            return parameter == 0 ? potential : current;
        }
    }

    /** {@link Plif} in all but name. */
    public record Learning(Plif plif) implements LearningNeuron {

        @Override
        public double rest() {
            return plif.rest();
        }

        @Override
        public double threshold() {
            return plif.threshold();
        }

        @Override
        public double charge(double potential, double current) {
            return plif.charge(potential, current);
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return plif.slopeInPotential(potential, current);
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            return plif.slopeInCurrent(potential, current);
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return plif.slopeAfterSpike(potential);
        }

        @Override
        public float[] parameters() {
            return plif.parameters();
        }

        @Override
        public Learning with(float... parameters) {
            return new Learning(plif.with(parameters));
        }

        @Override
        public double slopeInParameter(int parameter, double potential, double current) {
            return plif.slopeInParameter(parameter, potential, current);
        }
    }

    /** Leaks the faster the farther it is from rest, is driven less by strong currents, and keeps a part of its potential after a spike. */
    public record Curved(double threshold) implements DifferentiableNeuron {

        @Override
        public double rest() {
            return -0.25;
        }

        @Override
        public double charge(double potential, double current) {
            return potential - 0.125 * potential * potential + StrictMath.tanh(current) * (1 - 0.25 * potential);
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return 1 - 0.25 * potential - 0.25 * StrictMath.tanh(current);
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            double driven = StrictMath.tanh(current);
            return (1 - driven * driven) * (1 - 0.25 * potential);
        }

        @Override
        public double afterSpike(double potential) {
            return 0.25 * potential * potential;
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return 0.5 * potential;
        }
    }
}
