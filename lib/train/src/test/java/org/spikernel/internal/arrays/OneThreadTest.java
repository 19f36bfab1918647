package org.spikernel.internal.arrays;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;

import static org.assertj.core.api.Assertions.assertThat;

/** Several graphs at a time: none is left with the threads of another. */
class OneThreadTest {

    @Test
    void whoIsDoneLeavesTheOthersInOneThreadAndTheLastPutsBackWhatWas() throws Exception {
        Blas blas = Nd4j.factory().blas();
        int before = blas.getMaxThreads();
        blas.setMaxThreads(3);
        try {
            int found = blas.getMaxThreads();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicInteger afterTheFirst = new AtomicInteger();
            Thread second = new Thread(() -> OneThread.blas(() -> {
                begun.countDown();
                await(goOn);
                afterTheFirst.set(blas.getMaxThreads());
            }));
            OneThread.blas(() -> {
                second.start();
                await(begun);
            });
            goOn.countDown();
            second.join();

            assertThat(afterTheFirst).hasValue(1);
            assertThat(blas.getMaxThreads()).isEqualTo(found).isGreaterThan(1);
        } finally {
            blas.setMaxThreads(before);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
