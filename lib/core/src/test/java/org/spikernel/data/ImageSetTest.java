package org.spikernel.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageSetTest {

    @Property(tries = 200)
    void passHoldsEveryImageOnceAndOnlyItsLastBatchIsShorter(
            @ForAll @IntRange(min = 1, max = 50) int count,
            @ForAll @IntRange(min = 1, max = 50) int batchSize,
            @ForAll long seed) {
        int size = Math.min(batchSize, count);
        List<ImageBatch> batches = list(Images.numbered(count).batches(size, seed));

        assertThat(batches.stream().flatMapToInt(batch -> IntStream.of(batch.labels())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).boxed().toList());
        assertThat(batches.subList(0, batches.size() - 1)).allMatch(batch -> batch.size() == size);
        assertThat(batches.get(batches.size() - 1).size()).isEqualTo(count - size * (batches.size() - 1));
    }

    @Property(tries = 100)
    void sameSeedGivesTheSameBatchWhichIsTheFirstOfThePass(
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
        ImageSet images = Images.numbered(20);

        assertThat(images.batch(size, seed))
                .isEqualTo(Images.numbered(20).batch(size, seed))
                .isEqualTo(images.batches(size, seed).iterator().next());
    }

    @Test
    void imagesInOrderComeOnceWithAShorterLastBatch() {
        List<ImageBatch> batches = list(Images.numbered(10).inOrder(4));

        assertThat(batches).extracting(ImageBatch::size).containsExactly(4, 4, 2);
        assertThat(batches.stream().flatMapToInt(batch -> IntStream.of(batch.labels())))
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
        assertThatThrownBy(() -> Images.numbered(1).inOrder(0)).hasMessageContaining("0 were asked for");
    }

    @Test
    void fingerprintTellsBytesLabelsAndNormalisationApart() {
        byte[] bytes = new byte[Images.SHAPE.size()];
        byte[] others = bytes.clone();
        others[7] = 1;
        Normalisation other = new Normalisation(List.of(0.5, 0.25), List.of(0.2, 0.5));
        ImageSet images = ImageSet.of(Images.SHAPE, bytes, new int[] {1}, Images.NORMALIZATION);

        assertThat(images.fingerprint())
                .hasSize(16)
                .isEqualTo(ImageSet.of(Images.SHAPE, bytes, new int[] {1}, Images.NORMALIZATION)
                        .fingerprint())
                .isNotEqualTo(ImageSet.of(Images.SHAPE, others, new int[] {1}, Images.NORMALIZATION)
                        .fingerprint())
                .isNotEqualTo(ImageSet.of(Images.SHAPE, bytes, new int[] {2}, Images.NORMALIZATION)
                        .fingerprint())
                .isNotEqualTo(
                        ImageSet.of(Images.SHAPE, bytes, new int[] {1}, other).fingerprint());
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        ImageSet images = Images.numbered(50);

        assertThat(images.batch(50, 1).labels())
                .isNotEqualTo(images.batch(50, 2).labels());
    }

    @Property(tries = 100)
    void batchHoldsTheNormalisedBytesOfItsImages(@ForAll long seed) {
        ImageSet images = Images.numbered(9);
        ImageBatch batch = images.batch(4, seed);
        for (int sample = 0; sample < batch.size(); sample++) {
            byte[] image = images.image(batch.label(sample));
            for (int i = 0; i < image.length; i++) {
                int channel = i / 12;
                float pixel = batch.pixel(sample, channel, i / 4 % 3, i % 4);
                assertThat(pixel).isEqualTo(Images.NORMALIZATION.normalise(Byte.toUnsignedInt(image[i]), channel));
                assertThat((byte) Images.NORMALIZATION.intensity(pixel, channel))
                        .isEqualTo(image[i]);
            }
        }
    }

    @Property(tries = 50)
    void augmentationOfAnImageDoesNotDependOnTheSizeOfItsBatch(
            @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
        ImageSet images = Images.numbered(12);

        assertThat(pixels(images.batches(size, seed, Augmentation.cropAndFlip())))
                .isEqualTo(pixels(images.batches(12, seed, Augmentation.cropAndFlip())));
    }

    @Test
    void augmentationChangesImagesButNotTheirOrder() {
        ImageSet images = Images.numbered(12);
        ImageBatch plain = images.batch(12, 5);
        ImageBatch augmented =
                images.batches(12, 5, Augmentation.cropAndFlip()).iterator().next();

        assertThat(augmented.labels()).isEqualTo(plain.labels());
        assertThat(augmented.pixels()).isNotEqualTo(plain.pixels());
        assertThat(images.batches(12, 5, Augmentation.none()).iterator().next()).isEqualTo(plain);
    }

    @Test
    void passCanBeTakenTwiceAndEnds() {
        Iterable<ImageBatch> pass = Images.numbered(5).batches(2, 3);
        Iterator<ImageBatch> iterator = pass.iterator();
        iterator.next();
        iterator.next();
        iterator.next();

        assertThat(list(pass)).hasSize(3).isEqualTo(list(pass));
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("all 5 images");
    }

    @Test
    void firstKeepsTheOrder() {
        ImageSet images = Images.numbered(10);
        ImageSet first = images.first(3);

        assertThat(first.size()).isEqualTo(3);
        assertThat(first.all().labels()).containsExactly(0, 1, 2);
        assertThat(first.image(2)).isEqualTo(images.image(2));
        assertThat(first).hasToString("3 images of [2, 3, 4]");
    }

    @Property(tries = 100)
    void aCroppedImageIsTheMiddleOfItsMaps(
            @ForAll @IntRange(min = 1, max = 3) int rows, @ForAll @IntRange(min = 1, max = 4) int columns) {
        byte[] bytes = new byte[2 * Images.SHAPE.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        ImageSet images = ImageSet.of(Images.SHAPE, bytes, new int[] {4, 7}, Images.NORMALIZATION);

        ImageSet cropped = images.cropped(rows, columns);

        assertThat(cropped.imageShape()).isEqualTo(new Shape(2, rows, columns));
        assertThat(cropped.label(1)).isEqualTo(7);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int from = (3 + (3 - rows) / 2 + row) * 4 + (4 - columns) / 2 + column;
                assertThat(cropped.image(1)[(rows + row) * columns + column]).isEqualTo(images.image(1)[from]);
            }
        }
    }

    @Test
    void whatIsNotInAnImageCannotBeCutOut() {
        assertThatThrownBy(() -> Images.numbered(1).cropped(4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from 1x1 to 3x4 pixels can be cut out of images of [2, 3, 4], but 4x4 were asked for");
        assertThatThrownBy(() -> Images.numbered(1).cropped(0, 4)).hasMessageContaining("but 0x4 were asked for");
    }

    @Test
    void imagesCannotBeChangedFromOutside() {
        byte[] bytes = new byte[Images.SHAPE.size()];
        int[] labels = {7};
        ImageSet images = ImageSet.of(Images.SHAPE, bytes, labels, Images.NORMALIZATION);
        bytes[0] = 1;
        labels[0] = 1;
        images.image(0)[0] = 2;

        assertThat(images.image(0)[0]).isZero();
        assertThat(images.label(0)).isEqualTo(7);
    }

    @Test
    void badRequestsSayWhatIsPossible() {
        ImageSet images = Images.numbered(10);

        assertThatThrownBy(() -> images.batch(11, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from 1 to 10 images can be taken from this set, but 11 were asked for");
        assertThatThrownBy(() -> images.batches(0, 1)).hasMessageContaining("but 0 were asked for");
        assertThatThrownBy(() -> images.first(-1)).hasMessageContaining("but -1 were asked for");
        assertThatThrownBy(() -> images.image(10))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("images count from 0 to 9, but image 10 was asked for");
        assertThatThrownBy(() -> images.label(-1)).hasMessageContaining("image -1");
    }

    @Test
    void partsMustAgree() {
        assertThatThrownBy(() -> ImageSet.of(Images.SHAPE, new byte[0], new int[0], Images.NORMALIZATION))
                .hasMessageContaining("at least one image");
        assertThatThrownBy(() -> ImageSet.of(Images.SHAPE, new byte[47], new int[2], Images.NORMALIZATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 images of [2, 3, 4] need 48 bytes, but there are 47");
        assertThatThrownBy(() -> ImageSet.of(new Shape(1, 3, 4), new byte[12], new int[1], Images.NORMALIZATION))
                .hasMessageContaining("a normalisation of 1 channels, but it has 2");
        assertThatThrownBy(() -> ImageSet.of(Images.SHAPE, new byte[24], new int[] {-2}, Images.NORMALIZATION))
                .hasMessage("labels count from 0, but one is -2");
    }

    private static List<ImageBatch> list(Iterable<ImageBatch> batches) {
        return StreamSupport.stream(batches.spliterator(), false).toList();
    }

    private static List<Float> pixels(Iterable<ImageBatch> batches) {
        List<Float> pixels = new ArrayList<>();
        for (ImageBatch batch : batches) {
            for (float pixel : batch.pixels()) {
                pixels.add(pixel);
            }
        }
        return pixels;
    }

    @Test
    void moreSamplesThanOneSetCanKeepAreRefused() {
        EventFrames sample = EventFrames.of(128, 128, List.of(), 20, EventFrames.Slices.OF_EQUAL_TIME);

        for (int samples : new int[] {3_277, 6_554, 10_000}) {
            assertThatThrownBy(() -> ImageSet.ofFrames(Collections.nCopies(samples, sample), new int[samples]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 3,276 samples of 20 frames of [2, 128, 128], but found ");
        }
    }
}
