package org.spikernel.train;

import org.spikernel.internal.arrays.Floats;

/**
 * How a step of training moves a parameter w, given the gradient g of the loss, to which weight decay has been added, and the learning rate.
 *
 * <pre>{@code
 * Trainer.of(network).optimizer(Optimizer.adam()).fit(images);
 * }</pre>
 *
 * <p>All is computed with 32-bit floats. Numbers that a step does not train, such as those off the path of a super-network, stay as they
 * are, and so does what an optimiser keeps of their gradients.
 */
public sealed interface Optimizer {

    /** Stochastic gradient descent with the momentum of SNASNet, SpiKernel and SpikeNAS, 0.9. */
    static Optimizer gradientDescent() {
        return new GradientDescent(0.9);
    }

    /** Adam with the settings of its paper, which are those of AutoSNN: 0.9, 0.999 and 1e-8. */
    static Optimizer adam() {
        return new Adam(0.9, 0.999, 1e-8);
    }

    /** How many numbers it keeps of every gradient. */
    int moments();

    /** What it keeps of earlier gradients, as trainings name it in their files: the momentum. */
    String kept();

    /** The learning rate of the first step that suits it, for trainings of so many epochs. */
    double usualLearningRate(int epochs);

    /** Asks a reader, by the method for this kind of optimiser. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A reader of optimisers, with an answer for every kind.
     *
     * @param <R> what it answers
     */
    interface Visitor<R> {
        /** The answer for gradient descent. */
        R gradientDescent(GradientDescent optimizer);

        /** The answer for Adam. */
        R adam(Adam optimizer);
    }

    /**
     * Stochastic gradient descent with momentum mu:
     *
     * <pre>
     *     v &lt;- mu v + g
     *     w &lt;- w - learningRate v
     * </pre>
     *
     * @param momentum share of the last step's change that the next one keeps, from 0 to below 1
     */
    record GradientDescent(double momentum) implements Optimizer {

        private static final int FEW_EPOCHS = 10;
        private static final double LEARNING_RATE_OF_FEW_EPOCHS = 0.3;
        private static final double PAPER_LEARNING_RATE = 0.1;

        public GradientDescent {
            requireShare(momentum, "momentum");
        }

        @Override
        public int moments() {
            return 1;
        }

        /** 0.3 for trainings of up to 10 epochs, and SNASNet's 0.1 for longer ones. */
        @Override
        public double usualLearningRate(int epochs) {
            return epochs <= FEW_EPOCHS ? LEARNING_RATE_OF_FEW_EPOCHS : PAPER_LEARNING_RATE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.gradientDescent(this);
        }

        @Override
        public String kept() {
            return Float.toString((float) momentum);
        }
    }

    /**
     * Adam (Kingma and Ba, ICLR 2015, Algorithm 1); t counts the steps that have moved w, this one too:
     *
     * <pre>
     *     m &lt;- beta1 m + (1 - beta1) g
     *     v &lt;- beta2 v + (1 - beta2) g^2
     *     w &lt;- w - learningRate / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
     * </pre>
     *
     * @param firstShare beta1: share of the mean of gradients that the next step keeps, from 0 to below 1
     * @param secondShare beta2: the same of the mean of their squares
     * @param epsilon keeps steps finite where gradients vanish; above 0
     */
    record Adam(double firstShare, double secondShare, double epsilon) implements Optimizer {

        private static final double PAPER_LEARNING_RATE = 1e-3;

        public Adam {
            requireShare(firstShare, "Adam's share of the mean of gradients, beta1,");
            requireShare(secondShare, "Adam's share of the mean of their squares, beta2,");
            if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
                throw new IllegalArgumentException(
                        "Adam's epsilon must be a finite number above 0, such as 1e-8, but is " + epsilon);
            }
            Floats.nearest(epsilon, "Adam's epsilon");
        }

        @Override
        public int moments() {
            return 2;
        }

        /** 0.001, that of its paper and of AutoSNN, however many there are. */
        @Override
        public double usualLearningRate(int epochs) {
            return PAPER_LEARNING_RATE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.adam(this);
        }

        @Override
        public String kept() {
            return "Adam's " + (float) firstShare + " and " + (float) secondShare + ", epsilon " + (float) epsilon;
        }
    }

    private static void requireShare(double share, String name) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(name + " must lie from 0 (included) to 1 (excluded), but is " + share);
        }
        Floats.nearest(share, name);
    }
}
