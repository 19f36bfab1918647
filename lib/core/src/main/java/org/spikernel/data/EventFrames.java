package org.spikernel.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Shape;

/**
 * What an event camera saw, as frames: how many events of each polarity there were at each pixel in each slice of time. Immutable.
 *
 * <pre>{@code
 * var events = List.of(new EventFrames.Event(3, 7, 1, 1_250), new EventFrames.Event(4, 7, 0, 9_800));
 * EventFrames frames = EventFrames.of(128, 128, events, 20, EventFrames.Slices.OF_EQUAL_TIME);
 * ImageSet set = ImageSet.ofFrames(List.of(frames), new int[] {0});
 * }</pre>
 */
public final class EventFrames {

    private static final int POLARITIES = 2;
    private static final int MOST_EVENTS = 255;

    private final Shape shape;
    private final int frames;
    private final byte[] counts;

    /**
     * A pixel has become brighter or darker.
     *
     * @param column from 0; often called x
     * @param row from 0; often called y
     * @param polarity 1 if it has become brighter, 0 if darker
     * @param time in any unit, counted from anywhere
     */
    public record Event(int column, int row, int polarity, long time) {
        public Event {
            if (polarity != 0 && polarity != 1) {
                throw new IllegalArgumentException("the polarity of an event is 1 (brighter) or 0 (darker), but is "
                        + polarity + "; where yours are 1 and -1, name 0 for -1");
            }
        }
    }

    /** How a recording is cut into frames. */
    public enum Slices {
        /** Frames of the same duration, from the first event to the last. */
        OF_EQUAL_TIME,
        /** Frames of the same number of events; the last has what is left over (Fang et al., ICCV 2021). */
        OF_EQUAL_NUMBER
    }

    private EventFrames(Shape shape, int frames, byte[] counts) {
        this.shape = shape;
        this.frames = frames;
        this.counts = counts;
    }

    /**
     * Counts events. More than {@value #MOST_EVENTS} of a pixel, polarity and frame count as {@value #MOST_EVENTS}; without any event all
     * frames are empty.
     *
     * @param rows of the camera
     * @param columns of the camera
     * @param events in any order; those of one time count in the order of the list
     * @param frames how many, one for each timestep of a network
     * @param slices where a frame ends
     * @throws IllegalArgumentException if an event lies outside of the camera, if times are further apart than can be counted, or if there are
     *     more frames than can be kept
     */
    public static EventFrames of(int rows, int columns, List<Event> events, int frames, Slices slices) {
        Shape shape = new Shape(
                POLARITIES, Given.positive(rows, "rows of a camera"), Given.positive(columns, "columns of a camera"));
        Given.positive(frames, "frames");
        Given.value(slices, "the slices of a recording");
        List<Event> inTime = Given.list(events, "the events of a recording").stream()
                .sorted(Comparator.comparingLong(Event::time))
                .toList();
        if (frames > Integer.MAX_VALUE / shape.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a recording has at most %,d frames of %s, but %,d were asked for",
                    Integer.MAX_VALUE / shape.size(),
                    shape,
                    frames));
        }
        EventFrames counted = new EventFrames(shape, frames, new byte[frames * shape.size()]);
        Slicing slicing = slices == Slices.OF_EQUAL_TIME ? ofEqualTime(inTime, frames) : ofEqualNumber(inTime, frames);
        for (int i = 0; i < inTime.size(); i++) {
            counted.add(inTime.get(i), slicing.frame(i));
        }
        return counted;
    }

    /** Tells the frame of an event, by its place in the order of time. */
    private interface Slicing {
        int frame(int event);
    }

    private static Slicing ofEqualTime(List<Event> inTime, int frames) {
        if (inTime.isEmpty()) {
            return event -> 0;
        }
        long first = inTime.get(0).time();
        long last = inTime.get(inTime.size() - 1).time();
        // Whoever subtracts times that are further apart than a long counts finds a negative number.
        long duration = last - first + 1;
        if (duration <= 0 || duration > Long.MAX_VALUE / frames) {
            throw new IllegalArgumentException("events from time " + first + " to time " + last
                    + " are too far apart for " + frames + " frames; count time in a larger unit");
        }
        return event -> (int) ((inTime.get(event).time() - first) * frames / duration);
    }

    private static Slicing ofEqualNumber(List<Event> inTime, int frames) {
        int each = Math.max(1, inTime.size() / frames);
        return event -> Math.min(frames - 1, event / each);
    }

    private void add(Event event, int frame) {
        if (Math.min(event.column(), event.row()) < 0
                || event.column() >= shape.columns()
                || event.row() >= shape.rows()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a camera of %d rows and %d columns has no pixel for %s; both count from 0",
                    shape.rows(),
                    shape.columns(),
                    event));
        }
        int index = index(frame, event.polarity(), event.row(), event.column());
        counts[index] = (byte) Math.min(MOST_EVENTS, Byte.toUnsignedInt(counts[index]) + 1);
    }

    private int index(int frame, int polarity, int row, int column) {
        return ((frame * POLARITIES + polarity) * shape.rows() + row) * shape.columns() + column;
    }

    /** The shape of a frame: [polarity, row, column]. */
    public Shape shape() {
        return shape;
    }

    /** How many frames there are. */
    public int frames() {
        return frames;
    }

    /**
     * How many events there were; everything counts from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such frame, polarity or pixel
     */
    public int count(int frame, int polarity, int row, int column) {
        if (Math.min(Math.min(frame, polarity), Math.min(row, column)) < 0
                || frame >= frames
                || polarity >= POLARITIES
                || row >= shape.rows()
                || column >= shape.columns()) {
            throw new IndexOutOfBoundsException(String.format(
                    Locale.ROOT,
                    "%s have no pixel at frame %d, polarity %d, row %d, column %d; all count from 0",
                    this,
                    frame,
                    polarity,
                    row,
                    column));
        }
        return Byte.toUnsignedInt(counts[index(frame, polarity, row, column)]);
    }

    /** All counts, unsigned, in [frame, polarity, row, column] order; not to be changed. */
    byte[] counts() {
        return counts;
    }

    @Override
    public String toString() {
        return frames + " frames of " + shape;
    }
}
