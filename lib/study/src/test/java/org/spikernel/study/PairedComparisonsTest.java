package org.spikernel.study;

import java.util.Arrays;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PairedComparisonsTest {

    private static final double[] ONE = {30.1, 31.4, 29.2};
    private static final double[] THREE = {33.0, 35.1, 32.7};
    private static final double[] FIVE = {36.2, 36.9, 35.5};
    private static final double[] SEVEN = {35.8, 37.7, 34.6};

    private static Table runs(double[]... settings) {
        StringColumn setting = StringColumn.create("setting");
        IntColumn seed = IntColumn.create("seed");
        DoubleColumn value = DoubleColumn.create("accuracy_percent");
        for (int i = 0; i < settings.length; i++) {
            for (int j = 0; j < settings[i].length; j++) {
                setting.append("%dx%1$d".formatted(2 * i + 1));
                seed.append(j + 1);
                value.append(settings[i][j]);
            }
        }
        return Table.create("runs", setting, seed, value);
    }

    private static PairedComparisons compared(double[]... settings) {
        return PairedComparisons.of(runs(settings), "setting", "seed", "accuracy_percent");
    }

    /** The numbers are those of SciPy 1.17's t distribution in the formulas of the documentation. */
    @Test
    void agreesWithAnIndependentComputation() {
        PairedComparisons compared = compared(ONE, THREE, FIVE, SEVEN);

        assertThat(compared.freedom()).isEqualTo(6);
        assertThat(compared.deviation()).isCloseTo(0.4146618434874921, within(1e-12));
        assertThat(compared.leastSignificantDifference()).isCloseTo(0.8284508902611737, within(1e-9));
        assertThat(compared.surelySignificantDifference()).isCloseTo(1.3078926453509798, within(1e-9));
        assertThat(compared.resolution()).isEqualTo("a difference of 1.3 is surely told apart");
        assertThat(compared.means().keySet()).containsExactly("5x5", "7x7", "3x3", "1x1");
        assertThat(compared.pairs())
                .extracting(PairedComparisons.Pair::toString)
                .containsExactly(
                        "5x5 over 1x1 by 6.0",
                        "7x7 over 1x1 by 5.8",
                        "3x3 over 1x1 by 3.4",
                        "5x5 over 3x3 by 2.6",
                        "7x7 over 3x3 by 2.4",
                        "5x5 over 7x7 by 0.2");
        double[] p = {2.142814e-6, 2.532490e-6, 5.981150e-5, 2.551288e-4, 3.668871e-4, 0.64002262};
        double[] corrected = {1.285688e-5, 1.285688e-5, 2.392460e-4, 7.653864e-4, 7.653864e-4, 0.64002262};
        for (int i = 0; i < p.length; i++) {
            assertThat(compared.pairs().get(i).p()).isCloseTo(p[i], within(1e-5 * p[i]));
            assertThat(compared.pairs().get(i).corrected()).isCloseTo(corrected[i], within(1e-5 * corrected[i]));
        }
        assertThat(compared.notBehind()).containsExactly("5x5", "7x7");
        assertThat(compared)
                .hasToString(
                        "5 of 6 differences in accuracy percent are more than chance: 5x5 over 1x1 by 6.0, 7x7 over 1x1 by"
                                + " 5.8, 3x3 over 1x1 by 3.4, 5x5 over 3x3 by 2.6, 7x7 over 3x3 by 2.4. The others are not told apart;"
                                + " a difference of 1.3 would have been.");
    }

    @Test
    void isThePairedTTestWhereThereAreTwoSettings() {
        PairedComparisons compared = compared(ONE, THREE);

        assertThat(compared.pairs()).hasSize(1);
        assertThat(compared.pairs().get(0).p()).isCloseTo(new TTest().pairedTTest(THREE, ONE), within(1e-9));
        assertThat(compared.pairs().get(0).p()).as("SciPy's ttest_rel").isCloseTo(0.005058890314671554, within(1e-9));
        assertThat(compared.pairs().get(0).corrected())
                .isEqualTo(compared.pairs().get(0).p());
        assertThat(compared)
                .hasToString("1 of 1 differences in accuracy percent is more than chance: 3x3 over 1x1 by 3.4.");
    }

    @Test
    void whatASeedDoesToAllSettingsAlikeIsNoNoise() {
        PairedComparisons plain = compared(ONE, THREE, FIVE);
        double[] luck = {10, -20, 5};
        PairedComparisons lucky = compared(plus(ONE, luck), plus(THREE, luck), plus(FIVE, luck));

        assertThat(lucky.deviation()).isCloseTo(plain.deviation(), within(1e-9));
        assertThat(lucky.toldApart()).hasSameSizeAs(plain.toldApart());
    }

    private static double[] plus(double[] values, double[] others) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] + others[i])
                .toArray();
    }

    @Test
    void saysThatNothingIsToldApart() {
        PairedComparisons compared = compared(new double[] {30, 34}, new double[] {33, 31}, new double[] {29, 36});

        assertThat(compared.toldApart()).isEmpty();
        assertThat(compared.notBehind()).hasSize(3);
        assertThat(compared.toString())
                .startsWith("None of 3 differences in accuracy percent is more than chance; a difference of ")
                .endsWith(" would have been.");
        assertThat(compared.table().stringColumn("verdict").unique()).containsExactly("not told apart");
    }

    @Test
    void decidesWhereNothingVaries() {
        PairedComparisons equal = compared(new double[] {50, 50}, new double[] {50, 50});
        PairedComparisons apart = compared(new double[] {50, 50}, new double[] {51, 51});

        assertThat(equal.pairs().get(0).corrected()).isEqualTo(1);
        assertThat(equal)
                .hasToString("None of 1 differences in accuracy percent is more than chance; nothing but the settings"
                        + " varied, so how large chance is cannot be told.");
        assertThat(equal.resolution())
                .isEqualTo("nothing but the settings varied, so how large chance is cannot be told");
        assertThat(apart.pairs().get(0).corrected()).isZero();
        assertThat(apart.toldApart()).hasSize(1);
    }

    @Test
    void saysWhyAnyDifferenceCountsWhereAllSeedsAgree() {
        String agree = "all seeds agree on every difference, so any counts as more than chance";
        PairedComparisons two = compared(new double[] {70, 71}, new double[] {71, 72});
        PairedComparisons three = compared(new double[] {70, 71}, new double[] {71, 72}, new double[] {70, 71});

        assertThat(two)
                .hasToString("1 of 1 differences in accuracy percent is more than chance: 3x3 over 1x1 by 1.0; " + agree
                        + ".");
        assertThat(two.resolution()).isEqualTo(agree);
        assertThat(three)
                .hasToString("2 of 3 differences in accuracy percent are more than chance: 3x3 over 1x1 by 1.0,"
                        + " 3x3 over 5x5 by 1.0. The others are not told apart; " + agree + ".");
        assertThat(three.resolution()).isEqualTo(agree);
    }

    @Test
    void roundingOfSumsIsNoChance() {
        double[] numbers = {70.1, 70.3, 71.2};
        double[] more = Arrays.stream(numbers).map(number -> number + 0.1).toArray();
        PairedComparisons shifted = compared(numbers, more);
        PairedComparisons equal = compared(new double[] {0.1, 0.2, 0.3}, new double[] {0.3, 0.2, 0.1});

        assertThat(shifted.deviation()).isZero();
        assertThat(shifted.pairs().get(0).p()).isZero();
        assertThat(shifted.toString())
                .startsWith(
                        "1 of 1 differences in accuracy percent is more than chance: 3x3 over 1x1 by 0.1; all seeds");
        assertThat(equal.pairs().get(0).p()).isEqualTo(1);
        assertThat(compared(numbers, numbers.clone(), more).toString())
                .contains("The others are not told apart; all seeds agree");
    }

    @Test
    void saysWhereDifferencesVanish() {
        PairedComparisons compared = compared(ONE, THREE, FIVE);

        assertThat(compared.sentence(10, 100)).isEqualTo("means from 30.2 to 36.2: " + compared);
        assertThat(compared.sentence(35, 100))
                .isEqualTo("means from 30.2 to 36.2: " + compared + " All are near 35.0, where differences vanish.");
        assertThat(compared.sentence(0, 31)).endsWith(" All are near 31.0, where differences vanish.");
    }

    @Test
    void saysWhichAreNotBehind() {
        assertThat(compared(ONE, THREE, FIVE, SEVEN).leaders())
                .isEqualTo("Not told apart from 5x5, which has the highest mean: 7x7.");
        assertThat(compared(ONE, THREE, FIVE).leaders())
                .isEqualTo("Not told apart from 5x5, which has the highest mean: none.");
    }

    @Test
    void smallDifferencesAreWrittenWithDigitsThatShowThem() {
        PairedComparisons compared = compared(times(ONE), times(THREE));

        assertThat(compared)
                .hasToString("1 of 1 differences in accuracy percent is more than chance: 3x3 over 1x1 by 0.034.");
    }

    @Test
    void smallDifferencesOnWhichAllSeedsAgreeAreWrittenWithDigitsThatShowThem() {
        PairedComparisons compared =
                compared(new double[] {0.50, 0.60}, new double[] {0.52, 0.62}, new double[] {0.53, 0.63});

        assertThat(compared.toString())
                .startsWith("3 of 3 differences in accuracy percent are more than chance: 5x5 over 1x1 by 0.030, "
                        + "3x3 over 1x1 by 0.020, 5x5 over 3x3 by 0.010; all seeds agree");
        assertThat(compared.pairs().get(0)).hasToString("5x5 over 1x1 by 0.030");
        assertThat(compared.sentence(0.1, 1)).isEqualTo("means from 0.550 to 0.580: " + compared);
        assertThat(compared.sentence(0.575, 1)).endsWith(" All are near 0.575, where differences vanish.");
    }

    private static double[] times(double[] values) {
        return Arrays.stream(values).map(value -> value / 100).toArray();
    }

    /** Where no settings differ, one pair or more is called different in about 5 of 100 studies, however many settings there are. */
    @Property(tries = 6)
    void seldomCallsEqualSettingsDifferent(@ForAll @IntRange(min = 2, max = 7) int settings) {
        int studies = 400;
        long mistaken = IntStream.range(0, studies)
                .filter(study -> {
                    RandomStream random = RandomStream.at(1, "study", settings, study);
                    double[][] numbers = new double[settings][3];
                    for (double[] row : numbers) {
                        for (int seed = 0; seed < row.length; seed++) {
                            row[seed] = random.nextNormal();
                        }
                    }
                    return !compared(numbers).toldApart().isEmpty();
                })
                .count();

        assertThat(mistaken / (double) studies).isLessThan(0.09);
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> compared(ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a comparison needs two or more of setting and of seed, but there are 1 and 3");
        assertThatThrownBy(() -> compared(new double[] {1}, new double[] {2}))
                .hasMessage("a comparison needs two or more of setting and of seed, but there are 2 and 1");
        assertThatThrownBy(() -> compared(ONE, new double[] {1, 2}))
                .hasMessage(
                        "3x3 needs a finite accuracy_percent from each seed, but from 3 it has none; measure it, or compare the others without it");
        assertThatThrownBy(() -> compared(ONE, new double[] {1, Double.NaN, 2}))
                .hasMessage(
                        "3x3 needs a finite accuracy_percent from each seed, but from 2 it has NaN; measure it, or compare the others without it");
        Table twice = runs(ONE, THREE).append(runs(ONE));
        assertThatThrownBy(() -> PairedComparisons.of(twice, "setting", "seed", "accuracy_percent"))
                .hasMessage("1x1 was measured twice from seed 1; leave one row for each");
        assertThatThrownBy(() -> PairedComparisons.of(twice, "accuracy_percent", "seed", "setting"))
                .hasMessageContaining(
                        "has no numbers in column 'setting'; its columns are [setting, seed, accuracy_percent]");
    }
}
