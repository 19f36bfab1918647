package org.spikernel.select;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParetoFrontTest {

    /** A candidate of a small table. */
    record Point(long params, double accuracy) {}

    @Provide
    Arbitrary<List<Point>> points() {
        return Arbitraries.longs()
                .between(1, 12)
                .flatMap(params -> Arbitraries.integers().between(0, 12).map(accuracy -> new Point(params, accuracy)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static Table table(List<Point> points) {
        IntColumn id = IntColumn.create("id");
        LongColumn params = LongColumn.create("params");
        DoubleColumn accuracy = DoubleColumn.create("accuracy");
        for (Point point : points) {
            id.append(id.size());
            params.append(point.params());
            accuracy.append(point.accuracy());
        }
        return Table.create("points", id, params, accuracy);
    }

    private static ParetoFront front(Table table) {
        return ParetoFront.of(table).minimize("params").maximize("accuracy");
    }

    private static boolean dominates(Row one, Row other) {
        boolean noWorse = one.getLong("params") <= other.getLong("params")
                && one.getDouble("accuracy") >= other.getDouble("accuracy");
        return noWorse
                && (one.getLong("params") < other.getLong("params")
                        || one.getDouble("accuracy") > other.getDouble("accuracy"));
    }

    private static boolean dominatedByAny(Row row, Table rows) {
        return rows.stream().anyMatch(other -> dominates(other, row));
    }

    @Property
    void frontHoldsNoDominatedRowAndEveryOtherRowIsDominated(@ForAll("points") List<Point> points) {
        Table table = table(points);
        ParetoFront pareto = front(table);

        assertThat(pareto.front().stream().noneMatch(row -> dominatedByAny(row, table)))
                .isTrue();
        assertThat(pareto.dominated().stream().allMatch(row -> dominatedByAny(row, pareto.front())))
                .isTrue();
        assertThat(pareto.front().rowCount() + pareto.dominated().rowCount()).isEqualTo(table.rowCount());
    }

    @Property
    void bestHasTheHighestAccuracyWithinTheBudget(@ForAll("points") List<Point> points) {
        long smallest = points.stream().mapToLong(Point::params).min().orElseThrow();
        Table best =
                front(table(points)).within(MemoryBudget.params(smallest + 3)).best();

        double expected = points.stream()
                .filter(point -> point.params() <= smallest + 3)
                .mapToDouble(Point::accuracy)
                .max()
                .orElseThrow();
        assertThat(best.rowCount()).isEqualTo(1);
        assertThat(best.doubleColumn("accuracy").get(0)).isEqualTo(expected);
        assertThat(best.longColumn("params").get(0)).isLessThanOrEqualTo(smallest + 3);
    }

    @Test
    void equalRowsAreAllOnTheFrontAndTheFirstIsBest() {
        Table table = table(List.of(new Point(5, 80), new Point(3, 90), new Point(3, 90)));

        assertThat(front(table).front().intColumn("id").asList()).containsExactly(1, 2);
        assertThat(front(table).best().intColumn("id").get(0)).isEqualTo(1);
    }

    @Test
    void tiesInTheLastObjectiveAreSettledByTheOthers() {
        Table table = table(List.of(new Point(9, 90), new Point(4, 90)));

        assertThat(front(table).best().longColumn("params").get(0)).isEqualTo(4);
    }

    @Test
    void frontIsInOrderOfTheFirstObjective() {
        Table table = table(List.of(new Point(9, 95), new Point(1, 50), new Point(4, 90)));

        assertThat(front(table).front().longColumn("params").asList()).containsExactly(1L, 4L, 9L);
    }

    @Test
    void rowsThatMissAValueAreLeftOut() {
        Table table = table(List.of(new Point(1, 50), new Point(2, 60)));
        table.doubleColumn("accuracy").setMissing(0);

        assertThat(front(table).front().longColumn("params").asList()).containsExactly(2L);
        assertThat(front(table).dominated().isEmpty()).isTrue();
    }

    @Test
    void budgetThatNothingMeetsNamesTheSmallest() {
        Table table = table(List.of(new Point(5_000, 80), new Point(3_000, 90)));

        assertThatThrownBy(() -> front(table).within(MemoryBudget.params(2_000)).best())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 2,000 parameters (total)")
                .hasMessageContaining("the smallest of 2 has 3,000");
    }

    @Test
    void unknownAndUnfitColumnsAreNamed() {
        Table table = table(List.of(new Point(1, 1)));
        table.addColumns(StringColumn.create("cell", List.of("zero")));

        assertThatThrownBy(() -> ParetoFront.of(table).maximize("accurracy"))
                .hasMessageContaining("no column 'accurracy'")
                .hasMessageContaining("[id, params, accuracy, cell]");
        assertThatThrownBy(() -> ParetoFront.of(table).maximize("cell"))
                .hasMessageContaining("no numbers in column 'cell'");
        assertThatThrownBy(() -> front(table).within(MemoryBudget.params(1).scope(Scope.FEATURES)))
                .hasMessageContaining("no column 'params_features'");
        assertThatThrownBy(() -> ParetoFront.of(table).front()).hasMessageContaining("needs objectives");
    }
}
