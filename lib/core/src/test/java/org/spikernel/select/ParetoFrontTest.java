package org.spikernel.select;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount;
import org.spikernel.network.ParamCount.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParetoFrontTest {

    /** A candidate of a small table. */
    record Point(long params, double accuracy) {
        OptionalDouble measured() {
            return Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
        }

        ParamCount count() {
            return new ParamCount(List.of(new ParamCount.LayerParams("all", ParamCount.Kind.CLASSIFIER, params, 0)));
        }
    }

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

    private static TableFront front(Table table) {
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
        TableFront pareto = front(table);

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

    @Property
    void objectsAreComparedAsTheirRowsAre(
            @ForAll("points") List<Point> points, @ForAll @IntRange(min = 1, max = 12) int budget) {
        ParetoFront<Point> objects =
                ParetoFront.of(points).minimize("params", Point::params).maximize("accuracy", Point::accuracy);
        TableFront rows = front(table(points));

        assertThat(objects.front()).isEqualTo(points(rows.front()));
        assertThat(objects.dominated()).isEqualTo(points(rows.dominated()));
        assertThat(List.of(objects.best())).isEqualTo(points(rows.best()));
        if (points.stream().anyMatch(point -> point.params() <= budget)) {
            MemoryBudget within = MemoryBudget.params(budget);
            assertThat(List.of(objects.within(within).best()))
                    .isEqualTo(points(rows.within(within).best()));
            assertThat(objects.within(within, Point::count).front())
                    .isEqualTo(points(rows.within(within).front()));
        }
    }

    private static List<Point> points(Table rows) {
        return rows.stream()
                .map(row -> new Point(row.getLong("params"), row.getDouble("accuracy")))
                .toList();
    }

    @Test
    void objectItselfComesBack() {
        Point small = new Point(1, 50);
        Point large = new Point(9, 90);
        ParetoFront<Point> pareto = ParetoFront.of(List.of(large, small)).minimize("params", point -> point.params());

        assertThat(pareto.best()).isSameAs(small);
        assertThat(pareto.maximize("accuracy", point -> point.accuracy()).best())
                .isSameAs(large);
        assertThat(pareto.dominated()).containsExactly(large);
    }

    @Test
    void objectWithoutAValueIsLeftOut() {
        Point undefined = new Point(1, Double.NaN);
        Point defined = new Point(2, 60);
        ParetoFront<Point> pareto = ParetoFront.of(List.of(undefined, defined))
                .minimize("params", Point::params)
                .maximize("accuracy", point -> point.measured().orElse(Double.NaN));

        assertThat(pareto.front()).containsExactly(defined);
        assertThat(pareto.dominated()).isEmpty();
        assertThatThrownBy(() -> ParetoFront.of(List.of(undefined))
                        .maximize("accuracy", Point::accuracy)
                        .best())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("none of those compared has all of accuracy; nothing to choose from");
    }

    @Test
    void budgetOfObjectsLimitsTheObjectiveOfItsNameOrWhatIsCounted() {
        List<Point> points = List.of(new Point(5_000, 80), new Point(3_000, 70));
        ParetoFront<Point> byAccuracy = ParetoFront.of(points).maximize("accuracy", Point::accuracy);

        assertThat(byAccuracy.within(MemoryBudget.params(4_000), Point::count).best())
                .isEqualTo(points.get(1));
        assertThatThrownBy(() -> byAccuracy.within(MemoryBudget.params(4_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limits the objective 'params', but the objectives are [accuracy]")
                .hasMessageContaining(".within(budget, candidate -> candidate.params())");
        assertThatThrownBy(() -> byAccuracy
                        .within(MemoryBudget.params(2_000), Point::count)
                        .best())
                .hasMessage("none of those compared meets the budget of at most 2,000 parameters (total);"
                        + " the smallest of 2 has 3,000");
    }

    @Test
    void nothingHasAnEmptyFrontAndNoBest() {
        ParetoFront<Point> none = ParetoFront.of(List.<Point>of())
                .minimize("params", Point::params)
                .maximize("accuracy", Point::accuracy);

        assertThat(none.front()).isEmpty();
        assertThat(none.dominated()).isEmpty();
        assertThatThrownBy(none::best)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of those compared has all of params, accuracy; nothing to choose from");
    }

    @Test
    void whatIsNotGivenIsNamed() {
        ParetoFront<Point> pareto = ParetoFront.of(List.of(new Point(1, 1)));

        assertThatThrownBy(() -> ParetoFront.of(Arrays.asList(new Point(1, 1), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what a Pareto front compares must all be given");
        assertThatThrownBy(() -> ParetoFront.of((Table) null)).hasMessageContaining("the table of a Pareto front");
        assertThatThrownBy(() -> pareto.minimize("params", null)).hasMessageContaining("the value of objective params");
        assertThatThrownBy(() -> pareto.maximize(null, Point::params)).hasMessageContaining("the name of an objective");
        assertThatThrownBy(() -> pareto.within(null)).hasMessageContaining("a budget must be given");
        assertThatThrownBy(() -> pareto.within(MemoryBudget.params(1), null))
                .hasMessageContaining("what counts the parameters must be given");
        assertThatThrownBy(pareto::front)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs objectives");
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
    void rowWithoutTheCountThatABudgetLimitsIsOverIt() {
        Table table = table(List.of(new Point(5_000, 80), new Point(3_000, 90)));
        table.addColumns(DoubleColumn.create("params_features", 10, Double.NaN));
        TableFront small = front(table).within(MemoryBudget.params(10).withScope(Scope.FEATURES));

        assertThat(small.front().intColumn("id").asList()).containsExactly(0);
        assertThatThrownBy(() -> front(table)
                        .within(MemoryBudget.params(9).withScope(Scope.FEATURES))
                        .best())
                .hasMessageContaining("the smallest of 2 has 10");
        table.doubleColumn("params_features").setMissing(0);
        assertThatThrownBy(() -> front(table)
                        .within(MemoryBudget.params(10).withScope(Scope.FEATURES))
                        .best())
                .hasMessageContaining("there is none with all of params, accuracy and params_features");
    }

    @Test
    void allBudgetsHoldAtOnce() {
        Table table = table(List.of(new Point(100, 80), new Point(200, 85), new Point(300, 90)));
        table.addColumns(DoubleColumn.create("params_features", 90, 50, 60));
        TableFront total = front(table).within(MemoryBudget.params(250));
        TableFront both = total.within(MemoryBudget.params(70).withScope(Scope.FEATURES));
        TableFront otherWayRound = front(table)
                .within(MemoryBudget.params(70).withScope(Scope.FEATURES))
                .within(MemoryBudget.params(250));

        assertThat(both.front().intColumn("id").asList()).containsExactly(1);
        assertThat(both.best().intColumn("id").asList()).containsExactly(1);
        assertThat(otherWayRound.best().intColumn("id").asList()).containsExactly(1);
        assertThat(total.best().intColumn("id").asList()).containsExactly(1);
        assertThat(total.dominated().isEmpty()).isTrue();
        assertThatThrownBy(() -> total.within(MemoryBudget.params(40).withScope(Scope.FEATURES))
                        .best())
                .hasMessageContaining("that meet the earlier budgets meets the budget of at most 40 parameters")
                .hasMessageContaining("the smallest of 2 has 50");
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
        assertThatThrownBy(() -> front(table).within(MemoryBudget.params(1).withScope(Scope.FEATURES)))
                .hasMessageContaining("no column 'params_features'");
        assertThatThrownBy(() -> ParetoFront.of(table).front()).hasMessageContaining("needs objectives");
    }

    /** Numbers with many ties, zeros of both signs, infinities, and missing ones. */
    @Provide
    Arbitrary<List<double[]>> rowsOfThree() {
        Arbitrary<Double> number = Arbitraries.of(
                -2.0, -1.0, -0.0, 0.0, 1.0, 2.0, 3.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        return number.array(double[].class).ofSize(3).list().ofMaxSize(40);
    }

    @Property
    void frontIsThatOfComparingAllPairs(
            @ForAll("rowsOfThree") List<double[]> rows, @ForAll @IntRange(min = 1, max = 3) int objectives) {
        Table table = Table.create(
                "rows", IntColumn.create("id", IntStream.range(0, rows.size()).toArray()));
        TableFront pareto = ParetoFront.of(table);
        for (int column = 0; column < objectives; column++) {
            int place = column;
            table.addColumns(DoubleColumn.create("c" + column, rows.stream().mapToDouble(row -> row[place])));
            pareto = column == 1 ? pareto.maximize("c1") : pareto.minimize("c" + column);
        }
        List<Integer> expected = IntStream.range(0, rows.size())
                .filter(row -> isComplete(rows.get(row), objectives))
                .filter(row -> rows.stream()
                        .filter(other -> isComplete(other, objectives))
                        .noneMatch(other -> beats(other, rows.get(row), objectives)))
                .boxed()
                .toList();

        assertThat(pareto.front().intColumn("id").asList()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean isComplete(double[] row, int objectives) {
        return Arrays.stream(row).limit(objectives).noneMatch(Double::isNaN);
    }

    /** The second number is made large, the others small. */
    private static boolean beats(double[] one, double[] other, int objectives) {
        boolean isNoWorse =
                IntStream.range(0, objectives).allMatch(i -> i == 1 ? one[i] >= other[i] : one[i] <= other[i]);
        return isNoWorse && IntStream.range(0, objectives).anyMatch(i -> one[i] != other[i]);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void frontOfManyRowsIsFoundSoon(int objectives) {
        int size = objectives == 2 ? 20_000 : 5_000;
        Table table = Table.create(
                "all on the front",
                DoubleColumn.create("one", IntStream.range(0, size).asDoubleStream()),
                DoubleColumn.create("two", IntStream.range(0, size).asDoubleStream()),
                DoubleColumn.create("three", IntStream.range(0, size).mapToDouble(i -> i % 7)));
        TableFront pareto = ParetoFront.of(table).minimize("one").maximize("two");

        assertThat((objectives == 2 ? pareto : pareto.maximize("three")).front().rowCount())
                .isEqualTo(size);
    }

    @Test
    void zeroHasNoSign() {
        Table table = table(List.of(new Point(1, -0.0), new Point(1, 0.0)));

        assertThat(front(table).front().rowCount()).isEqualTo(2);
        assertThat(front(table).best().intColumn("id").get(0)).isZero();
    }
}
