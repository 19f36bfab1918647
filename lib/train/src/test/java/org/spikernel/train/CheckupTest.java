package org.spikernel.train;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.checkup.Checkup;
import org.spikernel.checkup.Finding;
import org.spikernel.checkup.Symptom;
import org.spikernel.data.Augmentation;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.EventFrames;
import org.spikernel.data.ImageSet;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.TrainedLayer;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Networks with a fault each are told by name; networks that learn have no finding. */
class CheckupTest {

    private static final Dataset IMAGES = TinyTraining.images();
    private static final Dataset TEXTURES = Datasets.textures().cropped(16, 16).first(64, 64);

    /** A neuron that spikes whatever it is given. */
    private static final Neuron EAGER =
            new OwnNeurons.Forgetful(0.5, current -> 1 + current * current, current -> 2 * current);

    private static Trainer hidden(Neuron neuron) {
        return Trainer.of(TinyTraining.hidden(neuron)).batch(12);
    }

    private static Finding only(Checkup checkup, Symptom symptom) {
        List<Finding> found = checkup.findings().stream()
                .filter(finding -> finding.symptom() == symptom)
                .toList();
        assertThat(found).as("%s", checkup).hasSize(1);
        return found.get(0);
    }

    // Neurons.

    @Test
    void neuronsWhoseThresholdIsTooHighAreSilent() {
        for (Neuron neuron :
                List.of(Lif.DEFAULT.withThreshold(50), Plif.DEFAULT.withThreshold(50), new OwnNeurons.SoftReset(50))) {
            Finding finding = only(hidden(neuron).checkup(IMAGES), Symptom.SILENT_NEURONS);

            assertThat(finding.place()).contains("neurons");
            assertThat(finding.found())
                    .startsWith("firing rate 0%, potentials from -")
                    .endsWith("threshold 50.0");
            assertThat(finding.advice()).anyMatch(line -> line.contains("neuron.withThreshold("));
        }
    }

    @Test
    void linearLayersThatAreTooWeakAreToldHowTheyBegin() {
        Trainer weak = Trainer.of(TinyTraining.snasNet()).batch(8).firstWeights(FirstWeights.AS_DRAWN);
        Finding finding = only(weak.checkup(TinyTraining.fewTextures(16, 1)), Symptom.SILENT_NEURONS);

        assertThat(finding.place()).contains("classifier.lif");
        assertThat(finding.advice().get(0)).startsWith(".firstWeights(FirstWeights.UNIT_VARIANCE)");
    }

    private static Trainer chain(Neuron first, Neuron second) {
        Network.Builder builder = Network.builder("chain", new Shape(1, 4, 4)).timesteps(2);
        var stem = builder.add("stem", Layer.Convolution.same(4, 3, 1), builder.input());
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var one = builder.add("one", new Layer.Spiking(first), norm);
        var currents = builder.add("between", Layer.Convolution.same(4, 3, 1), one);
        var normed = builder.add("between.norm", new Layer.BatchNorm(), currents);
        var two = builder.add("two", new Layer.Spiking(second), normed);
        var flat = builder.add("flat", new Layer.Flatten(), two);
        return Trainer.of(builder.build(builder.add("classifier", new Layer.Linear(2, true), flat)))
                .batch(12);
    }

    @Test
    void layersThatHearNothingOfASilentOneAreNoFindingsOfTheirOwn() {
        Checkup checkup = chain(Lif.DEFAULT.withThreshold(50), Lif.DEFAULT).checkup(IMAGES);
        Finding finding = only(checkup, Symptom.SILENT_NEURONS);

        assertThat(finding.place()).contains("one");
        assertThat(finding.found()).endsWith("; a layer behind reads nothing but zeros: 'two'");
        assertThat(checkup.found(Symptom.NO_GRADIENT)).isFalse();
        assertThat(chain(Lif.DEFAULT, Lif.DEFAULT).checkup(IMAGES).findings()).isEmpty();
    }

