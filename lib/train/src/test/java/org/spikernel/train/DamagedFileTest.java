package org.spikernel.train;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.Damage;
import org.spikernel.data.Dataset;
import org.spikernel.model.TrainedModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Models and checkpoints that disks, copies and strangers have changed. */
class DamagedFileTest {

    private static final int DAMAGES = 2_000;
    private static final Dataset IMAGES = TinyTraining.images();

    @TempDir
    private static Path undamaged;

    private static TrainedModel trained;

    @TempDir
    private Path directory;

    private Path model;
    private Path checkpoint;

    @BeforeAll
    static void train() {
        trained = TinyTraining.trainer()
                .checkpoint(undamaged.resolve("checkpoint.zip"))
                .fit(IMAGES);
        trained.save(undamaged.resolve("model.npz"));
    }

    @BeforeEach
    void copy() throws IOException {
        model = Files.copy(undamaged.resolve("model.npz"), directory.resolve("model.npz"));
        checkpoint = Files.copy(undamaged.resolve("checkpoint.zip"), directory.resolve("checkpoint.zip"));
    }

    private Trainer trainer() {
        return TinyTraining.trainer().checkpoint(checkpoint);
    }

    @Test
    void everyDamageToAModelIsSeen() throws IOException {
        forEveryDamage(
                model,
                damaged -> assertThatThrownBy(() -> TrainedModel.load(model))
                        .as(damaged)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(model + " is no trained model, or damaged: it is "));
        assertThat(Bits.of(TrainedModel.load(model))).isEqualTo(Bits.of(trained));
    }

    @Test
    void everyDamageToACheckpointIsSeen() throws IOException {
        forEveryDamage(
                checkpoint,
                damaged -> assertThatThrownBy(() -> trainer().fit(IMAGES))
                        .as(damaged)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(
                                checkpoint + " is no training checkpoint of this version, or damaged: it is "));
        assertThat(Bits.of(trainer().fit(IMAGES))).isEqualTo(Bits.of(trained));
    }

