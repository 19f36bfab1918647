package org.spikernel.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.score.RScore;

import static org.assertj.core.api.Assertions.assertThat;

/** A journal that an earlier version wrote; what is known of it stands beside it. */
class EarlierJournalTest {

    private static final Path FIXTURE = Path.of("src/test/resources/fixtures/search-journal-format-1.csv");
    private static final int NANO_DIGITS = 9;

    @TempDir
    private Path directory;

    private Path journal;
    private List<String> candidates;

    @BeforeEach
    void copy() throws IOException {
        journal = directory.resolve("journal.csv");
        Files.copy(FIXTURE, journal);
        List<String> lines = Files.readAllLines(journal).stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .toList();
        candidates = withoutLastColumn(lines);
    }

    private static Search search() {
        RScore score = RScore.on(Datasets.textures().train().first(4).all()).timesteps(2);
        return Search.of(SearchSpace.of(KernelSet.SET_3), SnasNet.cifar10().withChannels(2), score)
                .strategy(Strategy.random(30).seed(42));
    }

    private static List<String> lines(SearchResult result) {
        return result.candidates().stream().map(EarlierJournalTest::line).toList();
    }

    /** Iteration, cell, score, parameters and seconds. */
    private static String line(Candidate candidate) {
        return String.join(
                ",",
                Integer.toString(candidate.iteration()),
                candidate.architecture().toString(),
                Double.toString(candidate.score().orElseThrow()),
                Long.toString(candidate.params().total()),
                BigDecimal.valueOf(candidate.seconds().toNanos(), NANO_DIGITS).toPlainString());
    }

    private static List<String> withoutLastColumn(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    /** The seconds of every candidate would differ if it were scored again. */
    @Test
    void isContinuedWithNoCandidateScoredAgain() throws IOException {
        byte[] before = Files.readAllBytes(journal);

        assertThat(lines(search().journal(journal).run())).isEqualTo(candidates);
        assertThat(journal).hasBinaryContent(before);
    }

    @Test
    void itsScoresAreStillTheSameToTheLastBit() {
        assertThat(withoutLastColumn(lines(search().run()))).isEqualTo(withoutLastColumn(candidates));
    }
}
