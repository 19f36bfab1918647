package org.spikernel.plot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.ScatterTrace;

import static org.assertj.core.api.Assertions.assertThat;

class FigureScriptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title: 'C:\\new' | title: 'C:\\\\new'",
                "title: '$a$ &lt;b&gt; &quot;' | title: '&#36;a&#36; &lt;b&gt; &#34;'",
                "text: [\"<b>\", \"a\\nb\", \"C:\\\\new\", \"say \\\"x\\\"\"] | text: [\"&lt;b&gt;\", \"a<br>b\", \"C:\\\\new\", \"say \\\"x\\\"\"]",
                "text: [\"%{x} 5%\"] | text: [\"&#37;{x} 5%\"]",
                "x: 'a' Plotly.newPlot(f, '\\') | x: 'a' Plotly.newPlot(f, '\\')",
            })
    void textsOfAScriptAreMadeLiteral(String script, String literal) {
        assertThat(FigureScript.literal(script)).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title: 'never ends", "text: [\"never ends\\\"", "text: \"ends with\\"})
    void scriptWithATextThatNeverEndsIsLeftAlone(String script) {
        assertThat(FigureScript.literal(script)).isEqualTo(script);
    }

    @Test
    void markupOfTablesawsOwnFiguresStays() {
        ScatterTrace trace = ScatterTrace.builder(new double[] {1}, new double[] {2})
                .text(new String[] {"<b>bold</b>"})
                .name("C:\\users")
                .build();
        Figure figure = new Figure(Layout.builder("one\ntwo $x$").build(), trace);

        assertThat(FigureScript.of(figure, "here"))
                .contains("\"<b>bold</b>\"", "name: 'C:\\\\users'", "title: 'one<br>two $x$'")
                .contains("Plotly.newPlot(target_here");
    }
}
