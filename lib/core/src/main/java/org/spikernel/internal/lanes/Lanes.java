package org.spikernel.internal.lanes;

import java.util.Optional;

/**
 * The inner loops: what is done alike to numbers that lie side by side, and nearly all the time that an engine takes.
 *
 * <p>Every number is computed on its own, in the same order of operations, so all implementations give the same bits.
 */
public interface Lanes {

    /**
     * Adds rows of numbers to sums, in the order of the rows: what the spikes that a neuron receives add to its current.
     *
     * @param numbers where the rows lie
     * @param rows where each row begins, less {@code offset}
     * @param from the first row to add
     * @param to the first row not to add
     * @param offset is added to the beginning of every row
     * @param sums is added to
     * @param start where the sums begin
     * @param width numbers in a row
     */
    void addRows(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start, int width);

    /**
     * Adds rows of numbers, each times a factor, to sums.
     *
     * @param factors the factor of each row
     */
    void addScaledRows(
            float[] numbers,
            int[] rows,
            float[] factors,
            int from,
            int to,
            int offset,
            float[] sums,
            int start,
            int width);

    /** The numbers in the row that {@link #addToRows} reads are a multiple of this. */
    int FLOATS_IN_WIDEST_REGISTER = 16;

    /** A width filled up so that rows consist of whole registers. */
    static int paddedForFloats(int width) {
        return padded(width, FLOATS_IN_WIDEST_REGISTER);
    }

    private static int padded(int width, int register) {
        return (width + register - 1) / register * register;
    }

    /**
     * Adds one row of numbers to several places.
     *
     * @param numbers where the row lies
     * @param row where it begins
     * @param places where each place begins, less {@code offset}
     * @param count how many places there are
     * @param offset is added to the beginning of every place
     * @param sums are added to
     * @param width numbers in the row, a multiple of {@link #FLOATS_IN_WIDEST_REGISTER}
     */
    void addToRows(float[] numbers, int row, int[] places, int count, int offset, float[] sums, int width);

    /** The numbers in rows that {@link #gatherBytes} and {@link #scatterBytes} read are a multiple of this. */
    int SHORTS_IN_WIDEST_REGISTER = 32;

    /** A width filled up so that rows consist of whole registers. */
    static int paddedForShorts(int width) {
        return padded(width, SHORTS_IN_WIDEST_REGISTER);
    }

    /**
     * Adds rows of bytes to sums.
     *
     * @param numbers where the rows lie
     * @param rows where each row begins, less {@code offset}
     * @param from the first row to add
     * @param to the first row not to add
     * @param offset is added to the beginning of every row
     * @param sums is added to
     * @param width numbers in a row, a multiple of {@link #SHORTS_IN_WIDEST_REGISTER}
     */
    void gatherBytes(byte[] numbers, int[] rows, int from, int to, int offset, short[] sums, int width);

    /**
     * Adds to sums, for each event, its row of bytes, from {@code step} times its column on.
     *
     * @param numbers where the rows lie
     * @param rows where the row of each event begins, less {@code offset}
     * @param columns of the events
     * @param from the first event
     * @param to the first event not to add
     * @param offset is added to the beginning of every row
     * @param sums is added to
     * @param step how much farther in the sums the next column is
     * @param width numbers in a row, a multiple of {@link #SHORTS_IN_WIDEST_REGISTER}
     */
    void scatterBytes(
            byte[] numbers, int[] rows, int[] columns, int from, int to, int offset, short[] sums, int step, int width);

    /**
     * Merges the events of several lines, column by column, so that those of a column in all lines lie side by side.
     *
     * @param rows of the events, with room for {@code most} more behind them
     * @param from for each line, where its first column's starts lie in {@code starts}
     * @param starts where the events of each column begin; those of the last column end where the next begin
     * @param offsets for each line, what is added to its rows
     * @param lines how many lines there are
     * @param columns how many columns there are
     * @param most events that a column of a line can have
     * @param into takes the rows, with room for {@code most} and a register more behind them
     * @param mergedStarts takes where those of each column begin, and where the last end
     */
    void mergeColumns(
            int[] rows,
            int[] from,
            int[] starts,
            int[] offsets,
            int lines,
            int columns,
            int most,
            int[] into,
            int[] mergedStarts);

