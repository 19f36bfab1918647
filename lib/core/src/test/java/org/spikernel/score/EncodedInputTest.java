package org.spikernel.score;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Batches;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.internal.encoding.EncodedImages;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is counted, scored and searched where networks see something else at every timestep. */
class EncodedInputTest {

    private static final int TIMESTEPS = 3;
    private static final int SAMPLES = 4;
    private static final Shape SHAPE = new Shape(2, 8, 8);
    private static final Layer.Convolution STRIDED = new Layer.Convolution(3, 3, 2, 1);

    private static ImageBatch batch(Encoding encoding) {
        return Batches.shownBy(encoding, TIMESTEPS, SAMPLES, SHAPE, 1);
    }

    private static Presentation shown(Encoding encoding) {
        return SpikeEngine.common().on(batch(encoding), Weights.random(0));
    }

    /** What a layer reads of one sample at one timestep at a place that may lie outside. */
    private interface Reading {
        double at(float[] input, int channel, int row, int column);
    }

    private static double number(float[] input, int channel, int row, int column) {
        boolean isInside = Math.min(row, column) >= 0 && row < SHAPE.rows() && column < SHAPE.columns();
        return isInside ? input[(row * SHAPE.columns() + column) * SHAPE.channels() + channel] : 0;
    }

    /** Goes through every timestep, output of the strided convolution, weight and what it meets. */
    private static double countedOneByOne(Encoding encoding, int rows, Reading reading) {
        EncodedImages encoded = EncodedImages.of(batch(encoding), encoding, TIMESTEPS);
        double count = 0;
        for (int i = 0; i < SAMPLES * TIMESTEPS; i++) {
            float[] input = encoded.at(i / TIMESTEPS, i % TIMESTEPS);
            for (int row = 0; row < rows; row += 2) {
                for (int column = 0; column < rows; column += 2) {
                    for (int weight = 0; weight < 9 * SHAPE.channels(); weight++) {
                        int y = row - 1 + weight % 9 / 3;
                        int x = column - 1 + weight % 3;
                        boolean isInside = Math.min(y, x) >= 0 && Math.max(y, x) < rows;
                        count += isInside ? STRIDED.filters() * reading.at(input, weight / 9, y, x) : 0;
                    }
                }
            }
        }
        return count / SAMPLES;
    }

    private static double overWindow(float[] input, int channel, int row, int column, boolean max) {
        return IntStream.range(0, 4)
                .mapToDouble(i -> number(input, channel, 2 * row + i / 2, 2 * column + i % 2))
                .reduce(0, max ? Math::max : Double::sum);
    }

