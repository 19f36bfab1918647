package org.spikernel.jupyter.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.annotation.CheckReturnValue;

import static org.assertj.core.api.Assertions.assertThat;

public class DroppedCopyTest {

    private static final CellEvaluator EVALUATOR = new CellEvaluator();

    /** What a user builds step by step. */
    public interface Procedure {
        @CheckReturnValue
        Procedure seed(long seed);

        int run();

        static Procedure of(int iterations) {
            return new Search(iterations);
        }
    }

    /** Not to be seen: an implementation. */
    private record Search(int iterations) implements Procedure {
        @Override
        public Procedure seed(long seed) {
            return this;
        }

        @Override
        public int run() {
            return iterations;
        }
    }

    /** All of whose methods only return something. */
    @CheckReturnValue
    public record Window(int size, int stride) {
        public Window withStride(int newStride) {
            return new Window(size, newStride);
        }

        public Window withBoth(java.util.function.IntUnaryOperator change, int... others) {
            return new Window(change.applyAsInt(size), change.applyAsInt(stride));
        }
    }

    /** Changes in place, as many a builder does. */
    public static final class Builder {
        public Builder seed(long seed) {
            return this;
        }

        public Window window() {
            return new Window(3, 1);
        }
    }

    @BeforeAll
    static void declare() {
        notesOn(
                "import org.spikernel.jupyter.evaluation.DroppedCopyTest.*; var s = Procedure.of(7); var w = new Window(3, 1);"
                        + "var b = new Builder();");
    }

    @AfterAll
    static void close() {
        EVALUATOR.close();
    }

    private static String notesOn(String cell) {
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        EVALUATOR.evaluate(7, cell, new PrintStream(notes, true, StandardCharsets.UTF_8));
        return notes.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void tellsWhatToWrite() {
        assertThat(notesOn("s.seed(5); s.run()"))
                .isEqualTo("Note: s.seed(5) changes nothing by itself; to keep the changed copy that it returns, write"
                        + " s = s.seed(5)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "w.withStride(2);                           | w = w.withStride(2)",
                "w.withStride(2).withStride( 3 ) ; // again | w = w.withStride(2).withStride(3)",
                "w.withBoth(x -> x + 1, 1, 2);              | w = w.withBoth((x)->x + 1, 1, 2)",
                "Procedure.of(3).seed(1);                   | var changed = Procedure.of(3).seed(1)",
                "b.window().withStride(2);                  | var changed = b.window().withStride(2)",
                "new Window(1, 1).withStride(2);            | var changed = new Window(1, 1).withStride(2)",
                "for (int i = 0; i < 3; i++) {} s.seed(4);  | s = s.seed(4)",
            })
    void knowsHowToKeepIt(String cell, String kept) {
        assertThat(notesOn(cell)).endsWith("write " + kept).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.seed(5)",
                "s = s.seed(5);",
                "var changed = w.withStride(2);",
                "b.seed(5); b.window();",
                "s.run();",
                "w.stride();",
                "w;",
                "record Mine(int a) { Mine withStride(int a) { return new Mine(a); } } new Mine(1).withStride(2);",
            })
    void saysNothingOfWhatIsKeptShownOrNoCopy(String cell) {
        assertThat(notesOn(cell)).isEmpty();
    }

    @Test
    void knowsTheMarkOfAnyLibraryByItsName() {
        notesOn(
                "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface CheckReturnValue {}\n"
                        + "record Own(int a) { @CheckReturnValue public Own withA(int a) { return new Own(a); } }\n"
                        + "Own own = new Own(1);");

        assertThat(notesOn("own.withA(2);")).endsWith("write own = own.withA(2)");
    }
}
