package org.spikernel.study.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;
import org.spikernel.score.RScore;
import org.spikernel.score.Representation;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/**
 * Trained cells with what was known of them before training, so that each can be asked how far it predicts the accuracy.
 *
 * <pre>{@code
 * var scored = ScoredCells.of(cells.sample(2000, 42), macro, RScore.on(batch), Progress.bar());
 * RankCorrelation.table(scored.table(), "test_accuracy", List.of("score", "params", "convolutions", "firing_rate"));
 * }</pre>
 *
 * @param scored the cells that have a score, in the order in which they were given
 */
public record ScoredCells(List<Scored> scored) {

    /**
     * A cell with what was known of it.
     *
     * @param cell with its accuracies
     * @param features its operations and ways, parameters, score and firing rates
     * @param score of its untrained network
     * @param firingRate the share of its neurons that spike, for each timestep, in the untrained network
     */
    public record Scored(TrainedCell cell, CellFeatures features, double score, double firingRate) {}

    public ScoredCells {
        scored = List.copyOf(scored);
    }

    /**
     * Scores cells. Those whose spikes do not tell the images apart have no score, and are left out.
     *
     * @param macro makes their networks
     * @param progress is told of every cell
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static ScoredCells of(TrainedCells cells, CellMacroArchitecture macro, RScore score, Progress progress) {
        List<Scored> scored = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (int i = 0; i < cells.size(); i++) {
                score(cells.asList().get(i), macro, score).ifPresent(scored::add);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
                progress.update(new ProgressStep(i + 1, cells.size(), "cells", elapsed, ""));
            }
        } finally {
            progress.close();
        }
        return new ScoredCells(scored);
    }

    private static Optional<Scored> score(TrainedCell trained, CellMacroArchitecture macro, RScore score) {
        try {
            Representation seen = score.represent(macro.network(trained.cell().canonical()));
            CellFeatures features = CellFeatures.of(trained.cell())
                    .with(macro.network(trained.cell()).params())
                    .with(seen);
            return Optional.of(new Scored(trained, features, seen.score(), seen.firingRate()));
        } catch (UndefinedScoreException none) {
            return Optional.empty();
        }
    }

    /** The cells with their accuracies. */
    public TrainedCells cells() {
        return TrainedCells.of(scored.stream().map(Scored::cell).toList());
    }

    /** The features of each. */
    public List<CellFeatures> features() {
        return scored.stream().map(Scored::features).toList();
    }

    /** The {@linkplain TrainedCells#table table of the cells}, with columns score and firing_rate. */
    public Table table() {
        return cells().table()
                .addColumns(
                        DoubleColumn.create("score", scored.stream().mapToDouble(Scored::score)),
                        DoubleColumn.create("firing_rate", scored.stream().mapToDouble(Scored::firingRate)));
    }
}
