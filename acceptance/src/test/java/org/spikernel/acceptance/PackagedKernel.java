package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The kernel as the build has laid it out. */
final class PackagedKernel {

    private static final Path LIBRARIES = Path.of("..", "kernel-ext", "target", "kernel", "lib")
            .toAbsolutePath()
            .normalize();

    private PackagedKernel() {}

    /** The jars that it is made of; close the stream after use. */
    static Stream<Path> jars() throws IOException {
        requireBuilt();
        return Files.list(LIBRARIES);
    }

    private static void requireBuilt() {
        if (!Files.isDirectory(LIBRARIES)) {
            throw new IllegalStateException(LIBRARIES + " is missing: build with mvn -Pacceptance verify");
        }
    }

    /** Writes the kernelspec, for the Java that runs the tests, into a directory of kernels. */
    static void install(Path kernels) throws IOException, InterruptedException {
        requireBuilt();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        LIBRARIES.resolve("*").toString(),
                        "org.spikernel.jupyter.KernelSpec",
                        kernels.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the kernelspec could not be written to " + kernels);
        }
    }
}
