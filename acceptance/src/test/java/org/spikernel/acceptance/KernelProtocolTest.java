package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Speaks Jupyter's protocol with the packaged kernel; every check of the script is a test. */
class KernelProtocolTest {

    @TestFactory
    Stream<DynamicTest> kernelKeepsToTheProtocol(@TempDir Path kernels) throws IOException, InterruptedException {
        PackagedKernel.install(kernels);
        return Python.checks("kernel_protocol.py", kernels.toString());
    }
}
