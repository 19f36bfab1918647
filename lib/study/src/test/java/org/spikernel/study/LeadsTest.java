package org.spikernel.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

class LeadsTest {

    /** Chance is small: 7x7 is ahead under direct, behind under rate, and not told apart under latency. */
    private static final Map<String, Measurements> MEASURED =
            measured(Map.entry("direct", 5.0), Map.entry("rate", -4.0), Map.entry("latency", 0.1));

    private static final Leads LEADS = Leads.of("7x7", "encoding", MEASURED);

    @SafeVarargs
    private static Map<String, Measurements> measured(Map.Entry<String, Double>... leads) {
        Map<String, Measurements> measured = new LinkedHashMap<>();
        for (Map.Entry<String, Double> lead : leads) {
            measured.put(lead.getKey(), measured(lead.getValue()));
        }
        return measured;
    }

    private static Measurements measured(double lead) {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        numbers.put("3x3", List.of(30.0, 31.2, 29.1));
        numbers.put("7x7", List.of(30.1 + lead, 31.0 + lead, 29.2 + lead));
        numbers.put("wider", List.of(30.0 + 2, 31.1 + 2, 29.2 + 2));
        return new Measurements("accuracy_percent", "network", List.of(1L, 2L, 3L), numbers);
    }

    @Test
    void areThoseOfTheMeans() {
        assertThat(LEADS.all())
                .extracting(Leads.Lead::condition, Leads.Lead::over)
                .containsExactly(
                        tuple("direct", "3x3"),
                        tuple("rate", "3x3"),
                        tuple("latency", "3x3"),
                        tuple("direct", "wider"),
                        tuple("rate", "wider"),
                        tuple("latency", "wider"));
        assertThat(LEADS.all().get(0).lead()).isCloseTo(5, within(1e-9));
        assertThat(LEADS.all().get(1).lead()).isCloseTo(-4, within(1e-9));
        assertThat(LEADS.all().get(3).lead()).isCloseTo(3, within(1e-9));
    }

    @Test
    void sayUnderWhichConditionsTheSettingIsAhead() {
        assertThat(LEADS)
                .hasToString(
                        "7x7 beside 3x3: ahead with direct (+5.0); behind with rate (-4.0); not told apart with latency (+0.1).\n"
                                + "7x7 beside wider: ahead with direct (+3.0); behind with rate (-6.0), latency (-1.9).");
    }

    @Test
    void areWrittenWithDigitsThatShowThem() {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        rates.put("3x3", List.of(0.10, 0.12, 0.11));
        rates.put("7x7", List.of(0.131, 0.15, 0.14));
        Map<String, List<Double>> agreeing = new LinkedHashMap<>();
        agreeing.put("3x3", List.of(0.5, 0.6, 0.7));
        agreeing.put("7x7", List.of(0.503, 0.603, 0.703));
        Map<String, Measurements> measured = new LinkedHashMap<>();
        measured.put("direct", new Measurements("firing_rate", "network", List.of(1L, 2L, 3L), rates));
        measured.put("rate", new Measurements("firing_rate", "network", List.of(1L, 2L, 3L), agreeing));

        assertThat(Leads.of("7x7", "encoding", measured))
                .hasToString("7x7 beside 3x3: ahead with direct (+0.0303), rate (+0.0030).");
    }

    @Test
    void areCorrectedForTheNumberOfAll() {
        PairedComparisons direct = MEASURED.get("direct").comparisons();
        double[] uncorrected = LEADS.all().stream()
                .mapToDouble(lead -> MEASURED.get(lead.condition())
                        .comparisons()
                        .between("7x7", lead.over())
                        .p())
                .toArray();

        assertThat(LEADS.all())
                .extracting(Leads.Lead::corrected)
                .containsExactly(
                        Arrays.stream(Holm.corrected(uncorrected)).boxed().toArray(Double[]::new));
        assertThat(LEADS.all().get(0).high() - LEADS.all().get(0).lead())
                .isCloseTo(direct.significant(6), within(1e-9))
                .isGreaterThan(direct.leastSignificantDifference());
    }

