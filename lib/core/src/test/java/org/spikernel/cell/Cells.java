package org.spikernel.cell;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random cells for property tests. */
public final class Cells {

    private Cells() {}

    /** Cells of all operations that the papers use, neither repaired nor canonical. */
    public static Arbitrary<Cell> any() {
        SearchSpace space = new SearchSpace("all", KernelSet.of(1, 3, 5, 7).operations());
        return Arbitraries.longs().between(0, space.size() - 1).map(space::cell);
    }
}