    /**
     * Arranges a matrix as {@link #addProduct} reads it; it takes as much room as before.
     *
     * @param matrix [inner, columns], from {@code start}
     * @param into takes it, from {@code at}
     */
    void arrange(float[] matrix, int start, int inner, int columns, float[] into, int at);

    /**
     * Adds the product of two matrices to a third, c += a b: each number of c takes its summands one after another, by fused
     * multiply-adds.
     *
     * @param a [rows, inner], each row {@code aStep} farther than the one before; rows may overlap
     * @param aStart where a begins
     * @param b [inner, columns], {@linkplain #arrange arranged}
     * @param bStart where b begins
     * @param c [rows, columns], each row {@code cStep} farther
     * @param cStart where c begins
     */
    void addProduct(
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            float[] c,
            int cStart,
            int cStep,
            int rows,
            int inner,
            int columns);

    /**
     * Turns numbers into what {@link Winograd}'s products are taken of, line by line.
     *
     * @param way how many rows are read for each line, and how many are written
     * @param numbers where the rows of the first line lie, from {@code start}, each {@code step} farther
     * @param lines how many lines, each {@code lineStep} farther
     * @param into takes the rows: the lines of a point one after another, from {@code at}, those of the next {@code pointStep} farther
     * @param width numbers in a row
     */
    void transform(
            Winograd way,
            float[] numbers,
            int start,
            int step,
            int lineStep,
            int lines,
            float[] into,
            int at,
            int pointStep,
            int width);

    /**
     * Turns {@link Winograd}'s products back, and adds the sums to what is there: the way back of {@link #transform}.
     *
     * @param products the lines of a point one after another, from {@code start}, those of the next {@code pointStep} farther
     * @param lines how many lines
     * @param width numbers in a row
     * @param into the rows of the first line, from {@code at}, each {@code step} farther, those of the next line {@code lineStep} farther
     * @param sums how many rows of a line are wanted, up to those that there are
     */
    void addTransformedBack(
            Winograd way,
            float[] products,
            int start,
            int pointStep,
            int lines,
            int width,
            float[] into,
            int at,
            int step,
            int lineStep,
            int sums);

    /** Adds integers, from {@code start} on, each times a factor, to {@code count} sums, from {@code at} on. */
    void addTimes(short[] integers, int start, float factor, float[] sums, int at, int count);

    /** Writes integers, from {@code start} on, each times a factor, into {@code count} places, from {@code at} on. */
    void times(short[] integers, int start, int count, float factor, float[] into, int at);

    /**
     * Adds numbers and their squares to sums, channel by channel.
     *
     * @param numbers positions of {@code sums.length} channels each
     * @param start where they begin
     * @param count how many numbers
     * @param sums of the numbers of each channel
     * @param squares sums of the squares of the numbers of each channel
     */
    void addMoments(float[] numbers, int start, int count, double[] sums, double[] squares);

    /** So many positions are summed as floats by {@link #addMomentsWith} before they are added to its sums. */
    int POSITIONS_OF_FLOAT_SUMS = 32;

    /**
     * Adds numbers and their products with others to sums, channel by channel, {@value #POSITIONS_OF_FLOAT_SUMS} positions at a time:
     * their distances from the first of these are summed as floats, so that numbers which hardly differ lose nothing.
     *
     * @param numbers positions of {@code sums.length} channels each
     * @param start where they begin
     * @param others as many other numbers
     * @param at where those begin
     * @param count how many numbers
     * @param sums of the numbers of each channel
     * @param products sums of the products of each channel
     */
    void addMomentsWith(
            float[] numbers, int start, float[] others, int at, int count, double[] sums, double[] products);

    /** How many factors normalise numbers of so many channels: those of as many positions as fill whole registers. */
    static int factorsFor(int channels) {
        return channels / Integer.lowestOneBit(channels | SHORTS_IN_WIDEST_REGISTER) * SHORTS_IN_WIDEST_REGISTER;
    }

    /**
     * Scales and shifts numbers, each by its own factor and summand.
     *
     * @param numbers from {@code start}
     * @param count how many numbers
     * @param scale the factors, a multiple of {@link #SHORTS_IN_WIDEST_REGISTER}; behind the last comes the first again
     * @param shift as many summands
     * @param into takes the results, from {@code at}; may be {@code numbers}, at the same place
     */
    void normalise(float[] numbers, int start, int count, float[] scale, float[] shift, float[] into, int at);

