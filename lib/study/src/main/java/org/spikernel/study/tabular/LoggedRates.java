package org.spikernel.study.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.network.Network;
import org.spikernel.score.LayerActivity;

/**
 * The firing rates of a trained network on the test images, as the authors of SpikeNAS-Bench log them: 16 numbers with three decimals. The
 * first six are of the neurons on the edges of cell 1, in the order of {@link Edge#ALL}, the next six of those of cell 2; then come the
 * reduction, the neurons before the last pooling, those of the classifier, and the mean over all neurons of the network. A number is -1
 * where an edge has no neurons, since it carries no convolution.
 *
 * <p>That this is the order shows in the numbers themselves: in all 15,625 logs the mean is that of the others, weighted by the neurons of
 * these layers, to within what rounding makes of it.
 */
final class LoggedRates {

    private static final int EDGES = Edge.ALL.size();
    private static final int NUMBERS = 2 * EDGES + 4;
    private static final int MEAN = NUMBERS - 1;
    private static final double NO_NEURONS = -1;

    /** Which number belongs to which layer of neurons, in the order of the network: the reduction stands between the cells. */
    private static final int[] BY_LAYER = {0, 1, 2, 3, 4, 5, 12, 6, 7, 8, 9, 10, 11, 13, 14};

    /** Half of the last decimal, once for the layers, once for their mean, and a hair for the sums. */
    private static final double ROUNDING = 0.001 + 1e-9;

    private final SpikeNasImages images;
    private final List<Network.Node> layers;

    private LoggedRates(SpikeNasImages images, List<Network.Node> layers) {
        this.images = images;
        this.layers = layers;
    }

    /** Those of networks for some images; these have a say in how many neurons there are. */
    static LoggedRates of(SpikeNasImages images) {
        Cell convolutionsEverywhere = SpikeNasBench.cell((int) SpikeNasBench.SPACE.size() - 1);
        return new LoggedRates(
                images, images.macro().network(convolutionsEverywhere).spikingLayers());
    }

    /**
     * Refuses what no network with a cell can have logged.
     *
     * @throws IllegalArgumentException if it is not 16 numbers, or one is neither a rate nor, where it should be, -1; says which
     */
    static void require(Cell cell, List<Double> numbers) {
        if (numbers.size() != NUMBERS) {
            throw new IllegalArgumentException("should have " + NUMBERS + " firing rates, but has " + numbers.size());
        }
        for (int i = 0; i < NUMBERS; i++) {
            double number = numbers.get(i);
            boolean neurons = i >= 2 * EDGES || cell.convolves(Edge.ALL.get(i % EDGES));
            if (neurons ? !(number >= 0 && number <= 1) : number != NO_NEURONS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "should have %s as firing rate %d, %s, but has %s",
                        neurons ? "a number from 0 to 1" : "-1",
                        i + 1,
                        whose(i, neurons),
                        number));
            }
        }
    }

    private static String whose(int number, boolean neurons) {
        if (number >= 2 * EDGES) {
            return List.of("the reduction's", "that before the last pooling", "the classifier's", "the mean of all")
                    .get(number - 2 * EDGES);
        }
        return String.format(
                Locale.ROOT,
                "that of edge %s of cell %d, which carries %s",
                Edge.ALL.get(number % EDGES),
                1 + number / EDGES,
                neurons ? "a convolution" : "none");
    }

    /**
     * How active the layers of neurons were, in the order of the network.
     *
     * @throws IllegalArgumentException as of {@link #require}, or if the last number is not the mean of the others
     */
    List<LayerActivity> layers(Cell cell, List<Double> numbers) {
        require(cell, numbers);
        List<LayerActivity> active = new ArrayList<>();
        IntStream.range(0, layers.size())
                .filter(i -> numbers.get(BY_LAYER[i]) != NO_NEURONS)
                .forEach(i -> {
                    Network.Node layer = layers.get(i);
                    active.add(new LayerActivity(layer.place(), layer.shape().size(), numbers.get(BY_LAYER[i])));
                });
        double mean = LayerActivity.firingRate(active);
        if (Math.abs(mean - numbers.get(MEAN)) > ROUNDING) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "should have %.3f as firing rate %d, the mean of the others over the neurons of a network for %s, but has %s",
                    mean,
                    NUMBERS,
                    images,
                    numbers.get(MEAN)));
        }
        return active;
    }
}