    @Test
    void neuronsWhoseThresholdIsNextToNothingAreRestless() {
        Network.Builder builder =
                Network.builder("restless", new Shape(1, 4, 4)).timesteps(2);
        var stem = builder.add("stem", new Layer.Spiking(EAGER), builder.input());
        var means = builder.add("means", new Layer.AveragePooling(2, 2, 0), stem);
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.01)), means);
        var flat = builder.add("flat", new Layer.Flatten(), spikes);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(2, true), flat));
        Checkup checkup = Trainer.of(network).batch(12).checkup(IMAGES);

        assertThat(checkup.findings())
                .filteredOn(finding -> finding.symptom() == Symptom.RESTLESS_NEURONS)
                .extracting(Finding::place)
                .containsExactly(Optional.of("stem"), Optional.of("neurons"));
    }

    @Test
    void pooledSpikesThatCannotReachTheThresholdAreTold() {
        Network.Builder builder = Network.builder("pooled", new Shape(1, 4, 4)).timesteps(5);
        var stem = builder.add("stem", Layer.Convolution.same(4, 3, 1), builder.input());
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var spikes = builder.add("spikes", new Layer.Spiking(Lif.DEFAULT), norm);
        var pooled = builder.add("pooled", new Layer.AveragePooling(3, 1, 1), spikes);
        var neurons = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), pooled);
        var flat = builder.add("flat", new Layer.Flatten(), neurons);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(2, true), flat));
        Checkup checkup = Trainer.of(network).batch(12).checkup(IMAGES);
        Finding finding = only(checkup, Symptom.UNREACHABLE_THRESHOLD);

        assertThat(finding.place()).contains("neurons");
        assertThat(finding.found())
                .contains("a current of at most 1.00,")
                .contains("to a potential of 0.999 in 5 timesteps, and the threshold is 1.00");
        assertThat(checkup.found(Symptom.SILENT_NEURONS)).isFalse();
    }

    @Test
    void whereNoEdgeArrivesNothingIsExpected() {
        Network network = SnasNet.forDataset(TEXTURES)
                .withChannels(4)
                .withTimesteps(2)
                .network(Cell.parse("zero | zero conv3x3 | conv3x3 zero conv3x3"));

        assertThat(Trainer.of(network).batch(16).checkup(TEXTURES).findings()).isEmpty();
    }

    /** Frames of one brightness each: at any one timestep all is alike, and normalised to nothing. */
    @Test
    void neuronsAreWatchedAsTheTrainingNormalises() {
        Dataset images = framesOfOneBrightnessEach();
        Network.Builder builder = Network.builder("frames", images.imageShape(), Encoding.eventCounts())
                .timesteps(2);
        var norm = builder.add("norm", new Layer.BatchNorm(), builder.input());
        var neurons = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.5)), norm);
        var flat = builder.add("flat", new Layer.Flatten(), neurons);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(2, true), flat));
        Trainer trainer = Trainer.of(network).batch(8).augmentation(Augmentation.none());

        assertThat(trainer.checkup(images).found(Symptom.SILENT_NEURONS)).isTrue();
        assertThat(trainer.statistics(NormalisationStatistics.OVER_ALL_TIMESTEPS)
                        .checkup(images)
                        .found(Symptom.SILENT_NEURONS))
                .isFalse();
    }

    /** An event everywhere in the first frame, three in the second. */
    private static Dataset framesOfOneBrightnessEach() {
        List<EventFrames.Event> events = IntStream.range(0, 4 * 4 * 2 * 4)
                .mapToObj(i -> new EventFrames.Event(i % 4, i / 4 % 4, i / 16 % 2, i < 32 ? 0 : 1))
                .toList();
        List<EventFrames> samples =
                Collections.nCopies(8, EventFrames.of(4, 4, events, 2, EventFrames.Slices.OF_EQUAL_TIME));
        ImageSet set = ImageSet.ofFrames(samples, new int[] {0, 1, 0, 1, 0, 1, 0, 1});
        return new Dataset("frames", "frames", List.of("a", "b"), set, set);
    }

    @Test
    void checkupIsInterruptedBetweenItsSteps() {
        Thread caller = Thread.currentThread();
        AtomicInteger asked = new AtomicInteger();
        Surrogate interrupting = Surrogate.of("interrupting", distance -> {
            if (asked.incrementAndGet() == 1_000) {
                caller.interrupt();
            }
            return 1;
        });

        assertThatThrownBy(() -> hidden(Lif.DEFAULT).surrogate(interrupting).checkup(IMAGES))
                .isInstanceOf(CancellationException.class)
                .hasMessage("the checkup was interrupted before its last step");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).hasValueLessThan(2_000);
    }

    // Gradients.

    @Test
    void surrogateThatIsTooNarrowSeesNoPotentials() {
        Checkup checkup =
                hidden(Lif.DEFAULT).surrogate(Surrogate.rectangle(1e-5)).checkup(IMAGES);

        assertThat(only(checkup, Symptom.POTENTIALS_OUT_OF_REACH).place()).contains("neurons");
        assertThat(only(checkup, Symptom.NO_GRADIENT).place()).contains("hidden");
        assertThat(checkup.layers().doubleColumn("within_reach").removeMissing().get(0))
                .isLessThan(0.01);
    }

    @Test
    void gradientThatVanishesIsMeasured() {
        Surrogate flat = Surrogate.of("next to flat", distance -> 1e-5);
        Trainer trainer = chain(Lif.DEFAULT, Lif.DEFAULT).surrogate(flat);
        Finding finding = only(trainer.checkup(IMAGES), Symptom.VANISHING_GRADIENT);

        assertThat(finding.place()).contains("stem");
        assertThat(finding.found()).endsWith("of the largest, that of 'between'");
    }

    // Loss.

    @Test
    void learningRateThatIsTooLowLeavesTheWeightsWhereTheyAre() {
        Checkup checkup = hidden(Lif.DEFAULT).learningRate(1e-7).checkup(IMAGES);

        assertThat(checkup.findings()).hasSize(1);
        assertThat(only(checkup, Symptom.RESTING_WEIGHTS).advice())
                .containsExactly("a higher learning rate: .learningRate(0.3), the usual one of this optimiser");
    }

    @Test
    void learningRateThatIsTooHighMakesTheLossRise() {
        Finding finding = only(hidden(Lif.DEFAULT).learningRate(500).checkup(IMAGES), Symptom.RISING_LOSS);

        assertThat(finding.advice()).containsExactly("a lower learning rate: .learningRate(50)");
    }

    @Test
    void lossThatDoesNotFallThoughWeightsMoveIsSteady() {
        Checkup checkup =
                hidden(Lif.DEFAULT.withThreshold(4)).batch(24).weightDecay(0.1).checkup(IMAGES);

        assertThat(checkup.findings())
                .extracting(Finding::symptom)
                .containsExactly(Symptom.SILENT_NEURONS, Symptom.STEADY_LOSS);
    }

    // Networks that learn.

    @Test
    void cellsThatLearnHaveNoFinding() {
        SnasNet macro = SnasNet.forDataset(TEXTURES).withChannels(4).withTimesteps(2);
        Cell forward = Cell.parse("conv3x3 | skip conv1x1 | skip zero avg3x3");
        Cell backward = Cell.parse("conv3x3 | skip zero | skip zero conv3x3 ; back 2->0 conv1x1 3->1 conv1x1");

        for (Network network : List.of(
                macro.network(forward),
                macro.network(backward),
                macro.withEncoding(Encoding.rate()).network(forward),
                macro.withEncoding(Encoding.latency()).network(forward))) {
            Checkup checkup = Trainer.of(network).batch(16).checkup(TEXTURES);
            assertThat(checkup.isClean()).as("%s", checkup).isTrue();
            assertThat(checkup.toString())
                    .contains(": nothing is out of the ordinary")
                    .contains("Looked at: spikes and");
        }
    }

    @Test
    void blocksAndFramesOfEventsThatLearnHaveNoFinding() {
        Dataset bars = Datasets.movingBars().first(16, 16);
        Network network =
                AutoSnn.snn1(SnnFrame.forDataset(bars).withChannels(4)).network(SpikingBlock.SRB_K3);
        Checkup checkup = Trainer.of(network).batch(8).checkup(bars);

        assertThat(checkup.isClean()).as("%s", checkup).isTrue();
    }

    @Test
    void modelThatHasLearnedHasNoFinding() {
        Dataset textures = Datasets.textures().first(500, 200);
        Network.Builder builder =
                Network.builder("plain", textures.imageShape()).timesteps(2);
        var stem = builder.add("stem", Layer.Convolution.same(16, 7, 2), builder.input());
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var spikes = builder.add("spikes", new Layer.Spiking(Lif.DEFAULT), norm);
        var currents = builder.add("conv", Layer.Convolution.same(24, 5, 2), spikes);
        var normed = builder.add("conv.norm", new Layer.BatchNorm(), currents);
        var neurons = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), normed);
        var means = builder.add("means", new Layer.AveragePooling(8, 8, 0), neurons);
        var flat = builder.add("flat", new Layer.Flatten(), means);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(10, true), flat));
        TrainedModel model = Trainer.of(network)
                .epochs(9)
                .batch(20)
                .augmentation(Augmentation.none())
                .fit(textures);

        assertThat(model.test(textures).accuracy()).isGreaterThan(0.3);
        assertThat(model.checkup(textures).findings()).isEmpty();
        assertThat(model.checkup(textures)).isEqualTo(model.checkup(textures));
    }

    @Test
    void neuronsOfAUsersOwnAreChecked() {
        TrainedModel model = hidden(new OwnNeurons.SoftReset(1)).epochs(10).fit(IMAGES);

        assertThat(hidden(new OwnNeurons.SoftReset(1)).checkup(IMAGES).findings())
                .isEmpty();
        assertThat(model.checkup(IMAGES.train()).layers().stringColumn("place").asList())
                .containsExactly("neurons");
    }

    // Models.

    private static TrainedModel learned() {
        return TinyTraining.trainer()
                .epochs(10)
                .augmentation(Augmentation.none())
                .fit(IMAGES);
    }

    private static TrainedModel with(TrainedModel model, UnaryOperator<LearningCurve> curve) {
        return new TrainedModel(
                model.network(), model.layers(), model.classNames(), curve.apply(model.curve()), model.provenance());
    }

    private static LearningCurve curve(double trainAccuracy, double... losses) {
        LearningCurve curve = new LearningCurve(List.of());
        for (int i = 0; i < losses.length; i++) {
            curve = curve.with(
                    new LearningCurve.Epoch(i + 1, losses[i], trainAccuracy, OptionalDouble.empty(), 0.3, 1));
        }
        return curve;
    }

    @Test
    void modelThatHasNotLearnedIsAtChanceWithASteadyLoss() {
        TrainedModel model = hidden(Lif.DEFAULT.withThreshold(1e6))
                .weightDecay(0)
                .learningRate(1e-7)
                .fit(IMAGES);
        Checkup checkup = model.checkup(IMAGES.train());

        assertThat(checkup.findings())
                .extracting(Finding::symptom)
                .containsExactly(
                        Symptom.SILENT_NEURONS,
                        Symptom.STEADY_LOSS,
                        Symptom.ACCURACY_AT_CHANCE,
                        Symptom.UNPREDICTED_CLASSES);
        assertThat(only(checkup, Symptom.STEADY_LOSS).found()).contains("guessing among 2 classes has 0.693");
        assertThat(only(checkup, Symptom.ACCURACY_AT_CHANCE).found()).startsWith("50.0% of 24 images are recognised");
    }

    @Test
    void lossThatJumpsOrEndsHighIsTold() {
        TrainedModel model = learned();

        assertThat(model.checkup(IMAGES).findings()).isEmpty();
        assertThat(only(with(model, old -> curve(0.9, 0.6, 0.3, 0.9)).checkup(IMAGES), Symptom.RISING_LOSS)
                        .found())
                .isEqualTo("the loss jumped from 0.300 to 0.900 in epoch 3, and is 0.900 in the last");
        assertThat(only(with(model, old -> curve(0.5, 5)).checkup(IMAGES), Symptom.STEADY_LOSS)
                        .found())
                .contains("5.000");
        assertThat(with(model, old -> curve(0.5)).checkup(IMAGES).findings()).isEmpty();
    }

    @Test
    void classThatIsNeverPredictedIsNamed() {
        TrainedModel model = learned();
        Map<String, TrainedLayer> layers = new HashMap<>(model.layers());
        layers.computeIfPresent("classifier", (place, layer) -> TrainedLayer.of(layer.weights(), new float[] {999, 0}));
        TrainedModel biased =
                new TrainedModel(model.network(), layers, model.classNames(), model.curve(), model.provenance());
        Checkup checkup = biased.checkup(IMAGES.train());

        assertThat(only(checkup, Symptom.UNPREDICTED_CLASSES).found())
                .isEqualTo("no image is taken for bottom; 100.0% are taken for top");
        assertThat(only(checkup, Symptom.ACCURACY_AT_CHANCE).advice().get(0)).contains("it knows its training images");
        assertThat(biased.checkup(IMAGES).found(Symptom.UNPREDICTED_CLASSES))
                .as("5 images of a class say little")
                .isFalse();
    }

    @Test
    void runningStatisticsThatHaveNotSettledAreTold() {
        TrainedModel model = learned();
        Map<String, TrainedLayer> layers = new HashMap<>(model.layers());
        float[] far = {1e6f, 1e6f, 1e6f, 1e6f};
        layers.computeIfPresent(
                "norm", (place, layer) -> new TrainedLayer(layer.weights(), layer.biases(), layer.mean(), far));
        TrainedModel unsettled =
                new TrainedModel(model.network(), layers, model.classNames(), model.curve(), model.provenance());
        Finding finding = only(unsettled.checkup(IMAGES), Symptom.SILENT_NEURONS);

        assertThat(finding.place()).contains("neurons");
        assertThat(finding.advice().get(0)).startsWith("more steps").endsWith("normalisation have not settled");
    }

    // What it says.

    @Test
    void findingsAreATableAndText() {
        Checkup checkup = hidden(Lif.DEFAULT.withThreshold(50)).checkup(IMAGES);

        assertThat(checkup.table().columnNames()).containsExactly("symptom", "place", "found", "expected", "try");
        assertThat(checkup.table().row(0).getString("place")).isEqualTo("neurons");
        assertThat(checkup.toString())
                .startsWith("Checkup of a training of hidden on halves, before its first step: ")
                .contains("1. neurons hardly ever spike at 'neurons'")
                .contains("   found     firing rate 0%")
                .contains("   try       builder.add(\"neurons.norm\", new Layer.BatchNorm(), currents)");
        assertThat(checkup.layers().stringColumn("place").asList()).containsExactly("hidden", "neurons", "classifier");
    }

    @Test
    void checkupTrainsNothingAndRefusesImagesThatDoNotFit() {
        Trainer trainer = TinyTraining.trainer();
        TrainedModel before = trainer.fit(IMAGES);

        assertThat(trainer.checkup(IMAGES)).isEqualTo(trainer.checkup(IMAGES));
        assertThat(Bits.of(trainer.fit(IMAGES))).isEqualTo(Bits.of(before));
        assertThatThrownBy(() -> trainer.checkup(TEXTURES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tiny reads images of shape [1, 4, 4]");
    }
}
