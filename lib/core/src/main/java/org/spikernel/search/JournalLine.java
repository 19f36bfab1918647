package org.spikernel.search;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A candidate as a line of a journal: {@code 17,conv3x3 | skip conv5x5 | skip zero conv3x3,412.25,630000,0.031415926,5f3759df}.
 *
 * <p>The columns are the iteration that drew it first, its architecture in canonical form, its score to the last bit, how many parameters
 * it has, how long scoring took, and the CRC-32 of the columns before. Nothing stands in the place of an undefined score.
 */
final class JournalLine {

    /** The names of the columns. */
    static final String COLUMNS = "iteration,cell,score,params,seconds,check";

    private static final Pattern FORMAT =
            Pattern.compile("((\\d+),([^,]+),([^,]*),(\\d+),(\\d+)\\.(\\d{9})),([0-9a-f]{8})");
    private static final int NANO_DIGITS = 9;

    private JournalLine() {}

    /**
     * Reads what {@link #of} wrote.
     *
     * @param search whose candidate it is
     * @throws IllegalArgumentException if the text is anything else
     */
    static Candidate parse(String text, Search search) {
        Matcher columns = FORMAT.matcher(text);
        if (!columns.matches() || !columns.group(8).equals(check(columns.group(1)))) {
            throw new IllegalArgumentException(
                    "'" + JournalText.visible(text) + "' is no line of " + COLUMNS + " with a check that fits");
        }
        String score = columns.group(4);
        return new Candidate(
                new Proposal(
                        search.setting(),
                        Integer.parseInt(columns.group(2)),
                        search.space().parse(columns.group(3)),
                        search.macro()),
                score.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(score)),
                Optional.empty(),
                Duration.ofNanos(Long.parseLong(columns.group(6) + columns.group(7))));
    }

    /** The line of a candidate, without its end. */
    static String of(Candidate candidate) {
        OptionalDouble score = candidate.score();
        return withCheck(String.join(
                ",",
                Integer.toString(candidate.iteration()),
                candidate.architecture().toString(),
                score.isPresent() ? Double.toString(score.getAsDouble()) : "",
                Long.toString(candidate.params().total()),
                BigDecimal.valueOf(candidate.seconds().toNanos(), NANO_DIGITS).toPlainString()));
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
