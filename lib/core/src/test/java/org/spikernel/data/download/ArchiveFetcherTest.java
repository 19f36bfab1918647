package org.spikernel.data.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.data.Archive;
import org.spikernel.data.Dataset;
import org.spikernel.data.DatasetException;
import org.spikernel.data.Datasets;
import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchiveFetcherTest {

    @TempDir
    private Path data;

    private final List<ProgressStep> steps = new ArrayList<>();
    private ArchiveServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ArchiveServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void downloadsChecksAndUnpacks() {
        Path directory = fetch(server.archive());

        assertThat(directory).isEqualTo(data.resolve("cifar-10-batches-bin"));
        assertOnlyTheImagesAreLeft();
        assertThat(steps)
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> Long.compare(a.done(), b.done()))
                .allMatch(step -> step.unit().equals("kB"));
        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
    }

    @Test
    void brokenDownloadIsContinuedByTheNextOne() throws IOException {
        server.breakAfter(10_000);
        assertThatThrownBy(() -> fetch(server.archive()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("stopped after")
                .hasMessageContaining("run the same command again to continue");
        long part = Files.size(part());
        assertThat(part).isPositive().isLessThanOrEqualTo(10_000);

        server.breakAfter(Long.MAX_VALUE);
        fetch(server.archive());

        assertThat(server.ranges()).containsExactly("all", "bytes=" + part + "-");
        assertOnlyTheImagesAreLeft();
    }

    @Test
    void serverWithoutRangesSendsEverythingAgain() throws IOException {
        writePart(5000);
        server.ignoreRange();
        fetch(server.archive());

        assertThat(server.ranges()).containsExactly("bytes=5000-");
        assertOnlyTheImagesAreLeft();
    }

    @Test
    void rangeThatTheServerDoesNotHaveStartsTheDownloadAgain() throws IOException {
        writePart(5000);
        server.shiftRange(server.contents().length);
        fetch(server.archive());

        assertThat(server.ranges()).containsExactly("bytes=5000-", "all");
        assertOnlyTheImagesAreLeft();
    }

    @Test
    void anotherRangeThanTheOneAskedForIsRefused() throws IOException {
        writePart(5000);
        server.shiftRange(1);

        assertThatThrownBy(() -> fetch(server.archive()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("answered 206")
                .hasMessageContaining("from byte 5000");
        assertThat(part()).hasSize(5000);
    }

    @Test
    void partThatIsTooLongIsThrownAway() throws IOException {
        Files.write(part(), new byte[server.contents().length + 1]);
        fetch(server.archive());

        assertThat(server.ranges()).containsExactly("all");
        assertOnlyTheImagesAreLeft();
    }

    @Test
    void wholeButUnfinishedPartNeedsNoServer() throws IOException {
        Files.write(part(), server.contents());
        fetch(server.archive());

        assertThat(server.ranges()).isEmpty();
        assertOnlyTheImagesAreLeft();
    }

    @Test
    void archiveThatWasPutThereByHandNeedsNoServer() throws IOException {
        Files.write(data.resolve("cifar-10-binary.tar.gz"), server.contents());
        fetch(server.archive());

        assertThat(server.ranges()).isEmpty();
        assertOnlyTheImagesAreLeft();
    }

    @Test
    void wrongChecksumKeepsTheFileAsideUnused() {
        String wrong = "0123456789abcdef0123456789abcdef";
        Archive archive = server.archive(server.contents().length, wrong);

        assertThatThrownBy(() -> fetch(archive))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("MD5 " + ArchiveServer.md5(server.contents()))
                .hasMessageContaining("MD5 " + wrong)
                .hasMessageContaining("cifar-10-binary.tar.gz.mismatch and not used");
        assertThat(data.resolve("cifar-10-binary.tar.gz.mismatch")).hasBinaryContent(server.contents());
        assertThat(data.resolve("cifar-10-binary.tar.gz")).doesNotExist();
        assertThat(data.resolve("cifar-10-batches-bin")).doesNotExist();
        assertThat(part()).doesNotExist();
    }

    @Test
    void moreBytesThanExpectedAreAMismatchToo() {
        Archive archive = server.archive(1000, ArchiveServer.md5(server.contents()));

        assertThatThrownBy(() -> fetch(archive))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected 1,000 bytes");
        assertThat(data.resolve("cifar-10-batches-bin")).doesNotExist();
    }

    @Test
    void missingFileIsReportedWithItsAddress() {
        server.refuse(404);

        assertThatThrownBy(() -> fetch(server.archive()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("the server answered 404")
                .hasMessageContaining(server.archive().address().toString())
                .hasMessageContaining("by hand: " + data.resolve("cifar-10-binary.tar.gz"));
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void unreachableServerIsReported() {
        Archive archive = server.archive();
        server.close();

        assertThatThrownBy(() -> fetch(archive))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot reach " + archive.address());
    }

    @Test
    void cancelledDownloadKeepsTheInterrupt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fetch(server.archive()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("was cancelled");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void archiveWithoutItsDirectoryIsRefused() throws IOException {
        byte[] foreign = new TarWriter().file("something/else.bin", new byte[9]).end();
        Files.write(data.resolve("cifar-10-binary.tar.gz"), foreign);
        Archive archive = server.archive(foreign.length, ArchiveServer.md5(foreign));

        assertThatThrownBy(() -> fetch(archive))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("holds no directory cifar-10-batches-bin");
    }

    @Test
    void targetThatCannotBeWrittenIsReported() throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> ArchiveFetcher.fetch(server.archive(), file, Progress.none()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot bring CIFAR-10 into " + file);
    }

    private Path fetch(Archive archive) {
        return ArchiveFetcher.fetch(archive, data, steps::add);
    }

    private Path part() {
        return data.resolve("cifar-10-binary.tar.gz.part");
    }

    private void writePart(int bytes) throws IOException {
        Files.write(part(), Arrays.copyOf(server.contents(), bytes));
    }

    private void assertOnlyTheImagesAreLeft() {
        assertThat(data.toFile().list()).containsExactly("cifar-10-batches-bin");
        Dataset images = Datasets.cifar10(data);
        assertThat(images.train().size()).isEqualTo(40);
        assertThat(images.train().label(39)).isEqualTo(1);
    }

    @Test
    void serverThatFallsSilentIsNotAwaitedForEver() throws IOException {
        server.fallSilentAfter(10_000);
        assertThatThrownBy(() -> ArchiveDownload.into(data, server.archive(), Progress.none(), Duration.ofSeconds(3)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("stopped after")
                .hasMessageContaining("run the same command again to continue");
        assertThat(part()).exists();
    }

    @Test
    void serverThatDoesNotAnswerIsNotAwaitedForEver() {
        server.fallSilentAfter(-1);
        assertThatThrownBy(() -> ArchiveDownload.into(data, server.archive(), Progress.none(), Duration.ofMillis(200)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot reach " + server.archive().address());
    }
}
