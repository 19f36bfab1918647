package org.spikernel.plot;

import org.junit.jupiter.api.Test;

import org.spikernel.InsideAndOutside;
import org.spikernel.PackageOrder;

/** The order of this module's rooms. */
class ArchitectureTest {

    @Test
    void packageImportsOnlyThoseBeforeIt() {
        PackageOrder.of("internal.pictures", "internal.charts", "plot").check();
    }

    @Test
    void whatIsPublicShowsNothingInternal() {
        InsideAndOutside.check();
    }
}
