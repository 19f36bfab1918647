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
 * it has, how long scoring took, and the CRC-32 of the columns before. What is measured beside the score has columns behind it; where the
 * evaluator has several stages, the name of the candidate's comes before these. Nothing stands in the place of what is undefined.
 */
final class JournalLine {

    /** The names of the columns where nothing is measured beside the score. */
    static final String COLUMNS = columns(List.of());

    /** The name of the column of stages. */
    private static final String STAGE = "stage";

    private static final Pattern FORMAT =
            Pattern.compile("(?<content>(?<iteration>\\d+),(?<cell>[^,]+),(?<score>[^,]*)(?<measures>(,[^,]*)*),"
                    + "\\d+,(?<seconds>\\d+)\\.(?<nanos>\\d{9})),(?<check>[0-9a-f]{8})");
    private static final int NANO_DIGITS = 9;

    private JournalLine() {}

    /** The names of the columns between the score and the parameters, of the candidates of a search. */
    static List<String> names(Evaluator evaluator) {
        return Stream.concat(
                        evaluator.stages().size() > 1 ? Stream.of(STAGE) : Stream.empty(),
                        evaluator.measures().stream())
                .toList();
    }

    /** The names of all columns. */
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
        List<String> names = names(search.evaluator());
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
                        search.macro(),
                        stage(names, measures(columns), search.evaluator())),
                number(columns.group("score")),
                measured(names, measures(columns)),
                Optional.empty(),
                Duration.ofNanos(Long.parseLong(columns.group("seconds") + columns.group("nanos"))));
    }

    private static List<String> measures(Matcher columns) {
        String text = columns.group("measures");
        return text.isEmpty() ? List.of() : List.of(text.substring(1).split(",", -1));
    }

    private static Stage stage(List<String> names, List<String> texts, Evaluator evaluator) {
        if (!names.contains(STAGE)) {
            return evaluator.whole();
        }
        String name = texts.get(names.indexOf(STAGE));
        return evaluator.stages().stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + JournalText.visible(name) + "' is none of the stages " + evaluator.stages()));
    }

    private static Map<String, Double> measured(List<String> names, List<String> texts) {
        Map<String, Double> measured = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!name.equals(STAGE)) {
                number(texts.get(i)).ifPresent(number -> measured.put(name, number));
            }
        }
        return measured;
    }

    private static OptionalDouble number(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    /**
     * The line of a candidate, without its end.
     *
     * @param measures the {@link #names} of the columns behind the score
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
            columns.add(measure.equals(STAGE) ? candidate.stage().name() : measured(candidate, measure));
        }
        columns.add(Long.toString(candidate.params().total()));
        columns.add(
                BigDecimal.valueOf(candidate.seconds().toNanos(), NANO_DIGITS).toPlainString());
        return withCheck(String.join(",", columns));
    }

    private static String measured(Candidate candidate, String measure) {
        Double number = candidate.measures().get(measure);
        return number == null ? "" : number.toString();
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
