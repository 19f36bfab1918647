package org.spikernel.jupyter.display;

import java.time.Duration;

import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.common.Text;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.progress.ProgressStep;

import static org.assertj.core.api.Assertions.assertThat;

class DisplaysTest {

    private final Renderer renderer = new Renderer();

    @BeforeEach
    void register() {
        Text.registerAll(renderer);
        Displays.register(renderer, () -> new CellRun("", 0));
    }

    private Object text(Object value) {
        return renderer.render(value).getData(MIMEType.TEXT_PLAIN);
    }

    @Test
    void showsHtmlAndDrawings() {
        assertThat(renderer.render(new Html("<b>x</b>")).getData(MIMEType.TEXT_HTML))
                .isEqualTo("<b>x</b>");
        assertThat(renderer.render(new Svg("<svg/>")).getData(MIMEType.IMAGE_SVG))
                .isEqualTo("<svg/>");
    }

    @Test
    void showsTablesAsHtmlAndText() {
        Table table = Table.create("t");

        assertThat(renderer.render(table).getData(MIMEType.TEXT_HTML)).isEqualTo(TableDisplay.html(table));
        assertThat(text(table)).isEqualTo(TableDisplay.text(table));
    }

    @Test
    void showsArraysByTheirElements() {
        assertThat(text(new int[] {1, 2})).isEqualTo("[1, 2]");
        assertThat(text(new String[][] {{"a"}, {}})).isEqualTo("[[a], []]");
    }

    @Test
    void showsOtherValuesAsTheyPrint() {
        assertThat(text(12)).isEqualTo("12");
        assertThat(text("text")).isEqualTo("text");
        assertThat(text(Duration.ofSeconds(1))).isEqualTo("PT1S");
    }

    @Test
    void progressBarShowsShareAndFigures() {
        ProgressStep step = new ProgressStep(1, 4, "epochs", Duration.ofSeconds(1), "loss < 2");

        assertThat(ProgressBar.html(step)).contains("width:25.0%", "1/4 epochs (25%)", "loss &lt; 2");
        assertThat(ProgressBar.text(step)).startsWith("[#######.......................] 1/4 epochs (25%)");
    }
}
