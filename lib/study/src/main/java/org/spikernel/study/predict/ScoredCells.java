package org.spikernel.study.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;
import org.spikernel.score.LayerActivity;
import org.spikernel.score.RScore;
import org.spikernel.score.Representation;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.Rows;
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

    private static final String RATE = "firing_rate";
    private static final String TRAINED_RATE = "trained_firing_rate";

    /**
     * A cell with what was known of it.
     *
     * @param cell with its accuracies
     * @param features its operations and ways, parameters, score and firing rates
     * @param score of its untrained network
     * @param layers how active the layers of neurons of its untrained network were
     * @param trainedLayers how active the same layers were in the trained network, whose nodes may have other numbers; empty where nobody
     *     has kept it
     */
    public record Scored(
            TrainedCell cell,
            CellFeatures features,
            double score,
            List<LayerActivity> layers,
            List<LayerActivity> trainedLayers) {

        public Scored {
            layers = List.copyOf(layers);
            trainedLayers = List.copyOf(trainedLayers);
        }

        /** The share of its neurons that spike, for each timestep, in the untrained network. */
        public double firingRate() {
            return LayerActivity.firingRate(layers);
        }

        /**
         * The same in the trained network, over the same layers: those on edges that lead nowhere are left out, as they are before training.
         * Not a number where nobody has kept it.
         */
        public double trainedFiringRate() {
            return LayerActivity.firingRate(trainedLayers);
        }
    }

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
            return Optional.of(
                    new Scored(trained, features, seen.score(), seen.layers(), trainedLayers(trained, macro)));
        } catch (UndefinedScoreException none) {
            return Optional.empty();
        }
    }

    /** What is known of a trained network's layers, without those on edges that lead nowhere. */
    private static List<LayerActivity> trainedLayers(TrainedCell trained, CellMacroArchitecture macro) {
        if (trained.layers().isEmpty()) {
            return List.of();
        }
        Set<String> useful = macro.network(trained.cell().repaired()).spikingLayers().stream()
                .map(Network.Node::place)
                .collect(Collectors.toSet());
        return trained.layers().stream()
                .filter(layer -> useful.contains(layer.place()))
                .toList();
    }

    /** The cells with their accuracies. */
    public TrainedCells cells() {
        return TrainedCells.of(scored.stream().map(Scored::cell).toList());
    }

    /** The features of each. */
    public List<CellFeatures> features() {
        return scored.stream().map(Scored::features).toList();
    }

    /**
     * The {@linkplain TrainedCells#table table of the cells}, with columns score, firing_rate and {@value #TRAINED_RATE}, which is missing
     * where nobody has kept it.
     */
    public Table table() {
        return cells().table()
                .addColumns(
                        DoubleColumn.create("score", scored.stream().mapToDouble(Scored::score)),
                        DoubleColumn.create(RATE, scored.stream().mapToDouble(Scored::firingRate)),
                        DoubleColumn.create(TRAINED_RATE, scored.stream().mapToDouble(Scored::trainedFiringRate)));
    }

    /**
     * Firing rates before and after training, part by part: a row for each cell of which both are known and each part of its network that
     * has neurons, with the columns id, part, firing_rate and {@value #TRAINED_RATE}. A part is what the places of layers begin with: of
     * SNASNet's networks cell1, reduction, cell2, last (what the last pooling reads) and classifier.
     */
    public Table firingRates() {
        IntColumn ids = IntColumn.create("id");
        StringColumn parts = StringColumn.create("part");
        DoubleColumn before = DoubleColumn.create(RATE);
        DoubleColumn after = DoubleColumn.create(TRAINED_RATE);
        for (Scored each : scored) {
            Map<String, List<LayerActivity>> trained = byPart(each.trainedLayers);
            byPart(each.layers).forEach((part, layers) -> {
                if (trained.containsKey(part)) {
                    ids.append(each.cell.id());
                    parts.append(part);
                    before.append(LayerActivity.firingRate(layers));
                    after.append(LayerActivity.firingRate(trained.get(part)));
                }
            });
        }
        return Table.create("firing rates before and after training", ids, parts, before, after);
    }

    /**
     * Whether the order of the networks is kept by training, part by part: part, cells (that have neurons there and whose trained rates are
     * known), the means of both firing rates, and tau, Kendall's, between them, which is missing for a single cell.
     */
    public Table firingRatesByPart() {
        Table rates = firingRates();
        return Rows.of(rates.stringColumn("part").asList().stream().distinct().toList())
                .text("part", part -> part)
                .count("cells", part -> of(rates, part, RATE).length)
                .number(RATE, part -> mean(of(rates, part, RATE)))
                .number(TRAINED_RATE, part -> mean(of(rates, part, TRAINED_RATE)))
                .number("tau", part -> tau(of(rates, part, RATE), of(rates, part, TRAINED_RATE)))
                .table("firing rates before and after training, part by part");
    }

    private static double[] of(Table rates, String part, String column) {
        return rates.where(rates.stringColumn("part").isEqualTo(part))
                .doubleColumn(column)
                .asDoubleArray();
    }

    private static double tau(double[] before, double[] after) {
        return before.length < 2 ? Double.NaN : RankCorrelation.kendall(before, after);
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElse(Double.NaN);
    }

    private static Map<String, List<LayerActivity>> byPart(List<LayerActivity> layers) {
        return layers.stream()
                .collect(Collectors.groupingBy(
                        layer -> layer.place().split("\\.", 2)[0], LinkedHashMap::new, Collectors.toList()));
    }
}
