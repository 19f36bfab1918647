package org.spikernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.data.ReportedResults;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.InputCurrent;
import org.spikernel.neuron.Lif;
import org.spikernel.score.Scorer;
import org.spikernel.search.Candidate;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts and files are the same wherever the user is. */
class LocaleTest {

    private static final Locale USUAL = Locale.getDefault();
    private static final Cell CELL = Cell.parse("conv3x3@0.5 | skip conv5x5 | skip zero avg3x3");

    @TempDir
    private Path work;

    @AfterEach
    void goHome() {
        Locale.setDefault(USUAL);
    }

    @Test
    void noCodeFollowsTheUsersLocale() {
        LocaleRules.check("org.spikernel");
    }

    @Test
    void everyLocaleSeesAndWritesTheSame() throws Exception {
        EveryLocale.makesTheSame(this::everything);
    }

    /** One of each that has numbers in it. */
    private List<String> everything() throws IOException {
        Path journal = Files.createTempDirectory(work, "locale").resolve("journal.csv");
        SearchResult result = search(journal);
        String lines = Files.readString(journal).replaceAll(",\\d+\\.\\d{9},[0-9a-f]{8}", ",seconds,check");
        return List.of(
                SnasNet.cifar10().network(CELL).toString(),
                lines,
                result.best().toString().replaceAll("in \\d.*", ""),
                MemoryBudget.params(700_000).toString(),
                Datasets.textures().toString(),
                KernelSet.named("SET_3") + " " + KernelSet.named("set-1") + " "
                        + CellArchitecture.parse(CELL.toString()),
                ReportedResults.table().write().toString("csv"),
                Lif.DEFAULT.respond(InputCurrent.constant(1.3, 10)).toString());
    }

    private static SearchResult search(Path journal) {
        Scorer scorer = Scorer.named(
                "parameters, a seventh", network -> network.params().total() / 7.0);
        return Search.of(SearchSpace.of(KernelSet.SET_1), SnasNet.cifar10().withChannels(2), scorer)
                .strategy(Strategy.random(10).seed(3))
                .journal(journal)
                .run();
    }

    @Test
    void journalThatWasBegunInOneLocaleGoesOnInAnother() throws IOException {
        Path journal = work.resolve("journal.csv");
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        SearchResult there = search(journal);
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 3));
        Locale.setDefault(Locale.GERMANY);
        SearchResult here = search(journal);

        assertThat(Files.readAllLines(journal)).hasSameSizeAs(lines);
        assertThat(here.candidates()).extracting(Candidate::score).isEqualTo(scores(there));
    }

    private static List<OptionalDouble> scores(SearchResult result) {
        return result.candidates().stream().map(Candidate::score).toList();
    }
}
