package org.spikernel.study;

import org.junit.jupiter.api.Test;

import org.spikernel.InsideAndOutside;
import org.spikernel.PackageOrder;

/** The order of this module's rooms. */
class ArchitectureTest {

    @Test
    void packageImportsOnlyThoseBeforeIt() {
        PackageOrder.of("internal.csv", "study.tabular", "study", "study.predict", "study.kernelbench")
                .check();
    }

    @Test
    void whatIsPublicShowsNothingInternal() {
        InsideAndOutside.check();
    }
}
