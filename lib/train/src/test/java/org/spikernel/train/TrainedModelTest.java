package org.spikernel.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.internal.networks.NetworkText;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.TestResult;
import org.spikernel.model.TestedModel;
import org.spikernel.model.TrainedLayer;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.neuron.Lif;
import org.spikernel.score.Energy;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TrainedModelTest {

    private static final Dataset IMAGES = TinyTraining.images();
    private static final TrainedModel MODEL =
            TinyTraining.trainer().validate(IMAGES.test()).fit(IMAGES);

    @TempDir
    private Path directory;

    @Test
    void modelComesBackFromItsFileAsItWas() {
        Path file = directory.resolve("model.npz");
        MODEL.save(file);
        TrainedModel back = TrainedModel.load(file);

        assertThat(back.network().nodes()).isEqualTo(MODEL.network().nodes());
        assertThat(Bits.of(back)).isEqualTo(Bits.of(MODEL));
        assertThat(back.curve()).isEqualTo(MODEL.curve());
        assertThat(back.provenance()).isEqualTo(MODEL.provenance());
        assertThat(back.classNames()).isEqualTo(MODEL.classNames());
        assertThat(back.test(IMAGES).predictions()).isEqualTo(MODEL.test(IMAGES).predictions());
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void fileIsAnArchiveOfArraysWithAHeaderForPeople() throws IOException {
        Path file = directory.resolve("model.npz");
        MODEL.save(file);

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .containsExactly(
                            "header.txt",
                            "curve.csv",
                            "stem.weights.npy",
                            "norm.weights.npy",
                            "norm.biases.npy",
                            "norm.mean.npy",
                            "norm.variance.npy",
                            "classifier.weights.npy",
                            "classifier.biases.npy");
        }
        try (OpenedZip zip = OpenedZip.open(file)) {
            assertThat(zip.text("header.txt"))
                    .startsWith("Spikernel trained model, format 2\nnetwork: tiny\n")
                    .contains("class 1: bottom\n", "data images: halves", "setting seed: 1\n", "version Java: ");
            assertThat(zip.text("stem.weights.npy")).contains("(3, 3, 1, 4,)");
        }
    }

    @Test
    void layersAreInTheOrderOfTheNetwork() throws IOException {
        Path file = directory.resolve("model.npz");
        MODEL.save(file);

        assertThat(MODEL.layers().keySet()).containsExactly("stem", "norm", "classifier");
        assertThat(TrainedModel.load(file).layers().keySet()).containsExactly("stem", "norm", "classifier");
    }

    @Test
    void provenanceSaysWhatItWasTrainedOnAndHow() {
        assertThat(MODEL.provenance().seed()).isEqualTo(1);
        assertThat(MODEL.provenance().data())
                .isEqualTo(
                        IMAGES.description() + ", fingerprint " + IMAGES.train().fingerprint());
        assertThat(MODEL.provenance().table().stringColumn("fact").asList())
                .contains("data fingerprint", "setting epochs", "setting augmentation", "version DL4J");
        assertThat(MODEL.provenance().facts()).containsEntry("version DL4J", "1.0.0-M2.1");
        assertThat(MODEL).asString().contains("tiny", "6 epochs in", "trained on halves");
    }

    @Test
    void curveHasARowAnEpochAndANameWhereSeveralStandTogether() {
        assertThat(MODEL.curve().table().columnNames())
                .containsExactly("epoch", "loss", "train_accuracy", "test_accuracy", "learning_rate", "seconds");
        assertThat(MODEL.curve().table().doubleColumn("epoch").asDoubleArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(MODEL.curve().table("3x3").stringColumn("series").asList())
                .hasSize(6)
                .containsOnly("3x3");
        assertThat(MODEL.curve().last().testAccuracy())
                .hasValue(MODEL.test(IMAGES).accuracy());
    }

    @Test
    void testCountsImagesAndSpikes() {
        TestResult result = MODEL.test(IMAGES);

        assertThat(result.images()).isEqualTo(10);
        assertThat(result.classNames()).containsExactly("top", "bottom");
        assertThat(result.layers()).hasSize(1);
        assertThat(result.spikesPerImage())
                .isEqualTo(result.firingRate() * 2 * 4 * 16, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void energyIsThatOfItsOwnWeights() {
        ImageBatch images = IMAGES.test().first(4).inOrder(4).iterator().next();

        Energy energy = MODEL.energy(images);

        assertThat(energy)
                .isEqualTo(Energy.of(MODEL.network(), SpikeEngine.common().on(images, MODEL.weights())));
        assertThat(energy)
                .isNotEqualTo(Energy.of(MODEL.network(), SpikeEngine.common().on(images, Weights.random(7))));
        assertThat(energy.microjoules()).isPositive();
    }

    /** Three pixels of sixteen are bright, two of them neighbours; every neuron of a bright one fires at both timesteps. */
    @Test
    void onesBehindMaxPoolingAreCountedApart() {
        Network.Builder builder = Network.builder("pooled", new Shape(1, 4, 4)).timesteps(2);
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.5f)), builder.input());
        var halved = builder.add("halved", new Layer.MaxPooling(2, 2, 0), spikes);
        var quartered = builder.add("quartered", new Layer.MaxPooling(2, 2, 0), halved);
        var wide = builder.add("wide", new Layer.MaxPooling(3, 2, 1), spikes);
        var flat = builder.add("flat", new Layer.Flatten(), builder.add("sum", new Layer.Sum(), halved, wide));
        builder.add("unread", new Layer.Flatten(), quartered);
        var corner = builder.add("corner", new Layer.Crop(1), spikes);
        var twice = builder.add("twice", new Layer.Concatenation(), corner, corner);
        builder.add("of the corner", new Layer.MaxPooling(3, 3, 0), twice);
        var numbers = builder.add("numbers", new Layer.Concatenation(), spikes, builder.input());
        builder.add("of numbers", new Layer.MaxPooling(2, 2, 0), numbers);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(2, false), flat));
        byte[] image = new byte[16];
        image[0] = image[1] = image[15] = -1;
        ImageSet images =
                ImageSet.of(new Shape(1, 4, 4), image, new int[1], new Normalisation(List.of(0.0), List.of(1.0)));
        Map<String, TrainedLayer> layers = Map.of("classifier", TrainedLayer.of(new float[8], new float[0]));

        TestResult result =
                new TrainedModel(network, layers, List.of("a", "b"), MODEL.curve(), MODEL.provenance()).test(images);

        assertThat(result.spikesPerImage()).isEqualTo(2 * 3);
        // Two of four windows see a bright pixel; so does the one of these four; of the wide windows three do; the
        // corner's one, twice.
        assertThat(result.spikesBehindMaxPooling()).isEqualTo(2 * (2 + 1 + 3 + 2));
        assertThat(result.spikesWithMaxPooling()).isEqualTo(2 * 3 + 2 * (2 + 1 + 3 + 2));
        assertThat(MODEL.test(IMAGES).spikesBehindMaxPooling()).isZero();
    }

    @Property(tries = 200, seed = "1")
    void namesOfClassesComeBackAsTheyWere(@ForAll String name, @ForAll("awkward") String other) throws IOException {
        Path file = Files.createTempFile("model", ".npz");
        try {
            TrainedModel named = new TrainedModel(
                    MODEL.network(), MODEL.layers(), List.of(name, other), MODEL.curve(), MODEL.provenance());
            named.save(file);
            assertThat(TrainedModel.load(file).classNames()).containsExactly(name, other);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> awkward() {
        return Arbitraries.strings()
                .withChars("\n\r\t\\nu0:, \u0000\u0085\u2028\u2029\ud83d\ude00\u00fc\ufeff")
                .ofMaxLength(12);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "dear diary");
        Path zip = directory.resolve("zip");
        new ZippedFile().put("header.txt", "something").write(zip);
        Path incomplete = directory.resolve("incomplete");
        new ZippedFile()
                .put("header.txt", "Spikernel trained model, format 2\n" + header())
                .write(incomplete);

        assertThatThrownBy(() -> TrainedModel.load(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text is no trained model, or damaged: it is no zip file, or damaged");
        assertThatThrownBy(() -> TrainedModel.load(zip))
                .hasMessageContaining(
                        "it should begin with 'Spikernel trained model, format 2', but begins with 'something'");
        assertThatThrownBy(() -> TrainedModel.load(incomplete)).hasMessageContaining("it lacks 'stem.weights.npy'");
        assertThatThrownBy(() -> TrainedModel.load(directory.resolve("nothing")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Name a file that exists");
        assertThatThrownBy(() -> MODEL.save(directory.resolve("nowhere").resolve("model.npz")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("in a directory that exists");
    }

    private static String header() {
        StringBuilder lines = new StringBuilder();
        NetworkText.lines(MODEL.network()).forEach((name, value) -> lines.append(name + ": " + value + "\n"));
        return lines.toString();
    }

    @Test
    void testedModelsStandInATable() {
        TestedModel tested = TestedModel.of("small", "drawn", MODEL, IMAGES.test());

        assertThat(tested.percent()).isEqualTo(100 * MODEL.test(IMAGES).accuracy());
        assertThat(tested.spikes()).isEqualTo(MODEL.test(IMAGES).spikesWithMaxPooling());
        assertThat(tested.spikesByPart().values().stream()
                        .mapToDouble(spikes -> spikes)
                        .sum())
                .isCloseTo(
                        tested.test().spikesPerImage(),
                        within(1e-9 * tested.test().spikesPerImage()));
        assertThat(tested.spikesByPart())
                .doesNotContainKey("")
                .hasSizeLessThan(tested.test().layers().size() + 1);
        Table parts = TestedModel.spikesByPart("Spikes", List.of(tested));
        assertThat(parts.stringColumn("part").asList())
                .containsExactlyElementsOf(tested.spikesByPart().keySet());
        assertThat(parts.doubleColumn("spikes").asList())
                .containsExactlyElementsOf(tested.spikesByPart().values());
        assertThat(parts.intColumn("position").get(0)).isEqualTo(1);
        Table table = TestedModel.table("Trained", List.of(tested, tested));
        assertThat(table.columnNames())
                .containsExactly("network", "kind", "accuracy_percent", "spikes", "params_features", "params");
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(table.row(1).getLong("params"))
                .isEqualTo(MODEL.network().params().total());
    }

    @Test
    void kindsOfTestedModelsHaveMeansAndModelsAnEnergy() {
        TestedModel one = TestedModel.of("one", "drawn", MODEL, IMAGES.test());
        TestedModel other =
                TestedModel.of("other", "chosen", MODEL, IMAGES.test().first(1));
        Table means = TestedModel.means("Kinds", List.of(one, other, one));
        ImageBatch batch = IMAGES.test().batch(2, 0);
        Table energies = TestedModel.energies("Energy", List.of(one), batch);

        assertThat(means.stringColumn("kind").asList()).containsExactly("drawn", "chosen");
        assertThat(means.intColumn("networks").asList()).containsExactly(2, 1);
        assertThat(means.doubleColumn("accuracy_percent").asList()).containsExactly(one.percent(), other.percent());
        assertThat(means.doubleColumn("spikes").get(0)).isEqualTo(one.spikes());
        assertThat(energies.columnNames())
                .containsExactly(
                        "network",
                        "accuracy_percent",
                        "spikes",
                        "microjoules",
                        "microjoules_int8",
                        "microjoules_without_spikes");
        assertThat(energies.doubleColumn("microjoules").get(0))
                .isEqualTo(MODEL.energy(batch).microjoules());
    }

    @Test
    void curvesOfSeveralModelsStandUnderOneAnother() {
        Map<String, TrainedModel> models = new LinkedHashMap<>();
        models.put("b", MODEL);
        models.put("a", MODEL);
        Table curves = LearningCurve.table(models);

        int epochs = MODEL.curve().epochs().size();
        assertThat(curves.rowCount()).isEqualTo(2 * epochs);
        assertThat(curves.stringColumn("series").get(0)).isEqualTo("b");
        assertThat(curves.doubleColumn("loss").get(epochs))
                .isEqualTo(curves.doubleColumn("loss").get(0));
        assertThatThrownBy(() -> LearningCurve.table(Map.of())).hasMessageContaining("at least one model");
    }
}
