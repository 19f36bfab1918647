package org.spikernel.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/** The time of processors, which stands still while other programs compute; the clock on the wall does not. */
final class Processors {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Processors() {}

    /** What this program has taken of all processors since it began. */
    static double seconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }
}
