package org.spikernel.study;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.score.Scorer;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IterationCostsTest {

    private static final SnasNet MACRO = SnasNet.forDataset(Datasets.textures()).withChannels(4);

    private static SearchResult search(long seed) {
        Scorer scorer = Scorer.named("depth", network -> network.params().features() % 9973);
        return Search.of(SearchSpace.of(KernelSet.SET_1), MACRO, scorer)
                .strategy(Strategy.random(60).seed(seed))
                .run();
    }

    @Test
    void fewerIterationsAreTheFirstOfMore() {
        List<SearchResult> searches = List.of(search(1), search(2));
        Table table = IterationCosts.of(searches, 60, 12, 30).table();

        assertThat(table.longColumn("iterations").asList()).containsExactly(12L, 30L, 60L);
        assertThat(table.doubleColumn("scored").get(2))
                .isEqualTo((searches.get(0).candidates().size()
                                + searches.get(1).candidates().size())
                        / 2.0);
        assertThat(table.doubleColumn("best_score").get(0))
                .isEqualTo((searches.get(0).bestAfter(12).score().orElseThrow()
                                + searches.get(1).bestAfter(12).score().orElseThrow())
                        / 2);
        assertThat(table.doubleColumn("lost").get(2)).isZero();
        assertThat(table.doubleColumn("lost").get(0))
                .isGreaterThanOrEqualTo(table.doubleColumn("lost").get(1));
        assertThat(table.doubleColumn("same_best").get(2)).isEqualTo(1);
        assertThat(table.doubleColumn("speed_up").get(2)).isEqualTo(1);
        assertThat(table.doubleColumn("speed_up").get(0)).isGreaterThan(1);
        assertThat(table.doubleColumn("iterations_saved").get(0)).isEqualTo(5);
        assertThat(IterationCosts.of(searches, 12, 60).sentence())
                .matches(
                        "12 of 60 iterations take [\\d.]+ times less time and lose \\S+ points of the score; in \\d of 2 searches they find the"
                                + " same\\.");
    }

    @Test
    void searchThatIsTooShortIsRefused() {
        SearchResult done = search(1);
        SearchResult interrupted = new SearchResult(
                done.setting(),
                done.iterations(),
                done.candidates(),
                List.of(),
                0,
                done.equivalent(),
                false,
                Duration.ofSeconds(1));

        assertThatThrownBy(() -> IterationCosts.of(List.of(done), 1_000, 5_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("should have run 5,000 iterations")
                .hasMessageContaining("but ran 60;");
        assertThatThrownBy(() -> IterationCosts.of(List.of(interrupted), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("since it was interrupted");
    }
}
