package org.spikernel.cell;

import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is said of every kind of operation, and of one that is added. */
class OperationTest {

    @Test
    void compilerNamesWhatMustLearnANewKind() {
        assertThat(AddedOperation.MAX_POOLING.readersThatMustLearn())
                .containsExactly("cell/Cell.java", "network/ReceptiveField.java", "network/SnasNet.java");
    }

    @Test
    void nobodyDecidesByADefault() {
        assertThat(AddedOperation.MAX_POOLING.readersThatAskForOneKind()).isEmpty();
    }

    @Test
    void everyKindCanBeRead() {
        Set<Class<?>> kinds =
                OperationText.ALL.stream().map(OperationText::kind).collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(Operation.class.getPermittedSubclasses());
        assertThat(OperationText.ALL)
                .allSatisfy(text -> assertThat(Operation.parse(text.example()))
                        .isInstanceOf(text.kind())
                        .hasToString(text.example()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv3x3@0.5",
                "conv1x1",
                "conv99x99",
                "avg3x3",
                "avg1x1",
                "zero",
                "skip",
                "conv11x11@1234.5",
                "avg3x3+conv3x3@0.5+skip"
            })
    void textIsThatOfOneKindAlone(String text) {
        assertThat(OperationText.ALL)
                .filteredOn(kind -> kind.pattern().matcher(text).matches())
                .hasSize(1);
        assertThat(Operation.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "max3x3", "conv2x2", "conv3x5", "conv03x03", "conv101x101", "avg3x3@1", "conv3x3@", "Skip"})
    void textOfNoKindIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> Operation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown operation '" + text
                        + "'; expected zero, skip, conv3x3, conv3x3@0.5, avg3x3, conv3x3+skip or another odd size");
    }
}
