package org.spikernel.internal.convolution;

/**
 * The spikes of one channel of a sample, each known by where in a padded map of filters the numbers begin that it has to do with at the
 * last row and column of the kernel. For one thread.
 */
public final class ChannelSpikes {

    private final Kernel kernel;
    private final PaddedMap map;
    private final int positions;
    private final int[] places;

    /** For a convolution that keeps rows and columns, into a map with its padding. */
    public ChannelSpikes(Kernel kernel, PaddedMap map) {
        this.kernel = kernel;
        this.map = map;
        positions = map.shape().positions();
        places = new int[positions + 1];
    }

    /**
     * Finds the spikes of a channel.
     *
     * @param planes the bits of floats, each 0 or 1, in the order [channel, row, column]
     * @return how many there are
     */
    public int find(int[] planes, int channel) {
        int count = 0;
        int from = channel * positions;
        for (int line = 0; line < map.shape().rows(); line++) {
            int place = line * map.lineStep();
            for (int end = from + map.shape().columns(); from < end; from++) {
                places[count] = place;
                // No branch, which would often be foretold wrongly.
                count += planes[from] >>> Events.SPIKE_BIT;
                place += kernel.filters();
            }
        }
        return count;
    }

    /** Where the numbers begin that each spike has to do with, less the {@link #offset}. */
    public int[] places() {
        return places;
    }

    /** What is added to every place for a row and column of the kernel. */
    public int offset(int row, int column) {
        int last = kernel.size() - 1;
        return (last - row) * map.lineStep() + (last - column) * kernel.filters();
    }
}
