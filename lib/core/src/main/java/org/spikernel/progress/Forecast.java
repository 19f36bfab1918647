package org.spikernel.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long work will take on this machine, from the time that some of it took.
 *
 * <pre>{@code
 * var searches = Forecast.of(6 * 1000, space.draws(7).map(macro::network).map(score::ifDefined));    // scores some, and times them
 * System.out.println("The searches take " + searches);                                             // about 50 minutes
 * }</pre>
 *
 * @param time the work should take, from its beginning to its end
 */
public record Forecast(Duration time) {

    private static final Duration MEASURED = Duration.ofSeconds(2);

    /** As long as fewer than {@link #ENOUGH} pieces are done, more time is worth spending: Java is slow at first. */
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    /** After so many pieces Java has compiled what they need. */
    private static final int ENOUGH = 20;

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
     * So many pieces of work like some that are done here to measure it: as many of a stream as two seconds are enough for, and twenty at
     * least, or what fifteen seconds are enough for. Pulling an element out of the stream does a piece of work.
     *
     * @param some pieces that differ as the work itself does, such as the scores of cells that are drawn; of these, only what is needed is
     *     done
     */
    public static Forecast of(long pieces, Stream<?> some) {
        List<Duration> times = new ArrayList<>();
        Iterator<?> work = some.iterator();
        long begin = System.nanoTime();
        long last = begin;
        // Whether there is a next piece is asked last: to answer, a stream does it.
        while (isMore(times.size(), last - begin) && work.hasNext()) {
            work.next();
            long now = System.nanoTime();
            times.add(Duration.ofNanos(now - last));
            last = now;
        }
        return of(pieces, times);
    }

    /** Whether more pieces should be done after so many, in so many nanoseconds. */
    private static boolean isMore(int done, long nanoseconds) {
        return done < 2 || nanoseconds < (done < ENOUGH ? AT_MOST : MEASURED).toNanos();
    }

    /**
     * So many pieces of work, of which some were done one after another: each will take the median of the last quarter of them, since Java
     * is slow at first.
     *
     * @param times of one piece or more, in the order in which they were done
     */
    public static Forecast of(long pieces, List<Duration> times) {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("one piece of work or more should be timed, but there is none");
        }
        List<Duration> later = times.subList(times.size() * 3 / 4, times.size()).stream()
                .sorted()
                .toList();
        return of(pieces, later.get(later.size() / 2));
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
