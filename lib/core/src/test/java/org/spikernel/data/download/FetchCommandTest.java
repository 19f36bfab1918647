package org.spikernel.data.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.data.Archive;
import org.spikernel.data.DataDirectories;
import org.spikernel.data.DatasetException;
import org.spikernel.progress.Progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FetchCommandTest {

    @TempDir
    private Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutArgumentsSaysWhatCanBeFetched() throws IOException {
        Files.createDirectories(data.resolve("cifar-100-binary"));

        assertThat(run(Archive.all())).isZero();
        assertThat(out.toString())
                .contains("usage: ./spikernel fetch <data set>")
                .containsPattern("cifar10 +CIFAR-10, 170 MB, not on this machine")
                .contains("CIFAR-100, 168 MB, present in " + data.resolve("cifar-100-binary"))
                .contains("SPIKERNEL_DATA");
    }

    @Test
    void helpIsTheSameHelp() {
        assertThat(run(Archive.all(), "--help")).isZero();
        assertThat(out.toString()).startsWith("usage:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void unknownDataSetIsNamedAndTheKnownOnesListed() {
        assertThat(run(Archive.all(), "mnist")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot fetch \"mnist\"").contains("cifar100");
    }

    @Test
    void fetchesOnceAndThenSaysThatItIsThere() throws IOException {
        try (ArchiveServer server = new ArchiveServer()) {
            assertThat(run(List.of(server.archive()), "cifar10")).isZero();
            assertThat(run(List.of(server.archive()), "cifar10")).isZero();

            assertThat(server.ranges()).hasSize(1);
            assertThat(out.toString())
                    .contains("CIFAR-10 is in " + data.resolve("cifar-10-batches-bin"))
                    .contains("CIFAR-10 is already in " + data.resolve("cifar-10-batches-bin"));
        }
    }

    @Test
    void failureIsOneMessageAndAStatus() throws IOException {
        try (ArchiveServer server = new ArchiveServer()) {
            server.refuse(503);

            assertThat(run(List.of(server.archive()), "cifar10")).isEqualTo(1);
            assertThat(err.toString()).startsWith("the server answered 503").hasLineCount(1);
        }
    }

    @Test
    void manifestHoldsTheOfficialArchives() {
        assertThat(Archive.all()).extracting(Archive::name).containsExactly("cifar10", "cifar100");
        Archive cifar10 = Archive.named("cifar10");

        assertThat(cifar10.fileName()).isEqualTo("cifar-10-binary.tar.gz");
        assertThat(cifar10.bytes()).isEqualTo(170_052_171);
        assertThat(cifar10.md5()).isEqualTo("c32a1d4ab5d03f1284b67883e8d87530");
        assertThat(Archive.named("cifar100").md5()).isEqualTo("03b5dce01913d631647c71ecec9e9cb8");
        assertThatThrownBy(() -> Archive.named("mnist")).isInstanceOf(DatasetException.class);
    }

    private int run(List<Archive> archives, String... arguments) {
        FetchCommand command = new FetchCommand(
                archives,
                new DataDirectories(List.of(data)),
                Progress.none(),
                new PrintStream(out, true),
                new PrintStream(err, true));
        return command.run(arguments);
    }
}
