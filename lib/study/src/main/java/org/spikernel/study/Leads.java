package org.spikernel.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;

/**
 * How far one setting is ahead of others, under each of several conditions: whether what was found once holds elsewhere.
 *
 * <p>Under each condition all settings are measured from the same seeds, and chance is estimated as by {@link PairedComparisons}, for each
 * condition by itself. Every condition has a lead over every other setting, and a lead of less than nothing is a lag. The p-values of all
 * leads together are corrected for their number (Holm, 1979), and their intervals are so wide that they hold all true leads at once in 95
 * of 100 such studies (Bonferroni). Where an interval leaves out 0, the lead or lag is more than chance, though not always the other way
 * round.
 *
 * <pre>{@code
 * var leads = Leads.of("7x7", "encoding", underEncodings);     // a map of Measurements of "3x3" and "7x7", by encoding
 * Plots.estimates(leads.table(), "comparison", "lead");
 * System.out.println(leads);                                   // a sentence an other setting
 * System.out.println(leads.across("3x3"));                     // is the lead larger under one condition than under another?
 * }</pre>
 *
 * @param setting which of the settings is ahead, or is not
 * @param condition what a condition is, as the name of a column: "encoding"
 * @param measured by condition, in the order in which they are told; all of the same settings from the same seeds
 */
public record Leads(String setting, String condition, Map<String, Measurements> measured) {

    /**
     * What the setting has more than another, under a condition.
     *
     * @param condition the condition
     * @param over the other setting
     * @param lead by how much the mean is higher; negative where it is lower
     * @param low the lower end of the interval
     * @param high its upper end
     * @param corrected how likely so large a lead or lag is by chance, corrected for the number of all leads
     */
    public record Lead(String condition, String over, double lead, double low, double high, double corrected) {

        /** Whether it is ahead by more than chance explains. */
        public boolean isAhead() {
            return lead > 0 && corrected <= PairedComparisons.RISK;
        }

        /** Whether it is behind by more than chance explains. */
        public boolean isBehind() {
            return lead < 0 && corrected <= PairedComparisons.RISK;
        }

        private boolean isNotToldApart() {
            return !isAhead() && !isBehind();
        }

        private String verdict() {
            return isAhead() ? "ahead" : isBehind() ? "behind" : "not told apart";
        }

        private Lead withCorrected(double corrected) {
            return new Lead(condition, over, lead, low, high, corrected);
        }

        @Override
        public String toString() {
            double reach = (high - low) / 2;
            int decimals = PairedComparisons.decimals(reach > 0 ? reach : Math.abs(lead));
            return String.format(Locale.ROOT, "%s (%+." + decimals + "f)", condition, lead);
        }
    }

    /** @throws IllegalArgumentException as {@link #of} */
    public Leads {
        Given.text(setting, "the setting that leads");
        Given.text(condition, "what a condition is");
        measured = Collections.unmodifiableMap(new LinkedHashMap<>(Given.value(measured, "what was measured")));
        requireAlike(measured);
        if (!first(measured).numbers().containsKey(setting)) {
            throw new IllegalArgumentException("there is no setting '" + setting + "'; the settings are "
                    + first(measured).numbers().keySet());
        }
        measured.values().forEach(PairedComparisons::of);
    }

    /**
     * The leads of a setting.
     *
     * @throws IllegalArgumentException if there is no condition, if settings, seeds or what was measured differ between conditions, if the
     *     setting is not among them, if there are fewer than two settings or seeds, or if a number is missing
     */
    public static Leads of(String setting, String condition, Map<String, Measurements> measured) {
        return new Leads(setting, condition, measured);
    }

    private static Measurements first(Map<String, Measurements> measured) {
        return measured.values().iterator().next();
    }

