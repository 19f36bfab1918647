package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

import org.spikernel.internal.files.LockedFile;
import org.spikernel.network.Network;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a journal promises to processes that die, and to those that live at the same time. */
class KilledSearchTest {

    private static final int KILLS = 8;
    private static final int BYTES_A_RUN = 1_500;
    private static final int BYTES_A_LINE = 60;

    @TempDir
    private Path directory;

    private Process start(Path journal) throws IOException {
        return JournalledSearch.start(journal, log());
    }

    private Path log() {
        return directory.resolve("log");
    }

    @Test
    void searchThatIsKilledAgainAndAgainEndsLikeOneThatIsNot() throws Exception {
        Path journal = directory.resolve("killed.csv");
        RandomStream random = RandomStream.at(1, "kills");
        String before = "";
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(journal);
            awaitGrowth(journal, process, before.length() + random.nextInt(BYTES_A_RUN));
            TimeUnit.MICROSECONDS.sleep(random.nextInt(2_000));
            assertThat(process.isAlive())
                    .as("search is alive at kill %d%n%s", kill, Files.readString(log()))
                    .isTrue();
            process.destroyForcibly().waitFor();

            String after = Files.exists(journal) ? Files.readString(journal) : "";
            assertThat(after).startsWith(before.substring(0, before.lastIndexOf('\n') + 1));
            before = after;
        }
        Process last = start(journal);
        assertThat(last.waitFor()).as(Files.readString(log())).isZero();

        SearchResult uninterrupted = JournalledSearch.search().run();
        SearchResult resumed = fromJournalAlone(journal);
        assertThat(bits(resumed)).isEqualTo(bits(uninterrupted));
        assertThat(resumed.best().cell()).isEqualTo(uninterrupted.best().cell());
        assertThat(Files.readAllLines(journal).stream().distinct()).hasSameSizeAs(Files.readAllLines(journal));
    }

    @Test
    void strategyOfAUserContinuesWhereItWasKilled() throws Exception {
        Path journal = directory.resolve("climb.csv");
        for (int lines = 25; lines <= 35; lines += 10) {
            Process process = JournalledSearch.startClimb(journal, log());
            awaitGrowth(journal, process, lines * BYTES_A_LINE);
            process.destroyForcibly().waitFor();
        }
        byte[] killed = Files.readAllBytes(journal);
        SearchResult resumed = JournalledSearch.climb(JournalledSearch.score())
                .journal(journal)
                .run();
        SearchResult uninterrupted =
                JournalledSearch.climb(JournalledSearch.score()).run();

        assertThat(bits(resumed)).isEqualTo(bits(uninterrupted));
        assertThat(Files.size(journal)).isGreaterThan(killed.length);
    }

    private static void awaitGrowth(Path journal, Process process, long size) throws IOException, InterruptedException {
        while (process.isAlive() && (!Files.exists(journal) || Files.size(journal) < size)) {
            TimeUnit.MICROSECONDS.sleep(200);
        }
    }

    private static SearchResult fromJournalAlone(Path journal) {
        Scorer scoresNothing = new Scorer() {
            @Override
            public double of(Network network) {
                throw new AssertionError(network + " is not in the journal");
            }

            @Override
            public Map<String, String> settings() {
                return JournalledSearch.score().settings();
            }
        };
        return JournalledSearch.search(scoresNothing).journal(journal).run();
    }

    private static List<String> bits(SearchResult result) {
        return result.candidates().stream()
                .map(candidate -> "%d %s %x %s"
                        .formatted(
                                candidate.iteration(),
                                candidate.cell(),
                                Double.doubleToLongBits(candidate.score().orElse(Double.NaN)),
                                candidate.params()))
                .toList();
    }

    @Test
    void journalOfARunningProcessIsRefused() throws Exception {
        Path journal = directory.resolve("busy.csv");
        Process process = start(journal);
        try {
            awaitGrowth(journal, process, 1);

            assertThatThrownBy(() -> JournalledSearch.search().journal(journal).run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("busy.csv is in use by another search")
                    .hasMessageContaining("give this search a file of its own");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void otherProcessIsRefusedAlsoAfterTheJournalWasReadAndOpenedHere() throws Exception {
        Path journal = directory.resolve("busy.csv");
        JournalledSearch.search()
                .strategy(Strategy.random(2).seed(3))
                .journal(journal)
                .run();
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), journal);
        byte[] before = Files.readAllBytes(journal);
        try (LockedFile open = LockedFile.open(journal, "search")) {
            for (Path name : List.of(journal, link)) {
                assertThat(Files.readAllLines(name)).isNotEmpty();
                assertThat(Table.read()
                                .usingOptions(
                                        CsvReadOptions.builder(name.toFile()).commentPrefix('#'))
                                .rowCount())
                        .isPositive();
                assertThatThrownBy(() -> LockedFile.open(name, "search")).isInstanceOf(IllegalStateException.class);

                assertThat(start(name).waitFor()).isPositive();
                assertThat(log()).content().contains(name.getFileName() + " is in use by another search");
            }
            assertThat(open.content()).isEqualTo(before);
        }
    }
}
