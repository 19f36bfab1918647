package org.spikernel.plot;

import java.util.List;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

import org.spikernel.cell.SearchSpace;
import org.spikernel.neuron.InputCurrent;
import org.spikernel.neuron.Lif;
import org.spikernel.search.OperationSignificance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlotsTest {

    private static final Table TABLE = Table.create(
            "Work by layer",
            StringColumn.create("layer", "stem", "cell", "last"),
            StringColumn.create("kind", "a", "b", "a"),
            DoubleColumn.create("firing_rate", 0.1, 0.2, 0.3),
            DoubleColumn.create("additions", 10, 20, 30));

    @Test
    void linesAndPointsHaveOneTraceForEachValueOfTheColumnThatTellsThemApart() {
        assertThat(script(Plots.lines(TABLE, "firing_rate", "additions", "kind")))
                .contains("mode: 'lines'", "name: 'a'", "name: 'b'", "Work by layer", "title: 'firing rate'");
        assertThat(script(Plots.points(TABLE, "firing_rate", "additions", "kind")))
                .contains("mode: 'markers'", "[\"0.1\",\"0.3\"]", "[\"0.2\"]");
    }

    @Test
    void barsAreDrawnFromTheTopDown() {
        assertThat(script(Plots.bars(TABLE, "layer", "firing_rate", "additions")))
                .contains("orientation: 'h'", "[0.1, 0.2, 0.3]", "[\"stem\",\"cell\",\"last\"]", "'additions'")
                .contains("autorange: 'reversed'");
    }

    @Test
    void estimatesHaveTheirIntervals() {
        Table table = Table.create(
                "agreement",
                StringColumn.create("by", "score", "params"),
                DoubleColumn.create("tau", 0.4, 0.3),
                DoubleColumn.create("tau_low", 0.35, 0.25),
                DoubleColumn.create("tau_high", 0.45, 0.375));

        assertThat(script(Plots.estimates(table, "by", "tau")))
                .containsSubsequence("[\"0.25\",\"0.375\"]", "[\"0.3\"]", "[\"0.35\",\"0.45\"]", "[\"0.4\"]")
                .contains("agreement", "[\"params\",\"params\"]", "[\"score\"]");
    }

    @Test
    void boxesHaveOneGroupAboveTheOther() {
        Table table = Table.create(
                "R by set",
                StringColumn.create("set", "a", "it's b", "a", "a"),
                DoubleColumn.create("score", 1.5, 2.5, 3.5, Double.NaN));

        assertThat(script(Plots.boxes(table, "score", "set")).replaceAll("\\s+", " "))
                .containsSubsequence("name: 'a', x: [1.5,3.5],", "name: 'it\\'s b', x: [2.5],")
                .contains("autorange: 'reversed'")
                .contains("type: 'box'", "R by set", "title: 'score'", "boxpoints: 'all'");
    }

    @Test
    void operationSignificanceShowsEverySeed() {
        Table worth = OperationSignificance.of(SearchSpace.SPIKENAS_2O)
                .seeds(1, 2)
                .measuredBy((space, seed) -> 0.25 * space.operations().size() + 0.125 * seed)
                .run();

        assertThat(script(Plots.operationSignificance(worth)).replaceAll("\\s+", " "))
                .contains("name: 'without nothing', x: [0.625,0.75],")
                .contains("name: 'without conv3x3', x: [0.375,0.5],");
    }

    @Test
    void neuronsAreNamedAfterWhatTellsThemApart() {
        float[] current = InputCurrent.constant(1.3, 10);
        Figure figure = Plots.membranePotential(
                Lif.DEFAULT.withTau(2).respond(current), Lif.DEFAULT.withTau(5).respond(current));

        assertThat(script(figure))
                .contains("'tau 2'", "'tau 5'", "'threshold 1'", "'input current'")
                .doesNotContain("'reset 0'");
    }

    @Test
    void currentsThatDifferAreNotDrawn() {
        Figure figure = Plots.membranePotential(
                Lif.DEFAULT.respond(InputCurrent.constant(1.3, 10)),
                Lif.DEFAULT.respond(InputCurrent.constant(1.4, 10)));

        assertThat(script(figure)).doesNotContain("'input current'");
    }

    @Test
    void pictureOfNoNeuronIsRefused() {
        assertThatThrownBy(Plots::membranePotential)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one neuron");
    }

    @Test
    void learningCurvesShareAColourWithinASeriesAndLeaveOutWhatWasNotMeasured() {
        Table curves = Table.create(
                StringColumn.create("series", "3x3", "3x3", "5x5"),
                IntColumn.create("epoch", 1, 2, 1),
                DoubleColumn.create("train_accuracy", 0.25, 0.5, 0.75),
                DoubleColumn.create("test_accuracy", 0.125, 0.375, Double.NaN));

        assertThat(script(Plots.learningCurves(curves)))
                .contains("name: '3x3, training'", "name: '3x3, test'", "name: '5x5, training'")
                .contains("[\"0.25\",\"0.5\"]", "[\"0.125\",\"0.375\"]", "[\"0.75\"]")
                .doesNotContain("5x5, test");
    }

    @Test
    void confusionMatrixHasActualClassesInRowsFromTheTopDown() {
        Figure figure = Plots.confusionMatrix(List.of("cat", "dog"), new int[][] {{5, 1}, {2, 4}});

        assertThat(script(figure))
                .contains("type: 'heatmap'", "[\"cat\",\"dog\"]", "[[5.0,1.0,],[2.0,4.0,],]", "autorange: 'reversed'")
                .containsPattern("(?s)constrain: 'domain'.*constrain: 'domain'");
    }

    @Test
    void confusionMatrixThatIsNotSquareIsRefused() {
        assertThatThrownBy(() -> Plots.confusionMatrix(List.of("cat", "dog"), new int[][] {{5}, {2}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("confusion matrix of 2 classes")
                .hasMessageContaining("2 rows of [1]");
    }

    private static String script(Figure figure) {
        return figure.asJavascript("here");
    }
}
