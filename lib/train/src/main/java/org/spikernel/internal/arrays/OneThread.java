package org.spikernel.internal.arrays;

import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Keeps ND4J from starting threads of its own, on whose number the order of its sums would depend. */
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

    /** Does some linear algebra in the calling thread alone. */
    public static void blas(Runnable work) {
        Blas blas = Nd4j.factory().blas();
        int threads = blas.getMaxThreads();
        blas.setMaxThreads(1);
        try {
            work.run();
        } finally {
            blas.setMaxThreads(threads);
        }
    }
}
