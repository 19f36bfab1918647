package org.spikernel.jupyter.course;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckTest {

    private static final Check CHECK = new Check(Answers.parse(
            List.of(
                    Answers.line("00.1", 1 / 3.0),
                    Answers.line("00.2", 30_720),
                    Answers.line("01.1", "conv3x3 | zero zero")),
            List.of("00.1,Divide, and round.", "00.2,Count both cells.")));

    private static Verdict verdict(String exercise, Object answer) {
        return CHECK.verdict(exercise, answer);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1 / 3.0, 0.333, 0.33349, 0.3335})
    void numbersAreComparedToThreeDigits(double answer) {
        assertThat(verdict("00.1", answer)).isEqualTo(new Verdict("00.1", true, "right."));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.33, 0.34, 0.335, 0, Double.NaN})
    void otherNumbersGetTheHint(double answer) {
        assertThat(verdict("00.1", answer).isRight()).isFalse();
    }

    @Test
    void aWrongAnswerGetsTheHintOfItsExercise() {
        assertThat(verdict("00.1", 0.5)).hasToString("00.1: not yet. Divide, and round.");
        assertThat(verdict("01.1", "conv3x3")).hasToString("01.1: not yet.");
    }

    @Test
    void wholeNumbersAreComparedToTheLastDigit() {
        assertThat(verdict("00.2", 30_720L).isRight()).isTrue();
        assertThat(verdict("00.2", 30_720.0).isRight()).isTrue();
        assertThat(verdict("00.2", 30_721)).hasToString("00.2: not yet. Count both cells.");
    }

    @Test
    void textsAreComparedWithoutCaseAndSpaces() {
        assertThat(verdict("01.1", "  Conv3x3 |  ZERO zero\n").isRight()).isTrue();
        assertThat(verdict("01.1", new StringBuilder("conv3x3 | zero zero")).isRight())
                .isTrue();
    }

    @Test
    void saysWhatItAsksFor() {
        assertThat(verdict("00.1", "a third"))
                .hasToString("00.1: not yet. It asks for a number, and the answer is the text 'a third'.");
        assertThat(verdict("00.2", 1.5))
                .hasToString("00.2: not yet. It asks for a whole number, and the answer is 1.5.");
    }

    @Test
    void recognisesAnswersOfAnotherUnitOrSign() {
        assertThat(verdict("00.1", 33.3).words()).contains("A hundredth of your number is right");
        assertThat(verdict("00.1", -1 / 3.0).words()).contains("the sign");
        assertThat(verdict("00.1", 3).words()).contains("One divided by your number is right");
        assertThat(verdict("00.2", 30.72).words()).contains("whole number");
        assertThat(verdict("00.2", 30_720_000).words()).contains("A thousandth");
    }

    @Test
    void anUnknownExerciseListsThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict("0.1", 1))
                .withMessageStartingWith("there is no exercise '0.1' to check, but 00.1, 00.2, 01.1; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict("00.1", null))
                .withMessageContaining("the answer to exercise 00.1 is null");
    }

    @Test
    void theDigestOfAnAnswerBelongsToItsExercise() {
        assertThat(Answers.line("00.1", 5)).matches("00\\.1,count,[0-9a-f]{16}");
        assertThat(Answers.line("00.1", 5).substring(4))
                .isNotEqualTo(Answers.line("00.2", 5).substring(4));
    }

    @Test
    void everyExerciseOfTheCourseThatIsCheckedHasAHint() {
        Answers course = Answers.ofCourse();

        assertThat(course.exercises()).isNotEmpty().isEqualTo(course.hinted());
    }
}
