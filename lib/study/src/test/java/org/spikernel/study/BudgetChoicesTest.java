package org.spikernel.study;

import java.util.List;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount;
import org.spikernel.network.SnasNet;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetChoicesTest {

    private static final SnasNet MACRO = SnasNet.forDataset(Datasets.textures()).withChannels(4);

    private static ParamCount params(int channels) {
        return MACRO.withChannels(channels)
                .network(Cell.parse("conv3x3 | skip conv3x3 | skip zero conv3x3"))
                .params();
    }

    private record Trained(int channels, double score, double accuracy) {}

    private static BudgetChoices choices() {
        List<Trained> trained =
                List.of(new Trained(2, 1, 40), new Trained(4, 5, 50), new Trained(6, 4, 60), new Trained(8, 6, 70));
        return BudgetChoices.of(
                trained,
                each -> "C" + each.channels(),
                each -> params(each.channels()),
                Trained::score,
                Trained::accuracy);
    }

    @Test
    void choiceWithinEachBudgetStandsBesideTheBestThatFits() {
        List<MemoryBudget> budgets = List.of(
                MemoryBudget.params(10),
                MemoryBudget.params(params(4).total()),
                MemoryBudget.params(params(6).total()),
                MemoryBudget.params(params(8).total()));
        Table table = choices().table(budgets);

        assertThat(table.longColumn("fitting").asList()).containsExactly(0L, 2L, 3L, 4L);
        assertThat(table.stringColumn("chosen").asList()).containsExactly("", "C4", "C4", "C8");
        assertThat(table.stringColumn("best").asList()).containsExactly("", "C4", "C6", "C8");
        assertThat(table.doubleColumn("rank").asList()).containsExactly(null, 1.0, 2.0, 1.0);
        assertThat(table.doubleColumn("lost").asList()).containsExactly(null, 0.0, 10.0, 0.0);
        assertThat(table.doubleColumn("lost_by_chance").asList()).containsExactly(null, 5.0, 10.0, 15.0);
        assertThat(choices().sentence(budgets))
                .isEqualTo("In 2 of 3 budgets within which something fits the choice is the best that fits;"
                        + " on average it loses 3.33 to that one, and a choice by chance 10.0.");
        assertThat(choices().sentence(budgets.subList(0, 1))).isEqualTo("No network fits any of the budgets.");
    }

    @Test
    void equalScoresAreChosenByParameters() {
        BudgetChoices equal = new BudgetChoices(List.of(
                new BudgetChoices.Choice("wide", params(8), 1, 5),
                new BudgetChoices.Choice("narrow", params(4), 1, 4)));

        assertThat(equal.table(List.of(MemoryBudget.params(Integer.MAX_VALUE)))
                        .stringColumn("chosen")
                        .get(0))
                .isEqualTo("narrow");
    }

    @Test
    void budgetsAreScaledAsTheNetworkIs() {
        List<MemoryBudget> scaled = BudgetChoices.scaled(
                params(16),
                params(4),
                ParamCount.Scope.TOTAL,
                params(16).total(),
                2 * params(16).total());

        assertThat(scaled)
                .containsExactly(
                        MemoryBudget.params(params(4).total()),
                        MemoryBudget.params(2 * params(4).total()));
    }
}
