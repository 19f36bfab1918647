package org.spikernel.train;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

import org.spikernel.model.LearningCurve.Epoch;
import org.spikernel.progress.ProgressStep;

/** What came of the steps of an epoch so far. */
final class EpochTally {

    private final TrainingRecipe recipe;
    private final int images;
    private final int epoch;
    private final long start = System.nanoTime();
    private int steps;
    private int seen;
    private int recognised;
    private double losses;
    private double seconds;

    /**
     * Of no steps yet.
     *
     * @param images that an epoch has
     * @param epoch counted from 0
     */
    EpochTally(TrainingRecipe recipe, int images, int epoch) {
        this.recipe = recipe;
        this.images = images;
        this.epoch = epoch;
    }

    /** Counts a step on so many images, of which so many were recognised. */
    void add(double loss, int size, int recognisedOfThem) {
        losses += loss;
        recognised += recognisedOfThem;
        seen += size;
        steps++;
        seconds = (System.nanoTime() - start) / 1e9;
    }

    /** How many steps there were. */
    int steps() {
        return steps;
    }

    /** How far the whole training is. */
    ProgressStep progress(Duration elapsed) {
        return new ProgressStep(
                (long) epoch * images + seen,
                (long) recipe.epochs() * images,
                "images",
                elapsed,
                String.format(
                        Locale.ROOT,
                        "epoch %d of %d, loss %.3f, accuracy %.1f%%",
                        epoch + 1,
                        recipe.epochs(),
                        losses / steps,
                        100.0 * recognised / seen));
    }

    /**
     * The epoch, which may have ended early.
     *
     * @param learningRate of its last step
     */
    Epoch epoch(OptionalDouble testAccuracy, double learningRate) {
        return new Epoch(
                seen == images ? epoch + 1 : epoch + (double) seen / images,
                losses / steps,
                (double) recognised / seen,
                testAccuracy,
                learningRate,
                seconds);
    }
}
