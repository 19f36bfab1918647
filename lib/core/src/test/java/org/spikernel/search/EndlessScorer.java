package org.spikernel.search;

import java.util.concurrent.CountDownLatch;

import org.spikernel.network.Network;
import org.spikernel.score.Scorer;

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
}
