package org.spikernel.internal.encoding;

import java.util.Arrays;

import org.spikernel.data.ImageBatch;
import org.spikernel.network.Encoding;
import org.spikernel.shapes.Shape;

/**
 * A batch as an encoding shows it to a network: spikes as bits, or numbers; each sample at a timestep in the order [row, column, channel].
 */
public final class EncodedImages {

    /** The step of training whose draws are those of scores and tests. */
    private static final int FIRST_STEP = 0;

    private final Shape shape;
    private final int timesteps;

    /** [sample, timestep, row, column, channel]; null where there are bits. */
    private final float[] numbers;

    /** [sample x timestep][word]; null where there are numbers. */
    private final long[][] bits;

    private EncodedImages(Shape shape, int timesteps, float[] numbers, long[][] bits) {
        this.shape = shape;
        this.timesteps = timesteps;
        this.numbers = numbers;
        this.bits = bits;
    }

    /**
     * A batch as scores and tests see it.
     *
     * @throws IllegalArgumentException if the encoding reads intensities that the batch does not know
     */
    public static EncodedImages of(ImageBatch batch, Encoding encoding, int timesteps) {
        return of(batch, encoding, timesteps, FIRST_STEP);
    }

    /**
     * A batch as a step of training sees it, where chance takes another turn at every step.
     *
     * @param step of training, from 0
     * @throws IllegalArgumentException if the encoding reads intensities that the batch does not know
     */
    public static EncodedImages of(ImageBatch batch, Encoding encoding, int timesteps, int step) {
        return encoding.accept(new OfEncoding(batch, timesteps, step));
    }

    /** Shape of a sample at a timestep. */
    public Shape shape() {
        return shape;
    }

    /** How many timesteps there are: 1 where all show the same. */
    public int timesteps() {
        return timesteps;
    }

    /** Whether there are bits; else there are numbers. */
    public boolean areBits() {
        return bits != null;
    }

    /** The spikes of a sample at a timestep, a bit each; not to be changed. */
    public long[] words(int sample, int timestep) {
        return bits[sample * timesteps + timestep];
    }

    /** All numbers, [sample, timestep, row, column, channel]; not to be changed. */
    public float[] numbers() {
        return numbers;
    }

    /** Where the numbers of a sample at a timestep begin. */
    public int start(int sample, int timestep) {
        return (sample * timesteps + Math.min(timestep, timesteps - 1)) * shape.size();
    }

    /** What a sample shows at a timestep, spikes as ones. */
    public float[] at(int sample, int timestep) {
        if (!areBits()) {
            int start = start(sample, timestep);
            return Arrays.copyOfRange(numbers, start, start + shape.size());
        }
        long[] words = words(sample, timestep);
        float[] ones = new float[shape.size()];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = words[i / Long.SIZE] >>> i & 1;
        }
        return ones;
    }

    private record OfEncoding(ImageBatch batch, int timesteps, int step) implements Encoding.Visitor<EncodedImages> {

        private Shape shape() {
            return batch.imageShape();
        }

        private EncodedImages numbers(int over) {
            return new EncodedImages(shape(), over, batch.channelsLast(), null);
        }

        @Override
        public EncodedImages direct(Encoding.Direct encoding) {
            return numbers(1);
        }

        @Override
        public EncodedImages rate(Encoding.Rate encoding) {
            return ofIntensities(
                    encoding, (sample, target) -> RateCode.encode(encoding.seed(), step, sample, timesteps, target));
        }

        @Override
        public EncodedImages latency(Encoding.Latency encoding) {
            return ofIntensities(encoding, (sample, target) -> LatencyCode.encode(sample, timesteps, target));
        }

        @Override
        public EncodedImages events(Encoding.Events encoding) {
            float[] events = batch.pixels();
            int size = shape().size();
            long[][] bits = silence();
            for (int i = 0; i < events.length; i++) {
                if (events[i] > 0) {
                    set(bits[i / size], i % size);
                }
            }
            return new EncodedImages(shape(), timesteps, null, bits);
        }

        @Override
        public EncodedImages eventCounts(Encoding.EventCounts encoding) {
            return numbers(timesteps);
        }

        /** Makes the spikes of a sample of its intensities [channel, row, column]. */
        private interface Code {
            void encode(float[] sample, SpikeTarget target);
        }

        private EncodedImages ofIntensities(Encoding encoding, Code code) {
            float[] intensities = intensities(encoding);
            int size = shape().size();
            long[][] bits = silence();
            for (int sample = 0; sample < batch.size(); sample++) {
                int first = sample * timesteps;
                code.encode(
                        Arrays.copyOfRange(intensities, sample * size, (sample + 1) * size),
                        (timestep, number) -> set(bits[first + timestep], number));
            }
            return new EncodedImages(shape(), timesteps, null, bits);
        }

        private float[] intensities(Encoding encoding) {
            try {
                return batch.intensities();
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(
                        "the encoding '" + encoding + "' reads intensities, but " + unknown.getMessage(), unknown);
            }
        }

        private long[][] silence() {
            return new long[batch.size() * timesteps][(shape().size() + Long.SIZE - 1) / Long.SIZE];
        }

        /** Sets the bit of a number that stands in the order [channel, row, column]. */
        private void set(long[] words, int number) {
            int bit = number % shape().positions() * shape().channels() + number / shape().positions();
            words[bit / Long.SIZE] |= 1L << bit;
        }
    }
}