    @Test
    void areToldInATableThatCanBeDrawn() {
        Table table = LEADS.table();

        assertThat(table.name()).isEqualTo("accuracy percent of 7x7, lead over others from 3 seeds");
        assertThat(table.columnNames())
                .containsExactly(
                        "comparison", "encoding", "over", "lead", "lead_low", "lead_high", "p_corrected", "verdict");
        assertThat(table.stringColumn("comparison").get(1)).isEqualTo("rate: 7x7 over 3x3");
        assertThat(table.stringColumn("verdict").asList())
                .containsExactly("ahead", "behind", "not told apart", "ahead", "behind", "behind");
    }

    @Test
    void keepWhatWasMeasured() {
        Table rows = LEADS.measurements();

        assertThat(rows.columnNames()).containsExactly("encoding", "network", "seed", "accuracy_percent");
        assertThat(rows.rowCount()).isEqualTo(3 * 3 * 3);
        assertThat(rows.stringColumn("encoding").get(9)).isEqualTo("rate");
        assertThat(rows.doubleColumn("accuracy_percent").get(12)).isCloseTo(26.1, within(1e-9));
    }

    @Test
    void areComparedAcrossConditions() {
        Map<String, Measurements> measured = new LinkedHashMap<>(MEASURED);
        Map<String, List<Double>> numbers =
                new LinkedHashMap<>(measured.get("direct").numbers());
        numbers.put("7x7", List.of(35.2, 35.9, 34.2));
        measured.put("direct", new Measurements("accuracy_percent", "network", List.of(1L, 2L, 3L), numbers));
        PairedComparisons across = Leads.of("7x7", "encoding", measured).across("3x3");

        assertThat(across.means().keySet()).containsExactly("direct", "latency", "rate");
        assertThat(across.means().get("rate")).isCloseTo(-4, within(1e-9));
        assertThat(across.toldApart()).hasSize(3);
        assertThat(across.toString()).contains("lead of 7x7 over 3x3");
    }

    @Test
    void needWhatWasMeasuredAlike() {
        Map<String, Measurements> other = new LinkedHashMap<>(MEASURED);
        other.put(
                "events",
                new Measurements("accuracy_percent", "network", List.of(1L, 2L), Map.of("3x3", List.of(1.0, 2.0))));
        assertThatThrownBy(() -> Leads.of("7x7", "encoding", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("same settings", "direct has [3x3, 7x7, wider]", "events has [3x3]");
        assertThatThrownBy(() -> Leads.of("7x7", "encoding", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one condition or more");
        assertThatThrownBy(() -> Leads.of("9x9", "encoding", MEASURED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'9x9'", "[3x3, 7x7, wider]");
        Measurements seed = new Measurements(
                "accuracy_percent", "network", List.of(1L), Map.of("3x3", List.of(1.0), "7x7", List.of(2.0)));
        assertThatThrownBy(() -> Leads.of("7x7", "encoding", Map.of("direct", seed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two or more");
    }

    @Test
    void areCountedStudyByStudy() {
        Table counts = Leads.counts(Map.of("encodings", LEADS));

        assertThat(counts.columnNames()).containsExactly("study", "comparison", "ahead", "behind", "conditions");
        assertThat(counts.stringColumn("comparison").asList()).containsExactly("7x7 over 3x3", "7x7 over wider");
        assertThat(counts.row(0).getLong("ahead")).isEqualTo(1);
        assertThat(counts.row(0).getLong("behind")).isEqualTo(1);
        assertThat(counts.longColumn("conditions").asList()).containsExactly(3L, 3L);
        assertThat(counts.stringColumn("study").unique().asList()).containsExactly("encodings");
    }
}