    /** Damages the file in every way, and puts it right in the end. */
    private static void forEveryDamage(Path file, Consumer<String> isSeen) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (Damage damage : Damage.of(whole, DAMAGES, 1).toList()) {
            Files.write(file, damage.bytes());
            isSeen.accept(damage.toString());
        }
        Files.write(file, whole);
    }

    @Test
    void damageIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        int weights = new String(whole, StandardCharsets.ISO_8859_1).indexOf("classifier.weights.npy") + 200;
        byte[] flipped = whole.clone();
        flipped[weights] ^= 1;
        byte[] renamed = new String(whole, StandardCharsets.ISO_8859_1)
                .replace("stem.weights.npy", "stem.Weights.npy")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> load(flipped))
                .hasMessageContaining("it is damaged: entry 'classifier.weights.npy' is not as it was written");
        assertThatThrownBy(() -> load(renamed))
                .hasMessageContaining("it is damaged: a name, size or place of its entries is not as it was written");
        assertThatThrownBy(() -> load(Arrays.copyOf(whole, whole.length - 1)))
                .hasMessageContaining("it does not end as it was written, so it was cut or added to");
        assertThatThrownBy(() -> load(new byte[0])).hasMessageContaining("it is no zip file, or damaged");
    }

    private void load(byte[] bytes) throws IOException {
        TrainedModel.load(Files.write(directory.resolve("changed.npz"), bytes));
    }

    @Test
    void filesOfTheFormatBeforeAreReadAndCheckedEntryByEntry() throws IOException {
        Path old = formatBefore(model);
        Path oldCheckpoint = formatBefore(checkpoint);
        byte[] whole = Files.readAllBytes(old);

        assertThat(Bits.of(TrainedModel.load(old))).isEqualTo(Bits.of(trained));
        assertThat(Bits.of(TinyTraining.trainer().checkpoint(oldCheckpoint).fit(IMAGES)))
                .isEqualTo(Bits.of(trained));
        whole[new String(whole, StandardCharsets.ISO_8859_1).indexOf("norm.mean.npy") + 160] ^= 4;
        assertThatThrownBy(() -> load(whole))
                .hasMessageContaining("it is damaged: entry 'norm.mean.npy' is not as it was written");
    }

    /** A file as earlier versions wrote it: deflated without compression, not sealed, text not escaped. */
    private Path formatBefore(Path file) throws IOException {
        Map<String, byte[]> contents = contents(file);
        contents.computeIfPresent("header.txt", (name, text) -> changed(text, ", format 2\n", ", format 1\n"));
        return zip(contents, Deflater.NO_COMPRESSION);
    }

    private static byte[] changed(byte[] text, String what, String to) {
        return new String(text, StandardCharsets.UTF_8).replace(what, to).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> contents(Path file) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return contents;
    }

    private Path zip(Map<String, byte[]> contents, int level) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(level);
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(content.getKey()));
                zip.write(content.getValue());
            }
        }
        return Files.write(Files.createTempFile(directory, "zip", ""), bytes.toByteArray());
    }

    @Test
    void sealIsMissedWhereItShouldBe() throws IOException {
        assertThatThrownBy(() -> TrainedModel.load(zip(contents(model), Deflater.NO_COMPRESSION)))
                .hasMessageContaining("it is damaged: it does not end as it was written");
    }

    @Test
    void entriesThatGrowAreRefusedUnread() throws IOException {
        byte[] zeros = new byte[64 << 20];

        for (String name : List.of("header.txt", "curve.csv", "stem.weights.npy")) {
            Map<String, byte[]> bomb = contents(formatBefore(model));
            bomb.put(name, zeros);
            String size =
                    name.endsWith(".npy") ? "'stem.weights.npy' should have 272 bytes" : name + "' should have at most";
            assertThatThrownBy(() -> TrainedModel.load(zip(bomb, Deflater.BEST_COMPRESSION)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no trained model, or damaged: ")
                    .hasMessageMatching("(?s).*(" + size + "|is compressed).*");
        }
        Map<String, byte[]> bomb = contents(formatBefore(checkpoint));
        bomb.put("network", zeros);
        Path file = zip(bomb, Deflater.BEST_COMPRESSION);
        assertThatThrownBy(() -> TinyTraining.trainer().checkpoint(file).fit(IMAGES))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no training checkpoint of this version, or damaged: ");
    }

    @Test
    void headerThatPromisesMoreThanTheFileHoldsIsRefused() throws IOException {
        Map<String, byte[]> contents = contents(formatBefore(model));
        contents.computeIfPresent(
                "header.txt", (name, text) -> changed(text, "Linear(features=2,", "Linear(features=2000000000,"));

        assertThatThrownBy(() -> TrainedModel.load(zip(contents, Deflater.NO_COMPRESSION)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'classifier.weights.npy' should have 512,000,000,128 bytes, but has ");
    }

    @Test
    void nonsenseInHeadersIsRefused() throws IOException {
        for (String line : List.of("answer: -1", "answer: x", "layer 1: BatchNorm() reads 7 at norm", "timesteps: 0")) {
            String name = line.substring(0, line.indexOf(": "));
            Map<String, byte[]> contents = contents(formatBefore(model));
            contents.computeIfPresent(
                    "header.txt",
                    (entry, text) -> new String(text, StandardCharsets.UTF_8)
                            .replaceFirst("(?m)^" + name + ": .*$", line)
                            .getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> TrainedModel.load(zip(contents, Deflater.NO_COMPRESSION)))
                    .as(line)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no trained model, or damaged: ");
        }
    }

    /** NumPy is what people of other languages read the files with. */
    @Test
    void numpyReadsTheWeights() throws Exception {
        Optional<List<String>> printed =
                python("import sys, numpy; file = numpy.load(sys.argv[1]); w = file['classifier.weights'];"
                        + " print(w.shape, w.dtype, float(w[3, 1]))");
        Assumptions.assumeTrue(printed.isPresent(), "Python has no NumPy here");

        float weight = trained.layers().get("classifier").weights()[7];
        assertThat(printed.get()).containsExactly("(64, 2) float32 " + Double.toString(weight));
    }

    private Optional<List<String>> python(String lines) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("python3", "-c", lines, model.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noPython) {
            return Optional.empty();
        }
        List<String> printed = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(printed::add);
        }
        return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
    }
}
