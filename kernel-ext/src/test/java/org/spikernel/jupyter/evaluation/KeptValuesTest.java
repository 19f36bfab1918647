package org.spikernel.jupyter.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

/** What becomes of values when cells are edited and run again, in a JVM that can redefine classes and in one that cannot. */
class KeptValuesTest {

    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private CellEvaluator evaluator;

    enum Jvm {
        REDEFINES {
            @Override
            CellEvaluator evaluator() {
                assertThat(ClassRedefinition.ofThisJvm())
                        .as("agent of this JVM, which the build starts")
                        .isPresent();
                return new CellEvaluator();
            }
        },
        REPLACES {
            @Override
            CellEvaluator evaluator() {
                return new CellEvaluator(Optional.empty());
            }
        };

        abstract CellEvaluator evaluator();
    }

    @AfterEach
    void close() {
        evaluator.close();
    }

    private void on(Jvm jvm) {
        evaluator = jvm.evaluator();
    }

    private Object run(String cell) {
        return evaluator
                .evaluate(1, cell, new PrintStream(notes, true, StandardCharsets.UTF_8))
                .value();
    }

    private List<String> notes() {
        return notes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void variableOutlivesWhatItWasComputedFrom(Jvm jvm) {
        on(jvm);
        run("int epochs = 1;");
        run("var doubled = epochs * 2; var list = new java.util.ArrayList<>(java.util.List.of(epochs)); list.add(7);");
        run("int epochs = 2;");

        assertThat(run("doubled + \" \" + list + \" \" + epochs")).isEqualTo("2 [1, 7] 2");
        run("String epochs = \"many\";");
        assertThat(run("doubled + \" \" + list + \" \" + epochs")).isEqualTo("2 [1, 7] many");
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void variableOutlivesTheMethodThatMadeIt(Jvm jvm) {
        on(jvm);
        run("int make() { return 1; } var made = make(); int typed = make();");

        for (String edited : List.of(
                "int make() { return 2; }", "String make() { return \"s\"; }", "int make(int by) { return by; }")) {
            run(edited);
            assertThat(run("made + typed")).isEqualTo(2);
        }
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void variableOfALambdaOrOfAPrimitiveTypeKeepsItsValue(Jvm jvm) {
        on(jvm);
        run(
                "double rate = 0.5; var scale = (java.util.function.DoubleUnaryOperator) x -> x * rate; long seed = 42; var seeds = new long[] {seed};");
        run("double rate = 0.25;");
        run("import java.math.*;");

        assertThat(run("scale.applyAsDouble(8) + seeds[0] + seed")).isIn(2.0 + 84, 4.0 + 84);
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void declarationThatDoesNotCompileReplacesNothing(Jvm jvm) {
        on(jvm);
        run(
                "int number = 5; var text = \"kept\"; int twice(int x) { return 2 * x; }"
                        + "class Counter { int n; int next() { return ++n; } } Counter counter = new Counter(); counter.next();");

        for (String wrong : List.of(
                "int number = \"oops\";",
                "var text = undefined;",
                "String text = 5;",
                "int twice(int x) { return \"\" + x; }",
                "class Counter { int n; int next() { return \"\"; } }",
                "class Counter { int n; int next( }",
                "int[] number = {" + "1,".repeat(20_000) + "};",
                "String text = \"" + "a".repeat(70_000) + "\";")) {
            assertThatThrownBy(() -> run(wrong)).isInstanceOf(CellException.class);
            assertThat(run("text + twice(number)")).as(wrong).isEqualTo("kept10");
        }
        assertThat(run("counter.next() + new Counter().next()")).isEqualTo(2 + 1);
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void initialiserThatThrowsLeavesTheOldValue(Jvm jvm) {
        on(jvm);
        run("int fail() { throw new IllegalStateException(); } var value = 3; int typed = 4;");

        assertThatThrownBy(() -> run("var value = fail();")).isInstanceOf(CellException.class);
        assertThatThrownBy(() -> run("int typed = fail();")).isInstanceOf(CellException.class);
        assertThat(run("value + typed")).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void initialiserOfAnotherTypeThatThrowsLeavesTheOldVariable(Jvm jvm) {
        on(jvm);
        run(
                "int fail() { throw new IllegalStateException(); } var list = java.util.List.of(1); int number = 4; String text = \"s\";"
                        + "int size() { return list.size(); }");

        for (String wrong : List.of("var list = fail();", "String number = \"\" + fail();", "int[] text = {fail()};")) {
            assertThatThrownBy(() -> run(wrong)).isInstanceOf(CellException.class);
            assertThat(run("text + number + list + size()")).as(wrong).isEqualTo("s4[1]1");
        }
        assertThat(run("String number = \"new\"; number")).isEqualTo("new");
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void variableKeepsItsTypeHoweverItsDeclarationIsWritten(Jvm jvm) {
        on(jvm);
        run("int make() { return 1; }");
        run(
                "var de\u011fer = make(); @Deprecated var marked = make(); /* one */ var/* two */ named\n= make();"
                        + "public static final var modified = make(); @SuppressWarnings(\"var x = \") final var $dollar = make();");
        run("String make() { return \"s\"; }");

        assertThat(run("de\u011fer + marked + named + modified + $dollar")).isEqualTo(5);
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatCannotBeKeptAndWhy(Jvm jvm) {
        on(jvm);
        run(
                "record Point(int x) {} Point p = new Point(1); var q = new Point(2); Point[] all = {p, q}; int untouched = 3;");
        run("record Point(int x, int y) {}");

        assertThat(notes())
                .containsExactly(
                        "Note: p was reset to null, since its class, Point, has changed: run the cell that sets p again",
                        "Note: q was reset to null, since its class, Point, has changed: run the cell that sets q again",
                        "Note: all was reset to null, since its class, Point, has changed: run the cell that sets all again");
        assertThat(run("p + \" \" + q + \" \" + all + \" \" + untouched")).isEqualTo("null null null 3");
        assertThat(run("q = new Point(1, 2); q")).hasToString("Point[x=1, y=2]");
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfAVariableThatTheSameCellSetsAgain(Jvm jvm) {
        on(jvm);
        run("record Point(int x) {} var p = new Point(1);");

        assertThat(run("record Point(int x, int y) {} var p = new Point(1, 2); p.y()"))
                .isEqualTo(2);
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void objectsOfAnOlderClassAreToldFromNewOnes(Jvm jvm) {
        on(jvm);
        run("record Point(int x) {} var points = java.util.List.of(new Point(1));");
        run("record Point(int x, int y) {}");

        CellException error =
                catchThrowableOfType(CellException.class, () -> run("for (Point point : points) { point.y(); }"));
        assertThat(error.report())
                .contains("The class Point was declared again after this object was made; make the object again.");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatCannotBeUsedUntilSomethingIsRepaired(Jvm jvm) {
        on(jvm);
        run(
                "class Base { int base() { return 1; } } class Derived extends Base { int own() { return base(); } } var d = new Derived();");
        run("class Base { int other() { return 1; } }");

        assertThat(notes()).anyMatch(note -> note.contains("Derived") && note.startsWith("Note: "));
    }

    @ParameterizedTest
    @EnumSource
    void editedStaticValuesTakeEffect(Jvm jvm) {
        on(jvm);
        run("class Config { static int size = 1; static final int LIMIT = 10; static int twice() { return 2 * size; } }"
                + "interface Names { String NAME = new String(\"old\"); }"
                + "enum Mode { FAST(1), SLOW(2); final int cost; Mode(int cost) { this.cost = cost; } }");
        run(
                "class Config { static int size = 5; static final int LIMIT = 20; static int twice() { return 2 * size; } }");
        run("interface Names { String NAME = new String(\"new\"); }");
        run("enum Mode { FAST(10), SLOW(20); final int cost; Mode(int cost) { this.cost = cost; } }");

        assertThat(run("Config.twice() + Config.LIMIT + Names.NAME + Mode.FAST.cost"))
                .isEqualTo("30new10");
    }

    @Test
    void editedClassKeepsItsObjects() {
        on(Jvm.REDEFINES);
        run("class Counter { static int made; int n; Counter() { made++; } int next() { return ++n; } }"
                + "Counter typed = new Counter(); var inferred = new Counter(); typed.next(); inferred.next();");
        run("class Counter { static int made; int n; Counter() { made++; } int next() { return n += 10; } }");

        assertThat(run("typed.next() + inferred.next() + Counter.made")).isEqualTo(24);
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "REPLACES")
    void editedEnumRecordAndInterfaceKeepTheirObjects(Jvm jvm) {
        on(jvm);
        run("enum Mode { FAST, SLOW; int cost() { return 1; } } var mode = Mode.SLOW;"
                + "record Size(int x) { int area() { return x * x; } } var size = new Size(3);"
                + "interface Named { String name(); default String loud() { return name() + \"!\"; } } Named named = () -> \"n\";"
                + "var nameless = new Object() { int held = 7; };");
        run("enum Mode { FAST, SLOW; int cost() { return 2; } }");
        run("record Size(int x) { int area() { return x * x * x; } }");
        run("interface Named { String name(); default String loud() { return name() + \"!!\"; } }");
        run("int unrelated = 1; import java.math.*;");

        assertThat(
                        run(
                                "mode + \" \" + mode.cost() + \" \" + size.area() + \" \" + named.loud() + \" \" + nameless.held"))
                .isEqualTo("SLOW 2 27 n!! 7");
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void twentyEditsLoseNothing(Jvm jvm) {
        on(jvm);
        run("int base = 0; int plus(int x) { return x + base; }");
        run(
                "var first = plus(1); var held = new StringBuilder(\"held\"); final var list = new java.util.ArrayList<String>();");
        Object held = run("held");
        for (int i = 1; i <= 20; i++) {
            run("int base = " + i + "; int plus(int x) { return x + base + " + i + "; }");
            run("list.add(\"\" + plus(0));");
            assertThatThrownBy(() -> run("var held = plus(undefined);")).isInstanceOf(CellException.class);
        }

        assertThat(run("held")).isSameAs(held);
        assertThat(run("first + \" \" + list.get(0) + \" \" + list.get(19) + \" \" + list.size()"))
                .isEqualTo("1 2 40 20");
        assertThat(notes()).isEmpty();
    }
}
