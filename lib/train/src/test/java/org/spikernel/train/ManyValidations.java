package org.spikernel.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

import org.spikernel.ChildJvm;

/** A training that is validated after each of many epochs, in a process of its own that counts its threads. */
final class ManyValidations {

    private ManyValidations() {}

    /** Prints the most threads that there were at once. */
    public static void main(String[] arguments) {
        TinyTraining.trainer()
                .epochs(Integer.parseInt(arguments[0]))
                .validate(TinyTraining.images().test())
                .fit(TinyTraining.images());
        System.out.println(ManagementFactory.getThreadMXBean().getPeakThreadCount());
    }

    static Process start(int processors, int epochs) throws IOException {
        return ChildJvm.of(
                        ManyValidations.class,
                        List.of("-XX:ActiveProcessorCount=" + processors),
                        Integer.toString(epochs))
                .start();
    }
}
