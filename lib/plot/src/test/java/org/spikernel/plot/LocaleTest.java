package org.spikernel.plot;

import java.util.List;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.EveryLocale;
import org.spikernel.LocaleRules;
import org.spikernel.cell.Cell;
import org.spikernel.neuron.InputCurrent;
import org.spikernel.neuron.Lif;

/** Pictures are the same wherever the user is. */
class LocaleTest {

    @Test
    void noCodeFollowsTheUsersLocale() {
        LocaleRules.check("org.spikernel");
    }

    @Test
    void everyLocaleSeesTheSamePictures() throws Exception {
        EveryLocale.makesTheSame(LocaleTest::pictures);
    }

    private static List<String> pictures() {
        Table table =
                Table.create("1,234.5", StringColumn.create("by", "I", "i"), DoubleColumn.create("y", 1234.5, 0.25));
        return List.of(
                CellDiagram.of(Cell.parse("conv3x3@0.5 | skip conv5x5 | skip zero avg3x3"))
                        .svg(),
                Picture.of(Plots.points(table, "y", "y", "by")).svg(),
                Plots.boxes(table, "y", "by").asJavascript("here"),
                Plots.lines(table, "y", "y", "by").asJavascript("here"),
                Plots.membranePotential(Lif.DEFAULT.withTau(2.5).respond(InputCurrent.constant(1.3, 10)))
                        .asJavascript("here"));
    }
}
