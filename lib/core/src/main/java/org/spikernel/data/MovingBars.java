package org.spikernel.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.spikernel.internal.threads.Workers;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/**
 * Makes the built-in frames of events: what an event camera sees of bright and dark bars that move.
 *
 * <p>Bars lie across the direction in which they move, bright ones and dark ones equally wide, and begin anywhere. So if time runs
 * backwards, and dark is bright, then up is down and together is apart; and no single frame, nor the sum of all, tells one from the other.
 * A horizontal flip changes no class.
 */
final class MovingBars {

    private static final Shape SHAPE = new Shape(2, 32, 32);
    private static final int FRAMES = 8;
    private static final int TRAINING_SAMPLES = 800;
    private static final int TEST_SAMPLES = 400;

    private static final double NARROWEST_PERIOD = 8;
    private static final double WIDEST_PERIOD = 14;
    private static final double SLOWEST = 0.75;
    private static final double FASTEST = 1.75;
    private static final double SLANT = 0.25;
    private static final double MISSED = 0.1;
    private static final double NOISE = 0.02;

    /** How bars move. */
    private enum Motion {
        UP(-1, false),
        DOWN(1, false),
        TOGETHER(-1, true),
        APART(1, true);

        private final int sign;
        private final boolean isFromTheMiddle;

        Motion(int sign, boolean isFromTheMiddle) {
            this.sign = sign;
            this.isFromTheMiddle = isFromTheMiddle;
        }
    }

    private final RandomStream random;
    private final Motion motion;
    private final double period;
    private final double speed;
    private final double phase;
    private final double slant;

    private MovingBars(RandomStream random, Motion motion) {
        this.random = random;
        this.motion = motion;
        period = between(NARROWEST_PERIOD, WIDEST_PERIOD);
        speed = motion.sign * between(SLOWEST, FASTEST);
        phase = between(0, period);
        slant = between(-SLANT, SLANT);
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** The data set, described as {@code what}. */
    static Dataset dataset(String what) {
        List<String> names = Arrays.stream(Motion.values())
                .map(motion -> motion.name().toLowerCase(Locale.ROOT))
                .toList();
        String description = String.format(
                Locale.ROOT,
                "%s: %,d training samples, %,d test samples of %d frames of %s in %d classes",
                what,
                TRAINING_SAMPLES,
                TEST_SAMPLES,
                FRAMES,
                SHAPE,
                names.size());
        return new Dataset(
                "moving bars",
                description,
                names,
                samples("training", TRAINING_SAMPLES),
                samples("test", TEST_SAMPLES));
    }

    private static ImageSet samples(String part, int count) {
        byte[] events = new byte[count * FRAMES * SHAPE.size()];
        int[] labels =
                IntStream.range(0, count).map(i -> i % Motion.values().length).toArray();
        Workers.all().forEach(count, i -> {
            RandomStream random = RandomStream.at(0, "moving bars", part, i);
            new MovingBars(random, Motion.values()[labels[i]]).write(events, i * FRAMES * SHAPE.size());
        });
        return ImageSet.owningFrames(SHAPE, FRAMES, events, labels);
    }

    private void write(byte[] events, int start) {
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int position = 0; position < SHAPE.positions(); position++) {
                int darker = start + frame * SHAPE.size() + position;
                int brighter = darker + SHAPE.positions();
                boolean before = isBright(position, frame);
                boolean after = isBright(position, frame + 1);
                events[darker] = event(before && !after);
                events[brighter] = event(after && !before);
            }
        }
    }

    private boolean isBright(int position, int time) {
        double down = position / SHAPE.columns() - (SHAPE.rows() - 1) / 2.0;
        double right = position % SHAPE.columns() - (SHAPE.columns() - 1) / 2.0;
        double along = motion.isFromTheMiddle ? Math.abs(right) + slant * down : down + slant * right;
        double bars = (along - phase - speed * time) / period;
        return bars - Math.floor(bars) < 0.5;
    }

    private byte event(boolean isThere) {
        double chance = random.nextDouble();
        return (byte) (chance < (isThere ? 1 - MISSED : NOISE) ? 1 : 0);
    }
}
