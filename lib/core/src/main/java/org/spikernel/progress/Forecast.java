package org.spikernel.progress;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long work will take on this machine, from the time that some of it took.
 *
 * <pre>{@code
 * var searches = Forecast.of(6 * 1000, () -> score.of(one), () -> score.of(another));    // runs both, times the second
 * System.out.println("The searches take " + searches);                                 // about 50 minutes
 * }</pre>
 *
 * @param time the work should take, from its beginning to its end
 */
public record Forecast(Duration time) {

    private static final List<Unit> UNITS = List.of(
            new Unit("second", 1, 90),
            new Unit("minute", 60, 90 * 60),
            new Unit("hour", 3600, 36 * 3600),
            new Unit("day", 86_400, 60 * 86_400L),
            new Unit("month", 2_629_746, 18 * 2_629_746L),
            new Unit("year", 31_556_952, Long.MAX_VALUE));

    /** A unit of time and the seconds from which the next larger one says more. */
    private record Unit(String name, double seconds, long until) {}

    public Forecast {
        if (time.isNegative()) {
            throw new IllegalArgumentException("work takes no less than no time, but should take " + time);
        }
    }

    /** So many pieces of work, each of which takes so long. */
    public static Forecast of(long pieces, Duration each) {
        if (pieces < 0) {
            throw new IllegalArgumentException("there are no fewer than 0 pieces of work, but should be " + pieces);
        }
        return new Forecast(each.multipliedBy(pieces));
    }

    /**
     * So many pieces of work, each of which takes as long as those that are done here to measure it, on average.
     *
     * @param first is done and not timed, since Java is slow at first
     * @param timed are done and timed
     */
    public static Forecast of(long pieces, Runnable first, Runnable... timed) {
        if (timed.length == 0) {
            throw new IllegalArgumentException(
                    "one piece of work or more should be timed, beside the first, but there is none");
        }
        first.run();
        long start = System.nanoTime();
        Arrays.asList(timed).forEach(Runnable::run);
        return of(pieces, Duration.ofNanos((System.nanoTime() - start) / timed.length));
    }

    /** This work and then other work. */
    public Forecast and(Forecast other) {
        return new Forecast(time.plus(other.time));
    }

    /** This work so many times. */
    public Forecast times(long often) {
        return of(often, time);
    }

    /** The time in words, as roughly as it is known: {@code about 5 days}. */
    @Override
    public String toString() {
        double seconds = time.toSeconds() + time.getNano() / 1e9;
        if (time.toSeconds() < 1) {
            return "about a second";
        }
        Unit unit =
                UNITS.stream().filter(each -> seconds < each.until).findFirst().orElseThrow();
        String number = String.format(
                        Locale.ROOT, seconds / unit.seconds < 9.95 ? "%.1f" : "%,.0f", seconds / unit.seconds)
                .replaceFirst("\\.0$", "");
        return "about " + number + " " + unit.name + (number.equals("1") ? "" : "s");
    }
}
