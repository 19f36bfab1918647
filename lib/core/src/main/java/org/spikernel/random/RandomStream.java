package org.spikernel.random;

import org.spikernel.internal.checks.Given;

/**
 * A stream of random numbers that is the same on every machine, made from a seed and the place where the numbers are used.
 *
 * <p>Spikernel never draws from a shared generator: the weights of a layer come from {@code RandomStream.at(seed, place)} with the
 * layer's place in the network, the cell of iteration <i>i</i> of a search from {@code RandomStream.at(seed, "iteration", i)}. So
 * results do not depend on the order of the work, on the number of threads, or on a restart.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); only integer arithmetic, IEEE basic operations and
 * {@link StrictMath} are used, so every number has the same bits on every Java virtual machine. Not safe for use by several threads.
 *
 * <pre>{@code
 * RandomStream stream = RandomStream.at(42, "stem");
 * float weight = stream.uniform(-0.1f, 0.1f);
 * }</pre>
 */
public final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spareNormal = Double.NaN;

    private RandomStream(long state) {
        this.state = state;
    }

    /**
     * The stream that belongs to a seed and a place.
     *
     * @param seed the experiment's seed
     * @param place what names the use: strings and numbers, in an order that is part of the name
     */
    public static RandomStream at(long seed, Object... place) {
        long hash = mix(seed + GOLDEN_GAMMA);
        for (Object part : place) {
            String text = part.toString();
            for (int i = 0; i < text.length(); i++) {
                hash = mix(hash + GOLDEN_GAMMA * (text.charAt(i) + 1));
            }
            hash = mix(hash ^ text.length());
        }
        return new RandomStream(hash);
    }

    /** The next 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /**
     * A uniform integer from 0 (included) to {@code bound} (excluded).
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int nextInt(int bound) {
        Given.positive(bound, "bound");
        long bits;
        long value;
        do {
            bits = nextLong() >>> 33;
            value = bits % bound;
        } while (bits - value + (bound - 1) > Integer.MAX_VALUE);
        return (int) value;
    }

    /** A uniform number from 0 (included) to 1 (excluded), with 53 random bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A uniform number from {@code low} (included) to {@code high} (excluded). */
    public float uniform(float low, float high) {
        float unit = (nextLong() >>> 40) * 0x1.0p-24f;
        return low + unit * (high - low);
    }

    /** A number of the standard normal distribution, by Marsaglia's polar method. */
    public double nextNormal() {
        if (!Double.isNaN(spareNormal)) {
            double normal = spareNormal;
            spareNormal = Double.NaN;
            return normal;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spareNormal = y * factor;
        return x * factor;
    }

    /** Puts the numbers from 0 to {@code size - 1} in random order (Fisher and Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
