package org.spikernel.train.memory;

import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Keeps ND4J's operations from starting threads of their own, where the work is spread over processors already. */
public final class OneThread {

    private OneThread() {}

    /** Does some work, whose operations run in the calling thread alone. */
    public static void run(Runnable work) {
        NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int threads = operations.ompGetMaxThreads();
        operations.setOmpNumThreads(1);
        try {
            work.run();
        } finally {
            operations.setOmpNumThreads(threads);
        }
    }
}
