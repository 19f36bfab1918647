package org.spikernel.cell;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random cells for property tests. */
public final class Cells {

    private Cells() {}

    /** Cells of all operations that the papers use, and of a convolution with a threshold of its own; neither repaired nor canonical. */
    public static Arbitrary<Cell> any() {
        List<Operation> operations = new ArrayList<>(KernelSet.of(1, 3, 5, 7).operations());
        operations.add(Operation.conv(3, 0.5));
        SearchSpace space = new SearchSpace("all", operations);
        return Arbitraries.longs().between(0, space.size() - 1).map(space::cell);
    }

    /** The same with backward connections as well, also where there are forward ones; most cells have some. */
    public static Arbitrary<Cell> withFeedback() {
        return Combinators.combine(any(), any())
                .as((forward, back) -> new Cell(forward.operations(), back.operations()));
    }
}
