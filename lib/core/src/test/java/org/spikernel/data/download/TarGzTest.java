package org.spikernel.data.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.Damage;
import org.spikernel.data.DatasetException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TarGzTest {

    private static final int DAMAGED_COPIES = 2000;

    @TempDir
    private Path work;

    private Path archive;
    private Path target;

    @BeforeEach
    void namePlaces() {
        archive = work.resolve("archive.tar.gz");
        target = work.resolve("target");
    }

    @Test
    void unpacksFilesOfAnyLength() throws IOException {
        byte[] block = new byte[512];
        block[511] = 7;
        Files.write(
                archive,
                new TarWriter()
                        .directory("images/")
                        .file("images/empty.bin", new byte[0])
                        .file("images/block.bin", block)
                        .file("images/odd.bin", new byte[] {1, 2, 3})
                        .entry("images/deep", "last.bin", '0', new byte[] {4})
                        .end());
        TarGz.unpack(archive, target);

        assertThat(target.resolve("images/empty.bin")).isEmptyFile();
        assertThat(target.resolve("images/block.bin")).hasBinaryContent(block);
        assertThat(target.resolve("images/odd.bin")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(target.resolve("images/deep/last.bin")).hasBinaryContent(new byte[] {4});
    }

    @Test
    void passesOverLinksAndExtendedHeaders() throws IOException {
        Files.write(
                archive,
                new TarWriter()
                        .entry("", "link", '2', new byte[0])
                        .entry("", "header", 'x', new byte[] {1, 2})
                        .file("file", new byte[] {3})
                        .end());
        TarGz.unpack(archive, target);

        assertThat(target).isDirectoryContaining("glob:**/file").isDirectoryNotContaining("glob:**/{link,header}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped.bin", "/escaped.bin", "images/../../escaped.bin"})
    void filesCannotLeaveTheTarget(String name) throws IOException {
        Files.write(archive, new TarWriter().file(name, new byte[] {1}).end());

        assertThatThrownBy(() -> TarGz.unpack(archive, target))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(name + ", which leads out of the directory");
        assertThat(work.resolve("escaped.bin")).doesNotExist();
    }

    @Test
    void archiveThatEndsWithinAFileIsRefused() throws IOException {
        byte[] header = new byte[512];
        header[0] = 'a';
        System.arraycopy("00000001000".getBytes(StandardCharsets.US_ASCII), 0, header, 124, 11);
        Files.write(archive, TarWriter.gzip(header));

        assertThatThrownBy(() -> TarGz.unpack(archive, target))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ends within the file a, 512 bytes early");
    }

    @Test
    void foreignContentsAreRefused() throws IOException {
        Files.write(archive, TarWriter.gzip("no tar archive ".repeat(100).getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> TarGz.unpack(archive, target))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not a tar archive")
                .hasMessageContaining("expected an octal number");
    }

    @Test
    void cutOffCompressionIsAnError() throws IOException {
        byte[] whole = new TarWriter().file("file", new byte[5000]).end();
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> TarGz.unpack(archive, target))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(archive + " is damaged")
                .hasCauseInstanceOf(EOFException.class);
    }

    /** A compressed archive has a checksum: nothing wrong is ever unpacked, and nothing is written before it is checked. */
    @Test
    void damagedArchiveIsRefusedOrUnpackedAsItWas() throws IOException {
        byte[] contents = "some bytes\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        byte[] whole = new TarWriter()
                .file("one.bin", contents)
                .file("two.bin", contents)
                .end();
        Path one = target.resolve("one.bin");
        Path two = target.resolve("two.bin");
        List<Damage> all = Damage.of(whole, DAMAGED_COPIES, 3).toList();
        int refused = 0;
        for (Damage damage : all) {
            Files.write(archive, damage.bytes());
            Files.deleteIfExists(one);
            Files.deleteIfExists(two);
            try {
                TarGz.unpack(archive, target);
                assertThat(one).hasBinaryContent(contents);
                assertThat(two).hasBinaryContent(contents);
            } catch (DatasetException error) {
                assertThat(error).hasMessageContaining(archive.toString());
                assertThat(one).doesNotExist();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(DAMAGED_COPIES / 2);
    }
}
