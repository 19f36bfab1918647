package org.spikernel.study;

import java.util.LinkedHashMap;
import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.progress.Progress;

/**
 * What each operation of a space is worth: one at a time is removed, the rest is searched, and what is found there is trained (SpikeNAS,
 * section 3.1, Fig. 6). It is a {@link Repetition} over the spaces that are left: all of it happens once for each seed, since one accuracy
 * alone cannot be told from luck.
 *
 * <pre>{@code
 * OperationWorth worth = OperationSignificance.of(SearchSpace.of(KernelSet.SET_1)).seeds(1, 2, 3)
 *         .run((space, seed, progress) -> {
 *             var found = Search.of(space, macro, score).strategy(Strategy.random(1000).seed(seed)).run().best();
 *             return Trainer.of(found.network()).seed(seed).fit(images, progress).test(images).accuracy();
 *         }, Progress.bar());
 * worth.table();
 * worth.comparisons();
 * }</pre>
 *
 * @param spaces the whole space, and the space without each of its operations
 */
public record OperationSignificance(Repetition<SearchSpace> spaces) {

    /**
     * The operations of a space, from seeds 1, 2 and 3.
     *
     * @throws IllegalArgumentException if the space has backward connections, from which zero cannot be removed
     */
    public static OperationSignificance of(SearchSpace space) {
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        spaces.put(OperationWorth.NOTHING, space);
        for (Operation operation : space.operations()) {
            spaces.put(operation.text(), space.without(operation));
        }
        return new OperationSignificance(Repetition.of(spaces).named("removed"));
    }

    /** The same from other seeds. */
    @CheckReturnValue
    public OperationSignificance seeds(long... seeds) {
        return new OperationSignificance(spaces.seeds(seeds));
    }

    /** The same from the seeds 1, 2, ... up to a number. */
    @CheckReturnValue
    public OperationSignificance times(int seeds) {
        return new OperationSignificance(spaces.times(seeds));
    }

    /** As {@link #run(Repetition.Job, Progress)}, silently. */
    public OperationWorth run(Repetition.Job<SearchSpace, Double> accuracy) {
        return run(accuracy, Progress.none());
    }

    /**
     * Measures the whole space, and the space without each of its operations, once for each seed. An interrupt of the calling thread ends
     * it early; what was not measured is then missing.
     *
     * @param accuracy from 0 to 1, of what a search finds in a space; not a number if there is none
     * @param progress is told of every step
     */
    public OperationWorth run(Repetition.Job<SearchSpace, Double> accuracy, Progress progress) {
        return new OperationWorth(spaces.run(accuracy, progress).measure("accuracy", Double::doubleValue));
    }
}
