package org.spikernel.train;

/**
 * A learning rate that falls along half a cosine (Loshchilov and Hutter, 2017, Eq. 5, one period): from the first step's to 1% of it at
 * the last.
 *
 * @param start learning rate of the first step
 * @param steps steps in all, at least 1
 */
record CosineSchedule(double start, long steps) {

    private static final double LAST_SHARE = 0.01;

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
