package org.spikernel.jupyter.evaluation;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.jupyter.evaluation.CodeAssistant.Completeness;
import org.spikernel.jupyter.evaluation.CodeAssistant.Completions;

import static org.assertj.core.api.Assertions.assertThat;

class CodeAssistantTest {

    private static final CellEvaluator EVALUATOR = new CellEvaluator();
    private static final CodeAssistant ASSISTANT = EVALUATOR.assistant(List.of());

    @BeforeAll
    static void declare() {
        EVALUATOR.evaluate(1, "import java.util.*;\nint countOfSpikes = 3;", System.err);
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
    void offersTheMembersOfATypeBeforeThoseOfEveryObject() {
        String code = "record Wave(int width) { boolean isFlat() { return true; } } boolean b = new Wave(1).";

        List<String> members = completeAtEnd(code).replacements();

        assertThat(members).startsWith("isFlat()", "width", "width()").endsWith("toString()", "wait(");
        assertThat(members.subList(3, members.size())).contains("equals(", "getClass()", "hashCode()");
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
    @ValueSource(
            strings = {
                "\"",
                "\"Ma",
                "String s = \"a.",
                "f(\"\\\"x.",
                "\"\\\\\" + \"x",
                "String t = \"\"\"\n  x.",
                "String t = \"\"\"\n  \\\"\"\"",
                "'",
                "'\\'",
                "// Ma",
                "1 // x.",
                "//",
                "/* Ma",
                "/*/",
                "/** {@link Ma",
                "int a;\n/* \" */ char c = '",
                "\"//\" + \""
            })
    void offersNothingWithinLiteralsAndComments(String code) {
        assertThat(completeAtEnd(code)).isEqualTo(new Completions(code.length(), List.of()));
        assertThat(ASSISTANT.explain(code, code.length())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\" + countOf",
                "\"\\\\\" + countOf",
                "\"a\nint x = countOf",
                "// \"\ncountOf",
                "/* ' */ countOf",
                "/**/countOf",
                "'\"' + countOf",
                "\"\"\"\n \"quoted\" \"\"\" + countOf",
                "'\\'' + countOf",
                "\"//\" + countOf"
            })
    void completesBehindLiteralsAndComments(String code) {
        assertThat(completeAtEnd(code).replacements()).contains("countOfSpikes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "record P(int width) {} var p = new P(1); p.wid | width()",
                "String s = switch (1) { case 1 -> \"\"; default -> throw new Error(); }; s.isBl | isBlank()",
                "record P(boolean is) {} var p = new P(1 instanceof Comparable<?>); p.i | is()",
                "String s = \"\"\"\\n  \\\\\\\\\"\"\"; s.isBl | isBlank()",
                "record P(int width) {}\\nnew P(1).wid | width()",
                "String \u00f6l\u00e7\u00fc = \"\"; \u00f6l\u00e7\u00fc.isBl | isBlank()",
                "class \u00d6\u011fe { int de\u011fer; } new \u00d6\u011fe().de | de\u011fer",
                "int \u00fc\u00e7() { return 3; }\\n\u00fc | \u00fc\u00e7()",
                "class A { int size; void grow() {} } A a = new A();\\na.gr | grow()",
                "class A { static int LIMIT = 3; }\\nA.LI | LIMIT",
                "class A { int size; }\\nvoid f(A a) { a.si | size",
                "enum Colour { RED, GREEN }\\nColour.GR | GREEN",
                "interface Shape { double area(); }\\nShape s = () -> 1; s.ar | area()",
                "sealed interface S permits T {} record T(int t) implements S {} S s = new T(1); ((T) s).t | t()",
                "int twice(int x) { return 2 * x; }\\ntwi | twice(",
                "String name() { return null; }\\nname().isBl | isBlank()",
                "static String name() { return null; }\\nname().isBl | isBlank()",
                "<T extends Comparable<T>> List<T> sorted(List<T> l) { return l; }\\nsorted(new ArrayList<String>()).get(0).isBl | isBlank()",
                "import java.time.Duration; var d = Duration.ofDays(1);\\nd.toHou | toHours()",
                "import java.time.*;\\nvar d = Duration.ofDays(1); d.toHou | toHours()",
                "import java.time.*;\\nDuration.ofHou | ofHours(",
                "import java.time.*;\\nclass A { Duration d; }\\nnew A().d.toHou | toHours()",
                "int x = 1; String x = \"\"; x.isBl | isBlank()",
                "int a = 1, b = 2; var words = List.of(\"a\");\\nfor (var word : words) { word.isBl | isBlank()",
                "var words = List.of(\"a\"); words.stream().filter(w -> w.isBl | isBlank()",
                "var words = List.of(\"a\"); boolean f() { return words.get(0).isBl | isBlank()",
                "var words = List.of(\"a\"); class A { boolean f() { return words.get(0).isBl | isBlank()",
                "System.out.println(1); 1 + 1\\nvar s = \"}\"; if (true) { s.isBl | isBlank()",
                "var r = new Object() { int inner = 1; };\\nr.inn | inner",
                "int total = 1;\\nint twice() { int half = tot | total",
                "class A { int size; }\\nA[] as = {new A()}; int n = as.length;\\nas[0].si | size",
                "int f(int x) { return x; } // :\\nvar s = \\\"int g() {\\\"; s.isBl | isBlank()",
                "List<Map.Entry<String, Integer>> l = List.of();\\nl.get(0).getKey().isBl | isBlank()",
                "record P(int width) {}\\nvar all = List.of(new P(1)); all.get(0).wid | width()",
                "@SuppressWarnings(\\\"a(b\\\") final List<String> l = List.of();\\nl.get(0).isBl | isBlank()",
                "@FunctionalInterface interface F { int apply(int x); }\\nF f = x -> x; f.app | apply(",
                "public static <T> T same(T t) throws Exception { return t; }\\nsame(\\\"\\\").isBl | isBlank()",
                "int[] ns[] = {}, ms = {};\\nns.len | length",
                "import static java.lang.Math.*; import static java.lang.String.valueOf;\\nvalueOf(1).isBl | isBlank()",
                "class Outer { record In(int depth) {} }\\nnew Outer.In(1).dep | depth()"
            })
    void completesMembersOfWhatTheSameCellDeclares(String code, String expected) {
        String cell = code.translateEscapes();

        Completions completions = completeAtEnd(cell);

        assertThat(completions.replacements()).contains(expected).noneMatch(text -> text.contains("Cell$"));
        assertThat(expected).startsWith(cell.substring(completions.start()));
    }

    @Test
    void readsLongLiterals() {
        String literal = "\"" + "\\\"x".repeat(30_000);
        String block =
                "String csv = \"\"\"\n" + "1;\"2\"\n".repeat(30_000) + "\"\"\";\n/*" + "*x".repeat(30_000) + "*/";

        assertThat(completeAtEnd(literal + "Ma").replacements()).isEmpty();
        assertThat(new SourceScan(literal + "\"").isSkipped(literal.length() + 1))
                .isFalse();
        assertThat(new SourceScan(block).isSkipped(block.length())).isFalse();
        assertThat(new SourceScan(block).code().strip()).endsWith(";");
    }

    @Test
    void offersNothingOfItsOwn() {
        for (String code : List.of("int a = 1; ", "class A {} ", "int a = 1; int f() { ", "int a = 1; hash")) {
            assertThat(completeAtEnd(code).replacements())
                    .noneMatch(text -> text.contains("Cell$") || text.contains("$JShell$"))
                    .doesNotContain("hashCode()", "notify()");
        }
    }

    @Test
    void runsNothingForCompletion() {
        completeAtEnd("int never = Integer.parseInt(System.setProperty(\"completed\", \"\"));\nvar x = never; x");

        assertThat(System.getProperty("completed")).isNull();
        assertThat(completeAtEnd("nev").replacements()).isEmpty();
    }

    @Test
    void explainsWhatTheSameCellDeclares() {
        String code = "record P(int width) {} var p = new P(1);\np.width()";

        assertThat(ASSISTANT.explain(code, code.length() - 4))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("int", "width()").doesNotContain("Cell$"));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String.length | int String.length()",
                "String.isBlank() | boolean String.isBlank()",
                "String.valueOf | String String.valueOf(int i)",
                "ArrayList.add | boolean ArrayList<E>.add(E e)",
                "java.time.Duration.toDays | long java.time.Duration.toDays()",
                "Map.Entry.getKey | K Map.Entry<K, V>.getKey()",
                "Wave.width | int Wave.width()",
                "Wave.Part.depth | int Wave.Part.depth()",
                "Integer.toString | String Integer.toString()",
                "Integer.toString | String Integer.toString(int i)"
            })
    void helpsWithMethodsOfClassesWhateverTheyAreCalledOn(String name, String signature) {
        EVALUATOR.evaluate(2, "record Wave(int width) { record Part(int depth) {} }", System.err);

        assertThat(ASSISTANT.help(name))
                .hasValueSatisfying(text -> assertThat(text.lines()).containsOnlyOnce(signature));
    }

