package org.spikernel.jupyter.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
public class CellEvaluatorTest {

    private static final CellEvaluator EVALUATOR = new CellEvaluator();
    private static final Pattern STYLE = Pattern.compile("\u001B\\[[0-9;]*m");

    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

    /** Cells wait for it and release it, so that a test knows that a cell has begun. */
    public static volatile CountDownLatch begun = new CountDownLatch(1);

    @AfterAll
    static void close() {
        EVALUATOR.close();
    }

    private Object evaluate(String cell) {
        return evaluated(cell).value();
    }

    private CellValue evaluated(String cell) {
        return EVALUATOR.evaluate(7, cell, new PrintStream(notes, true, StandardCharsets.UTF_8));
    }

    private List<String> errorOf(String cell) {
        CellException error = catchThrowableOfType(CellException.class, () -> evaluate(cell));
        assertThat(error).as("error of %s", cell).isNotNull();
        return plain(error);
    }

    private static List<String> notShown(Object value) {
        return plain(catchThrowableOfType(CellException.class, () -> EVALUATOR.show(value, Object::toString)));
    }

    private static List<String> plain(CellException error) {
        return error.report().stream()
                .map(line -> STYLE.matcher(line).replaceAll(""))
                .toList();
    }

    @Test
    void handsOutTheObjectItself() {
        assertThat(evaluate("new StringBuilder(\"kept\")")).isInstanceOf(StringBuilder.class);
        assertThat(evaluate("List.of(1, 2)".replace("List", "java.util.List"))).isEqualTo(List.of(1, 2));
    }

    @Test
    void neverAsksAValueForItsText() {
        evaluate("class Shy { public String toString() { throw new IllegalStateException(); } }");

        assertThat(evaluate("new Shy()").getClass().getSimpleName()).isEqualTo("Shy");
    }

    @Test
    void valueIsThatOfTheLastSnippet() {
        assertThat(evaluate("int one = 1; one + 1")).isEqualTo(2);
        assertThat(evaluate("1 + 1; int two = 2;")).isNull();
        assertThat(evaluate("one = 5 // a comment")).isEqualTo(5);
        assertThat(evaluate("one = 6;")).isNull();
        assertThat(evaluate("one;\n/* the end */")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "// only a comment",
                "/* and\n another */",
                ";",
                "System.out.flush()",
                "String none = null; none"
            })
    void showsNothingWhereThereIsNothing(String cell) {
        assertThat(evaluate(cell)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String m = \"feb\";\nint n = switch (m) { case \"feb\" -> 2; default -> throw new Error(); };\nn",
                "int n(int m) { return switch (m) { case 1 -> 2; default -> throw new Error(); }; }\nn(1)",
                "boolean is = (Object) 1 instanceof Comparable<?>;\nis ? 2 : 3",
                "int n = 1, k = (Object) 1 instanceof Comparable<?> ? 2 : 3, l = 4; k",
                "int n = 0;\nif ((Object) 1 instanceof Comparable<?>) { n++; } else { n--; }\nn + 1",
                "int n = 0;\nl: while ((Object) 1 instanceof Comparable<?>) { n = 2; break l; }\nn",
                "interface Two { public default int two() { return 2; } }\nrecord T() implements Two {}\nnew T().two()",
                "String t = \"\"\"\n  \\\\\"\"\";\nt.length() + 1"
            })
    void nothingIsDroppedBehindWhatJShellDoesNotKnowByItsTokens(String cell) {
        assertThat(evaluate(cell)).isEqualTo(2);
    }

    @Test
    void whatFollowsSuchCodeHasItsOwnPlace() {
        assertThat(errorOf("boolean is = (Object) 1 instanceof Comparable<?>;\n\n  is + true"))
                .contains("  at cell 7, line 3, column 3");
        assertThat(errorOf("boolean is = (Object) 1 instanceof Comparable<?>;\nfoo(;"))
                .contains("  at cell 7, line 2, column 5");
    }

