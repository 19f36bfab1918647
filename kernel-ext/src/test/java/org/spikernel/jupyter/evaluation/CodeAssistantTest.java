package org.spikernel.jupyter.evaluation;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.jupyter.evaluation.CodeAssistant.Completeness;
import org.spikernel.jupyter.evaluation.CodeAssistant.Completions;

import static org.assertj.core.api.Assertions.assertThat;

class CodeAssistantTest {

    private static final CellEvaluator EVALUATOR = new CellEvaluator();
    private static final CodeAssistant ASSISTANT = EVALUATOR.assistant(List.of());

    @BeforeAll
    static void declare() {
        EVALUATOR.evaluate(1, "int countOfSpikes = 3;", System.err);
    }

    @AfterAll
    static void close() {
        EVALUATOR.close();
    }

    private static Completions completeAtEnd(String code) {
        return ASSISTANT.complete(code, code.length());
    }

    @Test
    void completesVariablesOfTheSession() {
        assertThat(completeAtEnd("1 + countOf")).isEqualTo(new Completions(4, List.of("countOfSpikes")));
    }

    @Test
    void completesMembersOfVariablesInTheSameCell() {
        assertThat(completeAtEnd("String text = \"a\";\ntext.toUpperC").replacements())
                .contains("toUpperCase(");
    }

    @Test
    void completesBehindADeclarationInTheSameCell() {
        String code = "class Local { void go() {} }\nMath.sq";

        assertThat(completeAtEnd(code)).isEqualTo(new Completions(code.length() - 2, List.of("sqrt(")));
    }

    @Test
    void completesOnlyWhatStandsBeforeTheCursor() {
        assertThat(ASSISTANT.complete("Math.sq + 1", 7).replacements()).containsExactly("sqrt(");
    }

    @ParameterizedTest
    @CsvSource({"'Math.max(1, 2)', 6", "'Math.max(1, 2)', 8", "'Math.max(1, 2)', 12", "'class A {}\nMath.max(1, 2)', 18"
    })
    void explainsTheMethodAtTheCursor(String code, int cursor) {
        assertThat(ASSISTANT.explain(code, cursor))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("int Math.max(int a, int b)", "double Math.max(double a, double b)"));
    }

    @Test
    void explainsClassesAndVariables() {
        assertThat(ASSISTANT.explain("String s", 3))
                .hasValueSatisfying(text -> assertThat(text).startsWith("java.lang.String"));
        assertThat(ASSISTANT.explain("countOfSpikes", 4)).hasValue("countOfSpikes:int");
    }

    @Test
    void saysNothingOfTheUnknown() {
        assertThat(ASSISTANT.explain("noSuchThing", 4)).isEmpty();
        assertThat(ASSISTANT.explain("", 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'int x = 1;', COMPLETE",
        "'1 + 1', COMPLETE",
        "'', COMPLETE",
        "'// nothing', COMPLETE",
        "'int x = 1; x', COMPLETE",
        "'for (;;) {', INCOMPLETE",
        "'int x = 1; x +', INCOMPLETE",
        "')', INVALID"
    })
    void knowsWhetherCodeIsComplete(String code, Completeness expected) {
        assertThat(ASSISTANT.completeness(code)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"\"void f() {\",4", "\"  if (x) {\",6", "\"  foo(1,\",2", "\"int x =\",0"})
    void indentsWhatFollows(String code, int spaces) {
        assertThat(CodeAssistant.indentAfter(code)).isEqualTo(" ".repeat(spaces));
    }

    @Test
    void documentationReadsAsText() {
        assertThat(
                        JavadocText.plain(
                                "A {@code List<String>} of {@link Cell#edges edges}, see {@link #size}.\n<p>Never <b>null</b> &lt;0&gt;."))
                .isEqualTo("A List<String> of edges, see size.\n\nNever null <0>.");
    }
}
