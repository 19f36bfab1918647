package org.spikernel.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.Damage;

import static org.assertj.core.api.Assertions.assertThat;

/** What damage to files of images can do: an error that names the file, or what is said here, and nothing else. */
class DamagedFilesTest {

    private static final int COPIES = 2000;
    private static final String NAMES = "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n";

    @TempDir
    private Path data;

    private Path directory;

    @BeforeEach
    void write() throws IOException {
        directory = data.resolve("cifar-10-batches-bin");
        CifarFiles.write10(directory.resolve("data_batch_1.bin"), 3, 9);
        CifarFiles.write10(directory.resolve("test_batch.bin"), 5);
        Files.writeString(directory.resolve("batches.meta.txt"), NAMES);
    }

    /** The format has no checksum: one damaged byte is one wrong intensity or label, and whole images can be missing at the end. */
    @ParameterizedTest
    @ValueSource(strings = {"data_batch_1.bin", "test_batch.bin"})
    void damagedImagesAreRefusedOrDifferInOneByte(String name) throws IOException {
        Path file = directory.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        List<Damage> all = Damage.of(whole, COPIES, 1).toList();
        for (Damage damage : all) {
            Optional<Dataset> read = read(file, damage);
            if (read.isPresent()) {
                byte[] seen = bytes(
                        name.startsWith("test") ? read.get().test() : read.get().train());
                assertThat(damage.kind()).isNotEqualTo(Damage.Kind.APPEND);
                assertThat(seen).isEqualTo(damage.bytes());
            }
        }
    }

    /** The file of names has none either: a name can have another letter, and the last one can be cut short or be longer. */
    @Test
    void damagedNamesAreRefusedOrDifferInOneName() throws IOException {
        List<String> names = NAMES.lines().toList();
        List<Damage> all =
                Damage.of(NAMES.getBytes(StandardCharsets.UTF_8), COPIES, 2).toList();
        for (Damage damage : all) {
            Optional<Dataset> read = read(directory.resolve("batches.meta.txt"), damage);
            List<String> seen = read.map(Dataset::classNames).orElse(names);
            assertThat(seen).hasSameSizeAs(names).doesNotHaveDuplicates();
            assertThat(IntStream.range(0, names.size()).filter(i -> !seen.get(i).equals(names.get(i))))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private Optional<Dataset> read(Path file, Damage damage) throws IOException {
        Files.write(file, damage.bytes());
        try {
            return Optional.of(Datasets.cifar10(directory));
        } catch (DatasetException refused) {
            assertThat(refused).hasMessageContaining(file.toString());
            return Optional.empty();
        }
    }

    private static byte[] bytes(ImageSet images) {
        int record = 1 + CifarFormat.SHAPE.size();
        byte[] bytes = new byte[images.size() * record];
        for (int i = 0; i < images.size(); i++) {
            bytes[i * record] = (byte) images.label(i);
            System.arraycopy(images.image(i), 0, bytes, i * record + 1, record - 1);
        }
        return bytes;
    }
}
