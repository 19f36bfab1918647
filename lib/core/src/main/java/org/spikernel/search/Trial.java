package org.spikernel.search;

import java.util.List;
import java.util.Objects;

import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * What a strategy wants evaluated, and how far.
 *
 * @param architecture what
 * @param stage one of the {@linkplain Evaluator#stages stages} of the search's evaluator
 */
public record Trial(Architecture architecture, Stage stage) {

    public Trial {
        Given.value(architecture, "the architecture of a trial");
        Given.value(stage, "the stage of a trial");
    }

    /** The same of what stands for all that compute the same. */
    Trial canonical() {
        return new Trial(architecture.canonical(), stage);
    }

    /** Whole evaluations of what a strategy proposed. */
    static List<Trial> whole(List<? extends Architecture> proposed, Search search) {
        if (proposed == null || proposed.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("the strategy of " + search.setting() + " proposed " + proposed
                    + "; it must propose architectures, or List.of() to end the search");
        }
        Stage whole = search.evaluator().whole();
        return proposed.stream()
                .map(architecture -> new Trial(architecture, whole))
                .toList();
    }
}
