package org.spikernel.study;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** {@link Rows}, {@link Curves} and {@link ExplainedVariance}. */
class TablesOfThingsTest {

    @Test
    void thingHasARowAndPropertyAColumn() {
        Table table = Rows.of(List.of("one", "three"))
                .text("word", word -> word)
                .count("letters", String::length)
                .number("half", word -> word.equals("one") ? 1.5 : Double.NaN)
                .table("Words");

        assertThat(table.name()).isEqualTo("Words");
        assertThat(table.columnNames()).containsExactly("word", "letters", "half");
        assertThat(table.longColumn("letters").asList()).containsExactly(3L, 5L);
        assertThat(table.doubleColumn("half").isMissing(1)).isTrue();
    }

    @Test
    void thingsThatAreNotGivenAreErrors() {
        assertThatThrownBy(() -> Rows.of(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the things that rows are about must all be given, but found null");
        assertThatThrownBy(() -> Rows.of(Arrays.asList(1, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the things that rows are about must all be given, but found [1, null]");
        assertThatThrownBy(() -> Curves.of("x", Arrays.asList(1, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the places of curves");
    }

    @Test
    void changedTableLeavesTheRowsAsTheyAre() {
        Rows<String> rows = Rows.of(List.of("one")).text("word", word -> word);
        rows.table("changed").stringColumn("word").set(0, "other");

        assertThat(rows.table("again").stringColumn("word").get(0)).isEqualTo("one");
    }

    @Test
    void curvesStandUnderOneAnother() {
        Table table = Curves.of("x", List.of(1, 2))
                .add("square", x -> x * x)
                .addEach(List.of(2, 3), factor -> "times " + factor, (factor, x) -> factor * x)
                .addVertical("end", 2, 0, 10)
                .table("Curves", "y");

        assertThat(table.columnNames()).containsExactly("x", "y", "curve");
        assertThat(table.doubleColumn("x").asList()).containsExactly(1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 2.0, 2.0);
        assertThat(table.doubleColumn("y").asList()).containsExactly(1.0, 4.0, 2.0, 4.0, 3.0, 6.0, 0.0, 10.0);
        assertThat(table.stringColumn("curve").unique().asList())
                .containsExactlyInAnyOrder("square", "times 2", "times 3", "end");
    }

    @Test
    void placesAreCountedOrAStepApart() {
        assertThat(Curves.counting("n", 2, 4).places()).containsExactly(2, 3, 4);
        assertThat(Curves.over("x", -0.1, 0.35, 0.1).places()).containsExactly(-0.1, 0.0, 0.1, 0.2, 0.3);
        assertThat(Curves.over("x", 0, 3, 0.01).places().get(291)).isEqualTo(2.91);
        assertThatThrownBy(() -> Curves.over("x", 1, 0, 0.1)).hasMessageContaining("from 1.0 to 0.0 in steps of 0.1");
        assertThatThrownBy(() -> Curves.over("x", 0, 1, 0)).hasMessageContaining("in steps above 0");
    }

    @Test
    void groupsExplainVariance() {
        double[] numbers = {1, 3, 5, 7};

        assertThat(ExplainedVariance.share(numbers, List.of("a", "a", "b", "b")))
                .isCloseTo(16 / 20.0, within(1e-12));
        assertThat(ExplainedVariance.share(numbers, List.of(1, 2, 3, 4))).isCloseTo(1, within(1e-12));
        assertThat(ExplainedVariance.share(numbers, List.of("a", "b", "b", "a")))
                .isZero();
        assertThat(ExplainedVariance.share(new double[] {2, 2}, List.of(1, 2))).isNaN();
    }

    @Test
    void columnsAreExplainedByColumns() {
        Table rows = Table.create(
                DoubleColumn.create("score", 1, 3, 5, 7), IntColumn.create("half_of_it", new int[] {1, 1, 2, 2}));
        Table table = ExplainedVariance.table(rows, List.of("score"), List.of("half_of_it"));

        assertThat(table.columnNames()).containsExactly("by", "of_score");
        assertThat(table.stringColumn("by").get(0)).isEqualTo("half of it");
        assertThat(table.doubleColumn("of_score").get(0)).isCloseTo(80, within(1e-9));
    }

    @Test
    void whatHasNoGroupOrNoNumberIsRefused() {
        assertThatThrownBy(() -> ExplainedVariance.share(new double[] {1, Double.NaN}, List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "each number needs a group, and must be finite, but there are 2 numbers (1 not finite) and 1 groups");
    }
}
