package org.spikernel.score;

import org.spikernel.network.Network;

/** Gives a network a number by which a search ranks it; higher is better. */
@FunctionalInterface
public interface Scorer {

    /**
     * The score of a network; the same for the same network, on any thread.
     *
     * @throws UndefinedScoreException if the network has no score
     */
    double of(Network network);
}
