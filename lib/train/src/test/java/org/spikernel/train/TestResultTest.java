package org.spikernel.train;

import java.util.List;

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
        assertThat(RESULT.table().doubleColumn("precision").asDoubleArray()).containsExactly(0.5, 0.5, 0);
        assertThat(RESULT.table().doubleColumn("recall").asDoubleArray())
                .containsExactly(new double[] {2.0 / 3, 0.5, 0}, within(1e-12));
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
    void predictionsAreATableToo() {
        assertThat(RESULT.predictionTable().row(2).getString("prediction")).isEqualTo("dog");
        assertThat(RESULT.predictionTable().row(2).getString("class")).isEqualTo("cat");
        assertThat(RESULT.predictionTable().rowCount()).isEqualTo(6);
    }
}
