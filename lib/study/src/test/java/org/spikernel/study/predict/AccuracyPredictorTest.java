package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
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
        AccuracyPredictor predictor = AccuracyPredictor.fit(seen, accuracies(seen));

        assertThat(RankCorrelation.kendall(predictor.predict(unseen), accuracies(unseen)))
                .isGreaterThan(0.8);
        assertThat(Arrays.stream(predictor.predict(unseen)).boxed())
                .allMatch(accuracy -> accuracy >= 77.9 && accuracy <= 88);
    }

    @Test
    void sameCellsTeachTheSame() {
        List<CellFeatures> seen = FEATURES.subList(0, 40);
        double[] accuracies = accuracies(seen);
        double[] predicted = AccuracyPredictor.fit(seen, accuracies).predict(FEATURES);

        assertThat(AccuracyPredictor.fit(seen, accuracies).predict(FEATURES)).containsExactly(predicted);
    }

    @Test
    void knowsLittleOfCellsThatAreLikeNoneThatItLearnedFrom() {
        List<CellFeatures> deep = FEATURES.stream()
                .filter(cell -> cell.numbers().get("paths.deepest") >= 2)
                .toList();
        CellFeatures shallow = CellFeatures.of(Cell.parse("zero | zero zero | skip zero zero"));
        AccuracyPredictor predictor = AccuracyPredictor.fit(deep, accuracies(deep));

        assertThat(predictor.standing(shallow).deviation())
                .isGreaterThan(3 * predictor.standing(deep.get(0)).deviation());
        assertThat(predictor.standing(shallow).mean())
                .isLessThan(predictor.standing(deep.get(0)).mean());
    }

    @Test
    void averagedRanksCellsThatItHasNotSeen() {
        List<CellFeatures> seen = FEATURES.subList(0, 60);
        List<CellFeatures> unseen = FEATURES.subList(100, 300);
        double[] accuracies = accuracies(seen);
        AccuracyPredictor predictor = AccuracyPredictor.averaged(seen, accuracies, 50, RandomStream.at(1));

        assertThat(RankCorrelation.kendall(predictor.predict(unseen), accuracies(unseen)))
                .isGreaterThan(0.8);
        assertThat(AccuracyPredictor.averaged(seen, accuracies, 50, RandomStream.at(1))
                        .predict(unseen))
                .containsExactly(predictor.predict(unseen));
    }

    @Test
    void averagedNeedsSteps() {
        assertThatThrownBy(() -> AccuracyPredictor.averaged(FEATURES, accuracies(FEATURES), 4, RandomStream.at(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a walk takes 5 steps or more, but was given 4; 200 are enough");
    }

    @Test
    void edgesTellWhatOtherFeaturesDoNot() {
        List<CellFeatures> seen = FEATURES.subList(0, 200);
        List<CellFeatures> unseen = FEATURES.subList(200, 300);
        double[] truth =
                unseen.stream().mapToDouble(AccuracyPredictorTest::byEdges).toArray();
        double[] known =
                seen.stream().mapToDouble(AccuracyPredictorTest::byEdges).toArray();

        assertThat(RankCorrelation.kendall(AccuracyPredictor.fit(seen, known).predict(unseen), truth))
                .isGreaterThan(0.1
                        + RankCorrelation.kendall(
                                AccuracyPredictor.fit(withoutEdges(seen), known).predict(withoutEdges(unseen)), truth));
    }

    /** An operation is worth something on each edge, and something else on another. */
    private static double byEdges(CellFeatures cell) {
        return cell.groups().get(CellFeatures.Group.EDGES).keySet().stream()
                .mapToDouble(operation -> RandomStream.at(5, operation).nextNormal())
                .sum();
    }

    private static List<CellFeatures> withoutEdges(List<CellFeatures> cells) {
        return cells.stream()
                .map(cell -> cell.without(EnumSet.of(CellFeatures.Group.EDGES)))
                .toList();
    }

    /** The same numbers as those of a machine that computes with or without the vector module, for any number of threads. */
    @Test
    void bitsAreThoseOfEveryMachine() {
        List<CellFeatures> seen = FEATURES.subList(0, 40);
        AccuracyPredictor predictor = AccuracyPredictor.fit(seen, accuracies(seen));

        assertThat(Double.toHexString(predictor.predict(FEATURES.get(299)))).isEqualTo("0x1.49382e002b2a6p6");
        assertThat(Double.toHexString(AccuracyPredictor.averaged(seen, accuracies(seen), 20, RandomStream.at(7))
                        .predict(FEATURES.get(299))))
                .isEqualTo("0x1.494e7b22eeac2p6");
    }

    @Test
    void whatNoLabelledCellCarriesIsJudgedByItsSize() {
        List<CellFeatures> small = cellsOf("conv1x1", "conv3x3", "conv5x5");
        double[] accuracies = small.stream()
                .mapToDouble(cell -> 80 + cell.numbers().get("kernels.reach"))
                .toArray();
        AccuracyPredictor predictor = AccuracyPredictor.fit(small, accuracies);

        assertThat(predictor
                        .standing(CellFeatures.of(Cell.parse("conv7x7 | zero zero | zero conv7x7 zero")))
                        .mean())
                .isGreaterThan(predictor
                        .standing(CellFeatures.of(Cell.parse("conv5x5 | zero zero | zero conv5x5 zero")))
                        .mean());
    }

    private static List<CellFeatures> cellsOf(String... operations) {
        List<CellFeatures> cells = new ArrayList<>();
        for (String first : operations) {
            for (String second : operations) {
                cells.add(CellFeatures.of(Cell.parse(first + " | zero zero | zero " + second + " zero")));
                cells.add(CellFeatures.of(Cell.parse(first + " | zero zero | skip " + second + " zero")));
            }
        }
        return cells;
    }

    @Test
    void aFewCellsTeachNothing() {
        assertThatThrownBy(() -> AccuracyPredictor.fit(FEATURES.subList(0, 9), new double[9]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 10 trained cells or more, but found 9 cells and 9 accuracies");
        assertThatThrownBy(() -> AccuracyPredictor.fit(FEATURES, new double[9]))
                .hasMessageContaining("300 cells and 9 accuracies");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNamed(double none) {
        List<CellFeatures> seen = new ArrayList<>(FEATURES.subList(0, 40));
        double[] accuracies = accuracies(seen);
        accuracies[7] = none;

        assertThatThrownBy(() -> AccuracyPredictor.fit(seen, accuracies))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the accuracy of cell 7, counted from 0, is " + none + "; leave the cell out");

        seen.set(3, new CellFeatures(Map.of(CellFeatures.Group.SCORE, Map.of("R", none))));
        assertThatThrownBy(() -> AccuracyPredictor.fit(seen, accuracies(FEATURES.subList(0, 40))))
                .hasMessage("the feature 'score.R' of cell 3, counted from 0, is " + none + "; leave the cell out");
    }

    @Test
    void zerosOfBothSignsAreTheSameAccuracy() {
        List<CellFeatures> seen = FEATURES.subList(0, 20);
        double[] zeros = IntStream.range(0, 20)
                .mapToDouble(i -> i % 3 == 0 ? -0.0 : i % 3 - 1)
                .toArray();
        double[] unsigned = Arrays.stream(zeros).map(zero -> zero + 0.0).toArray();

        assertThat(AccuracyPredictor.fit(seen, zeros).predict(FEATURES))
                .containsExactly(AccuracyPredictor.fit(seen, unsigned).predict(FEATURES));
    }

    /** The first cells, with validation accuracies that their features decide. */
    private static List<TrainedCell> trained(int cells, IntToDoubleFunction testAccuracy) {
        return IntStream.range(0, cells)
                .mapToObj(i -> new TrainedCell(
                        i,
                        CELLS.get(i),
                        1,
                        100,
                        accuracy(FEATURES.get(i)),
                        testAccuracy.applyAsDouble(i),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()))
                .toList();
    }

    @Test
    void studyTellsWhatCarriesThePredictions() {
        List<TrainedCell> trained = trained(120, i -> accuracy(FEATURES.get(i)));
        PredictionStudy study = new PredictionStudy(trained, FEATURES.subList(0, 120), 2, 60, 0);
        Table groups = study.groups(30);

        assertThat(groups.stringColumn("predictor").asList())
                .containsExactly(
                        "all features",
                        "without operations",
                        "without paths",
                        "without thresholds",
                        "without edges",
                        "operations alone",
                        "paths alone",
                        "thresholds alone",
                        "edges alone");
        assertThat(groups.doubleColumn("difference").get(0)).isZero();
        assertThat(groups.doubleColumn("tau").get(5))
                .isLessThan(groups.doubleColumn("tau").get(6));
        assertThat(study.table(20, 60).intColumn("labelled").asList())
                .as("and the ceiling, validation accuracy")
                .containsExactly(20, 60, 0);
        assertThat(study.averaged(20).table(20).doubleColumn("tau").get(0)).isBetween(0.5, 1.0);
        assertThatThrownBy(() -> study.table(119)).hasMessageContaining("leave none of 120");
        long forms =
                trained.stream().map(each -> each.cell().canonical()).distinct().count();
        assertThatThrownBy(() -> study.formsOnce().table(119))
                .hasMessageContaining("leave none of " + forms + " canonical forms");
    }

    /** Two cells are held out, which some splits find equally accurate. */
    @Test
    void rowMissesAllItsNumbersWhereASplitHasNoTau() {
        List<TrainedCell> trained = trained(60, i -> 80 + i % 2);
        Table table = new PredictionStudy(trained, FEATURES.subList(0, 60), 10, 2, 0).table(20);

        assertThat(table.stringColumn("predictor").get(0)).isEqualTo("all features, 20 labelled");
        for (String column : List.of("tau", "tau_low", "tau_high")) {
            assertThat(table.doubleColumn(column).isMissing(0)).as(column).isTrue();
        }
    }
}
