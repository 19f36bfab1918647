package org.spikernel.search;

import java.util.List;
import java.util.Map;

import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;

/**
 * Learns from what a search has evaluated how good other architectures may be, and how sure that is: what {@link Guided} goes by. The module
 * {@code study} has some, {@code KernelPredictor} among them; one that knows no doubt gives its means as draws.
 */
public interface Predictor {

    /**
     * Learns.
     *
     * @param known what was evaluated, each architecture once and in canonical form; two or more
     * @return what follows; the same, bit by bit, for the same observations in the same order
     * @throws IllegalArgumentException if it can say nothing of such architectures
     */
    Belief learn(List<Observation> known);

    /** What it is and what decides what it learns, by the name of the setting, for the journal. */
    Map<String, String> settings();

    /**
     * How good an architecture turned out to be.
     *
     * @param architecture in canonical form
     * @param worth higher is better; of no unit
     * @param variance of what the worth is uncertain by, beyond what all observations are: 0 for whole evaluations; more where the worth is
     *     that which an early stage promises
     */
    record Observation(Architecture architecture, double worth, double variance) {

        public Observation {
            Given.value(architecture, "the architecture of an observation");
            if (!Double.isFinite(worth) || !(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an observation has a finite worth and a variance of 0 or more, but "
                        + architecture + " has " + worth + " and " + variance);
            }
        }
    }

    /** What was learned: a distribution over the worths of architectures. */
    interface Belief {

        /** The worth that each may be expected to have. */
        double[] means(List<? extends Architecture> architectures);

        /**
         * Worths that they may have, drawn together from the distribution: those that are alike are alike in a draw.
         *
         * @param random where all chance comes from
         */
        double[] draw(List<? extends Architecture> architectures, RandomStream random);
    }
}