    private static Network network(Encoding encoding, Layer... before) {
        Network.Builder builder = Network.builder("counted", SHAPE, encoding).timesteps(TIMESTEPS);
        Source source = builder.input();
        for (int i = 0; i < before.length; i++) {
            source = builder.add("before" + i, before[i], source);
        }
        Node stem = builder.add("stem", STRIDED, source);
        Node norm = builder.add("norm", new Layer.BatchNorm(), stem);
        return builder.build(builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), norm));
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.network.EncodingTest#all")
    void spikesOfTheInputAreAddedAndNumbersOfAnImageMultipliedOnce(Encoding encoding) {
        Network network = network(encoding);
        Presentation shown = shown(encoding);
        Energy.LayerEnergy stem = Energy.of(network, shown).at("stem");
        SynapticOperations.LayerOperations operations =
                SynapticOperations.of(network, shown).at("stem");
        boolean isDirect = encoding.equals(Encoding.direct());
        double expected = isDirect
                ? countedOneByOne(encoding, 8, (input, channel, row, column) -> 1) / TIMESTEPS
                : countedOneByOne(encoding, 8, EncodedInputTest::number);

        assertThat(expected).isPositive();
        assertThat(stem.multiplyAccumulates()).isEqualTo(isDirect ? expected : 0);
        assertThat(stem.accumulates()).isCloseTo(isDirect ? 0 : expected, within(1e-9));
        assertThat(operations.operations()).isCloseTo(expected, within(1e-9));
        assertThat(operations.readsSpikes()).isEqualTo(!isDirect);
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.network.EncodingTest#all")
    void theEngineDoesWhatIsCounted(Encoding encoding) {
        Presentation shown = shown(encoding);
        SynapticOperations operations = SynapticOperations.of(network(encoding), shown);

        double done = (double) shown.profile().synapticOperations() / SAMPLES;
        if (encoding.equals(Encoding.eventCounts())) {
            assertThat(done).as("several events of a pixel are one row").isLessThan(operations.total());
        } else {
            assertThat(operations.total()).isCloseTo(done, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.network.EncodingTest#all")
    void whatIsPooledOfSpikesIsCountedAsBehindNeurons(Encoding encoding) {
        if (encoding.equals(Encoding.direct())) {
            return;
        }
        Energy.LayerEnergy max = Energy.of(network(encoding, new Layer.MaxPooling(2, 2, 0)), shown(encoding))
                .at("stem");
        Energy.LayerEnergy average = Energy.of(
                        network(encoding, new Layer.Dropout(0.5), new Layer.AveragePooling(2, 2, 0)), shown(encoding))
                .at("stem");
        Network pooled = network(encoding, new Layer.MaxPooling(2, 2, 0));

        assertThat(max.accumulates())
                .isCloseTo(
                        countedOneByOne(
                                encoding,
                                4,
                                (input, channel, row, column) -> overWindow(input, channel, row, column, true)),
                        within(1e-9));
        assertThat(average.accumulates()).isZero();
        assertThat(average.multiplyAccumulates())
                .isCloseTo(
                        countedOneByOne(
                                encoding,
                                4,
                                (input, channel, row, column) ->
                                        Math.min(1, Math.ceil(overWindow(input, channel, row, column, false)))),
                        within(1e-9));
        assertThat(SynapticOperations.of(pooled, shown(encoding)).at("stem").operations())
                .isCloseTo(
                        countedOneByOne(
                                encoding,
                                4,
                                (input, channel, row, column) -> overWindow(input, channel, row, column, false)),
                        within(1e-9));
    }

    /** The stem has the same weights under each of them, and rate encoding the same draws for each candidate. */
    @Test
    void scoresDependOnTheEncodingAndNotOnOtherCandidates() {
        RScore score = RScore.on(Datasets.textures().train().batch(8, 1));
        SnasNet macro = SnasNet.cifar10().withChannels(4).withTimesteps(3).withStemStride(4);
        Cell cell = Cell.parse("conv3x3 | skip conv1x1 | conv3x3 skip conv3x3");
        Network rate = macro.withEncoding(Encoding.rate(1)).network(cell);

        double first = score.of(rate);
        double direct = score.of(macro.network(cell));
        score.of(macro.withEncoding(Encoding.rate(1)).network(Cell.parse("conv3x3 | zero skip | conv1x1 zero skip")));

        assertThat(score.of(rate)).isEqualTo(first);
        assertThat(RScore.on(score.batch()).of(rate)).isEqualTo(first);
        assertThat(first)
                .isNotEqualTo(direct)
                .isNotEqualTo(score.of(macro.withEncoding(Encoding.rate(2)).network(cell)));
        assertThat(score.of(macro.withEncoding(Encoding.latency()).network(cell)))
                .isNotEqualTo(direct);
    }

    @Test
    void aSearchOfNetworksThatSeeEventsFindsTheScoresOfThoseAlone() {
        RScore score = RScore.on(Datasets.movingBars().train().batch(6, 1));
        SnasNet macro =
                SnasNet.forDataset(Datasets.movingBars()).withChannels(3).withStemStride(4);

        SearchResult result = Search.of(SearchSpace.of(KernelSet.SET_1), macro, score)
                .strategy(Strategy.random(4).seed(1))
                .run();

        assertThat(result.candidates())
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.score())
                        .hasValue(RScore.on(score.batch()).of(candidate.network())));
    }
}
