package org.spikernel.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextLinesTest {

    @TempDir
    private Path work;

    @Test
    void compressedTextIsThatBeforeCompression() throws IOException {
        String text = "\uFEFFname,size\r\nx,1\r\n";
        Path plain = Files.writeString(work.resolve("table.csv"), text);
        Path compressed = work.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(TextLines.read(compressed))
                .containsExactly("name,size", "x,1")
                .isEqualTo(TextLines.read(plain));
    }

    @Test
    void damagedCompressionIsRefused() throws IOException {
        Path file = work.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("name,size\nx,1\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TextLines.read(file))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(file + " is damaged or not compressed by gzip");
        }
    }
}
