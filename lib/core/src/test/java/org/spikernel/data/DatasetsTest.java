package org.spikernel.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatasetsTest {

    @TempDir
    private Path work;

    @Test
    void environmentNamesThePlacesInOrder() {
        Map<String, String> environment =
                Map.of("SPIKERNEL_DATA", work.resolve("mine").toString(), "SPIKERNEL_HOME", "home");

        assertThat(DataDirectories.of(environment, work).places())
                .containsExactly(work.resolve("mine"), work.resolve("home/data"), work.resolve("data"));
        assertThat(DataDirectories.of(environment, work).target()).isEqualTo(work.resolve("mine"));
    }

    @Test
    void withoutEnvironmentTheWorkingDirectoryIsTheOnlyPlace() {
        assertThat(DataDirectories.of(Map.of("SPIKERNEL_DATA", " "), work).places())
                .containsExactly(work.resolve("data"));
        assertThat(DataDirectories.of(Map.of("SPIKERNEL_HOME", work.toString()), work)
                        .places())
                .containsExactly(work.resolve("data"));
    }

    @Test
    void realImagesComeFirst() throws IOException {
        CifarFiles.write10(work.resolve("data/cifar-10-batches-bin/data_batch_1.bin"), 3);
        CifarFiles.write10(work.resolve("data/cifar-10-batches-bin/test_batch.bin"), 4);
        DatasetLookup lookup = lookup(Map.of("SPIKERNEL_DATA", "elsewhere"));

        assertThat(lookup.isPresent()).isTrue();
        assertThat(lookup).hasToString("CIFAR-10 in " + work.resolve("data/cifar-10-batches-bin"));
        assertThat(lookup.orElseTextures().name()).isEqualTo("CIFAR-10");
        assertThat(lookup.orElseThrow().train().label(0)).isEqualTo(3);
    }

    @Test
    void fewerImagesAreTheFirstOnesAndTheDescriptionSaysSo() {
        Dataset textures = Datasets.textures();
        Dataset fewer = textures.first(30, 5000);

        assertThat(fewer).hasToString(textures + "; of these the first 30 and 1,000");
        assertThat(fewer.train().size()).isEqualTo(30);
        assertThat(fewer.train().image(29)).isEqualTo(textures.train().image(29));
        assertThat(fewer.test().size()).isEqualTo(1000);
        assertThat(fewer.classNames()).isEqualTo(textures.classNames());
    }

    @Test
    void texturesTakeTheirPlaceAndSaySo() {
        Dataset images = lookup(Map.of()).orElseTextures();

        assertThat(images.name()).isEqualTo("textures");
        assertThat(images)
                .hasToString("built-in textures in place of CIFAR-10 (`./spikernel fetch cifar10` gets it):"
                        + " 2,000 training images, 1,000 test images of [3, 32, 32] in 10 classes");
    }

    @Test
    void missingImagesSayWhereTheyWereLookedFor() {
        DatasetLookup lookup = lookup(Map.of("SPIKERNEL_DATA", "mine", "SPIKERNEL_HOME", "home"));

        assertThat(lookup.isPresent()).isFalse();
        assertThatThrownBy(lookup::orElseThrow)
                .isInstanceOf(DatasetException.class)
                .hasMessage(lookup.toString())
                .hasMessageContaining("CIFAR-10 was not found")
                .hasMessageContaining(work.resolve("mine/cifar-10-batches-bin").toString())
                .hasMessageContaining(
                        work.resolve("home/data/cifar-10-batches-bin").toString())
                .hasMessageContaining(work.resolve("data/cifar-10-batches-bin").toString())
                .hasMessageContaining("`./spikernel fetch cifar10` gets it")
                .hasMessageContaining("SPIKERNEL_DATA");
    }

    /** A superuser may look into every directory of a disk, but nobody into those of an archive: Java says that they cannot be entered. */
    @Test
    void directoriesThatMayNotBeLookedIntoAreSaid() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(work.resolve("closed.zip"), Map.of("create", "true"))) {
            Path mine = Files.createDirectory(archive.getPath("/mine"));
            DatasetLookup lookup = new DatasetLookup(CifarFormat.CIFAR_10, new DataDirectories(List.of(mine)));

            assertThat(lookup.orElseTextures().description()).contains("; this user may not look into " + mine);
            assertThatThrownBy(lookup::orElseThrow).hasMessageContaining("; this user may not look into " + mine);
        }
    }

    @Test
    void whatKeepsAFileFromBeingReadIsSaidInWords() {
        assertThat(new DatasetException("cannot read it", new AccessDeniedException("a.bin")))
                .hasMessage("cannot read it (permission denied for a.bin)");
        assertThat(new DatasetException("cannot read it", new NoSuchFileException("a.bin")))
                .hasMessage("cannot read it (there is no a.bin)");
    }

    @Test
    void damagedImagesAreNotReplacedInSilence() throws IOException {
        Files.createDirectories(work.resolve("data/cifar-10-batches-bin"));
        DatasetLookup lookup = lookup(Map.of());

        assertThatThrownBy(lookup::orElseTextures)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("lacks a training file");
    }

    @Test
    void everyFormatIsInTheManifest() {
        assertThat(List.of(CifarFormat.values()))
                .extracting(format -> format.archive().title())
                .containsExactly("CIFAR-10", "CIFAR-100", "CIFAR-100");
        assertThat(Datasets.cifar100().toString()).contains("cifar-100-binary");
    }

    @Test
    void partsOfADatasetMustAgree() {
        ImageSet images = Images.numbered(3);
        ImageSet others = ImageSet.of(new Shape(2, 1, 1), new byte[2], new int[1], Images.NORMALIZATION);

        assertThatThrownBy(() -> new Dataset("mine", "my images", List.of("a", "b"), images, images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine has 2 classes, so labels from 0 to 1, but image 2 has label 2");
        assertThatThrownBy(() -> new Dataset("mine", "my images", List.of("a", "b", "c"), images, others))
                .hasMessage("mine needs images of one shape, but trains on [2, 3, 4] and tests on [2, 1, 1]");
    }

    private DatasetLookup lookup(Map<String, String> environment) {
        return new DatasetLookup(CifarFormat.CIFAR_10, DataDirectories.of(environment, work));
    }

    @Test
    void trainingImagesAreHeldOut() {
        Dataset textures = Datasets.textures().first(30, 10);
        Dataset split = textures.holdingOut(6);

        assertThat(split.train().size()).isEqualTo(24);
        assertThat(split.test().size()).isEqualTo(6);
        assertThat(split.train().image(23)).isEqualTo(textures.train().image(23));
        assertThat(split.test().image(0)).isEqualTo(textures.train().image(24));
        assertThat(split.test().label(5)).isEqualTo(textures.train().label(29));
        assertThat(split.description()).endsWith("; the last 6 of the training images held out to test with");
        assertThatThrownBy(() -> textures.holdingOut(30))
                .hasMessageContaining("1 to 29 can be held out, but 30 were asked for");
    }
}
