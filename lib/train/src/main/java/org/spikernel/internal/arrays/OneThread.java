package org.spikernel.internal.arrays;

import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Keeps ND4J from starting threads of its own, on whose number the order of its sums would depend. */
public final class OneThread {

    /** How many pieces of linear algebra are under way. */
    private static int algebras;

    /** How many threads linear algebra had before the first of them. */
    private static int algebraThreads;

    private OneThread() {}

    /** Does some work, whose operations run in the calling thread alone. */
    public static void run(Runnable work) {
        // Every thread has a number of its own.
        NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int threads = operations.ompGetMaxThreads();
        operations.setOmpNumThreads(1);
        try {
            work.run();
        } finally {
            operations.setOmpNumThreads(threads);
        }
    }

    /** Does some linear algebra in the calling thread alone; several threads may do so at a time. */
    public static void blas(Runnable work) {
        beginAlgebra();
        try {
            work.run();
        } finally {
            endAlgebra();
        }
    }

    /** The whole process has one number, so the first sets it, and the last puts back what the first found. */
    private static synchronized void beginAlgebra() {
        if (algebras == 0) {
            Blas blas = Nd4j.factory().blas();
            algebraThreads = blas.getMaxThreads();
            blas.setMaxThreads(1);
        }
        algebras++;
    }

    private static synchronized void endAlgebra() {
        algebras--;
        if (algebras == 0) {
            Nd4j.factory().blas().setMaxThreads(algebraThreads);
        }
    }
}
