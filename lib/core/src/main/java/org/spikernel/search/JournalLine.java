package org.spikernel.search;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.spikernel.score.Measure;

/**
 * A candidate as a line of a journal: {@code 17,conv3x3 | skip conv5x5 | skip zero conv3x3,412.25,630000,0.031415926,5f3759df}.
 *
 * <p>The columns are the iteration that drew it first, its architecture in canonical form, its score to the last bit, how many parameters
 * it has, how long scoring took, and the CRC-32 of the columns before. What is measured beside the score has columns behind it. Nothing
 * stands in the place of what is undefined.
 */
final class JournalLine {

    /** The names of the columns where nothing is measured beside the score. */
    static final String COLUMNS = columns(List.of());

    private static final Pattern FORMAT =
            Pattern.compile("(?<content>(?<iteration>\\d+),(?<cell>[^,]+),(?<score>[^,]*)(?<measures>(,[^,]*)*),"
                    + "\\d+,(?<seconds>\\d+)\\.(?<nanos>\\d{9})),(?<check>[0-9a-f]{8})");
    private static final int NANO_DIGITS = 9;

    private JournalLine() {}

    /** The names of the columns. */
    static String columns(List<String> measures) {
        return Stream.of(List.of("iteration", "cell", "score"), measures, List.of("params", "seconds", "check"))
                .flatMap(List::stream)
                .collect(Collectors.joining(","));
    }

    /** Whether these may be names of columns. */
    static boolean areColumns(String text) {
        return text.matches("iteration,cell,score(," + Measure.NAME + ")*,params,seconds,check");
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @param search whose candidate it is
     * @throws IllegalArgumentException if the text is anything else
     */
    static Candidate parse(String text, Search search) {
        List<String> names = search.evaluator().measures();
        Matcher columns = FORMAT.matcher(text);
        if (!columns.matches()
                || !columns.group("check").equals(check(columns.group("content")))
                || measures(columns).size() != names.size()) {
            throw new IllegalArgumentException(
                    "'" + JournalText.visible(text) + "' is no line of " + columns(names) + " with a check that fits");
        }
        return new Candidate(
                new Proposal(
                        search.setting(),
                        Integer.parseInt(columns.group("iteration")),
                        search.space().parse(columns.group("cell")),
                        search.macro()),
                number(columns.group("score")),
                measured(names, measures(columns)),
                Optional.empty(),
                Duration.ofNanos(Long.parseLong(columns.group("seconds") + columns.group("nanos"))));
    }

    private static List<String> measures(Matcher columns) {
        String text = columns.group("measures");
        return text.isEmpty() ? List.of() : List.of(text.substring(1).split(",", -1));
    }

    private static Map<String, Double> measured(List<String> names, List<String> texts) {
        Map<String, Double> measured = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            number(texts.get(i)).ifPresent(number -> measured.put(name, number));
        }
        return measured;
    }

    private static OptionalDouble number(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    /**
     * The line of a candidate, without its end.
     *
     * @param measures what is measured beside the score
     */
    static String of(Candidate candidate, List<String> measures) {
        List<String> columns = new ArrayList<>();
        columns.add(Integer.toString(candidate.iteration()));
        columns.add(candidate.architecture().toString());
        columns.add(
                candidate.score().isPresent()
                        ? Double.toString(candidate.score().getAsDouble())
                        : "");
        for (String measure : measures) {
            Double number = candidate.measures().get(measure);
            columns.add(number == null ? "" : number.toString());
        }
        columns.add(Long.toString(candidate.params().total()));
        columns.add(
                BigDecimal.valueOf(candidate.seconds().toNanos(), NANO_DIGITS).toPlainString());
        return withCheck(String.join(",", columns));
    }

    /** The line with these columns before the last one. */
    static String withCheck(String columns) {
        return columns + "," + check(columns);
    }

    private static String check(String columns) {
        CRC32 check = new CRC32();
        check.update(columns.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) check.getValue());
    }
}
