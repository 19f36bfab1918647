package org.spikernel.search;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.spikernel.cell.CellArchitecture;

/**
 * A scored candidate as a journal holds it: {@code 17,conv3x3 | skip conv5x5 | skip zero conv3x3,412.25,630000,0.031415926,5f3759df}.
 *
 * <p>Nothing stands in the place of an undefined score. The last column is the CRC-32 of the columns before it.
 *
 * @param iteration the iteration that drew it first, counted from 1
 * @param architecture its cells, in canonical form
 * @param score its score, exact to the last bit; empty where it has none
 * @param params how many parameters it has
 * @param seconds how long scoring took
 */
record JournalLine(int iteration, CellArchitecture architecture, OptionalDouble score, long params, Duration seconds) {

    /** The names of the columns. */
    static final String COLUMNS = "iteration,cell,score,params,seconds,check";

    private static final Pattern FORMAT =
            Pattern.compile("((\\d+),([^,]+),([^,]*),(\\d+),(\\d+)\\.(\\d{9})),([0-9a-f]{8})");
    private static final int NANO_DIGITS = 9;

    static JournalLine of(Candidate candidate) {
        return new JournalLine(
                candidate.iteration(),
                candidate.architecture(),
                candidate.score(),
                candidate.params().total(),
                candidate.seconds());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static JournalLine parse(String text) {
        Matcher columns = FORMAT.matcher(text);
        if (!columns.matches() || !columns.group(8).equals(check(columns.group(1)))) {
            throw new IllegalArgumentException(
                    "'" + JournalText.visible(text) + "' is no line of " + COLUMNS + " with a check that fits");
        }
        String score = columns.group(4);
        return new JournalLine(
                Integer.parseInt(columns.group(2)),
                CellArchitecture.parse(columns.group(3)),
                score.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(score)),
                Long.parseLong(columns.group(5)),
                Duration.ofNanos(Long.parseLong(columns.group(6) + columns.group(7))));
    }

    /** The line, without its end. */
    String text() {
        String columns = String.join(
                ",",
                Integer.toString(iteration),
                architecture.toString(),
                score.isPresent() ? Double.toString(score.getAsDouble()) : "",
                Long.toString(params),
                BigDecimal.valueOf(seconds.toNanos(), NANO_DIGITS).toPlainString());
        return columns + "," + check(columns);
    }

    private static String check(String columns) {
        CRC32 check = new CRC32();
        check.update(columns.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) check.getValue());
    }
}
