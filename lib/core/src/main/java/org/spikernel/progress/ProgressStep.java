package org.spikernel.progress;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a piece of work is.
 *
 * @param done units done, from 0 to {@code total}
 * @param total units in all, at least 1
 * @param unit what is counted, in the plural: "iterations", "bytes"
 * @param elapsed time since the work began
 * @param remark what else is worth showing, such as the best score so far; may be empty
 */
public record ProgressStep(long done, long total, String unit, Duration elapsed, String remark) {

    public ProgressStep {
        if (total < 1 || done < 0 || done > total) {
            throw new IllegalArgumentException(
                    "progress must lie between 0 and its total, but is " + done + " of " + total);
        }
    }

    /** The share that is done, from 0 to 1. */
    public double fraction() {
        return (double) done / total;
    }

    /** Units a second so far; 0 before the first. */
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds == 0 ? 0 : done / seconds;
    }

    /** The time left if the work goes on at its present rate; zero before the first unit. */
    public Duration timeLeft() {
        return done == 0
                ? Duration.ZERO
                : Duration.ofNanos((long) (elapsed.toNanos() * ((double) (total - done) / done)));
    }

    /** One line for people: {@code 250/1000 iterations (25%), 12.5/s, 1:00 left, best R 412.3}. */
    public String line() {
        String left = done == total ? "took " + clock(elapsed) : clock(timeLeft()) + " left";
        String line = String.format(
                Locale.ROOT, "%,d/%,d %s (%.0f%%), %.1f/s, %s", done, total, unit, 100 * fraction(), rate(), left);
        return remark.isEmpty() ? line : line + ", " + remark;
    }

    private static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