    @Test
    void helpsWithWhatStandsBeforeADotWithoutAName() {
        assertThat(ASSISTANT.help("String."))
                .isEqualTo(ASSISTANT.help("String"))
                .isPresent();
        assertThat(ASSISTANT.help("countOfSpikes.")).isEqualTo(ASSISTANT.help("countOfSpikes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"noSuchThing", "NoSuch.thing", "String.noSuchThing", "countOfSpikes.thing", "Nothing."})
    void hasNoHelpWithTheUnknown(String name) {
        assertThat(ASSISTANT.help(name)).isEmpty();
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
        "'int y = switch (1) { case 1 -> 2; default -> throw new Error(); }; y', COMPLETE",
        "'boolean y = \"\" instanceof Comparable<?>; y', COMPLETE",
        "'\"\" instanceof Comparable<?>', COMPLETE",
        "'boolean y = \"\" instanceof Comparable<?>; y +', INCOMPLETE",
        "'boolean y = \"\" instanceof Comparable<?>; )', INVALID",
        "'interface A { public default int a() { return 1; } } class B implements A {', INCOMPLETE",
        "'for (;;) {', INCOMPLETE",
        "'int x = 1; x +', INCOMPLETE",
        "')', INVALID"
    })
    void knowsWhetherCodeIsComplete(String code, Completeness expected) {
        assertThat(ASSISTANT.completeness(code)).isEqualTo(expected);
    }

    @Test
    void findsWhereTheFirstStatementEnds() {
        assertThat(ASSISTANT.endOfFirst("int x = 1; x++;")).isEqualTo(10);
        assertThat(ASSISTANT.endOfFirst("int y = switch (1) { default -> throw new Error(); }; y++;"))
                .isEqualTo(53);
        assertThat(ASSISTANT.endOfFirst("foo(")).isEqualTo(4);
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

    @Test
    void parametersOfALinkAreNotItsLabel() {
        assertThat(
                        JavadocText.plain(
                                "As {@link #of(Macro, Scorer)}, {@linkplain Search#of(Macro,\n Scorer) one of these}, {@link Search#of()} or {@link #of() none}."))
                .isEqualTo("As of(Macro, Scorer), one of these, Search.of() or none.");
    }

    @Test
    void documentationIsWrappedAtWords() {
        String javadoc =
                " How many " + "spikes ".repeat(12) + "there\n are.\n <ul>\n <li>one\n <li>two\n </ul>\n <pre>{@code\n"
                        + " var long = a line of code that is much wider than eighty characters and stays as it stands;\n"
                        + "   indented();\n }</pre>\n Behind.\n\n @param count how\n   many\n @return the sum";

        assertThat(JavadocText.plain(javadoc).lines())
                .containsExactly(
                        "How many spikes spikes spikes spikes spikes spikes spikes spikes spikes spikes",
                        "spikes spikes there are.",
                        "",
                        "- one",
                        "- two",
                        "",
                        "  var long = a line of code that is much wider than eighty characters and stays as it stands;",
                        "    indented();",
                        "",
                        "Behind.",
                        "",
                        "@param count how many",
                        "@return the sum");
    }
}
