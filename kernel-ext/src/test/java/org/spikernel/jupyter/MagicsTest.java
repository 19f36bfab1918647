package org.spikernel.jupyter;

import java.util.ArrayList;
import java.util.List;

import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.jupyter.evaluation.CellException;
import org.spikernel.jupyter.evaluation.CodeAssistant.Completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MagicsTest {

    private final List<String> ran = new ArrayList<>();
    private final MagicsRegistry registry = new MagicsRegistry();
    private final Magics magics = new Magics(registry);

    @BeforeEach
    void register() {
        for (String name : List.of("jars", "maven")) {
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

        String java = magics.run(null, 1, cell);

        assertThat(ran)
                .containsExactly(
                        "jars[lib/*.jar, my lib/a.jar, b c.jar]", "maven[g:a:1, //, no, comment]", "jars[late.jar]");
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
                "int a = 7 // ;\n%b;",
                "String s = \"a\n%jars a.jar",
                "int a = 17 %jars;",
                "// %jars a.jar"
            })
    void leavesJavaAlone(String cell) {
        if (!cell.startsWith("String s")) {
            assertThat(magics.run(null, 1, cell)).isEqualTo(cell);
            assertThat(ran).isEmpty();
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
                .isThrownBy(() -> magics.run(null, 3, cell))
                .satisfies(e -> {
                    assertThat(e.name()).isEqualTo("MagicError");
                    assertThat(e).hasMessageContaining("there is no magic %").hasMessageContaining("%jars, %maven");
                    assertThat(e.report()).anyMatch(line -> line.contains("cell 3, line "));
                });
        assertThat(ran).isEmpty();
    }

    @Test
    void saysWhereAMagicFailed() {
        assertThatExceptionOfType(CellException.class)
                .isThrownBy(() -> magics.run(null, 3, "int a;\n\n   %jars fails\nint b;"))
                .satisfies(e -> assertThat(e.report())
                        .containsExactly("MagicError: it fails", "  at cell 3, line 3", "    %jars fails"));
    }

    @Test
    void completesNames() {
        assertThat(magics.complete("int a;\n %ja", 11)).isEqualTo(new Completions(8, List.of("%jars")));
        assertThat(magics.complete("%", 1)).isEqualTo(new Completions(0, List.of("%jars", "%maven")));
        assertThat(magics.complete("int a = 7\n%ja", 13).replacements()).isEmpty();
        assertThat(magics.complete("%jars lib", 9).replacements()).isEmpty();
    }
}
