package org.spikernel.model;

import org.junit.jupiter.api.Test;

import org.spikernel.InsideAndOutside;
import org.spikernel.PackageOrder;

/** The order of this module's rooms. */
class ArchitectureTest {

    @Test
    void packageImportsOnlyThoseBeforeIt() {
        PackageOrder.of("internal.sealed", "internal.networks", "checkup", "internal.checkup", "model")
                .check();
    }

    @Test
    void whatIsPublicShowsNothingInternal() {
        InsideAndOutside.check();
    }
}
