package org.spikernel.search;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.spikernel.network.Network;
import org.spikernel.score.Scorer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scores until a number of networks have been begun; the last of them takes until its thread is interrupted.
 *
 * @param left networks still to begin
 * @param scorer gives the scores
 */
record EndlessScorer(CountDownLatch left, Scorer scorer) implements Scorer {

    @Override
    public double of(Network network) {
        left.countDown();
        while (left.getCount() == 0 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        return scorer.of(network);
    }

    /**
     * What a search has found when it is interrupted while its last network is scored.
     *
     * @param networks how many are begun
     * @param scorer gives the scores of those before the last
     * @param search makes the search of the scorer that does not end
     */
    static SearchResult interrupted(int networks, Scorer scorer, Function<Scorer, Search> search)
            throws InterruptedException, ExecutionException {
        CountDownLatch left = new CountDownLatch(networks);
        FutureTask<SearchResult> run = new FutureTask<>(() -> {
            SearchResult result = search.apply(new EndlessScorer(left, scorer)).run();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return result;
        });
        Thread searcher = new Thread(run);
        searcher.start();
        assertThat(left.await(60, TimeUnit.SECONDS))
                .as("%d networks are begun", networks)
                .isTrue();
        searcher.interrupt();
        searcher.join(10_000);
        assertThat(run).isDone();
        return run.get();
    }
}
