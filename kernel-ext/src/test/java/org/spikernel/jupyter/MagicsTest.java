package org.spikernel.jupyter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.jupyter.evaluation.CellException;
import org.spikernel.jupyter.evaluation.CellValue;
import org.spikernel.jupyter.evaluation.CodeAssistant.Completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MagicsTest {

    private final List<String> ran = new ArrayList<>();
    private final MagicsRegistry registry = new MagicsRegistry();
    private final Magics magics = new Magics(registry, Set.of("load"), name -> ran.add("help " + name));

    /** Keeps the pieces of Java that are run, and takes a piece up to its first semicolon for a statement. */
    private final Magics.Java java = new Magics.Java() {
        @Override
        public CellValue run(String text) {
            assertThat(text).hasSameSizeAs(cell);
            ran.add("Java " + text.strip());
            return new CellValue(text.strip(), false, false);
        }

        @Override
        public void showAside(CellValue value) {
            if (value.value() != null) {
                ran.add("aside " + value.value());
            }
        }

        @Override
        public int endOfFirst(String code) {
            return code.indexOf(';') < 0 ? code.length() : code.indexOf(';') + 1;
        }
    };

    private String cell;

    private Object run(String text) {
        cell = text;
        return magics.run(null, "cell 3", text, java).value();
    }

    @BeforeEach
    void register() {
        for (String name : List.of("jars", "maven", "load")) {
            registry.registerLineMagic(name, (kernel, arguments) -> {
                if (arguments.contains("fails")) {
                    throw new IllegalArgumentException("it fails");
                }
                return ran.add(name + arguments);
            });
        }
    }

    @Test
    void runsMagicsBeforeTheJavaThatTheyStandIn() {
        String cell =
                "// libraries\n%jars lib/*.jar 'my lib/a.jar' \"b c.jar\"\nint a = 1;\n  %maven g:a:1 // no comment\na + 1\n%jars late.jar";

        String java = magics.withoutMagics(cell);
        run(cell);

        assertThat(ran)
                .containsExactly(
                        "jars[lib/*.jar, my lib/a.jar, b c.jar]",
                        "maven[g:a:1, //, no, comment]",
                        "jars[late.jar]",
                        "Java " + java.strip());
        assertThat(java).hasSameSizeAs(cell).doesNotContain("%", ".jar");
        assertThat(java.lines().map(String::strip)).containsExactly("// libraries", "", "int a = 1;", "", "a + 1", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int a = 7\n % 3;",
                "int a = 7\n%b;",
                "int a = f(7)\n  %jars;",
                "x[0]\n%jars\n;",
                "var t = \"\"\"\n%jars a.jar\n%nothing\n\"\"\";",
                "/*\n%jars a.jar\n*/",
                "int a = b\n? 1\n: c;",
                "int a = b ?\n  c\n: d;",
                "f();\ng ?\n1\n: 2",
                "int a = b\n?c\n: d;",
                "int a = 7 // ;\n%b;",
                "String s = \"a\n%jars a.jar",
                "int a = 17 %jars;",
                "// %jars a.jar"
            })
    void leavesJavaAlone(String cell) {
        if (!cell.startsWith("String s")) {
            run(cell);
            // What is only a comment need not be run.
            assertThat(ran).isEqualTo(cell.matches("(?s)/[/*].*") ? List.of() : List.of("Java " + cell.strip()));
        }
        assertThat(magics.withoutMagics("/* " + cell)).isEqualTo("/* " + cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%nothing",
                "\n%matplotlib inline",
                "int a = 1;\n%nothing",
                "%%bash\nls",
                "%%jars\nx",
                "void f() {\n  %nothing x\n}",
                "\uFEFF%nothing",
                "1;\r\n%nothing\r\n2"
            })
    void namesTheMagicsThatThereAre(String cell) {
        assertThatExceptionOfType(CellException.class)
                .isThrownBy(() -> run(cell))
                .satisfies(e -> {
                    assertThat(e.name()).isEqualTo("MagicError");
                    assertThat(e)
                            .hasMessageContaining("there is no magic %")
                            .hasMessageContaining("%jars, %load, %maven, %time");
                    assertThat(e.report()).anyMatch(line -> line.contains("cell 3, line "));
                });
        assertThat(ran).isEmpty();
    }

    @Test
    void saysWhereAMagicFailed() {
        assertThatExceptionOfType(CellException.class)
                .isThrownBy(() -> run("int a;\n\n   %jars fails\nint b;"))
                .satisfies(e -> assertThat(e.report())
                        .containsExactly("MagicError: it fails", "  at cell 3, line 3", "    %jars fails"));
    }

    @Test
    void runsInPlaceWhatIsAboutTheJava() {
        Object value = run("int a = 1;\n%load first.java\n?a\nint b;\n%jars b.jar\na + b // the last\n;");

        assertThat(ran)
                .containsExactly(
                        "jars[b.jar]",
                        "Java int a = 1;",
                        "aside int a = 1;",
                        "load[first.java]",
                        "help a",
                        "Java int b;\n           \na + b // the last\n;");
        assertThat(value).isEqualTo("int b;\n           \na + b // the last\n;");
    }

    @Test
    void timesAStatementOrACell() {
        assertThat(run("int a;\n%time c\n  .d(); // timed\ne")).isEqualTo("// timed\ne");
        assertThat(ran)
                .containsExactly(
                        "Java int a;", "aside int a;", "Java c\n  .d();", "aside c\n  .d();", "Java // timed\ne");
        ran.clear();
        assertThat(run("\n%%time\n%jars a.jar\nb")).isEqualTo("b");
        assertThat(ran).containsExactly("jars[a.jar]", "Java b");
        assertThat(magics.withoutMagics("%time a +")).isEqualTo("      a +");
        assertThat(magics.withoutMagics("%%time\nfor (")).isEqualTo("      \nfor (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc\"",
                "'a'",
                "\"abc",
                "\"hello).length()",
                "'a",
                "\"ok\n",
                "\"\"\"\nabc",
                "// text\n\"abc",
                "/* never closed"
            })
    void runsACellThatIsOnlyALiteralOrACommentWithoutEnd(String cell) {
        run(cell);

        assertThat(ran).containsExactly("Java " + cell.strip());
    }

    @Test
    void aCommentTakesNoValueFromWhatStandsBeforeIt() {
        assertThat(run("%time a;\n/* the \"end\" */ // of it")).isEqualTo("a;");
        assertThat(ran).containsExactly("Java a;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?a.b", "a.b?", " ??a.b", "a.b? ", "? a.b\n", "int c;\na.b?\n\n"})
    void asksForHelp(String text) {
        run(text);

        assertThat(ran).contains("help a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?a.", "a.?", "?a.b.", "?a.b()"})
    void asksForHelpWithANameThatIsStillBeingTyped(String text) {
        run(text);

        assertThat(ran).containsExactly("help " + text.replace("?", ""));
    }

    @Test
    void completesNames() {
        assertThat(magics.complete("int a;\n %ja", 11)).isEqualTo(new Completions(8, List.of("%jars")));
        assertThat(magics.complete("%", 1)).isEqualTo(new Completions(0, List.of("%jars", "%load", "%maven", "%time")));
        assertThat(magics.complete("int a = 7\n%ja", 13).replacements()).isEmpty();
        assertThat(magics.complete("%jars lib", 9).replacements()).isEmpty();
    }
}
