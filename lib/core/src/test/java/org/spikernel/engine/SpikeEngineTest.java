package org.spikernel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Cells;
import org.spikernel.data.ImageBatch;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Source;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SpikeEngineTest {

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void everySpikeIsThatOfTheReference(Golden golden) {
        Network network = golden.network();

        SpikeEngine.common()
                .run(
                        network,
                        golden.batch(),
                        golden.weights(),
                        network.timesteps(),
                        (lif, timestep, spikes) -> assertThat(indices(spikes))
                                .as("spikes of %s at timestep %d", lif.place(), timestep)
                                .isEqualTo(golden.spikes(lif, timestep)));
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void logitsAreThoseOfTheReference(Golden golden) {
        Network network = golden.network();
        float[] expected = golden.floats("logits");

        float[][] logits = SpikeEngine.common()
                .run(network, golden.batch(), golden.weights(), network.timesteps(), SpikeMonitor.none());

        int classes = logits[0].length;
        for (int i = 0; i < expected.length; i++) {
            assertThat(logits[i / classes][i % classes])
                    .isCloseTo(expected[i], within(1e-4f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static TreeSet<Integer> indices(SpikeMatrix spikes) {
        Shape shape = spikes.shape();
        TreeSet<Integer> indices = new TreeSet<>();
        int index = 0;
        for (int sample = 0; sample < spikes.samples(); sample++) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int row = 0; row < shape.rows(); row++) {
                    for (int column = 0; column < shape.columns(); column++, index++) {
                        if (spikes.fired(sample, channel, row, column)) {
                            indices.add(index);
                        }
                    }
                }
            }
        }
        return indices;
    }

    @Provide
    Arbitrary<Cell> cells() {
        return Cells.any();
    }

    /** All that a run shows: the answer and every spike. */
    private record Shown(List<String> layers, List<TreeSet<Integer>> spikes, float[][] answer) {}

    private static Shown plain(Network network, ImageBatch batch, int timesteps, Weights weights) {
        List<String> layers = new ArrayList<>();
        List<TreeSet<Integer>> spikes = new ArrayList<>();
        float[][] answer = ForwardPass.of(network, weights).run(batch, timesteps, (layer, t, matrix) -> {
            layers.add(layer.place() + t);
            spikes.add(indices(matrix));
        });
        return new Shown(layers, spikes, answer);
    }

    /** Rounded as scores use them, or not. */
    private static Weights weights(boolean onGrid) {
        return onGrid ? Weights.randomOnGrid(3) : Weights.random(3);
    }

    private static Shown engine(Presentation engine, Network network, int timesteps) {
        List<String> layers = new ArrayList<>();
        List<TreeSet<Integer>> spikes = new ArrayList<>();
        float[][] answer = engine.run(network, timesteps, (layer, t, matrix) -> {
            layers.add(layer.place() + t);
            spikes.add(indices(matrix));
        });
        return new Shown(layers, spikes, answer);
    }

    private static void assertSame(Shown actual, Shown expected) {
        assertThat(actual.layers()).isEqualTo(expected.layers());
        assertThat(actual.spikes()).isEqualTo(expected.spikes());
        assertThat(actual.answer()).isEqualTo(expected.answer());
    }

    @Property(tries = 60)
    void engineGivesTheBitsOfThePlainForwardPass(
            @ForAll("cells") Cell first,
            @ForAll("cells") Cell second,
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 2, max = 7) int samples,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll boolean onGrid) {
        SnasNet macro = new SnasNet(new Shape(3, 8, 8), 3, 2, channels, 1, 19, 2, 3, Lif.DEFAULT, 2);
        Network network = macro.network(List.of(first, second));
        ImageBatch batch = Batches.normal(samples, 3, 8, 1);
        Shown expected = plain(network, batch, 3, weights(onGrid));

        Presentation vector = SpikeEngine.withThreads(threads).on(batch, weights(onGrid));
        Presentation scalar = SpikeEngine.of(threads, Lanes.scalar(), SharedLayers::withinHeap, 1 << 30)
                .on(batch, weights(onGrid));
        assertSame(engine(vector, network, 3), expected);
        assertSame(engine(scalar, network, 3), expected);
        assertSame(engine(vector, network, 3), expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void bitsDoNotDependOnThreadsOrOnWhatRanBefore(int threads) {
        SnasNet macro = SnasNet.cifar10().withChannels(20).withTimesteps(3);
        Network before = macro.network(Cell.parse("conv3x3 | conv5x5 skip | conv1x1 avg3x3 conv3x3"));
        Network network = macro.network(Cell.parse("conv3x3 | skip conv5x5 | conv1x1 zero conv3x3"));
        ImageBatch batch = Batches.normal(5, 3, 32, 1);
        Weights weights = weights(true);
        Presentation engine = SpikeEngine.withThreads(threads).on(batch, weights);

        engine(engine, before, 2);
        assertSame(engine(engine, network, 3), plain(network, batch, 3, weights));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100_000, 200_000, 350_000, 500_000, 1_000_000})
    void bitsDoNotDependOnHowMuchIsKept(long bytes) {
        SnasNet macro = new SnasNet(new Shape(3, 8, 8), 3, 2, 20, 1, 19, 2, 4, Lif.DEFAULT, 2);
        Network network = macro.network(Cell.parse("conv3x3 | conv1x1 conv5x5 | conv1x1 skip conv3x3"));
        ImageBatch batch = Batches.normal(5, 3, 8, 1);
        Presentation engine = SpikeEngine.of(2, Lanes.fastest(), () -> new SharedLayers(bytes), 1 << 30)
                .on(batch, weights(true));
        Shown expected = plain(network, batch, 4, weights(true));

        assertSame(engine(engine, network, 4), expected);
        assertSame(engine(engine, network, 4), expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 400_000, 800_000, 1_200_000})
    void bitsDoNotDependOnHowManyTimestepsAreComputedAtOnce(long bytes) {
        SnasNet macro = new SnasNet(new Shape(3, 8, 8), 3, 2, 20, 1, 19, 2, 4, Lif.DEFAULT, 2);
        Network network = macro.network(Cell.parse("conv3x3 | conv1x1 conv5x5 | conv1x1 skip conv3x3"));
        ImageBatch batch = Batches.normal(5, 3, 8, 1);
        Presentation engine = SpikeEngine.of(2, Lanes.fastest(), () -> new SharedLayers(1 << 20), bytes)
                .on(batch, weights(true));
        Shown expected = plain(network, batch, 5, weights(true));

        assertSame(engine(engine, network, 5), expected);
        assertSame(engine(engine, network, 5), expected);
    }

    /** What SNASNet does not have: strides, max pooling, thresholds of their own, spikes that are pooled, added and left alone. */
    private static Network unlikeSnasNet(float threshold) {
        Network.Builder builder = Network.builder("other", new Shape(2, 9, 9)).timesteps(3);
        Source normalised = builder.add("n0", new Layer.BatchNorm(), builder.input());
        Source first = builder.add("s0", new Layer.Spiking(Lif.DEFAULT.withThreshold(threshold)), normalised);
        Source strided = builder.add("c0", new Layer.Convolution(5, 3, 2, 0), first);
        Source spikes =
                builder.add("s1", new Layer.Spiking(Lif.DEFAULT.withTau(2).withThreshold(0.2f)), strided);
        Source pooled = builder.add("m0", new Layer.MaxPooling(2, 2, 0), spikes);
        Source real = builder.add("m1", new Layer.MaxPooling(3, 1, 1), strided);
        Source wide = builder.add("c1", Layer.Convolution.same(33, 7, 1), pooled);
        Source scaled = builder.add("n1", new Layer.BatchNorm(), pooled);
        Source deep = builder.add("s2", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.1f)), wide);
        Source sum = builder.add("sum", new Layer.Sum(), spikes, real);
        Source more = builder.add("s3", new Layer.Spiking(Lif.DEFAULT.withReset(-0.5f)), sum);
        Source again = builder.add("c2", Layer.Convolution.same(33, 1, 2), more);
        Source added = builder.add("sum2", new Layer.Sum(), again, deep);
        Source late =
                builder.add("n2", new Layer.BatchNorm(), builder.add("p", new Layer.AveragePooling(2, 2, 0), scaled));
        Source flat = builder.add("flat", new Layer.Flatten(), added);
        Source out = builder.add("linear", new Layer.Linear(4, true), flat);
        Source side =
                builder.add("linear2", new Layer.Linear(4, false), builder.add("flat2", new Layer.Flatten(), late));
        return builder.build(builder.add("out", new Layer.Sum(), out, side));
    }

    @Provide
    Arbitrary<Float> thresholds() {
        return Arbitraries.of(1e-6f, 0.3f, 1f, 100f);
    }

    @Property(tries = 12)
    void engineReadsAnyNetwork(
            @ForAll("thresholds") float threshold,
            @ForAll @IntRange(min = 2, max = 5) int samples,
            @ForAll boolean onGrid) {
        Network network = unlikeSnasNet(threshold);
        ImageBatch batch = Batches.normal(samples, 2, 9, 4);

        assertSame(
                engine(SpikeEngine.withThreads(2).on(batch, weights(onGrid)), network, 3),
                plain(network, batch, 3, weights(onGrid)));
    }

    /** AutoSNN's skip that halves maps, of spikes, of currents and of the image, which do not all change with time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mapsAreCroppedAndPutSideBySide(boolean onGrid) {
        Network.Builder builder =
                Network.builder("side by side", new Shape(3, 8, 8)).timesteps(3);
        Source spikes = builder.add("spikes", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.3f)), builder.input());
        Source odd = builder.add("odd", new Layer.Crop(1), spikes);
        Source one = builder.add("one", new Layer.Convolution(4, 1, 2, 0), spikes);
        Source other = builder.add("other", new Layer.Convolution(33, 1, 2, 0), odd);
        Source corner = builder.add("corner", new Layer.Crop(4), builder.input());
        Source all = builder.add("all", new Layer.Concatenation(), one, other, corner, one);
        Source normalised = builder.add("norm", new Layer.BatchNorm(), all);
        Source late = builder.add("late", new Layer.Spiking(Plif.DEFAULT.withThreshold(0.3f)), normalised);
        Network network = builder.build((Network.Node) linear(builder, "out", late));
        ImageBatch batch = Batches.normal(5, 3, 8, 1);

        assertThat(all.shape()).isEqualTo(new Shape(4 + 33 + 3 + 4, 4, 4));
        assertSame(
                engine(SpikeEngine.withThreads(2).on(batch, weights(onGrid)), network, 3),
                plain(network, batch, 3, weights(onGrid)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sumsOfManySpikesDoNotOverflow(int stride) {
        Network.Builder builder =
                Network.builder("all fire", new Shape(40, 9, 9)).timesteps(2);
        Source firing = builder.add("s", new Layer.Spiking(Lif.DEFAULT), builder.input());
        Source wide = builder.add("wide", new Layer.Convolution(130, 7, stride, 3), firing);
        Source narrow = builder.add("narrow", new Layer.Convolution(33, 7, stride, 3), firing);
        Network.Node out = builder.add(
                "out",
                new Layer.Sum(),
                linear(builder, "one", builder.add("spikes of wide", new Layer.Spiking(Lif.DEFAULT), wide)),
                linear(builder, "other", builder.add("spikes of narrow", new Layer.Spiking(Lif.DEFAULT), narrow)));
        Network network = builder.build(out);
        float[] pixels = new float[2 * 40 * 81];
        Arrays.fill(pixels, 50);
        ImageBatch batch = ImageBatch.of(new Shape(40, 9, 9), pixels, new int[2]);
        Weights weights = weights(true);

        assertSame(
                engine(SpikeEngine.withThreads(2).on(batch, weights), network, 2), plain(network, batch, 2, weights));
    }

    @Test
    void inputsOfALinearLayerThatAreNoCountsAreNotTakenForSome() {
        Network.Builder builder = Network.builder("linear", new Shape(4, 1, 1)).timesteps(1);
        Network network = builder.build((Network.Node) linear(builder, "linear", builder.input()));
        float[] pixels = {0.3f, 1, 2, 3, 0.1f, 1e-40f, 0, 1, -1, 0.5f, 0, 7, 1e30f, 1, 0, 2};
        ImageBatch batch = ImageBatch.of(new Shape(4, 1, 1), pixels, new int[4]);

        assertSame(
                engine(SpikeEngine.withThreads(2).on(batch, weights(true)), network, 1),
                plain(network, batch, 1, weights(true)));
    }

    private static Source linear(Network.Builder builder, String place, Source input) {
        return builder.add(place, new Layer.Linear(4, false), builder.add(place + " flat", new Layer.Flatten(), input));
    }

    @Test
    void silentAndFiringImagesAreNoSpecialCase() {
        Network network = unlikeSnasNet(1);
        for (float pixel : new float[] {0, 50}) {
            float[] pixels = new float[3 * 2 * 81];
            Arrays.fill(pixels, pixel);
            pixels[0] = pixel + 1;
            ImageBatch batch = ImageBatch.of(new Shape(2, 9, 9), pixels, new int[3]);

            for (boolean onGrid : new boolean[] {true, false}) {
                assertSame(
                        engine(SpikeEngine.withThreads(2).on(batch, weights(onGrid)), network, 3),
                        plain(network, batch, 3, weights(onGrid)));
            }
        }
    }

    @Test
    void recordedSpikesStayWhenTheEngineGoesOn() {
        Network network = unlikeSnasNet(0.3f);
        ImageBatch batch = Batches.normal(3, 2, 9, 4);
        SpikeRecorder recorder = new SpikeRecorder();
        SpikeEngine.common().on(batch, Weights.random(3)).run(network, 3, recorder);

        Shown expected = plain(network, batch, 3, Weights.random(3));
        assertThat(recorder.places()).containsExactly("s0", "s1", "s2", "s3");
        assertThat(indices(recorder.at("s1").get(1)))
                .isEqualTo(expected.spikes().get(expected.layers().indexOf("s11")));
        assertThatThrownBy(() -> recorder.at("s9")).hasMessageContaining("no spikes recorded at 's9'");
    }

    @Test
    void trainedNormalisationUsesItsRunningStatistics() {
        Network.Builder builder = Network.builder("trained", new Shape(2, 1, 1)).timesteps(2);
        Source normalised = builder.add("norm", new Layer.BatchNorm(), builder.input());
        Network network = builder.build(builder.add(
                "linear", new Layer.Linear(1, false), builder.add("flat", new Layer.Flatten(), normalised)));
        ImageBatch batch = ImageBatch.of(new Shape(2, 1, 1), new float[] {1, 2, 3, 4}, new int[2]);
        LayerWeights norm = LayerWeights.of(new float[] {3, 5}, new float[] {0.5f, -1})
                .withRunningStatistics(new float[] {1, 6}, new float[] {4, 16});
        Weights weights =
                Weights.of(Map.of("norm", norm, "linear", LayerWeights.of(new float[] {1, 10}, new float[0])));

        float[][] answer = SpikeEngine.common().on(batch, weights).run(network, 2, SpikeMonitor.none());

        // 3 (1 - 1) / 2 + 0.5 + 10 (5 (2 - 6) / 4 - 1), and 3 (3 - 1) / 2 + 0.5 + 10 (5 (4 - 6) / 4 - 1)
        assertThat(answer[0][0]).isCloseTo(-59.5f, within(1e-3f));
        assertThat(answer[1][0]).isCloseTo(-31.5f, within(1e-3f));
        assertThatThrownBy(() -> norm.withRunningStatistics(new float[1], new float[2]))
                .hasMessageContaining(
                        "a batch normalisation of 2 channels needs as many means and variances, but found 1 and 2");
    }

    @Test
    void batchesAndWeightsInTurnsOnOneEngineAreNotMixed() {
        SnasNet macro = new SnasNet(new Shape(3, 8, 8), 3, 2, 20, 1, 19, 2, 3, Lif.DEFAULT, 2);
        Network one = macro.network(Cell.parse("conv3x3 | conv1x1 conv5x5 | conv1x1 skip conv3x3"));
        Network other = macro.network(Cell.parse("conv3x3 | conv5x5 skip | conv1x1 avg3x3 conv3x3"));
        List<ImageBatch> batches = List.of(Batches.normal(5, 3, 8, 1), Batches.normal(5, 3, 8, 2));
        List<Weights> weights = List.of(Weights.randomOnGrid(1), Weights.randomOnGrid(2), Weights.random(1));

        try (SpikeEngine engine = SpikeEngine.withThreads(2)) {
            List<Presentation> shown = batches.stream()
                    .flatMap(batch -> weights.stream().map(given -> engine.on(batch, given)))
                    .toList();
            for (Network network : List.of(one, other, one)) {
                for (Presentation inTurn : shown) {
                    Shown expected =
                            engine(SpikeEngine.withThreads(1).on(inTurn.batch(), inTurn.weights()), network, 3);
                    assertSame(engine(inTurn, network, 3), expected);
                    assertThat(engine.run(network, inTurn.batch(), inTurn.weights(), 3, SpikeMonitor.none()))
                            .isEqualTo(expected.answer());
                }
            }
        }
    }

    @Test
    void closedEngineRefusesToRun() {
        Network network = unlikeSnasNet(1);
        ImageBatch batch = Batches.normal(3, 2, 9, 4);
        SpikeEngine engine = SpikeEngine.withThreads(2);
        Presentation shown = engine.on(batch, weights(true));
        float[][] answer = shown.run(network, 3, SpikeMonitor.none());
        engine.close();
        engine.close();

        assertThatThrownBy(() -> shown.run(network, 3, SpikeMonitor.none()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this engine is closed")
                .hasMessageContaining("SpikeEngine.common()");
        assertThatThrownBy(() -> engine.on(batch, weights(true))).isInstanceOf(IllegalStateException.class);
        SpikeEngine.common().close();
        assertThat(SpikeEngine.common().run(network, batch, weights(true), 3, SpikeMonitor.none()))
                .isEqualTo(answer);
    }

    @Test
    void closingWhileARunIsUnderWayLetsItEnd() {
        Network network = unlikeSnasNet(1);
        SpikeEngine engine = SpikeEngine.withThreads(2);
        Presentation shown = engine.on(Batches.normal(3, 2, 9, 4), weights(true));
        float[][] expected = shown.run(network, 3, SpikeMonitor.none());

        assertThat(shown.run(network, 3, (layer, timestep, spikes) -> engine.close()))
                .isEqualTo(expected);
    }

    @Test
    void monitorsComposeInTheirOrder() {
        List<String> seen = new ArrayList<>();
        SpikeMonitor first = (layer, timestep, spikes) -> seen.add("first " + layer.place() + timestep);
        SpikeMonitor second = (layer, timestep, spikes) -> seen.add("second " + layer.place() + timestep);
        SpikeEngine.common().run(unlikeSnasNet(1), Batches.normal(3, 2, 9, 4), weights(true), 1, first.and(second));

        assertThat(seen)
                .startsWith("first s00", "second s00", "first s10", "second s10")
                .hasSize(8);
    }

    @Test
    void hammingDistancesOfAllPairsAreThoseOfEveryPair() {
        SpikeRecorder recorder = new SpikeRecorder();
        SpikeEngine.common().run(unlikeSnasNet(0.3f), Batches.normal(4, 2, 9, 4), weights(true), 1, recorder);
        SpikeMatrix spikes = recorder.at("s0").get(0);
        int[][] distances = spikes.hammingDistances();

        for (int one = 0; one < 4; one++) {
            assertThat(distances[one]).hasSize(one);
            for (int other = 0; other < one; other++) {
                assertThat(distances[one][other])
                        .isPositive()
                        .isEqualTo(spikes.hammingDistance(one, other))
                        .isEqualTo(spikes.hammingDistance(other, one));
            }
        }
        int found = distances[1][0];
        distances[1][0] = -1;
        assertThat(spikes.hammingDistances()[1][0]).isEqualTo(found);
    }

    @Test
    void hammingDistancesAreThoseOfThePresentTimestep() {
        List<int[][]> seen = new ArrayList<>();
        SpikeRecorder recorder = new SpikeRecorder();
        SpikeMonitor asking = (layer, timestep, spikes) -> {
            if (layer.place().equals("s0")) {
                seen.add(spikes.hammingDistances());
            }
        };
        SpikeEngine.common()
                .run(unlikeSnasNet(0.3f), Batches.normal(4, 2, 9, 4), weights(true), 3, recorder.and(asking));

        for (int timestep = 0; timestep < 3; timestep++) {
            assertThat(seen.get(timestep))
                    .isDeepEqualTo(recorder.at("s0").get(timestep).hammingDistances());
        }
        assertThat(Arrays.deepEquals(seen.get(0), seen.get(1))).isFalse();
    }

    @Test
    void missingBatchOrWeightsAreNamed() {
        assertThatThrownBy(() -> SpikeEngine.common().on(null, weights(true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the batch of images must be given, but is null");
    }

    @Test
    void timestepsMustBePositive() {
        assertThatThrownBy(() -> SpikeEngine.common()
                        .on(Batches.normal(3, 2, 9, 4), Weights.random(3))
                        .run(unlikeSnasNet(1), 0, SpikeMonitor.none()))
                .hasMessageContaining("timesteps must be positive, but is 0");
        assertThatThrownBy(() -> SpikeEngine.withThreads(0)).hasMessageContaining("threads must be positive");
    }
}
