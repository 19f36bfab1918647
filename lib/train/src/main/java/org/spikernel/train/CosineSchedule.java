package org.spikernel.train;

import org.spikernel.data.ImageSet;

/**
 * A learning rate that falls along half a cosine (Loshchilov and Hutter, 2017, Eq. 5, one period): from the first step's to 1% of it at
 * the last.
 *
 * @param start learning rate of the first step
 * @param steps steps in all, at least 1
 */
record CosineSchedule(double start, long steps) {

    private static final double LAST_SHARE = 0.01;

    /** That of a recipe, over all its epochs. */
    static CosineSchedule of(TrainingRecipe recipe, ImageSet images) {
        long stepsAnEpoch = (images.size() + recipe.batch() - 1L) / recipe.batch();
        return new CosineSchedule(recipe.firstLearningRate(), stepsAnEpoch * recipe.epochs());
    }

    /**
     * The learning rate of a step.
     *
     * @param step counted from 0
     */
    double at(long step) {
        double done = steps == 1 ? 0 : (double) step / (steps - 1);
        double share = (1 + StrictMath.cos(StrictMath.PI * done)) / 2;
        return start * (LAST_SHARE + (1 - LAST_SHARE) * share);
    }
}
