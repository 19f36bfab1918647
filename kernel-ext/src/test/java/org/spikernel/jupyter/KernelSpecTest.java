package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .startsWith(
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
}