    /** The JShell of Java 25 by itself takes each {@code var} for an Object then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TornClass | class TornClass { int size() { return true; } }",
                "TornEnum | enum TornEnum { A { int size() { return true; } } }",
                "TornRecord | record TornRecord(int a) { int size() { return true; } }"
            })
    void variablesHaveTheirTypesAfterATypeThatDoesNotCompile(String name, String type) {
        assertThat(errorOf(type)).isNotEmpty();

        assertThat(evaluate("var text = new StringBuilder();\ntext.append(1).toString()"))
                .isEqualTo("1");
        assertThat(String.join("\n", errorOf("new " + name + "()")))
                .contains(name)
                .doesNotContain("$");
        assertThat(evaluate("class " + name + " { int size() { return 3; } }\nnew " + name + "().size()"))
                .isEqualTo(3);
    }

    @Test
    void definitionsMayReferForward() {
        assertThat(evaluate("int before() { return after() + 1; }\nint after() { return 1; }\nbefore()"))
                .isEqualTo(2);
        assertThat(notes.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "class Car { String paint() { return Tint.RED.name(); } }\\nenum Tint { RED }\\nnew Car().paint() | RED",
                "String ink() { return Ink.RED.name(); }\\nint n = 1;\\nink();\\nenum Ink { RED }\\nink() | RED",
                "class Hut { String wall() { return Wall.RED.paint().name(); } }\\nenum Wall { RED; Dye paint() { return Dye.PINK.self(); } }\\nenum Dye { PINK; Dye self() { return this; } }\\nnew Hut().wall() | PINK",
                "class Dog extends Beast { @Override String cry() { return Cry.WUFF.name(); } }\\nenum Cry { WUFF }\\nabstract class Beast { abstract String cry(); }\\nnew Dog().cry() | WUFF",
                "class Ant extends Bug { @Override String leg() { return Leg.SIX.name(); } }\\nabstract class Bug { String leg() { return Leg.SIX.name(); } }\\nenum Leg { SIX }\\nnew Ant().leg() | SIX",
                "class Inn { String wall() { return Bar.RED.paint(); } }\\nenum Tan { PINK }\\nenum Bar { RED; String paint() { return Tan.PINK.name(); } }\\nnew Inn().wall() | PINK",
                "String span() { return Span.DAY.text(); }\\nimport java.time.Duration;\\nenum Span { DAY; String text() { return Duration.ofDays(1).toString(); } }\\nspan() | PT24H",
                "String year() { return Era.NOW.text(); }\\nimport java.time.*;\\nenum Era { NOW; String text() { return Year.of(1).toString(); } }\\nyear() | 1",
                "class Box { String s() { return Top.RED.name(); } }\\nenum Top { RED }\\nclass Box { String s() { return \"second\"; } }\\nnew Box().s() | second",
                "class Can { String s() { return Tip.RED.name(); } }\\nenum Tip { RED; String s = new Can().s(); }\\nclass Can { String s() { return \"second\"; } }\\nnew Can().s() | second",
                "String sip(int a) { return Cup.RED.drink(); }\\nenum Cup { RED; String drink() { return sip(\"\"); } }\\nString sip(String a) { return \"text\"; }\\nsip(1) | text",
                "String sup(int a) { return Pan.RED.name(); }\\nenum Pan { RED }\\nString sup(int b) { return \"second\"; }\\nsup(1) | second"
            })
    void definitionsMayReferToMembersOfWhatFollows(String cell, String value) {
        assertThat(evaluate(cell.translateEscapes())).isEqualTo(value);
        assertThat(notes.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void editedDefinitionsMayReferForward() {
        evaluate("int sum() { return plus(1); }\nint plus(int a) { return a; }");
        evaluate("class Line { End end = new End(1); }\nrecord End(int x) {}");

        assertThat(evaluate("int sum() { return plus(1, 2); }\nint plus(int a, int b) { return a + b; }\nsum()"))
                .isEqualTo(3);
        assertThat(evaluate("class Line { End end = new End(1, 2); }\nrecord End(int x, int y) {}\nnew Line().end"))
                .hasToString("End[x=1, y=2]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "class Jar { String s() {\\n return Lid.RED.name() + 1 / \"x\"; } }\\nenum Lid { RED } | line 2, column 26",
                "class Pot { String s() { return Cap.RED.name(); } }\\nenum Cap { RED;\\n int x() { return \"\"; } } | line 3, column 19",
                "class Mug { String s() { return Rim.RED.s(); } }\\nenum Hue { RED; // of a Mug\\n int x() { return \"\"; } }\\nenum Rim { RED; String s() { return Hue.RED.name(); } } | line 3, column 19",
                "class Urn { String s() {\\n return Lip.RED.s() + 1 / \"x\"; } }\\nenum Lip { RED; String s() { return new Urn().t(); } } | line 2, column 23"
            })
    void whatFollowsIsNoneOfTheErrorsOfADefinition(String cell, String place) {
        // The JShell of Java 25 takes the type of a var for Object once a class was rejected.
        try (CellEvaluator evaluator = new CellEvaluator()) {
            CellException error = catchThrowableOfType(
                    CellException.class, () -> evaluator.evaluate(7, cell.translateEscapes(), new PrintStream(notes)));

            assertThat(plain(error)).contains("  at cell 7, " + place).noneMatch(line -> line.contains("package"));
        }
    }

    @Test
    void saysWhatADefinitionWaitsFor() {
        evaluate("double half(double x) { return Maths.half(x); }");

        assertThat(notes.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("Note: half() cannot be used before variable Maths is declared");
        assertThat(errorOf("half(1)"))
                .contains("UnresolvedReference: half() cannot be used before variable Maths is declared");
    }

    @Test
    void errorMentionsWhatTheCellWaitsFor() {
        evaluate("class Owner { Pet pet; }");

        assertThat(errorOf("new Owner()")).endsWith("Note: Owner cannot be used before class Pet is declared");
    }

    @Test
    void definitionsMayBeReplaced() {
        evaluate("int again = 1; int again() { return 1; } record Again(int a) {}");

        assertThat(evaluate("String again = \"x\"; String again() { return again + 2; } again()"))
                .isEqualTo("x2");
        assertThat(evaluate("record Again(int a, int b) {} new Again(1, 2)")).hasToString("Again[a=1, b=2]");
    }

    @Test
    void sealedTypesMayBeCalledAsImportedOnes() {
        assertThat(evaluate("""
                import java.util.*;
                sealed interface Formatter permits Plain, Loud { String format(String text); }
                record Plain() implements Formatter { @Override public String format(String text) { return text; } }
                record Loud(int times) implements Formatter {
                    @Override public String format(String text) { return text + "!".repeat(times); }
                }
                Formatter loud = new Loud(2);
                loud.format("a") + Formatter.class.isSealed()""")).isEqualTo("a!!true");
        assertThat(errorOf(
                        "record Other() implements Formatter { public String format(String text) { return text; } }"))
                .first()
                .asString()
                .contains("not allowed to extend sealed class");
    }

    @Test
    void compilationErrorPointsAtLineAndColumn() {
        assertThat(errorOf("// first\nint good = 1;\n\n    int bad = \"text\";"))
                .containsExactly(
                        "CompilationError: incompatible types: java.lang.String cannot be converted to int",
                        "  at cell 7, line 4, column 15",
                        "        int bad = \"text\";",
                        "                  ^^^^^^");
    }

    @Test
    void compilationErrorNamesTheMissingSymbolOnly() {
        assertThat(errorOf("int bad = \"\".unknown();"))
                .contains("CompilationError: cannot find symbol", "  symbol:   method unknown()")
                .noneMatch(line -> line.contains("location"));
    }

    @Test
    void missingVariablesAreToldInOneSentence() {
        assertThat(errorOf("// search\nvar found = score + seed\n    + macro.size() + seed;"))
                .containsExactly(
                        "CompilationError: `score`, `seed` and `macro` are not defined: run the cells above first",
                        "  at cell 7, line 2, column 13",
                        "    var found = score + seed",
                        "                ^^^^^");
        assertThat(errorOf("undefined.toString() + 1 / \"x\""))
                .first()
                .isEqualTo("CompilationError: `undefined` is not defined: run the cells above first");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "x5 = 5 | `x5` is not defined: to make a new variable, write `var x5 = 5`",
                "countOfImagse + 1 | `countOfImagse` is not defined: did you mean `countOfImages`?",
                "string s = \"a\"; | cannot find `string`: did you mean `String`?",
                "Mth.max(1, 2) | cannot find `Mth`: did you mean `Math`?",
                "new Strnig(); | cannot find `Strnig`: did you mean `String`?",
                "\"abc\".lenght() | cannot find `lenght`: did you mean `length`?",
                "\"abc\"\\n  .trim() // spaces\\n  .toUpercase() | cannot find `toUpercase`: did you mean `toUpperCase`?",
                "Math.maz(1, 2) | cannot find `maz`: did you mean `max`?",
                "println(\"a\") | cannot find `println`: Java prints by `System.out.println(...)`",
                "print(1); | cannot find `print`: Java prints by `System.out.print(...)`",
                "let y5 = 5; | cannot find `let`: Java writes `var`",
                "boolean b = True; | cannot find `True`: Java writes `true`",
                "boolean b = nil == null; | `nil` is not defined: Java writes `null`",
                "str = \"abc\" | `str` is not defined: to make a new variable, write `var str = \"abc\"`",
                "val * 2 | `val` is not defined: run the cells above first",
                "if (auto) { } | `auto` is not defined: run the cells above first",
                "Comparable<str> s = null; | cannot find `str`: Java writes `String`",
                "Object o = (integer) 5; | cannot find `integer`: Java writes `int`",
                "bool[] flags = {}; | cannot find `bool`: Java writes `boolean`",
                "system.out.println(\"a\") | `system` is not defined: did you mean `System`?",
                "Sytem.out.println(\"a\") | cannot find `Sytem`: did you mean `System`?",
                "undefined.images.size() | `undefined` is not defined: run the cells above first",
                "java.utl.List.of(1) | cannot find `utl`: did you mean `util`?",
                "import java.utl.List; | cannot find `utl`: did you mean `util`?",
                "ai.djl.Model.newInstance(\"x\") | package ai.djl does not exist",
                "undefined.images.Sizes.of(1).images() | package undefined.images does not exist",
                "var sizes = new undefined.images.Sizes(); | package undefined.images does not exist",
                "undefined.images.size(Size.of(1)) | `undefined` is not defined: run the cells above first",
                "undefined.images + Math.PI | `undefined` is not defined: run the cells above first",
                "O + 1 | cannot find symbol",
                "import undefined.images.Size; | package undefined.images does not exist",
                "for (int i = 0; i < 3; i++) { int total = 0; toatl++; } | `toatl` is not defined: did you mean `total`?",
                "for (var word : new int[3]) { wrod++; } | `wrod` is not defined: did you mean `word`?",
                "{ { int gadget = 1; } gadgte++; } | `gadgte` is not defined: run the cells above first",
                "int n = countOfImages() | cannot find symbol"
            })
    void saysWhatMayBeMeant(String cell, String message) {
        evaluate("int countOfImages = 3;");

        assertThat(errorOf(cell.translateEscapes())).first().isEqualTo("CompilationError: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!ls",
                "!ls -la",
                "!pip install torch",
                "!cd ..",
                "!./run.sh",
                "!ls *.csv\nint a = 1;",
                "int a = 1;\n!pwd"
            })
    void saysThatCellsRunNoShellCommands(String cell) {
        assertThat(errorOf(cell))
                .first()
                .isEqualTo("CompilationError: this kernel runs Java and no shell commands: run that one in a terminal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!missing.isEmpty()", "!countOfLeafs", "!countOfLeaves", "!missing()"})
    void takesWhatJavaNegatesForNoShellCommand(String cell) {
        evaluate("int countOfLeaves = 3;");

        assertThat(errorOf(cell)).first().asString().doesNotContain("shell");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "org.spikernel.model.TrainedModel.load(\"m.npz\") | `Path.of(\"m.npz\")`",
                "((org.spikernel.model.TrainedModel) null).save(\"m.npz\") | `Path.of(\"m.npz\")`",
                "org.spikernel.data.Datasets.folders(\"leaves\", 16) | `Path.of(\"leaves\")`",
                "java.nio.file.Path p = \"a\" + \"b\"; | `Path.of(\"a\" + \"b\")`",
                "java.nio.file.Files.readString(\"a.txt\") | `Path.of(\"a.txt\")`",
                "java.io.File f = \"a\"; | `new File(\"a\")`",
                "java.util.OptionalDouble.of(1) - java.util.OptionalDouble.of(2) | `.getAsDouble()`",
                "1 < java.util.OptionalInt.of(2) | `.getAsInt()`",
                "-java.util.OptionalLong.of(2) | `.getAsLong()`",
                "double d = java.util.OptionalDouble.of(1); | `.getAsDouble()`"
            })
    void saysHowToMakeWhatIsWanted(String cell, String hint) {
        assertThat(errorOf(cell)).first().asString().contains(hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.List<java.nio.file.Path> l = \"a\";",
                "java.nio.file.Path p = java.util.List.of(\"a\");",
                "String s = java.nio.file.Path.of(\"a\");",
                "String t = java.util.OptionalDouble.of(1);",
                "java.nio.file.Path p = 1;"
            })
    void saysNothingOfOtherTypesThatDoNotFit(String cell) {
        assertThat(errorOf(cell))
                .first()
                .asString()
                .contains("incompatible types")
                .doesNotContain("`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BigInteger.TEN", "BigInteger.TEN.pow(2)"})
    void saysWhatToImport(String cell) {
        // The list of classes is made in the background.
        for (int attempt = 0; attempt < 100; attempt++) {
            String message = errorOf(cell).get(0);
            if (message.contains("import")) {
                assertThat(message)
                        .contains("cannot find `BigInteger`: write `import java.math.BigInteger;`")
                        .endsWith(" first");
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("no import was suggested");
    }

    @Test
    void handsOutNoReceiverThatReturnedItself() {
        List<Object> aside = new ArrayList<>();

        Object last = EVALUATOR
                .evaluate(
                        "cell 1",
                        "var text = new StringBuilder(); text.append(1).append(2); text; text.reverse().toString(); text.append(3);",
                        new PrintStream(notes),
                        value -> Optional.of(() -> aside.add(value.toString())))
                .value();

        assertThat(aside)
                .as("the variable itself, and another value made of it")
                .containsExactly("12", "21");
        assertThat(last).as("the last statement's").hasToString("213");
    }

    @Test
    void handsOutValuesThatSomethingFollows() {
        List<Object> aside = new ArrayList<>();

        Object last = EVALUATOR
                .evaluate(
                        "cell 1",
                        "\"first\"; int n = 1; n + 1;\nn = 3; System.out; \"second\".trim();\n\"last\";; // end",
                        new PrintStream(notes),
                        value -> value instanceof String ? Optional.of(() -> aside.add(value)) : Optional.empty())
                .value();

        assertThat(aside).containsExactly("first", "second");
        assertThat(last).isEqualTo("last");
    }

    @Test
    void valueThatCannotBeShownEndsTheCell() {
        CellException error = catchThrowableOfType(
                CellException.class,
                () -> EVALUATOR.evaluate(
                        "cell 1",
                        "int runs = 1; \"text\"; runs = 2;",
                        new PrintStream(notes),
                        value -> Optional.of(() -> {
                            throw new IllegalStateException("no");
                        })));

        assertThat(plain(error)).first().asString().contains("could not be shown", "IllegalStateException: no");
        assertThat(evaluate("runs")).isEqualTo(1);
    }

    @Test
    void syntaxErrorPointsAtItsPlace() {
        assertThat(errorOf("int a = 1;\nfoo(;")).contains("  at cell 7, line 2, column 5");
        assertThat(errorOf("int a = 1;\nif (a > 0) {")).contains("CompilationError: reached end of file while parsing");
    }

    @Test
    void exceptionPointsAtTheLinesOfCells() {
        assertThat(errorOf("int div(int by) {\n  return 1 / by;\n}\n\n// now\ndiv(0)"))
                .containsExactly(
                        "java.lang.ArithmeticException: / by zero",
                        "      return 1 / by;",
                        "  at cell 7, line 2 in div",
                        "  at cell 7, line 6");
    }

    @Test
    void exceptionInsideALambdaPointsAtItsLine() {
        assertThat(errorOf("java.util.stream.Stream.of(0)\n  .map(i -> 1 / i)\n  .toList()"))
                .contains("  at cell 7, line 2", "  at cell 7, line 3");
    }

    @Test
    void exceptionTellsItsCauses() {
        assertThat(errorOf("throw new RuntimeException(\"outer\", new IllegalStateException(\"inner\"));"))
                .contains("java.lang.RuntimeException: outer", "Caused by java.lang.IllegalStateException: inner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Odd extends RuntimeException { public String getMessage() { throw new IllegalStateException(); } }",
                "class Odd extends RuntimeException { public Throwable getCause() { return this; } }",
                "class Odd extends RuntimeException { public Throwable getCause() { return new Odd(); } }",
                "class Odd extends RuntimeException { public Throwable getCause() { throw new IllegalStateException(); } }",
                "class Odd extends RuntimeException { { initCause(new Error(this)); } }",
                "class Odd extends RuntimeException { public StackTraceElement[] getStackTrace() { return null; } }",
                "class Odd extends RuntimeException { public String toString() { throw new IllegalStateException(); } }",
                "class Odd extends ThreadDeath {}",
            })
    void exceptionIsToldWhateverItsMethodsDo(String declaration) {
        evaluate(declaration + "var after = 1;");

        assertThat(errorOf("throw new Odd(); after = 2;")).first().asString().startsWith("Odd");
        assertThat(evaluate("after")).isEqualTo(1);
        evaluate("class Fails { public String toString() { throw new Odd(); } }");
        Object value = evaluate("new Fails()");
        assertThat(notShown(value))
                .first()
                .asString()
                .startsWith("DisplayError: a value of class Fails could not be shown: Odd");
    }

    @Test
    void exceptionSpeaksOfVariablesAsTheCellDoes() {
        assertThat(errorOf("String nothing = null; nothing.length()"))
                .contains(
                        "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"nothing\" is null");
    }

    @Test
    void longStackIsCut() {
        assertThat(errorOf("int deep(int i) {\n return i % 2 == 0 ?\n deep(i + 1) :\n deep(i + 3); }\ndeep(0)"))
                .hasSizeLessThan(30);
    }

    @Test
    void classThatCannotBeInitialisedIsReported() {
        assertThat(errorOf("class Broken { static int value = 1 / Integer.parseInt(\"0\"); }\nBroken.value"))
                .first()
                .asString()
                .contains("ExceptionInInitializerError");
    }

    @Test
    void reportsItsOwnFailuresToo() {
        CellException failure = CellException.unexpected(new OutOfMemoryError("Java heap space"));

        assertThat(failure.name()).isEqualTo("OutOfMemoryError");
        assertThat(failure.report()).first().isEqualTo("java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void errorOfAValueThatCannotBeShownSpeaksOfTheCell() {
        Object value = evaluate(
                "class Failing { public String toString() {\n throw new AssertionError(\"no\"); } }\nnew Failing()");

        assertThat(notShown(value))
                .containsExactly(
                        "DisplayError: a value of class Failing could not be shown: java.lang.AssertionError: no",
                        "  at cell 7 in Failing.toString");
    }

    @Test
    void callThatEndsWithASemicolonIsAStatement() {
        evaluate("var numbers = new java.util.ArrayList<Integer>(); int counter = 0;");

        for (String statement : List.of(
                "numbers.add(5);", "new StringBuilder();", "counter++;", "counter += 2;", "numbers.get(0); // said")) {
            assertThat(evaluated(statement).ofStatement()).as(statement).isTrue();
        }
        for (String expression : List.of("numbers.add(5)", "numbers;", "1 + 1;", "(counter);", "\"a\".length() + 1;")) {
            assertThat(evaluated(expression).ofStatement()).as(expression).isFalse();
        }
        assertThat(evaluate("counter = 2;")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.out.printf(\"%d\", 5)",
                "System.out.printf(\"%d\", 5);",
                "System.err",
                "System.out.append(\"x\")"
            })
    void neverShowsAPrintStream(String cell) {
        assertThat(evaluate(cell)).isNull();
    }

    @Test
    void emptyStatementsHideNothing() {
        assertThat(evaluate("1 + 1;;")).isEqualTo(2);
        assertThat(evaluate("; ;1 + 2; // three\n;")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "unclosed = 1;\\n/* a note\\nmore(); | comment | 2",
                "unclosed = 2; /* a /* b\\n | comment | 1",
                "class Unclosed {}\\nunclosed = 3;\\n1 /** a\\n | comment | 3",
                "unclosed = 4;\\nString t = \"\"\"\\n abc;\\n | text block | 2"
            })
    void nothingIsRunAboveWhatNeverEnds(String cell, String what, int line) {
        evaluate("int unclosed = 0;");

        assertThat(errorOf(cell.translateEscapes()))
                .startsWith("CompilationError: unclosed " + what, "  at cell 7, line " + line);
        assertThat(evaluate("unclosed")).isEqualTo(0);
        assertThat(errorOf("new Unclosed()")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 /* abc", "int unclosed = 4; /* never\nclosed", "/*", "/** abc * /"})
    void commentThatNeverEndsIsAnError(String cell) {
        assertThat(errorOf(cell)).first().isEqualTo("CompilationError: unclosed comment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"abc | unclosed string literal",
                "\"hello).length() | unclosed string literal",
                "'a | unclosed character literal",
                "\"ok\\n | unclosed string literal",
                "// said\\n\"ok | unclosed string literal",
                "\"\"\"\\nabc | unclosed text block",
                "#x | illegal character: '#'"
            })
    void codeThatFailsAtItsFirstTokenIsAnError(String cell, String message) {
        assertThat(errorOf(cell.translateEscapes())).first().isEqualTo("CompilationError: " + message);
    }

    @Test
    void commentMarksInTextsAreText() {
        assertThat(evaluate("\"/* no comment\"")).isEqualTo("/* no comment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int ended1 = 1;\r// c\rended1 + 1",
                "int ended2 = 1; // c\r\nended2 + 1",
                "\uFEFFint ended3 = 1; ended3 + 1"
            })
    void takesTheTextsOfAllEditors(String cell) {
        assertThat(evaluate(cell)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String large = \"TEXT\";",
                "var large = \"TEXT\";",
                "\"TEXT\".length()",
                "System.out.println(\"TEXT\");",
                "String large() { return \"TEXT\"; }",
                "class Large { String text = \"TEXT\"; }",
                "final String half = \"HALF\"; String large = \"HALF\" + \"HALF\";",
                "int[] large = {NUMBERS};",
                "int large() { int[] numbers = {NUMBERS}; return 1; }",
                "void large(int[] a) { STATEMENTS }",
            })
    void whatNoClassFileCanHoldIsAnErrorOfItsOwnCell(String cell) {
        String large = cell.replace("TEXT", "ä".repeat(40_000))
                .replace("HALF", "a".repeat(40_000))
                .replace("STATEMENTS", "if (a.length > 0) { a[0]++; }".repeat(6_000))
                .replace("NUMBERS", "1,".repeat(20_000));
        evaluate("String small = \"kept\";");

        assertThat(errorOf(large)).first().asString().startsWith("CompilationError: ");
        assertThat(errorOf(large)).allMatch(line -> line.length() < 300);
        assertThat(evaluate("1 + 1")).isEqualTo(2);
        assertThat(evaluate("small")).isEqualTo("kept");
        assertThat(evaluate("String small = \"new\"; small")).isEqualTo("new");
    }

    @Test
    void longExpressionsCompile() {
        assertThat(evaluate("1" + " + 1".repeat(3_000))).isEqualTo(3_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Thread(() -> { throw new IllegalStateException(\"in thread\"); }, \"own\").start();",
                "java.util.concurrent.ForkJoinPool.commonPool().execute(() -> { throw new IllegalStateException(\"in thread\"); });",
                "new java.util.Timer(true).schedule(new java.util.TimerTask() { public void run() { throw new IllegalStateException(\"in thread\"); } }, 5);",
                "var pool = java.util.concurrent.Executors.newSingleThreadExecutor(); pool.execute(() -> { throw new IllegalStateException(\"in thread\"); }); pool.shutdown();",
            })
    void tellsWhatHasEndedAThread(String cell) throws InterruptedException {
        PrintStream err = System.err;
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Thread.setDefaultUncaughtExceptionHandler(EVALUATOR::uncaught);
        try {
            evaluate(cell);
            for (int i = 0;
                    i < 6_000 && !printed.toString(StandardCharsets.UTF_8).contains("  at cell 7");
                    i++) {
                Thread.sleep(10);
            }
        } finally {
            System.setErr(err);
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
        assertThat(STYLE.matcher(printed.toString(StandardCharsets.UTF_8)).replaceAll(""))
                .containsPattern(
                        "Exception in thread \"[^\"]+\" java.lang.IllegalStateException: in thread\n  at cell 7")
                .doesNotContain("REPL");
    }

    @Test
    void aHandlerOfTheCellsOwnIsKept() throws InterruptedException {
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        try {
            evaluate("var caught = new java.util.concurrent.LinkedBlockingQueue<Throwable>();"
                    + "Thread.setDefaultUncaughtExceptionHandler((thread, e) -> caught.add(e));");
            evaluate("new Thread(() -> { throw new IllegalStateException(\"mine\"); }).start();");

            assertThat(evaluate("caught.poll(20, java.util.concurrent.TimeUnit.SECONDS).getMessage()"))
                    .isEqualTo("mine");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    @Test
    void errorsNameClassesAsTheCellDoes() {
        List<String> error = errorOf("""
                class Mine extends RuntimeException { Mine(String message) { super(message); } }
                void fail() {
                    throw new Mine("inner");
                }
                void wrap() { try { fail(); } catch (Mine e) { throw new IllegalStateException(e); } }
                wrap();""");

        assertThat(error)
                .contains("java.lang.IllegalStateException: Mine: inner", "Caused by Mine: inner")
                .noneMatch(line -> line.contains("REPL"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aClassByWhoseNameNoLaterCellWouldRunIsRefused() {
        if (Runtime.version().feature() < 23) {
            assertThat(errorOf("class Throwable {}")).first().asString().contains("cannot be called Throwable");
            assertThat(errorOf("record Object(int x) {}")).first().asString().contains("cannot be called Object");
        } else {
            evaluate("class Throwable {}");
        }
        assertThat(evaluate("1 + 1")).isEqualTo(2);
    }

    @Test
    void valuesWithoutANameAreFreed() throws InterruptedException {
        List<WeakReference<Object>> values = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            values.add(new WeakReference<>(evaluate("new byte[1_000_000]")));
        }
        System.gc();

        assertThat(values.subList(0, 4)).allMatch(value -> value.get() == null);
        assertThat(values.get(7).get()).isNotNull();
    }

    @Test
    void busyLoopCanBeInterrupted() throws Exception {
        // Where Java 25 stopped it is told, where Java 17 did is not.
        assertThat(interruptedIn("while (true) {}"))
                .contains("Interrupted")
                .isSubsetOf("Interrupted", "  at cell 7, line 2");
        assertThat(evaluate("before")).isEqualTo(3);
    }

    @Test
    void waitingCodeCanBeInterrupted() throws Exception {
        assertThat(interruptedIn("Thread.sleep(60_000);")).containsExactly("Interrupted", "  at cell 7, line 2");
    }

    @Test
    void resultOfCodeThatListensToInterruptsCounts() throws Exception {
        evaluate("int listen() { while (!Thread.currentThread().isInterrupted()) {} return 42; }");

        assertThat(start("listen()").get(60, TimeUnit.SECONDS)).isEqualTo(42);
        assertThat(interruptedIn("before = listen();\nbefore = 0;")).containsExactly("Interrupted");
        assertThat(evaluate("before")).isEqualTo(42);
    }

    @Test
    void doesNotWaitForThreadsThatACellStarts() {
        evaluate("""
                void startEndless() {
                    var thread = new Thread(() -> { while (true) { java.util.concurrent.locks.LockSupport.park(); } });
                    thread.setDaemon(true);
                    thread.start();
                }""");

        for (int i = 0; i < 20; i++) {
            assertThat(evaluate("startEndless(); " + i)).isEqualTo(i);
        }
    }

    @Test
    void interruptWithoutACellDoesNothing() {
        EVALUATOR.interrupt();

        assertThat(evaluate("1 + 1")).isEqualTo(2);
    }

    /** Starts a cell, and interrupts it when it has begun. */
    private CompletableFuture<Object> start(String code) throws InterruptedException {
        begun = new CountDownLatch(1);
        String latch = CellEvaluatorTest.class.getName() + ".begun.countDown();";
        CompletableFuture<Object> cell = CompletableFuture.supplyAsync(
                () -> evaluate("int before = 3; " + latch + "\n" + code), task -> new Thread(task).start());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(300);
        EVALUATOR.interrupt();
        return cell;
    }

    private List<String> interruptedIn(String code) throws InterruptedException {
        CompletableFuture<Object> cell = start(code);
        Throwable error = catchThrowableOfType(Exception.class, () -> cell.get(60, TimeUnit.SECONDS));
        assertThat(error).hasCauseInstanceOf(CellException.class);
        return plain((CellException) error.getCause());
    }
}
