package org.spikernel.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class MeasurementsTest {

    private static final Measurements MEASURED =
            of(List.of(30.1, 31.4, 29.2), List.of(33.0, 35.1, 32.7), List.of(36.2, 36.9, 35.5));

    @SafeVarargs
    private static Measurements of(List<Double>... settings) {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        for (List<Double> setting : settings) {
            numbers.put((2 * numbers.size() + 1) + "x" + (2 * numbers.size() + 1), setting);
        }
        return new Measurements("accuracy_percent", "kernel", List.of(1L, 2L, 3L), numbers);
    }

    private static Measurements withMissing() {
        return of(List.of(1.0, 2.0, Double.POSITIVE_INFINITY), List.of(3.0, 4.0, 6.0), List.of(4.0, 3.0, 5.0));
    }

    @Test
    void everyMeasurementHasARow() {
        Table table = MEASURED.table();

        assertThat(table.columnNames()).containsExactly("kernel", "seed", "accuracy_percent");
        assertThat(table.rowCount()).isEqualTo(9);
        assertThat(table.stringColumn(0).get(5)).isEqualTo("3x3");
        assertThat(table.longColumn(1).get(5)).isEqualTo(3);
        assertThat(table.doubleColumn(2).get(5)).isEqualTo(32.7);
        assertThat(MEASURED.bySeed().columnNames()).containsExactly("kernel", "seed_1", "seed_2", "seed_3");
        assertThat(MEASURED.bySeed().doubleColumn("seed_3").get(1)).isEqualTo(32.7);
    }

    /** With two degrees of freedom the quantile of Student's t is (2p - 1) / sqrt(2p (1 - p)), for p = 0.975. */
    @Test
    void summaryHasMeanDeviationAndInterval() {
        Table summary = MEASURED.summary();

        assertThat(summary.columnNames())
                .containsExactly(
                        "kernel",
                        "numbers",
                        "accuracy_percent",
                        "standard_deviation",
                        "standard_error",
                        "accuracy_percent_low",
                        "accuracy_percent_high");
        assertThat(summary.doubleColumn("accuracy_percent").get(0)).isCloseTo(30.2333333, within(1e-6));
        assertThat(summary.doubleColumn("standard_deviation").get(0)).isCloseTo(1.1060440, within(1e-6));
        assertThat(summary.doubleColumn("standard_error").get(0)).isCloseTo(0.6385748, within(1e-6));
        assertThat(summary.doubleColumn("accuracy_percent_low").get(0)).isCloseTo(27.4857677, within(1e-6));
        assertThat(summary.doubleColumn("accuracy_percent_high").get(0)).isCloseTo(32.9808989, within(1e-6));
    }

    @Test
    void comparesWhatItHas() {
        PairedComparisons compared = MEASURED.comparisons();

        assertThat(compared).isEqualTo(PairedComparisons.of(MEASURED.table(), "kernel", "seed", "accuracy_percent"));
        assertThat(compared.toldApart()).hasSize(3);
    }

    @Test
    void whatIsNotFiniteIsMissingAndNothingIsMadeOfIt() {
        Measurements missing = withMissing();

        assertThat(missing.table().rowCount()).isEqualTo(8);
        assertThat(missing.summary().intColumn("numbers").get(0)).isEqualTo(2);
        assertThat(missing.summary().doubleColumn("accuracy_percent").isMissing(0))
                .isTrue();
        assertThat(missing.summary().doubleColumn("accuracy_percent").get(1)).isCloseTo(13 / 3.0, within(1e-12));
        assertThat(missing.bySeed().doubleColumn("seed_3").isMissing(0)).isTrue();
        assertThat(missing).hasToString("accuracy percent, mean over 3 seeds: 1x1 missing, 3x3 4.333, 5x5 4.000");
        assertThatThrownBy(missing::comparisons)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "1x1 needs a finite accuracy_percent from each seed, but from 3 it has NaN; measure it, or compare the others without it");
        assertThat(missing.complete().comparisons().means()).containsOnlyKeys("3x3", "5x5");
    }

    @Test
    void changesAreTakenSeedBySeed() {
        Measurements changes = MEASURED.changesFrom("3x3");

        assertThat(changes.value()).isEqualTo("change_of_accuracy_percent");
        assertThat(changes.numbers()).containsOnlyKeys("1x1", "5x5");
        assertThat(changes.numbers().get("1x1").get(1)).isCloseTo(-3.7, within(1e-12));
        assertThat(withMissing().changesFrom("3x3").numbers().get("1x1").get(2)).isNaN();
        assertThatThrownBy(() -> MEASURED.changesFrom("9x9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no setting '9x9'; the settings are [1x1, 3x3, 5x5]");
    }

    @Test
    void oneSeedTellsNoNoise() {
        Measurements one = new Measurements("score", "cell", List.of(4L), Map.of("a", List.of(2.0)));

        assertThat(one.summary().doubleColumn("score").get(0)).isEqualTo(2);
        assertThat(one.summary().doubleColumn("standard_deviation").isMissing(0))
                .isTrue();
        assertThat(one.summary().doubleColumn("score_low").isMissing(0)).isTrue();
        assertThat(one).hasToString("score, mean over one seed, which tells no noise: a 2.000");
    }

    @Test
    void everySeedHasANumber() {
        assertThatThrownBy(() -> of(List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1x1 needs a number for each of the seeds [1, 2, 3], but has [1.0, 2.0]");
    }

    @Test
    void summaryOfATableTakesItsGroupsInTheirOrder() {
        Table rows =
                Table.create(StringColumn.create("what", "b", "a", "b"), DoubleColumn.create("change", 1.0, 7.0, 2.0));
        Table summary = Summary.of(rows, "change", "what");

        assertThat(summary.stringColumn("what").asList()).containsExactly("b", "a");
        assertThat(summary.intColumn("numbers").asList()).containsExactly(2, 1);
        assertThat(summary.doubleColumn("change").asList()).containsExactly(1.5, 7.0);
        assertThat(summary.doubleColumn("standard_error").get(0)).isCloseTo(0.5, within(1e-12));
    }
}
