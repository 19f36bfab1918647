package org.spikernel.search;

import java.util.List;

import org.spikernel.internal.checks.Given;

/**
 * What an evaluation by training measures beside the accuracy after the last epoch of a stage: the mean over the last tenth of all epochs before
 * that, which depends less on luck. A guided search may {@linkplain Guided#learningFrom learn from} it.
 */
public final class LateAccuracy {

    /** What the measure is called. */
    public static final String NAME = "late_accuracy";

    /** It is the mean over one of so many epochs. */
    private static final int OF_EPOCHS = 10;

    private LateAccuracy() {}

    /**
     * The mean over the last tenth of all epochs, at least one; over all that there are where these are fewer.
     *
     * @param accuracies after each epoch of a stage, one or more
     * @param epochs of the whole training
     */
    public static double of(List<Double> accuracies, int epochs) {
        int end = Given.list(accuracies, "accuracies").size();
        int last = Math.max(1, Given.positive(epochs, "epochs") / OF_EPOCHS);
        return accuracies.subList(Math.max(0, end - last), end).stream()
                .mapToDouble(accuracy -> accuracy)
                .average()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a late accuracy needs that after one epoch or more, but found none"));
    }
}
