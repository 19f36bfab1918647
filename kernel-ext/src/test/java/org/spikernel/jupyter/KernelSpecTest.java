package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KernelSpecTest {

    @TempDir
    Path kernels;

    @Test
    void describesHowToStartTheKernel() throws IOException {
        KernelSpec.write(kernels);

        JsonObject json = JsonParser.parseString(Files.readString(kernels.resolve("spikernel/kernel.json")))
                .getAsJsonObject();
        assertThat(json.get("display_name").getAsString()).isEqualTo("Java (Spikernel)");
        assertThat(json.get("language").getAsString()).isEqualTo("java");
        assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(json.getAsJsonArray("argv").asList())
                .extracting(argument -> argument.getAsString())
                .contains(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .endsWith(KernelMain.class.getName(), "{connection_file}");
    }

    @Test
    void bringsLogosAndLeavesNothingUnfinished() throws IOException {
        KernelSpec.write(kernels);
        KernelSpec.write(kernels);

        assertThat(kernels.resolve("spikernel"))
                .isDirectoryContaining("glob:**/logo-64x64.png")
                .isDirectoryNotContaining("glob:**.part");
        assertThat(kernels.resolve("spikernel/logo-32x32.png")).isNotEmptyFile();
    }

    /** Also where an earlier version has left files that only their writer may read. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files there have no POSIX permissions")
    @Test
    void isReadByAllWhoMayReadANewFile() throws IOException {
        Path usual = Files.writeString(kernels.resolve("usual.txt"), "x");
        Path specification = KernelSpec.write(kernels);
        Files.setPosixFilePermissions(
                specification.resolve("kernel.json"), PosixFilePermissions.fromString("rw-------"));

        KernelSpec.write(kernels);

        try (Stream<Path> files = Files.list(specification)) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(Files.getPosixFilePermissions(usual)));
        }
    }

    /** How the kernel is started, up to the Java that is to run it. */
    private List<String> starter() throws IOException {
        KernelSpec.write(kernels);
        return JsonParser.parseString(Files.readString(kernels.resolve("spikernel/kernel.json")))
                .getAsJsonObject()
                .getAsJsonArray("argv")
                .asList()
                .stream()
                .map(JsonElement::getAsString)
                .takeWhile(argument -> !argument.endsWith("java"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the kernel is started without a shell there")
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, -version", "3g, -Xmx3g -version"})
    void takesTheHeapFromTheEnvironment(String heap, String options) throws IOException {
        List<String> command = starter();
        command.addAll(List.of("echo", "-version"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("SPIKERNEL_HEAP");
        if (heap != null) {
            builder.environment().put("SPIKERNEL_HEAP", heap);
        }

        assertThat(builder.start().inputReader().readLine()).isEqualTo(options);
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "xx_XX.UTF-8, C.UTF-8", "C.UTF-8, C.UTF-8", "C.utf8, C.utf8"})
    void startsInAnEncodingThatKnowsAllLetters(String asked, String used) throws IOException {
        List<String> command = starter();
        command.addAll(List.of("printenv", "LC_ALL"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", asked);

        assertThat(builder.start().inputReader().readLine()).isEqualTo(used);
    }
}
