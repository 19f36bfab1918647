package org.spikernel.score;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Batches;
import org.spikernel.engine.Golden;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Source;
import org.spikernel.network.SnasNet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RScoreTest {

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void everyVariantIsThatOfTheReference(Golden golden) {
        RScore score = RScore.on(golden.batch()).weights(golden.weights());

        for (Alpha alpha : Alpha.values()) {
            String name = alpha.name().toLowerCase(Locale.ROOT);
            RScore variant = score.alpha(alpha);
            assertThat(variant.of(golden.network())).isCloseTo(golden.score(name, "sum"), within(1e-6));
            assertThat(variant.aggregation(Aggregation.MEAN).of(golden.network()))
                    .isCloseTo(golden.score(name, "mean"), within(1e-6));
            assertKernel(variant.represent(golden.network()).kernel(), golden.kernel(name));
        }
    }

    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4);
    private static final Network NETWORK = MACRO.network(Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3"));
    private static final RScore SCORE = RScore.on(Batches.normal(6, 3, 32, 1));

    @Test
    void kernelMatrixIsSymmetricWithAllNeuronsOnItsDiagonal() {
        Representation representation = SCORE.alpha(Alpha.ONE).represent(NETWORK);
        int neurons = NETWORK.spikingLayers().stream()
                .mapToInt(lif -> lif.shape().size())
                .sum();

        for (int i = 0; i < 6; i++) {
            assertThat(representation.kernel().entry(i, i)).isEqualTo(neurons * NETWORK.timesteps());
            for (int j = 0; j < 6; j++) {
                assertThat(representation.kernel().entry(i, j))
                        .isEqualTo(representation.kernel().entry(j, i));
            }
        }
    }

    @Test
    void representationListsTheActivityOfEveryLayer() {
        Representation representation = SCORE.represent(NETWORK);

        assertThat(representation.score()).isEqualTo(SCORE.of(NETWORK));
        assertThat(representation.layers())
                .extracting(LayerActivity::place)
                .containsExactlyElementsOf(NETWORK.spikingLayers().stream()
                        .map(Network.Node::place)
                        .toList());
        assertThat(representation.layers()).allMatch(layer -> layer.firingRate() >= 0 && layer.firingRate() <= 1);
        assertThat(representation.firingRate()).isBetween(0.01, 0.2);
        assertThat(representation.table().rowCount())
                .isEqualTo(NETWORK.spikingLayers().size());
    }

    @Test
    void scoreHasTheSameBitsEveryTime() {
        assertThat(SCORE.of(NETWORK))
                .isEqualTo(RScore.on(Batches.normal(6, 3, 32, 1)).of(NETWORK));
        assertThat(SCORE.seed(1).of(NETWORK)).isNotEqualTo(SCORE.of(NETWORK));
        assertThat(SCORE.timesteps(2).of(NETWORK)).isNotEqualTo(SCORE.of(NETWORK));
    }

    @Test
    void engineOfYourOwnGivesTheSameScore() {
        try (SpikeEngine engine = SpikeEngine.withThreads(1)) {
            RScore own = SCORE.engine(engine);

            assertThat(own.of(NETWORK)).isEqualTo(SCORE.of(NETWORK));
            assertThat(own.seed(1).of(NETWORK)).isEqualTo(SCORE.seed(1).of(NETWORK));
            assertThat(own.settings()).isEqualTo(SCORE.settings());
            assertThat(own.profile().synapticOperations()).isPositive();
        }
        assertThatThrownBy(() -> SCORE.engine(SpikeEngine.withThreads(1)).engine(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the engine");
    }

    @Test
    void settingsDifferWhereScoresDo() {
        List<RScore> all = List.of(
                SCORE,
                SCORE.timesteps(2),
                SCORE.alpha(Alpha.ONE),
                SCORE.aggregation(Aggregation.MEAN),
                SCORE.seed(1),
                SCORE.weights(Weights.of(Map.of())),
                RScore.on(Batches.normal(6, 3, 32, 2)),
                RScore.on(Batches.normal(5, 3, 32, 1)));

        assertThat(all).extracting(RScore::settings).doesNotHaveDuplicates();
        assertThat(RScore.on(Batches.normal(6, 3, 32, 1)).seed(0).settings())
                .isEqualTo(SCORE.settings())
                .containsEntry("image fingerprint", SCORE.batch().fingerprint());
    }

    @Test
    void nameIsASettingBesideThoseOfTheScorer() {
        Scorer smallest =
                Scorer.named("fewest parameters", network -> -network.params().total());

        assertThat(smallest.of(NETWORK)).isEqualTo(-NETWORK.params().total());
        assertThat(smallest.settings()).isEqualTo(Map.of("name", "fewest parameters"));
        assertThat(Scorer.named("mine", SCORE).settings())
                .containsEntry("name", "mine")
                .containsEntry("image fingerprint", SCORE.batch().fingerprint());
    }

    /** Seen on Java 17 and 25, with vectors of 512 and 256 bits and with none, compiled and interpreted. */
    @ParameterizedTest
    @CsvSource({"5, 0x1.77bd56b30ff11p6", "32, 0x1.b309635396516p6", "130, 0x1.dfdd1d578ef94p6"})
    void scoreHasTheseBitsOnEveryMachine(int channels, String bits) {
        Network network = SnasNet.cifar10()
                .withChannels(channels)
                .network(Cell.parse("conv3x3 | skip conv7x7 | conv1x1 avg3x3 conv5x5"));
        RScore score = RScore.on(Datasets.textures().train().batch(8, 1));

        assertThat(Double.toHexString(score.of(network))).isEqualTo(bits);
    }

    @Test
    void oneImageHasNoScore() {
        assertThatThrownBy(() -> RScore.on(Batches.normal(1, 3, 32, 1)))
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("a batch of 1 has none")
                .hasMessageContaining("Use two images or more");
    }

    @Test
    void imagesThatLookAlikeHaveNoFiniteScore() {
        ImageBatch one = Batches.normal(1, 3, 32, 1);
        float[] twice = Arrays.copyOf(one.pixels(), 2 * one.pixels().length);
        System.arraycopy(one.pixels(), 0, twice, one.pixels().length, one.pixels().length);

        assertThatThrownBy(() -> RScore.on(ImageBatch.of(one.imageShape(), twice, new int[2]))
                        .of(NETWORK))
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("is -Infinity")
                .hasMessageContaining(NETWORK.name())
                .hasMessageContaining("Use images that differ");
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void networkWithoutSpikingNeuronsHasNoScore(Aggregation aggregation) {
        ImageBatch images = Batches.normal(2, 3, 8, 1);
        Network.Builder builder = Network.builder("without spikes", images.imageShape());
        Source maps = builder.add("conv", Layer.Convolution.same(2, 3, 1), builder.input());
        Source flat = builder.add("flat", new Layer.Flatten(), maps);
        Network network = builder.build(builder.add("answer", new Layer.Linear(2, true), flat));

        assertThatThrownBy(() -> RScore.on(images).aggregation(aggregation).of(network))
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("without spikes is undefined")
                .hasMessageContaining("has no layer of spiking neurons")
                .hasMessageNotContaining("Use images that differ");
    }

    @Test
    void imagesOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> RScore.on(Batches.normal(2, 3, 16, 1)).of(NETWORK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reads images of shape [3, 32, 32]")
                .hasMessageContaining("shape [3, 16, 16]");
    }

    @Test
    void interruptedThreadStopsScoring() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SCORE.of(NETWORK)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void determinantOfAKnownMatrix() {
        assertThat(KernelMatrix.of(new double[][] {{4, 1}, {1, 3}}).logDeterminant())
                .isCloseTo(Math.log(11), within(1e-12));
        assertThatThrownBy(() -> KernelMatrix.of(new double[][] {{4, 1}, {2, 3}}))
                .hasMessageContaining("symmetric");
    }

    private static void assertKernel(KernelMatrix kernel, double[] expected) {
        int samples = kernel.samples();
        for (int i = 0; i < expected.length; i++) {
            assertThat(kernel.entry(i / samples, i % samples))
                    .isCloseTo(expected[i], within(1e-6 * Math.abs(expected[i])));
        }
    }

    @Test
    void aggregationThatIsNullIsNotTheMean() {
        RScore score = RScore.on(Batches.normal(6, 3, 32, 1));

        assertThatThrownBy(() -> score.aggregation(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the aggregation must be one of [SUM, MEAN], but is null");
    }

    @Test
    void scoreIsAPartOfSizeAndAPartOfDifference() {
        KernelMatrix kernel = KernelMatrix.of(new double[][] {{4, 1}, {1, 4}});
        Representation representation = new Representation(kernel.logDeterminant(), kernel, List.of());

        assertThat(kernel.meanSimilarity()).isCloseTo(0.25, within(1e-12));
        assertThat(representation.partOfSize()).isCloseTo(Math.log(16), within(1e-12));
        assertThat(representation.partOfDifference()).isCloseTo(Math.log(15 / 16.0), within(1e-12));
    }

    @Test
    void settingsTellWeightsApart() {
        List<Weights> weights = List.of(
                Weights.random(0),
                Weights.random(1),
                Weights.randomOnGrid(0),
                Weights.uniformByFanIn(0),
                Weights.of(Map.of()));

        assertThat(weights)
                .extracting(each -> SCORE.weights(each).settings().get("weights"))
                .containsExactly(
                        "random, seed 0",
                        "random, seed 1",
                        "random on a grid, seed 0",
                        "uniform by fan-in, seed 0",
                        "given");
        assertThat(SCORE.seed(0).settings())
                .isEqualTo(SCORE.weights(Weights.randomOnGrid(0)).settings());
    }
}