    /** As {@link #normalise(float[], int, int, float[], float[], float[], int)}, of integers. */
    void normalise(short[] integers, int start, int count, float[] scale, float[] shift, float[] into, int at);

    /** Scales and shifts numbers, each by its own factor and summand, and adds them to what is there, from {@code at}. */
    void addNormalised(float[] numbers, int start, int count, float[] scale, float[] shift, float[] into, int at);

    /** As {@link #addNormalised(float[], int, int, float[], float[], float[], int)}, of integers. */
    void addNormalised(short[] integers, int start, int count, float[] scale, float[] shift, float[] into, int at);

    /**
     * Makes numbers times factors, plus others times other factors, plus summands; of all these as many as of the {@code scale} of {@link
     * #normalise}.
     *
     * @param numbers from {@code start}
     * @param others as many other numbers, from {@code at}
     * @param count how many numbers
     * @param into takes the results, from {@code to}; may be {@code numbers}, at the same place
     */
    void combine(
            float[] numbers,
            int start,
            float[] factors,
            float[] others,
            int at,
            float[] otherFactors,
            float[] summands,
            int count,
            float[] into,
            int to);

    /** Adds numbers to others, from {@code at}. */
    void add(float[] numbers, int start, int count, float[] into, int at);

    /**
     * Charges LIF neurons with their currents.
     *
     * @param currents from the beginning of the array
     * @param potentials membrane potentials, from {@code start}
     */
    void charge(float[] currents, float[] potentials, int start, int count, float tau, float reset);

    /**
     * As {@link #charge}, with a product in place of the quotient, which may round otherwise.
     *
     * @param rate what the distance is multiplied by
     */
    void chargeAtRate(float[] currents, float[] potentials, int start, int count, float rate, float reset);

    /**
     * Takes the gradients of LIF neurons that spikes reset to rest one timestep back: with h the charged potential, g the gradient of the
     * spike and c that of the potential after it, dL/dh = g slope + (0 where it spiked, else c), dL/dx = dL/dh rate, and c = dL/dh - dL/dx
     * for the timestep before.
     *
     * @param gradients g, one a neuron; becomes dL/dx
     * @param slopes surrogates of the derivative of the spike
     * @param charged h
     * @param carried c, which changes
     * @param rate 1 / tau
     */
    void discharge(
            float[] gradients,
            float[] slopes,
            float[] charged,
            float[] carried,
            int count,
            float threshold,
            float rate);

    /**
     * Lets neurons spike whose membrane potential has reached the threshold, and resets them.
     *
     * @param potentials of the neurons, from {@code start}
     * @param count how many neurons
     * @param spikes a bit for every neuron, from the first bit of {@code word} on; is overwritten
     */
    void fire(float[] potentials, int start, int count, float threshold, float reset, long[] spikes, int word);

    /** Loops without the vector module. */
    static Lanes scalar() {
        return new ScalarLanes();
    }

    /** The fastest that this Java virtual machine offers; says once if that is the slow one. */
    static Lanes fastest() {
        return Fastest.INSTANCE;
    }

    /** Chosen when first needed. */
    final class Fastest {

        private static final Lanes INSTANCE = choose();

        private Fastest() {}

        private static Lanes choose() {
            Optional<Module> vector = ModuleLayer.boot().findModule("jdk.incubator.vector");
            vector.ifPresentOrElse(Lanes.class.getModule()::addReads, Fastest::warn);
            return vector.isPresent() ? vector() : scalar();
        }

        /** By the logger of Java itself, which is seen where nobody has set up another. */
        private static void warn() {
            System.getLogger("org.spikernel")
                    .log(
                            System.Logger.Level.WARNING,
                            "This Java virtual machine runs without its vector module, so it is several times slower with the same results."
                                    + " Start it with: --add-modules jdk.incubator.vector");
        }

        /** By name, since only that class may know the vector module, which the compiler should not need. */
        private static Lanes vector() {
            try {
                return (Lanes) Class.forName("org.spikernel.internal.lanes.VectorLanes")
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("the vector module is there, but our class for it is not", impossible);
            }
        }
    }
}
