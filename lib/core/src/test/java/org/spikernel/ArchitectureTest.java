package org.spikernel;

import org.junit.jupiter.api.Test;

/** The order of this module's rooms. */
class ArchitectureTest {

    @Test
    void packageImportsOnlyThoseBeforeIt() {
        PackageOrder.of(
                        "internal.checks",
                        "annotation",
                        "random",
                        "shapes",
                        "internal.files",
                        "internal.threads",
                        "internal.tables",
                        "progress",
                        "internal.lanes",
                        "internal.convolution",
                        "data",
                        "data.download",
                        "neuron",
                        "internal.neurons",
                        "space",
                        "cell",
                        "block",
                        "network",
                        "internal.encoding",
                        "engine",
                        "score",
                        "search",
                        "select")
                .check();
    }

    @Test
    void whatIsPublicShowsNothingInternal() {
        InsideAndOutside.check();
    }
}
