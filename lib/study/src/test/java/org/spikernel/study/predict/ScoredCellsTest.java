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
import org.spikernel.score.LayerActivity;
import org.spikernel.score.RScore;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    /** What fires where it leads nowhere does not count, before training as after it; canonical cells may have other numbers of nodes. */
    @Test
    void ratesAfterTrainingAreOfTheLayersThatAreScored() {
        SnasNet macro = SnasNet.cifar10().withChannels(4);
        // Node 1 is a dead end; without it the cell is canonical only with its nodes swapped.
        Cell cell = Cell.parse("conv3x3 | conv3x3 zero | zero zero skip");
        assertThat(cell.canonical()).isNotEqualTo(cell.repaired());
        List<LayerActivity> layers = macro.network(cell).spikingLayers().stream()
                .map(node -> new LayerActivity(node.place(), node.shape().size(), rateOf(node.place())))
                .toList();
        TrainedCells cells = TrainedCells.of(List.of(
                TrainedCell.tested(0, cell, 7, 4, 50, layers), trained(1, "zero | zero zero | conv3x3 zero zero")));

        ScoredCells scored = ScoredCells.of(cells, macro, SCORE, step -> {});

        int cell1 = 4 * 32 * 32;
        int cell2 = 8 * 16 * 16;
        double useful = 0.2 * cell1 + 0.25 * cell1 + 0.4 * cell2 + 0.5 * cell2 + 0.25 * 1024;
        Table table = scored.table();
        assertThat(table.doubleColumn("trained_firing_rate").get(0))
                .isCloseTo(useful / (2 * cell1 + 2 * cell2 + 1024), within(1e-12));
        assertThat(table.doubleColumn("trained_firing_rate").isMissing(1))
                .as("nobody has kept it")
                .isTrue();
        Table rates = scored.firingRates();
        assertThat(rates.columnNames()).containsExactly("id", "part", "firing_rate", "trained_firing_rate");
        assertThat(rates.stringColumn("part").asList())
                .containsExactly("cell1", "reduction", "cell2", "last", "classifier");
        assertThat(rates.doubleColumn("trained_firing_rate").asList()).containsExactly(0.2, 0.25, 0.4, 0.5, 0.25);
        assertThat(rates.doubleColumn("firing_rate").asList()).allMatch(rate -> rate >= 0 && rate <= 1);
        Table parts = scored.firingRatesByPart();
        assertThat(parts.columnNames()).containsExactly("part", "cells", "firing_rate", "trained_firing_rate", "tau");
        assertThat(parts.longColumn("cells").asList()).containsOnly(1L);
        assertThat(parts.doubleColumn("trained_firing_rate").asList()).containsExactly(0.2, 0.25, 0.4, 0.5, 0.25);
    }

    private static double rateOf(String place) {
        return place.contains("0->1")
                ? 1
                : place.startsWith("cell1")
                        ? 0.2
                        : place.startsWith("cell2") ? 0.4 : place.startsWith("last") ? 0.5 : 0.25;
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
