package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;
import org.spikernel.shapes.Shape;

/**
 * The spikes of one layer of LIF neurons at one timestep, for every sample of a batch: f in SpikeNAS Eq. 4. One bit a neuron.
 *
 * <p>An engine uses the memory again at the next timestep; what is to be kept is {@linkplain #copy copied}.
 */
public final class SpikeMatrix implements Signal {

    private final Shape shape;
    private final long[][] words;
    private final Workers workers;
    private int[][] distances;

    SpikeMatrix(Shape shape, int samples, Workers workers) {
        this(shape, new long[samples][(shape.size() + Long.SIZE - 1) / Long.SIZE], workers);
    }

    private SpikeMatrix(Shape shape, long[][] words, Workers workers) {
        this.shape = shape;
        this.words = words;
        this.workers = workers;
    }

    /** The same spikes in memory of their own. */
    public SpikeMatrix copy() {
        long[][] copies = new long[words.length][];
        for (int sample = 0; sample < copies.length; sample++) {
            copies[sample] = words[sample].clone();
        }
        return new SpikeMatrix(shape, copies, workers);
    }

    /** The bits of a sample, in the order [row, column, channel]; whoever changes them says so by {@link #changed}. */
    long[] words(int sample) {
        return words[sample];
    }

    void changed() {
        distances = null;
    }

    /** Samples in the batch. */
    public int samples() {
        return words.length;
    }

    /** Shape of the layer, [channel, row, column]. */
    @Override
    public Shape shape() {
        return shape;
    }

    /** Neurons in the layer: F in SpikeNAS Eq. 4. */
    public int neurons() {
        return shape.size();
    }

    /** Whether a neuron spiked. */
    public boolean fired(int sample, int channel, int row, int column) {
        return bit(sample, (row * shape.columns() + column) * shape.channels() + channel) == 1;
    }

    private int bit(int sample, int neuron) {
        return (int) (words[sample][neuron / Long.SIZE] >>> neuron) & 1;
    }

    /** How many neurons spiked for a sample. */
    public int count(int sample) {
        int count = 0;
        for (long word : words[sample]) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** How many neurons spiked for one of two samples only: H in SpikeNAS Eq. 4. */
    public int hammingDistance(int one, int other) {
        return hammingDistances()[Math.max(one, other)][Math.min(one, other)];
    }

    /** Every pair once, below the diagonal; computed when first asked for. */
    private int[][] hammingDistances() {
        if (distances == null) {
            int[][] triangle = new int[samples()][];
            workers.forEach(samples(), sample -> triangle[sample] = distancesToEarlier(sample));
            distances = triangle;
        }
        return distances;
    }

    private int[] distancesToEarlier(int sample) {
        int[] row = new int[sample + 1];
        for (int other = 0; other < sample; other++) {
            row[other] = distance(words[sample], words[other]);
        }
        return row;
    }

    private static int distance(long[] one, long[] other) {
        int distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance += Long.bitCount(one[i] ^ other[i]);
        }
        return distance;
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        Arrays.fill(into, at, at + count, 0);
        addTo(sample, from, count, into, at, lanes);
    }

    @Override
    public void addTo(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        int end = from + count;
        for (int w = from / Long.SIZE; w * Long.SIZE < end; w++) {
            for (long word = words[sample][w]; word != 0; word &= word - 1) {
                int neuron = w * Long.SIZE + Long.numberOfTrailingZeros(word);
                if (neuron >= from && neuron < end) {
                    into[at + neuron - from] += 1;
                }
            }
        }
    }
}
