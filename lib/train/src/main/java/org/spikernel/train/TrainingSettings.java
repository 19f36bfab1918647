package org.spikernel.train;

import java.util.Locale;

import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

/**
 * What a step of training depends on, beside network, images and learning rate.
 *
 * @param seed of first weights and dropout
 * @param loss what training makes small
 * @param momentum share of the last step's change that the next one keeps, from 0 to below 1
 * @param weightDecay factor of every trained parameter that is added to its gradient
 * @param statistics over what batch normalisation takes mean and variance
 * @param surrogate derivative of the step function
 */
public record TrainingSettings(
        long seed,
        Loss loss,
        float momentum,
        float weightDecay,
        NormalisationStatistics statistics,
        Surrogate surrogate) {

    public TrainingSettings {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    "momentum must lie from 0 (included) to 1 (excluded), but is " + momentum);
        }
        if (!(weightDecay >= 0) || Float.isInfinite(weightDecay)) {
            throw new IllegalArgumentException(
                    "weight decay must be a finite number from 0 upwards, but is " + weightDecay);
        }
    }

    /**
     * A setting as the 32-bit float that a step computes with.
     *
     * @throws IllegalArgumentException if no such float is near it
     */
    static float toFloat(String name, double value) {
        float nearest = (float) value;
        if (Double.isFinite(value)
                && (Float.isInfinite(nearest) || nearest == 0 && value != 0 || nearest == 1 && value < 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s is rounded to 32 bits, but %s would become %s there; set a rounder number",
                    name,
                    value,
                    nearest));
        }
        return nearest;
    }

    /** Those of SNASNet but for the seed: cross-entropy, momentum 0.9, weight decay 5e-4, statistics per timestep, ATan; seed 0. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(
                0, Loss.CROSS_ENTROPY, 0.9f, 5e-4f, NormalisationStatistics.PER_TIMESTEP, Surrogate.ATAN);
    }

    public TrainingSettings withSeed(long seed) {
        return new TrainingSettings(seed, loss, momentum, weightDecay, statistics, surrogate);
    }

    public TrainingSettings withLoss(Loss loss) {
        return new TrainingSettings(seed, loss, momentum, weightDecay, statistics, surrogate);
    }

    public TrainingSettings withMomentum(float momentum) {
        return new TrainingSettings(seed, loss, momentum, weightDecay, statistics, surrogate);
    }

    public TrainingSettings withWeightDecay(float weightDecay) {
        return new TrainingSettings(seed, loss, momentum, weightDecay, statistics, surrogate);
    }

    public TrainingSettings withStatistics(NormalisationStatistics statistics) {
        return new TrainingSettings(seed, loss, momentum, weightDecay, statistics, surrogate);
    }

    public TrainingSettings withSurrogate(Surrogate surrogate) {
        return new TrainingSettings(seed, loss, momentum, weightDecay, statistics, surrogate);
    }
}
