package org.spikernel.data;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.Shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CifarReaderTest {

    @TempDir
    private Path data;

    private Path directory;

    @BeforeEach
    void writeTwoTrainingBatchesAndATestBatch() throws IOException {
        directory = data.resolve("cifar-10-batches-bin");
        CifarFiles.write10(directory.resolve("data_batch_1.bin"), 3, 9);
        CifarFiles.write10(directory.resolve("data_batch_4.bin"), 0, 1, 2);
        CifarFiles.write10(directory.resolve("test_batch.bin"), 5);
    }

    @Test
    void readsAsManyTrainingBatchesAsThereAre() {
        Dataset images = Datasets.cifar10(data);

        assertThat(images)
                .hasToString(
                        "CIFAR-10, 2 of 5 training batches: 5 training images, 1 test images of [3, 32, 32] in 10 classes");
        assertThat(images.name()).isEqualTo("CIFAR-10");
        assertThat(images.train().all().labels()).containsExactly(3, 9, 0, 1, 2);
        assertThat(images.test().all().labels()).containsExactly(5);
        assertThat(images.classes()).isEqualTo(10);
        assertThat(images.channels()).isEqualTo(3);
        assertThat(images.rows()).isEqualTo(32);
        assertThat(images.columns()).isEqualTo(32);
    }

    @Test
    void planesAreRedGreenBlueRowByRow() {
        ImageSet train = Datasets.cifar10(directory).train();
        ImageBatch batch = train.all();

        assertThat(Byte.toUnsignedInt(train.image(1)[1024 + 32 * 5 + 6]))
                .isEqualTo(CifarFiles.intensity(1, 1024 + 32 * 5 + 6));
        assertThat(batch.pixel(3, 2, 31, 7)).isEqualTo((float)
                ((CifarFiles.intensity(1, 2048 + 32 * 31 + 7) / 255.0 - 0.4465) / 0.2615));
    }

    @Test
    void allTrainingBatchesNeedNoRemark() throws IOException {
        for (int i = 1; i <= 5; i++) {
            CifarFiles.write10(directory.resolve("data_batch_" + i + ".bin"), i);
        }

        assertThat(Datasets.cifar10(directory).description()).startsWith("CIFAR-10: 5 training images");
    }

    @Test
    void classNamesComeFromTheirFileAndAreNumbersWithoutIt() throws IOException {
        assertThat(Datasets.cifar10(directory).classNames())
                .startsWith("0", "1")
                .endsWith("9");

        Files.writeString(directory.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
        assertThat(Datasets.cifar10(directory).classNames())
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

        Files.writeString(directory.resolve("batches.meta.txt"), "a\nb\n");
        assertThatThrownBy(() -> Datasets.cifar10(directory))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("batches.meta.txt names 2 classes, expected 10");
    }

    @Test
    void cifar100TakesTheFineLabel() throws IOException {
        Path hundred = data.resolve("cifar-100-binary");
        CifarFiles.write100(hundred.resolve("train.bin"), new int[] {19, 0}, new int[] {99, 42});
        CifarFiles.write100(hundred.resolve("test.bin"), new int[] {1}, new int[] {0});
        String names = IntStream.range(0, 100).mapToObj(i -> "thing" + i).collect(Collectors.joining("\n"));
        Files.writeString(hundred.resolve("fine_label_names.txt"), names);
        Dataset images = Datasets.cifar100(data);

        assertThat(images).hasToString("CIFAR-100: 2 training images, 1 test images of [3, 32, 32] in 100 classes");
        assertThat(images.train().all().labels()).containsExactly(99, 42);
        assertThat(images.classNames().get(42)).isEqualTo("thing42");
        assertThat(images.train().normalisation().means()).containsExactly(0.5071, 0.4867, 0.4408);
        assertThat(Byte.toUnsignedInt(images.train().image(1)[9])).isEqualTo(CifarFiles.intensity(1, 9));
    }

    @Test
    void coarseLabelsOfTheSameImagesAreRead() throws IOException {
        Path hundred = data.resolve("cifar-100-binary");
        CifarFiles.write100(hundred.resolve("train.bin"), new int[] {19, 0}, new int[] {99, 42});
        CifarFiles.write100(hundred.resolve("test.bin"), new int[] {1}, new int[] {0});
        String names = IntStream.range(0, 20).mapToObj(i -> "kind" + i).collect(Collectors.joining("\n"));
        Files.writeString(hundred.resolve("coarse_label_names.txt"), names);
        Dataset images = Datasets.cifar100Coarse(data);

        assertThat(images)
                .hasToString("CIFAR-100 coarse: 2 training images, 1 test images of [3, 32, 32] in 20 classes");
        assertThat(images.train().all().labels()).containsExactly(19, 0);
        assertThat(images.classNames().get(19)).isEqualTo("kind19");
        assertThat(images.train().image(1))
                .isEqualTo(Datasets.cifar100(data).train().image(1));
    }

    @Test
    void truncatedFileSaysWhatItsLengthShouldBe() throws IOException {
        Path file = directory.resolve("data_batch_4.bin");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 9000));

        assertThatThrownBy(() -> Datasets.cifar10(data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("9,000 bytes, expected a multiple of 3,073")
                .hasMessageContaining("1 label byte and 3,072 pixels");
    }

    @Test
    void emptyFileIsTruncatedToo() throws IOException {
        Files.write(directory.resolve("test_batch.bin"), new byte[0]);

        assertThatThrownBy(() -> Datasets.cifar10(data)).hasMessageContaining("it has 0 bytes");
    }

    @Test
    void foreignFileIsRefused() throws IOException {
        Files.write(directory.resolve("test_batch.bin"), "a text of some kind".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Datasets.cifar10(data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("test_batch.bin is truncated or not a file of CIFAR-10: it has 19 bytes");
    }

    @Test
    void labelOutOfRangeNamesFileRecordAndLabel() throws IOException {
        CifarFiles.write10(directory.resolve("data_batch_4.bin"), 0, 10, 2);

        assertThatThrownBy(() -> Datasets.cifar10(data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("data_batch_4.bin")
                .hasMessageContaining("record 2 has label 10, expected 0 to 9");
    }

    @Test
    void coarseLabelOutOfRangeIsRefusedToo() throws IOException {
        Path hundred = data.resolve("cifar-100-binary");
        CifarFiles.write100(hundred.resolve("train.bin"), new int[] {20}, new int[] {0});
        CifarFiles.write100(hundred.resolve("test.bin"), new int[] {0}, new int[] {0});

        assertThatThrownBy(() -> Datasets.cifar100(data))
                .hasMessageContaining("record 1 has label 20, expected 0 to 19");
    }

    @Test
    void missingTestBatchIsNamed() throws IOException {
        Files.delete(directory.resolve("test_batch.bin"));

        assertThatThrownBy(() -> Datasets.cifar10(data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(directory + " lacks the test file test_batch.bin")
                .hasMessageContaining("./spikernel fetch cifar10");
    }

    @Test
    void missingTrainingBatchesAreNamed() throws IOException {
        Files.delete(directory.resolve("data_batch_1.bin"));
        Files.delete(directory.resolve("data_batch_4.bin"));

        assertThatThrownBy(() -> Datasets.cifar10(data))
                .hasMessageContaining("lacks a training file (data_batch_1.bin,");
    }

    @Test
    void namesFromAnyEditorAreRead() throws IOException {
        Path file = directory.resolve("batches.meta.txt");
        Files.writeString(file, "\uFEFFa\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh\r\nı\r\nğ\r\n\r\n");

        assertThat(Datasets.cifar10(directory).classNames())
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "ı", "ğ");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-9, byte 15", "UTF-16LE, byte 37", "UTF-16, byte 1"})
    void namesInAnotherEncodingAreRefusedWithTheirFile(String encoding, String place) throws IOException {
        Path file = directory.resolve("batches.meta.txt");
        Files.write(file, "a\nb\nc\nd\ne\nf\ng\nğ\nı\nö\n".getBytes(Charset.forName(encoding)));

        assertThatThrownBy(() -> Datasets.cifar10(directory))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file + " should be text in UTF-8, but " + place)
                .hasMessageContaining("save it as UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data_batch_1 | data_batch_1 there looks like CIFAR's version for Python",
                "batches.meta | batches.meta there looks like CIFAR's version for Python",
                "data_batch_1.mat | data_batch_1.mat there looks like CIFAR's version for Matlab",
                "cifar-10-binary.tar.gz | looks like an archive that has not been unpacked",
                "train.bin | looks like the file of CIFAR-100, which Datasets.cifar100 reads",
                "cifar-10-batches-py | looks like a directory that may hold them",
                "readme.html | lacks a training file (data_batch_1.bin,",
            })
    void anotherFolderIsToldApart(String entry, String message) throws IOException {
        Path other = Files.createDirectory(data.resolve("other"));
        Files.createFile(other.resolve(entry));

        assertThatThrownBy(() -> Datasets.cifar10(other))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("CIFAR-10 in " + other + " lacks a training file")
                .hasMessageContaining(message)
                .hasMessageContaining("`./spikernel fetch cifar10`");
    }

    @Test
    void whatIsNoFolderIsNamed() throws IOException {
        Path archive = Files.createFile(data.resolve("cifar-10-python.tar.gz"));
        Path empty = Files.createDirectory(data.resolve("empty"));

        assertThatThrownBy(() -> Datasets.cifar10(archive))
                .hasMessageContaining(archive + " is a file, an archive that has not been unpacked")
                .hasMessageContaining("`./spikernel fetch cifar10`");
        assertThatThrownBy(() -> Datasets.cifar10(directory.resolve("test_batch.bin")))
                .hasMessageContaining("test_batch.bin is a file, not a directory");
        assertThatThrownBy(() -> Datasets.cifar10(empty)).hasMessageContaining("; it is empty");
        assertThatThrownBy(() -> Datasets.cifar100(directory))
                .hasMessageContaining("data_batch_1.bin there looks like the files of CIFAR-10");
    }

    @Test
    void versionForPythonBesideIsMentioned() throws IOException {
        Path python = Files.createDirectories(data.resolve("python/cifar-10-batches-py"));
        DatasetLookup lookup =
                new DatasetLookup(CifarFormat.CIFAR_10, new DataDirectories(List.of(data.resolve("python"))));

        assertThat(lookup.isPresent()).isFalse();
        assertThat(lookup.orElseTextures().description())
                .contains("in place of CIFAR-10")
                .contains(python + " is another version, which is not read");
        assertThatThrownBy(lookup::orElseThrow).hasMessageContaining(python + " is another version");
    }

    @Test
    void directoryThatIsNotThereIsNamed() {
        Path nowhere = data.resolve("nowhere");

        assertThatThrownBy(() -> Datasets.cifar10(nowhere))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("there is no directory " + nowhere)
                .hasMessageContaining("`./spikernel fetch cifar10`");
    }

    @Test
    void realImagesHaveTheirPublishedMeanAndDeviation() {
        Path real = Shared.data("cifar-10-batches-bin");
        Dataset images = Datasets.cifar10(real);
        ImageBatch batch = images.train().batch(2000, 1);
        double sum = 0;
        double squares = 0;
        for (float pixel : batch.pixels()) {
            sum += pixel;
            squares += pixel * pixel;
        }

        assertThat(images.train().size()).isEqualTo(20_000);
        assertThat(images.test().size()).isEqualTo(10_000);
        assertThat(images.classNames()).startsWith("airplane").endsWith("truck");
        assertThat(sum / batch.pixels().length).isCloseTo(0, within(0.05));
        assertThat(squares / batch.pixels().length).isCloseTo(1, within(0.05));
        assertThat(IntStream.of(images.test().all().labels()).filter(label -> label == 3))
                .hasSize(1000);
    }
}
