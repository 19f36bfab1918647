package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.ProgressStep;
import org.spikernel.score.RScore;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

import static org.assertj.core.api.Assertions.assertThat;

class ScoredCellsTest {

    private static final RScore SCORE =
            RScore.on(Datasets.textures().train().batch(4, 7)).timesteps(2);

    private static TrainedCell trained(int id, String cell) {
        return new TrainedCell(
                id, Cell.parse(cell), 7, 4, 60 + id, 50 + id, OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Test
    void knowsOfEachCellWhatWasKnownBeforeTraining() {
        TrainedCell first = trained(0, "conv3x3 | skip conv3x3 | skip zero conv3x3");
        TrainedCell second = trained(1, "zero | zero zero | conv3x3 zero zero");
        SnasNet macro = SnasNet.cifar10().withChannels(4);
        List<ProgressStep> steps = new ArrayList<>();
        ScoredCells scored = ScoredCells.of(TrainedCells.of(List.of(first, second)), macro, SCORE, steps::add);

        Table table = scored.table();
        assertThat(scored.cells().asList()).containsExactly(first, second);
        assertThat(scored.features()).hasSize(2);
        assertThat(scored.features().get(1).numbers()).containsKeys("score.R", "params.total", "paths.ways");
        assertThat(table.doubleColumn("score").get(1))
                .isEqualTo(SCORE.of(macro.network(second.cell().canonical())));
        assertThat(table.doubleColumn("firing_rate").get(0)).isBetween(0.0, 1.0);
        assertThat(table.doubleColumn("test_accuracy").asList()).containsExactly(50.0, 51.0);
        assertThat(steps).extracting(ProgressStep::done).containsExactly(1L, 2L);
    }

    /** No way leads from the input to the output, so all images look alike. */
    @Test
    void cellWithoutAScoreIsLeftOut() {
        TrainedCells cells = TrainedCells.of(List.of(
                trained(0, "zero | zero zero | zero zero zero"), trained(1, "zero | zero zero | conv3x3 zero zero")));

        assertThat(ScoredCells.of(cells, SnasNet.cifar10().withChannels(4), SCORE, step -> {})
                        .cells()
                        .asList())
                .extracting(TrainedCell::id)
                .containsExactly(1);
    }
}
