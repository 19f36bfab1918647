package org.spikernel.plot;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.internal.charts.FigureData;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.InputCurrent;
import org.spikernel.neuron.Lif;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlotsTest {

    private static final Table AGREEMENT = Table.create(
            "agreement",
            StringColumn.create("by", "score", "params"),
            DoubleColumn.create("tau", 0.4, 0.3),
            DoubleColumn.create("tau_low", 0.35, 0.25),
            DoubleColumn.create("tau_high", 0.45, 0.375));

    private static final Table TABLE = Table.create(
            "Work by layer",
            StringColumn.create("layer", "stem", "cell", "last"),
            StringColumn.create("kind", "a", "b", "a"),
            DoubleColumn.create("firing_rate", 0.1, 0.2, 0.3),
            DoubleColumn.create("additions", 10, 20, 30));

    @Test
    void linesAndPointsHaveOneTraceForEachValueOfTheColumnThatTellsThemApart() {
        assertThat(script(Plots.lines(TABLE, "firing_rate", "additions", "kind")))
                .contains(
                        "mode: 'lines'",
                        "name: 'a'",
                        "name: 'b'",
                        "Work by layer",
                        "title: 'firing rate (spikes a timestep)'");
        assertThat(script(Plots.points(TABLE, "firing_rate", "additions", "kind")))
                .contains("mode: 'markers'", "[\"0.1\",\"0.3\"]", "[\"0.2\"]");
    }

    @Test
    void tableOfCurvesNeedsNoNamesOfColumns() {
        Table curves = Table.create(
                "Curves",
                DoubleColumn.create("place", 1, 2, 1, 2),
                DoubleColumn.create("height", 3, 4, 5, 6),
                StringColumn.create("curve", "a", "a", "b", "b"));

        assertThat(script(Plots.lines(curves))).isEqualTo(script(Plots.lines(curves, "place", "height", "curve")));
        assertRefused(() -> Plots.lines(curves.selectColumns("place", "height")), "first 3 columns", "height (DOUBLE)");
    }

    @Test
    void rowsWithoutGroupsAreDrawnTogether() {
        assertThat(script(Plots.lines(TABLE, "firing_rate", "additions")))
                .contains("mode: 'lines'", "name: 'additions'", "[\"0.1\",\"0.2\",\"0.3\"]", "Work by layer");
        assertThat(script(Plots.points(TABLE, "layer", "additions")))
                .contains("mode: 'markers'", "[\"stem\",\"cell\",\"last\"]");
        assertThat(script(Plots.boxes(TABLE, "firing_rate")).replaceAll("\\s+", " "))
                .contains("name: 'firing rate', x: [0.1,0.2,0.3],");
        assertThat(TABLE.name()).isEqualTo("Work by layer");
        assertRefused(
                () -> Plots.lines(TABLE, "rate", "additions"),
                "x should name a column, but is \"rate\"",
                "kind (STRING)");
        assertRefused(() -> Plots.boxes(TABLE, "kind"), "number should name a column of numbers", "additions (DOUBLE)");
    }

    @Test
    void searchIsDrawnAsItsTableIs() {
        SearchResult result = search(5);
        MemoryBudget budget = MemoryBudget.params(100_000);

        assertThat(script(Plots.scoreAgainstParams(result)))
                .isEqualTo(script(Plots.scoreAgainstParams(result.table())));
        assertThat(script(Plots.scoreAgainstParams(result, budget)))
                .isEqualTo(script(Plots.scoreAgainstParams(result.table(), budget)));
        assertThat(script(Plots.scoreDistribution(result))).isEqualTo(script(Plots.scoreDistribution(result.table())));
        assertRefused(() -> Plots.scoreAgainstParams((SearchResult) null), "a figure needs all of results");
    }

    @Test
    void barsAreDrawnFromTheTopDown() {
        assertThat(script(Plots.bars(TABLE, "layer", "firing_rate", "additions")))
                .contains("orientation: 'h'", "[0.1, 0.2, 0.3]", "[\"stem\",\"cell\",\"last\"]", "'additions'")
                .contains("autorange: 'reversed'");
    }

    @Test
    void longLabelsLeaveTheDrawingItsRoom() {
        String cell = "conv3x3 | skip conv5x5 | avg3x3 conv3x3 skip".repeat(2);
        Table table = Table.create(
                StringColumn.create("cell", cell, "short", cell + " again", cell),
                DoubleColumn.create("score", 1, 2, 3, 4),
                DoubleColumn.create("score_low", 0, 1, 2, 3),
                DoubleColumn.create("score_high", 2, 3, 4, 5));
        String shortened = cell.substring(0, 39) + "\u2026";

        for (Figure figure : List.of(
                Plots.bars(table, "cell", "score"),
                Plots.boxes(table, "score", "cell"),
                Plots.estimates(table, "cell", "score"))) {
            JsonNode layout = FigureData.of(script(figure)).layout();
            assertThat(layout.at("/margin/l").asInt()).isEqualTo(20 + 7 * 40);
            assertThat(layout.at("/yaxis/tickmode").asText()).isEqualTo("array");
            assertThat(layout.at("/yaxis/ticktext"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder(shortened, "short", shortened);
            assertThat(layout.at("/yaxis/tickvals")).extracting(JsonNode::asInt).containsExactly(0, 1, 2);
            assertThat(script(figure)).contains(cell + " again");
        }
        JsonNode layout =
                FigureData.of(script(Plots.bars(TABLE, "layer", "firing_rate"))).layout();
        assertThat(layout.at("/margin/l").asInt()).isEqualTo(20 + 7 * 4);
        assertThat(layout.path("yaxis").has("ticktext")).isFalse();
    }

    @Test
    void aPointThatNoLineReachesHasAMark() {
        Table table = Table.create(
                "rates",
                StringColumn.create("group", "alone", "whole", "whole", "gaps", "gaps", "gaps", "gaps"),
                DoubleColumn.create("x", 1, 1, 2, 1, 2, 3, 4),
                DoubleColumn.create("y", 5, 5, 6, 7, Double.POSITIVE_INFINITY, 8, 9));

        assertThat(modes(Plots.lines(table, "x", "y", "group")))
                .containsExactly("lines+markers", "lines", "lines+markers");
        assertThat(modes(Plots.lines(table.first(1), "x", "y"))).containsExactly("lines+markers");
        assertThat(modes(Plots.lines(table, "group", "y"))).containsExactly("lines");
        assertThat(modes(Plots.bestScore(search(1), search(2)))).containsExactly("lines+markers", "lines");
        assertThat(modes(Plots.membranePotential(Lif.DEFAULT.respond(InputCurrent.constant(0.5, 1)))))
                .startsWith("lines+markers")
                .containsSubsequence("lines+markers", "lines+markers");
        assertThat(Picture.of(Plots.bestScore(search(1))).svg())
                .as("a mark has a white edge")
                .contains("stroke=\"#FFFFFF\"");
        assertThat(Picture.of(Plots.bestScore(search(2))).svg()).doesNotContain("stroke=\"#FFFFFF\"");
    }

    @Test
    void aBudgetHasALineBesideASingleScore() {
        Table one = Table.create(
                StringColumn.create("setting", "a"),
                StringColumn.create("cell", "skip"),
                DoubleColumn.create("params", new double[] {10}),
                DoubleColumn.create("score", new double[] {3}));
        List<JsonNode> traces = FigureData.of(script(Plots.scoreAgainstParams(one, MemoryBudget.params(20))))
                .traces();
        JsonNode heights = traces.get(traces.size() - 1).path("y");

        assertThat(heights.get(0).asDouble()).isLessThan(3);
        assertThat(heights.get(1).asDouble()).isGreaterThan(3);
    }

    private static List<String> modes(Figure figure) {
        return FigureData.of(script(figure)).traces().stream()
                .map(trace -> trace.path("mode").asText())
                .toList();
    }

    private static SearchResult search(int iterations) {
        return Search.of(
                        SearchSpace.of(KernelSet.SET_3),
                        SnasNet.cifar10().withChannels(2),
                        network -> network.nodes().size())
                .strategy(Strategy.random(iterations))
                .run();
    }

    @Test
    void estimatesHaveTheirIntervals() {
        assertThat(script(Plots.estimates(AGREEMENT, "by", "tau")))
                .containsSubsequence("[\"0.25\",\"0.375\"]", "[\"0.3\"]", "[\"0.35\",\"0.45\"]", "[\"0.4\"]")
                .contains("agreement", "[\"params\",\"params\"]", "[\"score\"]");
    }

    @Test
    void estimatesSayOfHowManyValuesTheyAre() {
        assertThat(amount(AGREEMENT)).isEqualTo("2 estimates");
        assertThat(amount(AGREEMENT.first(1))).isEqualTo("1 estimate");
        assertThat(amount(AGREEMENT.copy().addColumns(LongColumn.create("cells", 1500, 1500))))
                .isEqualTo("1,500");
        assertThat(amount(AGREEMENT.copy().addColumns(IntColumn.create("numbers", 19, 6))))
                .isEqualTo("6 to 19");
    }

    private static String amount(Table table) {
        return FigureData.of(FigureScript.of(Plots.estimates(table, "by", "tau"), "here"))
                .layout()
                .at("/meta/n")
                .asText();
    }

    @Test
    void boxesHaveOneGroupAboveTheOther() {
        Table table = Table.create(
                "R by set",
                StringColumn.create("set", "a", "it's b", "a", "a"),
                DoubleColumn.create("score", 1.5, 2.5, 3.5, Double.NaN));

        assertThat(script(Plots.boxes(table, "score", "set")).replaceAll("\\s+", " "))
                .containsSubsequence("name: 'a', x: [1.5,3.5],", "name: 'it&#39;s b', x: [2.5],")
                .contains("autorange: 'reversed'")
                .contains("type: 'box'", "R by set", "title: 'score'", "boxpoints: 'all'");
    }

    @Test
    void operationSignificanceShowsEverySeed() {
        Table worth = Table.create(
                "what is lost without an operation",
                StringColumn.create("removed", "nothing", "conv3x3"),
                DoubleColumn.create("accuracy", 0.6875, 0.4375),
                DoubleColumn.create("seed_1", 0.625, 0.375),
                DoubleColumn.create("seed_2", 0.75, 0.5));

        assertThat(script(Plots.operationSignificance(worth)).replaceAll("\\s+", " "))
                .contains("name: 'without nothing', x: [0.625,0.75],")
                .contains("name: 'without conv3x3', x: [0.375,0.5],");
    }

    @Test
    void neuronsAreNamedAfterWhatTellsThemApart() {
        double[] current = InputCurrent.constant(1.3, 10);
        Figure figure = Plots.membranePotential(
                Lif.DEFAULT.withTau(2).respond(current), Lif.DEFAULT.withTau(5).respond(current));

        assertThat(script(figure))
                .contains("'tau 2'", "'tau 5'", "'threshold 1'", "'input current'")
                .doesNotContain("'reset 0'");
    }

    @Test
    void numbersOfNeuronsKeepTheirZeros() {
        double[] current = InputCurrent.constant(1.3, 10);
        Figure figure = Plots.membranePotential(
                Lif.DEFAULT.withTau(1000).respond(current),
                Lif.DEFAULT.withTau(12_345).respond(current),
                Lif.DEFAULT.withTau(2.50).respond(current));

        assertThat(script(figure)).contains("'tau 1000'", "'tau 12350'", "'tau 2.5'");
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

    @Test
    void wrongColumnIsNamedBesideThoseThereAre() {
        String columns =
                "the table \"Work by layer\" has layer (STRING), kind (STRING), firing_rate (DOUBLE), additions (DOUBLE)";

        assertRefused(
                () -> Plots.lines(TABLE, "firing_rate", "additions", null),
                "by should name a column, but is null",
                columns);
        assertRefused(
                () -> Plots.lines(TABLE, "firing_rate", "additions", ""),
                "by should name a column, but is \"\"",
                columns);
        assertRefused(
                () -> Plots.points(TABLE, null, "additions", "kind"), "x should name a column, but is null", columns);
        assertRefused(
                () -> Plots.points(TABLE, "additions", "rate", "kind"),
                "y should name a column, but is \"rate\"",
                columns);
        assertRefused(
                () -> Plots.boxes(TABLE, "kind", "additions"),
                "number should name a column of numbers, but \"kind\" is of type STRING",
                columns);
        assertRefused(
                () -> Plots.bars(TABLE, "rate", "additions"), "label should name a column, but is \"rate\"", columns);
        assertRefused(
                () -> Plots.bars(TABLE, "kind", "layer"),
                "numbers should name a column of numbers, but \"layer\"",
                columns);
        assertRefused(() -> Plots.bars(TABLE, "kind"), "at least one column of numbers");
        assertRefused(() -> Plots.estimates(TABLE, "kind", "additions"), "needs a column \"additions_low\"", columns);
        assertRefused(() -> Plots.learningCurves(TABLE), "needs a column \"epoch\"", columns);
        assertRefused(() -> Plots.scoreAgainstParams(TABLE), "needs a column \"params\"", columns);
        assertRefused(
                () -> Plots.scoreAgainstParams(TABLE, MemoryBudget.params(10)), "needs a column \"params\"", columns);
        assertRefused(() -> Plots.scoreDistribution(TABLE), "needs a column \"score\"", columns);
        assertRefused(() -> Plots.operationSignificance(TABLE), "needs a column \"removed\"", columns);
        assertRefused(() -> Plots.lines(null, "x", "y", "by"), "table is null");
        assertRefused(() -> Plots.kernelMatrix(null), "a figure needs all of kernel, but it is or holds null");
        assertRefused(() -> Plots.bestScore((SearchResult) null), "a figure needs all of results");
        assertRefused(() -> Plots.spikeRaster(List.of(), 0, 10), "spikes holds no timestep to draw");
        assertRefused(
                () -> Plots.lines(Table.create("none"), "x", "y", "by"),
                "x should name a column",
                "\"none\" has no columns");
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void tableWithoutANameGivesAFigureWithoutATitle() {
        Table table = TABLE.copy().setName(null);

        assertThat(script(Plots.points(table, "firing_rate", "additions", "kind")))
                .contains("name: 'a'")
                .doesNotContain("null");
    }

    @Test
    void columnsOfEveryTypeTellGroupsApart() {
        Table table = Table.create(
                "groups",
                IntColumn.create("x", 1, 2, 3),
                DoubleColumn.create("y", 1, 2, 3),
                IntColumn.create("int", new Integer[] {7, null, 7}),
                BooleanColumn.create("boolean", true, false, true),
                DateColumn.create(
                        "date", LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1), LocalDate.of(2024, 2, 29)),
                LongColumn.create("long", 1L << 40, 5, 1L << 40));

        assertThat(script(Plots.lines(table, "x", "y", "int"))).contains("name: '7'", "name: '(missing)'");
        assertThat(script(Plots.points(table, "x", "y", "boolean"))).contains("name: 'true'", "name: 'false'");
        assertThat(script(Plots.boxes(table, "y", "date"))).contains("name: '2024-02-29'", "name: '2024-03-01'");
        assertThat(script(Plots.bars(table, "long", "y"))).contains("[\"1099511627776\",\"5\",\"1099511627776\"]");
    }

    @Test
    void kernelSetHasOneColourInEveryFigure() {
        Table many = Table.create(
                "many",
                StringColumn.create("setting", "zzz", "5x5_7x7_1000x", "3x3_5x5_1000x", "1x1_3x3_1000x"),
                StringColumn.create("cell", "", "", "", ""),
                DoubleColumn.create("params", 1, 2, 3, 4),
                DoubleColumn.create("score", 1, 2, 3, 4));
        Table one = many.where(many.stringColumn("setting").startsWith("3x3_5x5"));
        List<Function<Table, Figure>> figures = List.of(
                table -> Plots.points(table, "params", "score", "setting"),
                table -> Plots.lines(table, "params", "score", "setting"),
                table -> Plots.boxes(table, "score", "setting"),
                Plots::scoreAgainstParams,
                Plots::scoreDistribution);
        String colourOfSet3 = SeriesStyle.of(List.of("3x3_5x5")).get(0).colour();

        for (Function<Table, Figure> figure : figures) {
            for (Table table : List.of(many, one, many.sortOn("-params"))) {
                assertThat(colour(figure.apply(table), "3x3_5x5_1000x")).isEqualTo(colourOfSet3);
            }
        }
    }

    private static String colour(Figure figure, String series) {
        String trace = Arrays.stream(figure.asJavascript("here").split("var trace"))
                .filter(part -> part.contains("name: '" + series + "'"))
                .findFirst()
                .orElseThrow();
        Matcher colour = Pattern.compile("color: '(#\\w+)'").matcher(trace);
        assertThat(colour.find()).isTrue();
        return colour.group(1);
    }

    private static String script(Figure figure) {
        return figure.asJavascript("here");
    }
}
