package org.spikernel.train;

import org.spikernel.data.ImageSet;

/**
 * The learning rates of a training, step by step.
 *
 * @param schedule how they change
 * @param start that of the first step
 * @param steps steps in all, at least 1
 */
record LearningRates(Schedule schedule, double start, long steps) {

    /** Those of a recipe, over all its epochs. */
    static LearningRates of(TrainingRecipe recipe, ImageSet images) {
        long stepsAnEpoch = (images.size() + recipe.batch() - 1L) / recipe.batch();
        return new LearningRates(recipe.schedule(), recipe.firstLearningRate(), stepsAnEpoch * recipe.epochs());
    }

    /**
     * The learning rate of a step.
     *
     * @param step counted from 0
     */
    double at(long step) {
        double done = steps == 1 ? 0 : (double) step / (steps - 1);
        return start * schedule.share(done);
    }
}
