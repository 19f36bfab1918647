package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
    private static final int COLUMNS_WITHOUT_SECONDS = 4;

    @TempDir
    private Path directory;

    private Path journal;
    private List<String> candidates;

    @BeforeEach
    void copy() throws IOException {
        journal = directory.resolve("journal.csv");
        Files.copy(FIXTURE, journal);
        candidates = Files.readAllLines(journal).stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .toList();
    }

    private static Search search() {
        RScore score = RScore.on(Datasets.textures().train().first(4).all()).timesteps(2);
        return Search.of(SearchSpace.of(KernelSet.SET_3), SnasNet.cifar10().channels(2), score)
                .strategy(Strategy.random(30).seed(42));
    }

    private static List<String> lines(SearchResult result) {
        return result.candidates().stream().map(JournalLine::of).toList();
    }

    private static Stream<String> withoutSeconds(List<String> lines) {
        return lines.stream()
                .map(line -> String.join(",", List.of(line.split(",")).subList(0, COLUMNS_WITHOUT_SECONDS)));
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
        assertThat(withoutSeconds(lines(search().run())))
                .containsExactlyElementsOf(withoutSeconds(candidates).toList());
    }
}
