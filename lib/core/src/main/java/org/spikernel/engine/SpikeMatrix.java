package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.threads.Workers;
import org.spikernel.shapes.Shape;

/**
 * The spikes of one layer of neurons at one timestep, for every sample of a batch: f in SpikeNAS Eq. 4. One bit a neuron.
 *
 * <p>An engine uses the same matrix again in later runs; what is to be kept is {@linkplain #copy copied}.
 */
public final class SpikeMatrix {

    private final Shape shape;
    private final long[][] words;
    private final Workers workers;

    // Layers that spike alike show the same matrix, as do networks that run at once and share their first layers.
    private volatile int[][] distances;

    /**
     * Silence.
     *
     * @param workers compare samples
     */
    SpikeMatrix(Shape shape, int samples, Workers workers) {
        this(shape, new long[samples][(shape.size() + Long.SIZE - 1) / Long.SIZE], workers);
    }

    /**
     * Given spikes.
     *
     * @param words the bits of each sample, in the order [row, column, channel]
     */
    SpikeMatrix(Shape shape, long[][] words, Workers workers) {
        this.shape = shape;
        this.words = words;
        this.workers = workers;
    }

    /** The same spikes in a matrix of their own. */
    public SpikeMatrix copy() {
        long[][] copies = new long[words.length][];
        for (int sample = 0; sample < copies.length; sample++) {
            copies[sample] = words[sample].clone();
        }
        return new SpikeMatrix(shape, copies, workers);
    }

    /** The bits of a sample, in the order [row, column, channel]; who changes them says so by {@link #changed}. */
    long[] words(int sample) {
        return words[sample];
    }

    /** Forgets what was found out about other spikes. */
    void changed() {
        distances = null;
    }

    /** Samples in the batch. */
    public int samples() {
        return words.length;
    }

    /** Shape of the layer, [channel, row, column]. */
    public Shape shape() {
        return shape;
    }

    /** Neurons in the layer: F in SpikeNAS Eq. 4. */
    public int neurons() {
        return shape.size();
    }

    /** Whether a neuron spiked. */
    public boolean fired(int sample, int channel, int row, int column) {
        int neuron = (row * shape.columns() + column) * shape.channels() + channel;
        return (words[sample][neuron / Long.SIZE] >>> neuron & 1) == 1;
    }

    /** How many neurons spiked for a sample. */
    public int count(int sample) {
        int count = 0;
        for (long word : words[sample]) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** How many neurons spiked for each sample; on all threads of the engine. */
    public int[] counts() {
        int[] counts = new int[samples()];
        workers.forEach(counts.length, sample -> counts[sample] = count(sample));
        return counts;
    }

    /**
     * Adds how many neurons of each position spiked for a sample.
     *
     * @param counts is added to: [row, column], as many as there are positions
     */
    public void addCounts(int sample, long[] counts) {
        for (int w = 0; w < words[sample].length; w++) {
            for (long word = words[sample][w]; word != 0; word &= word - 1) {
                counts[(w * Long.SIZE + Long.numberOfTrailingZeros(word)) / shape.channels()]++;
            }
        }
    }

    /** How many neurons spiked for one of two samples only: H in SpikeNAS Eq. 4. */
    public int hammingDistance(int one, int other) {
        return distance(words[one], words[other]);
    }

    private static int distance(long[] one, long[] other) {
        int distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance += Long.bitCount(one[i] ^ other[i]);
        }
        return distance;
    }

    /**
     * The {@linkplain #hammingDistance Hamming distances} of all pairs, each once: that of sample i to the earlier sample j at [i][j], for
     * j below i. Computed when first asked for, on all threads of the engine, so much sooner than pair by pair.
     */
    public int[][] hammingDistances() {
        int[][] triangle = distances;
        if (triangle == null) {
            triangle = computedDistances();
            distances = triangle;
        }
        return Arrays.stream(triangle).map(int[]::clone).toArray(int[][]::new);
    }

    private int[][] computedDistances() {
        int[][] triangle = new int[samples()][];
        workers.forEach(samples(), sample -> triangle[sample] = distancesToEarlier(sample));
        return triangle;
    }

    private int[] distancesToEarlier(int sample) {
        int[] row = new int[sample];
        for (int other = 0; other < sample; other++) {
            row[other] = hammingDistance(sample, other);
        }
        return row;
    }
}
