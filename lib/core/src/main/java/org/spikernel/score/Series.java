package org.spikernel.score;

import java.util.List;

import org.spikernel.internal.checks.Given;

/**
 * How networks are scored one after another, soonest.
 *
 * @param order the places of the networks in the list that was given, each once
 * @param scorer gives the same scores as the one that was asked
 */
public record Series(List<Integer> order, Scorer scorer) {

    public Series {
        order = Given.list(order, "the order of a series");
        Given.value(scorer, "the scorer of a series");
    }
}
