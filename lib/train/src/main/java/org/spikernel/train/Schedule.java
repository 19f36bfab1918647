package org.spikernel.train;

/** How the learning rate changes from the first step of a training to its last. */
public enum Schedule {
    /**
     * It falls along half a cosine (Loshchilov and Hutter, 2017, Eq. 5, one period), from the first step's to 1% of it at the last: SNASNet,
     * SpiKernel, SpikeNAS.
     */
    HALF_COSINE("to 1% along half a cosine") {
        @Override
        double share(double done) {
            double share = (1 + StrictMath.cos(StrictMath.PI * done)) / 2;
            return LAST_SHARE + (1 - LAST_SHARE) * share;
        }
    },
    /** It stays as it is: AutoSNN. */
    CONSTANT("constant") {
        @Override
        double share(double done) {
            return 1;
        }
    };

    private static final double LAST_SHARE = 0.01;

    private final String description;

    Schedule(String description) {
        this.description = description;
    }

    /**
     * The learning rate of a step, as a share of that of the first.
     *
     * @param done how much of the training lies before the step: 0 at the first, 1 at the last
     */
    abstract double share(double done);

    /** What it does, in words. */
    @Override
    public String toString() {
        return description;
    }
}
