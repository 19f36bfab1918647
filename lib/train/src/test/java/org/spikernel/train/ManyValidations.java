package org.spikernel.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** A training that is validated after each of many epochs, in a process of its own that counts its threads. */
final class ManyValidations {

    private ManyValidations() {}

    /** Prints the most threads that there were at once. */
    public static void main(String[] arguments) {
        TinyTraining.trainer()
                .epochs(Integer.parseInt(arguments[0]))
                .validate(TinyTraining.images().test())
                .fit(TinyTraining.images());
        System.out.println("threads: " + ManagementFactory.getThreadMXBean().getPeakThreadCount());
    }

    static Process start(int processors, int epochs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=" + processors,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyValidations.class.getName(),
                        Integer.toString(epochs))
                .redirectErrorStream(true)
                .start();
    }
}
