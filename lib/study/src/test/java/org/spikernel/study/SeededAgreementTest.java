package org.spikernel.study;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SeededAgreementTest {

    private static final Measurements TRAINED = new Measurements(
            "accuracy_percent",
            "cell",
            List.of(1L, 2L, 3L),
            Map.of(
                    "a", List.of(10.0, 11.0, 12.0),
                    "b", List.of(20.0, 19.0, 21.0),
                    "c", List.of(30.0, 31.0, 18.0),
                    "d", List.of(40.0, 42.0, 41.0),
                    "e", List.of(50.0, Double.NaN, 50.0)));

    private static double place(String name) {
        return name.charAt(0);
    }

    @Test
    void rankingsAreComparedWithTrainingsAndTrainingsWithOneAnother() {
        SeededAgreement agreement = SeededAgreement.with(TRAINED)
                .by("R", SeededAgreementTest::place)
                .by("its opposite", name -> -place(name))
                .by("nothing", name -> 1);
        Table table = agreement.table();

        assertThat(table.stringColumn("by").asList())
                .containsExactly("R", "its opposite", "nothing", "another training");
        assertThat(table.longColumn("networks").asList())
                .as("e has no second training")
                .containsOnly(4L);
        assertThat(table.doubleColumn("tau").get(0)).isEqualTo(1);
        assertThat(table.doubleColumn("tau").get(1)).isEqualTo(-1);
        assertThat(table.doubleColumn("tau").isMissing(2)).isTrue();
        // Seed 3 has c below b: one of six pairs, so tau is 4/6 there.
        assertThat(table.doubleColumn("lowest_training").get(0)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(table.doubleColumn("highest_training").get(0)).isEqualTo(1);
        assertThat(table.doubleColumn("tau_one_training").get(3)).isCloseTo((1 + 2 * 4 / 6.0) / 3, within(1e-12));
        assertThat(SeededAgreement.with(TRAINED)
                        .by("R", SeededAgreementTest::place)
                        .sentence())
                .isEqualTo("4 networks are ranked by mean accuracy percent over 3 seeds: R with tau 1.00 [1.00, 1.00]."
                        + " One training ranks them as another does with tau 0.78.");
    }

    @Test
    void oneSeedTellsNothingOfAnother() {
        Measurements one = new Measurements(
                "accuracy", "cell", List.of(1L), Map.of("a", List.of(1.0), "b", List.of(2.0), "c", List.of(1.5)));
        SeededAgreement agreement = SeededAgreement.with(one).by("R", SeededAgreementTest::place);

        assertThat(agreement.table().doubleColumn("tau_one_training").isMissing(1))
                .isTrue();
        assertThat(agreement.sentence())
                .contains("which may be none")
                .endsWith("There is but one seed, so nobody knows how well another training would agree.");
    }

    @Test
    void rankingWithoutANumberIsRefused() {
        assertThatThrownBy(() -> SeededAgreement.with(TRAINED).by("R", name -> name.equals("c") ? Double.NaN : 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the ranking by R has no number for 'c'");
        assertThatThrownBy(() -> new SeededAgreement(TRAINED, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by complete()");
    }
}
