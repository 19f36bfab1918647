package org.spikernel.internal.sealed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is too long for memory is written and read number by number. */
class ZippedFileTest {

    private static final int NUMBERS = 100_000;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("test.zip");
        new ZippedFile()
                .put("before", "something")
                .put("numbers", out -> {
                    for (int i = 0; i < NUMBERS; i++) {
                        out.writeInt(i);
                    }
                })
                .put("behind", new byte[] {1, 2})
                .write(file);
    }

    private int[] numbers() throws IOException {
        int[] numbers = new int[NUMBERS];
        try (OpenedZip zip = OpenedZip.open(file)) {
            zip.read("numbers", (long) NUMBERS * Integer.BYTES, in -> {
                for (int i = 0; i < NUMBERS; i++) {
                    numbers[i] = in.readInt();
                }
            });
            assertThat(zip.bytes("behind", 2)).containsExactly(1, 2);
        }
        return numbers;
    }

    @Test
    void numbersAreReadAsTheyWereWritten() throws IOException {
        int[] numbers = numbers();
        for (int i = 0; i < NUMBERS; i++) {
            assertThat(numbers[i]).isEqualTo(i);
        }
    }

    @Test
    void sameContentsGiveTheSameBytesHoweverTheyAreGiven() throws IOException {
        byte[] numbers;
        try (OpenedZip zip = OpenedZip.open(file)) {
            numbers = zip.bytes("numbers", (long) NUMBERS * Integer.BYTES);
        }
        Path other = directory.resolve("other.zip");
        new ZippedFile()
                .put("before", "something")
                .put("numbers", numbers)
                .put("behind", new byte[] {1, 2})
                .write(other);

        assertThat(other).hasSameBinaryContentAs(file);
    }

    @Test
    void anotherLengthIsRefusedUnread() throws IOException {
        try (OpenedZip zip = OpenedZip.open(file)) {
            assertThatThrownBy(() -> zip.read("numbers", NUMBERS, in -> {
                        throw new AssertionError("nobody should read it");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'numbers' should have 100,000 bytes, but has 400,000");
        }
    }

    @Test
    void damageIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> OpenedZip.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is damaged: entry 'numbers' is not as it was written");
    }
}
