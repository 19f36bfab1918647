package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.random.RandomStream;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.tabular.SpikeNasBench;
import org.spikernel.study.tabular.TrainedCell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccuracyPredictorTest {

    private static final List<Cell> CELLS = IntStream.of(RandomStream.at(1).permutation(15_625))
            .limit(300)
            .mapToObj(SpikeNasBench::cell)
            .toList();

    private static final List<CellFeatures> FEATURES =
            CELLS.stream().map(CellFeatures::of).toList();

    /** What the accuracy would be if depth and convolutions were all. */
    private static double accuracy(CellFeatures cell) {
        return 80
                + 2 * cell.numbers().get("paths.deepest")
                + 0.3 * cell.numbers().get("operations.convolutions");
    }

    private static double[] accuracies(List<CellFeatures> cells) {
        return cells.stream().mapToDouble(AccuracyPredictorTest::accuracy).toArray();
    }

    @Test
    void ranksCellsThatItHasNotSeen() {
        List<CellFeatures> seen = FEATURES.subList(0, 100);
        List<CellFeatures> unseen = FEATURES.subList(100, 300);
        AccuracyPredictor predictor = AccuracyPredictor.fit(seen, accuracies(seen), 0);

        assertThat(RankCorrelation.kendall(predictor.predict(unseen), accuracies(unseen)))
                .isGreaterThan(0.8);
        assertThat(Arrays.stream(predictor.predict(unseen)).boxed())
                .allMatch(accuracy -> accuracy >= 77.9 && accuracy <= 88);
    }

    @Test
    void seedDecides() {
        List<CellFeatures> seen = FEATURES.subList(0, 40);
        double[] accuracies = accuracies(seen);
        double[] predicted = AccuracyPredictor.fit(seen, accuracies, 0).predict(FEATURES);

        assertThat(AccuracyPredictor.fit(seen, accuracies, 0).predict(FEATURES)).containsExactly(predicted);
        assertThat(AccuracyPredictor.fit(seen, accuracies, 1000).predict(FEATURES))
                .isNotEqualTo(predicted);
    }

    @Test
    void aFewCellsTeachNothing() {
        assertThatThrownBy(() -> AccuracyPredictor.fit(FEATURES.subList(0, 9), new double[9], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 10 trained cells or more, but found 9 cells and 9 accuracies");
        assertThatThrownBy(() -> AccuracyPredictor.fit(FEATURES, new double[9], 0))
                .hasMessageContaining("300 cells and 9 accuracies");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNamed(double none) {
        List<CellFeatures> seen = new ArrayList<>(FEATURES.subList(0, 40));
        double[] accuracies = accuracies(seen);
        accuracies[7] = none;

        assertThatThrownBy(() -> AccuracyPredictor.fit(seen, accuracies, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the accuracy of cell 7, counted from 0, is " + none + "; leave the cell out");

        seen.set(3, new CellFeatures(Map.of(CellFeatures.Group.SCORE, Map.of("R", none))));
        assertThatThrownBy(() -> AccuracyPredictor.fit(seen, accuracies(FEATURES.subList(0, 40)), 0))
                .hasMessage("the feature 'score.R' of cell 3, counted from 0, is " + none + "; leave the cell out");
    }

    @Test
    void zerosOfBothSignsAreTheSameAccuracy() {
        List<CellFeatures> seen = FEATURES.subList(0, 20);
        double[] zeros = IntStream.range(0, 20)
                .mapToDouble(i -> i % 3 == 0 ? -0.0 : i % 3 - 1)
                .toArray();
        double[] unsigned = Arrays.stream(zeros).map(zero -> zero + 0.0).toArray();

        assertThat(AccuracyPredictor.fit(seen, zeros, 0).predict(FEATURES))
                .containsExactly(AccuracyPredictor.fit(seen, unsigned, 0).predict(FEATURES));
    }

    @Test
    void studyTellsWhatCarriesThePredictions() {
        List<TrainedCell> trained = IntStream.range(0, 120)
                .mapToObj(i -> new TrainedCell(
                        i,
                        CELLS.get(i),
                        1,
                        100,
                        accuracy(FEATURES.get(i)),
                        accuracy(FEATURES.get(i)),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()))
                .toList();
        PredictionStudy study = new PredictionStudy(trained, FEATURES.subList(0, 120), 2, 60, 0);
        Table groups = study.groups(30);

        assertThat(groups.stringColumn("predictor").asList())
                .containsExactly(
                        "all features",
                        "without operations",
                        "without paths",
                        "without thresholds",
                        "operations alone",
                        "paths alone",
                        "thresholds alone");
        assertThat(groups.doubleColumn("tau").get(4))
                .isLessThan(groups.doubleColumn("tau").get(5));
        assertThat(study.table(20, 60).intColumn("labelled").asList()).containsExactly(20, 60);
        assertThatThrownBy(() -> study.table(119)).hasMessageContaining("leave none of 120");
    }
}
