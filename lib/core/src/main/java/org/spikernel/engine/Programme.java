package org.spikernel.engine;

import java.util.List;

/**
 * Networks that are about to be run, in the order in which they have most in common with those before them.
 *
 * @param order the places of the networks in the list that was given
 * @param shown runs them, and keeps what later ones read until the last of them has run; gives the same as for networks that nobody expects
 */
public record Programme(List<Integer> order, Presentation shown) {

    public Programme {
        order = List.copyOf(order);
    }
}
