package org.spikernel.train;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class LossTest {

    private static final float[] ANSWER = {0.3f, -1.2f, 2.1f, 0.8f};
    private static final int LABEL = 3;

    static Stream<Loss> losses() {
        return Stream.of(Loss.CROSS_ENTROPY, Loss.MEAN_SQUARED_ERROR)
                .flatMap(loss -> Stream.of(loss, loss.withLabelSmoothing(0.1), loss.withLabelSmoothing(0.5)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsTheDerivative(Loss loss) {
        float[] gradient = new float[ANSWER.length];
        loss.differentiate(ANSWER, LABEL, gradient);

        for (int c = 0; c < ANSWER.length; c++) {
            float step = 1f / 64;
            double slope = (lossOf(loss, moved(c, step)) - lossOf(loss, moved(c, -step))) / (2 * step);
            assertThat((double) gradient[c]).isCloseTo(slope, within(1e-3));
        }
    }

    private static float[] moved(int index, float step) {
        float[] answer = ANSWER.clone();
        answer[index] += step;
        return answer;
    }

    private static double lossOf(Loss loss, float[] answer) {
        return loss.differentiate(answer, LABEL, new float[answer.length]);
    }

    @Test
    void smoothedCrossEntropyMixesThatOfTheLabelWithThatOfAllClasses() {
        double ofTheLabel = Loss.CROSS_ENTROPY.differentiate(ANSWER, LABEL, new float[ANSWER.length]);
        double ofAllClasses = 0;
        for (int label = 0; label < ANSWER.length; label++) {
            ofAllClasses += Loss.CROSS_ENTROPY.differentiate(ANSWER, label, new float[ANSWER.length]) / ANSWER.length;
        }

        assertThat(lossOf(Loss.CROSS_ENTROPY.withLabelSmoothing(0.2), ANSWER))
                .isCloseTo(0.8 * ofTheLabel + 0.2 * ofAllClasses, within(1e-12));
    }

    @Test
    void smoothedErrorIsThatFromSmoothedTargets() {
        float[] targets = {0.05f, 0.05f, 0.05f, 0.85f};

        assertThat(lossOf(Loss.MEAN_SQUARED_ERROR.withLabelSmoothing(0.2), targets))
                .isCloseTo(0, within(1e-14));
    }

    @Test
    void isNamedAfterWhatItIs() {
        assertThat(losses())
                .extracting(Loss::toString)
                .containsExactly(
                        "CROSS_ENTROPY",
                        "CROSS_ENTROPY, labels smoothed by 0.1",
                        "CROSS_ENTROPY, labels smoothed by 0.5",
                        "MEAN_SQUARED_ERROR",
                        "MEAN_SQUARED_ERROR, labels smoothed by 0.1",
                        "MEAN_SQUARED_ERROR, labels smoothed by 0.5");
        assertThat(Loss.CROSS_ENTROPY.withLabelSmoothing(0.1).withLabelSmoothing(0))
                .isEqualTo(Loss.CROSS_ENTROPY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN, Double.POSITIVE_INFINITY})
    void smoothsByAShare(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Loss.CROSS_ENTROPY.withLabelSmoothing(share))
                .withMessage(
                        "label smoothing must lie from 0 (included) to 1 (excluded), such as 0.1, but is " + share);
    }
}
