package org.spikernel.internal.sealed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileHeaderTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"seed", "rule: a", "rule:", "rule:: a: b", "rule\na", "rule\\n", ""})
    void factIsReadBackByTheNameThatItWasWrittenWith(String name) throws IOException {
        FileHeader header = new FileHeader("file of a test", Map.of(name, "b: c\nd"));
        Path file = directory.resolve("test.zip");
        new ZippedFile().put(FileHeader.ENTRY, header.text()).write(file);

        try (OpenedZip opened = OpenedZip.open(file)) {
            assertThat(FileHeader.read("file of a test", opened)).isEqualTo(header);
        }
    }
}