    private static void requireAlike(Map<String, Measurements> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("leads need one condition or more under which something was measured");
        }
        String name = measured.keySet().iterator().next();
        Measurements first = first(measured);
        measured.forEach((other, numbers) -> {
            requireSame(
                    "settings",
                    name,
                    first.numbers().keySet(),
                    other,
                    numbers.numbers().keySet());
            requireSame("seeds", name, first.seeds(), other, numbers.seeds());
            requireSame("measure", name, List.of(first.value()), other, List.of(numbers.value()));
        });
    }

    private static void requireSame(
            String what, String condition, Collection<?> expected, String other, Collection<?> found) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException("every condition needs the same " + what + ", but " + condition + " has "
                    + expected + " and " + other + " has " + found);
        }
    }

    private List<String> others() {
        return first(measured).numbers().keySet().stream()
                .filter(name -> !name.equals(setting))
                .toList();
    }

    /** All leads: over each other setting, under each condition. */
    public List<Lead> all() {
        List<Lead> leads = new ArrayList<>();
        int count = others().size() * measured.size();
        for (String other : others()) {
            measured.forEach((name, numbers) -> leads.add(lead(name, other, PairedComparisons.of(numbers), count)));
        }
        double[] corrected =
                Holm.corrected(leads.stream().mapToDouble(Lead::corrected).toArray());
        return IntStream.range(0, count)
                .mapToObj(i -> leads.get(i).withCorrected(corrected[i]))
                .toList();
    }

    /** One of so many, of which the p-value is not corrected yet. */
    private Lead lead(String condition, String over, PairedComparisons compared, int count) {
        double lead = compared.means().get(setting) - compared.means().get(over);
        double reach = compared.significant(count);
        return new Lead(
                condition,
                over,
                lead,
                lead - reach,
                lead + reach,
                compared.between(setting, over).p());
    }

    /**
     * The leads over one other setting as measurements of the conditions, compared with each other: is the lead larger under one than under
     * another?
     *
     * @throws IllegalArgumentException if there is only one condition, or no such other setting
     */
    public PairedComparisons across(String over) {
        Map<String, List<Double>> byCondition = new LinkedHashMap<>();
        measured.forEach((name, numbers) ->
                byCondition.put(name, numbers.changesFrom(over).of(setting)));
        String value = "lead_of_" + setting + "_over_" + over;
        return new Measurements(value, condition, first(measured).seeds(), byCondition).comparisons();
    }

    /** One row a lead: comparison (condition and both settings), the condition, over, lead, lead_low, lead_high, p_corrected, verdict. */
    public Table table() {
        return Rows.of(all())
                .text("comparison", lead -> lead.condition + ": " + setting + " over " + lead.over)
                .text(condition, Lead::condition)
                .text("over", Lead::over)
                .number("lead", Lead::lead)
                .number("lead_low", Lead::low)
                .number("lead_high", Lead::high)
                .number("p_corrected", Lead::corrected)
                .text("verdict", Lead::verdict)
                .table(String.format(
                        Locale.ROOT,
                        "%s of %s, lead over others from %d seeds",
                        first(measured).value().replace('_', ' '),
                        setting,
                        first(measured).seeds().size()));
    }

    /**
     * In how many conditions the setting is ahead of each other one and behind it by more than chance: study, comparison, ahead, behind,
     * conditions (how many there are).
     *
     * @param studies by name, which becomes the column {@code study}
     */
    public static Table counts(Map<String, Leads> studies) {
        return studies.entrySet().stream()
                .map(study -> study.getValue().counts(study.getKey()))
                .reduce(Table::append)
                .orElseThrow(() -> new IllegalArgumentException("leads are counted in one study or more"));
    }

    private Table counts(String study) {
        List<Lead> all = all();
        return Rows.of(others())
                .text("study", other -> study)
                .text("comparison", other -> setting + " over " + other)
                .count("ahead", other -> count(all, other, Lead::isAhead))
                .count("behind", other -> count(all, other, Lead::isBehind))
                .count("conditions", other -> measured.size())
                .table("By more than chance");
    }

    private static long count(List<Lead> all, String over, Predicate<Lead> which) {
        return all.stream().filter(lead -> lead.over.equals(over)).filter(which).count();
    }

    /** One row a measurement: the condition, the setting (in the column that measurements have for it), seed, value. */
    public Table measurements() {
        Table all = null;
        for (Map.Entry<String, Measurements> ofCondition : measured.entrySet()) {
            Table rows = ofCondition.getValue().table();
            List<String> name = Collections.nCopies(rows.rowCount(), ofCondition.getKey());
            rows.insertColumn(0, StringColumn.create(condition, name));
            all = all == null ? rows : all.append(rows);
        }
        return all;
    }

    /** For each other setting, under which conditions the setting is ahead of it, behind it, or not told apart from it. */
    @Override
    public String toString() {
        List<Lead> all = all();
        return others().stream()
                .map(other -> sentence(
                        other,
                        all.stream().filter(lead -> lead.over.equals(other)).toList()))
                .collect(Collectors.joining("\n"));
    }

    private String sentence(String other, List<Lead> leads) {
        return String.format(Locale.ROOT, "%s beside %s: ", setting, other)
                + Stream.of(
                                told("ahead", leads, Lead::isAhead),
                                told("behind", leads, Lead::isBehind),
                                told("not told apart", leads, Lead::isNotToldApart))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String told(String verdict, List<Lead> leads, Predicate<Lead> which) {
        List<String> conditions =
                leads.stream().filter(which).map(Lead::toString).toList();
        return conditions.isEmpty() ? "" : verdict + " with " + String.join(", ", conditions);
    }
}
