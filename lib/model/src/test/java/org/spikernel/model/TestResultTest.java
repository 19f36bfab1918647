package org.spikernel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;

import org.spikernel.score.LayerActivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TestResultTest {

    /** Two cats of three are recognised, one dog of two; nothing is taken for a bird. */
    private static final TestResult RESULT = new TestResult(
            List.of("cat", "dog", "bird"),
            new int[] {0, 0, 0, 1, 1, 2},
            new int[] {0, 0, 1, 1, 0, 0},
            120,
            0,
            List.of(new LayerActivity("first", 30, 0.1), new LayerActivity("second", 10, 0.5)));

    @Test
    void countsWhatWasTakenForWhat() {
        assertThat(RESULT.accuracy()).isEqualTo(0.5);
        assertThat(RESULT.confusionMatrix()).isDeepEqualTo(new int[][] {{2, 1, 0}, {1, 1, 0}, {1, 0, 0}});
        assertThat(RESULT.predictions()).containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(RESULT.prediction(2)).isEqualTo(1);
    }

    @Test
    void tableHoldsPrecisionAndRecallOfEveryClass() {
        assertThat(RESULT.table().columnNames()).containsExactly("class", "images", "precision", "recall", "f1");
        assertThat(RESULT.table().stringColumn("class").asList()).containsExactly("cat", "dog", "bird");
        assertThat(RESULT.table().intColumn("images").asList()).containsExactly(3, 2, 1);
        assertThat(RESULT.table().doubleColumn("precision").asDoubleArray()).containsExactly(0.5, 0.5, Double.NaN);
        assertThat(RESULT.table().doubleColumn("recall").asDoubleArray())
                .containsExactly(new double[] {2.0 / 3, 0.5, 0}, within(1e-12));
    }

    /** No image is of a dog, and nothing is taken for a bird. */
    @Test
    void sharesOfNothingAreMissingAndNobodyIsWarned() {
        List<LogRecord> warnings = new ArrayList<>();
        Handler listener = listener(warnings);
        Logger tribuo = Logger.getLogger("org.tribuo");
        tribuo.addHandler(listener);
        try {
            TestResult few = new TestResult(
                    List.of("cat", "dog", "bird", "fox"), new int[] {0, 0, 2}, new int[] {0, 1, 0}, 1, 0, List.of());

            assertThat(few.table().intColumn("images").asList()).containsExactly(2, 0, 1, 0);
            assertThat(few.table().doubleColumn("precision").asDoubleArray())
                    .containsExactly(0.5, 0, Double.NaN, Double.NaN);
            assertThat(few.table().doubleColumn("recall").asDoubleArray())
                    .containsExactly(0.5, Double.NaN, 0, Double.NaN);
            assertThat(few.table().doubleColumn("f1").asDoubleArray()).containsExactly(0.5, 0, 0, Double.NaN);
            assertThat(few.evaluation().accuracy(new Label("dog"))).isNaN();
        } finally {
            tribuo.removeHandler(listener);
        }
        assertThat(warnings).isEmpty();
        assertThat(Logger.getLogger("org.tribuo.classification.evaluation.ConfusionMetrics")
                        .getLevel())
                .isNull();
    }

    private static Handler listener(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void tribuoSaysTheSame() {
        assertThat(RESULT.evaluation().recall(new Label("cat"))).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(RESULT.evaluation().toString()).contains("cat", "dog", "bird", "Accuracy");
    }

    @Test
    void activityIsWeightedByNeurons() {
        assertThat(RESULT.firingRate()).isCloseTo(0.2, within(1e-12));
        assertThat(RESULT.activity().stringColumn("place").asList()).containsExactly("first", "second");
        assertThat(RESULT).hasToString("accuracy 50.00% on 6 images, 120 spikes an image, firing rate 20.0%");
    }

    @Test
    void networkWithoutNeuronsHasNoFiringRate() {
        TestResult silent = new TestResult(List.of("cat", "dog"), new int[] {0, 1}, new int[] {0, 0}, 0, 0, List.of());

        assertThat(silent).hasToString("accuracy 50.00% on 2 images, no spiking neurons");
    }

    @Test
    void predictionsAreATableToo() {
        assertThat(RESULT.predictionTable().row(2).getString("prediction")).isEqualTo("dog");
        assertThat(RESULT.predictionTable().row(2).getString("class")).isEqualTo("cat");
        assertThat(RESULT.predictionTable().rowCount()).isEqualTo(6);
    }
}
