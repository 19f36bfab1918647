package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.google.gson.Gson;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Speaks Jupyter's protocol with the packaged kernel; every check of the script is a test. */
class KernelProtocolTest {

    /** What the script says of one check: its name, and what went wrong, empty if nothing did. */
    private record Check(String name, String problem) {}

    /** The script prints this name when it has come to its end. */
    private static final String END = "all checks were run";

    @TestFactory
    Stream<DynamicTest> kernelKeepsToTheProtocol(@TempDir Path kernels) throws IOException, InterruptedException {
        PackagedKernel.install(kernels);
        List<Check> checks = Python.run("kernel_protocol.py", kernels.toString()).stream()
                .map(line -> new Gson().fromJson(line, Check.class))
                .toList();
        DynamicTest complete = DynamicTest.dynamicTest(
                END, () -> assertThat(checks).extracting(Check::name).contains(END));
        return Stream.concat(checks.stream().map(KernelProtocolTest::test), Stream.of(complete));
    }

    private static DynamicTest test(Check check) {
        return DynamicTest.dynamicTest(
                check.name(), () -> assertThat(check.problem()).isEmpty());
    }
}
