package org.spikernel.data;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageBatchTest {

    private static final Shape SHAPE = new Shape(1, 1, 2);

    @Test
    void pixelsLieInSampleChannelRowColumnOrder() {
        float[] pixels = new float[2 * 24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i;
        }
        ImageBatch batch = ImageBatch.of(new Shape(2, 3, 4), pixels, new int[] {5, 6});

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.pixel(1, 0, 2, 3)).isEqualTo(24 + 8 + 3);
        assertThat(batch.pixel(0, 1, 1, 0)).isEqualTo(12 + 4);
        assertThat(batch.label(1)).isEqualTo(6);
    }

    @Test
    void cannotBeChangedFromOutside() {
        float[] pixels = {1, 2};
        int[] labels = {3};
        ImageBatch batch = ImageBatch.of(SHAPE, pixels, labels);
        String fingerprint = batch.fingerprint();
        pixels[0] = 9;
        labels[0] = 9;
        batch.pixels()[1] = 9;
        batch.labels()[0] = 9;

        assertThat(batch.pixels()).containsExactly(1, 2);
        assertThat(batch.labels()).containsExactly(3);
        assertThat(batch.fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void fingerprintTellsShapePixelsAndLabelsApart() {
        String fingerprint =
                ImageBatch.of(SHAPE, new float[] {1, 2}, new int[] {3}).fingerprint();

        assertThat(fingerprint)
                .isEqualTo("8c46437529b1f3c7")
                .isNotEqualTo(ImageBatch.of(SHAPE, new float[] {1, Math.nextUp(2f)}, new int[] {3})
                        .fingerprint())
                .isNotEqualTo(
                        ImageBatch.of(SHAPE, new float[] {2, 1}, new int[] {3}).fingerprint())
                .isNotEqualTo(
                        ImageBatch.of(SHAPE, new float[] {1, 2}, new int[] {4}).fingerprint())
                .isNotEqualTo(ImageBatch.of(new Shape(1, 2, 1), new float[] {1, 2}, new int[] {3})
                        .fingerprint());
    }

    @Test
    void equalBatchesHaveEqualPixelsAndLabels() {
        ImageBatch batch = ImageBatch.of(SHAPE, new float[] {1, 2}, new int[] {3});

        assertThat(batch)
                .isEqualTo(ImageBatch.of(SHAPE, new float[] {1, 2}, new int[] {3}))
                .hasSameHashCodeAs(ImageBatch.of(SHAPE, new float[] {1, 2}, new int[] {3}))
                .isNotEqualTo(ImageBatch.of(SHAPE, new float[] {1, 3}, new int[] {3}))
                .hasToString("batch of 1 images of [1, 1, 2], fingerprint 8c46437529b1f3c7");
    }

    @Test
    void badPartsAreNamed() {
        assertThatThrownBy(() -> ImageBatch.of(SHAPE, new float[0], new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch needs at least one image, but has none");
        assertThatThrownBy(() -> ImageBatch.of(SHAPE, new float[3], new int[2]))
                .hasMessage("a batch of 2 images of [1, 1, 2] needs 4 pixels, but has 3");
        assertThatThrownBy(() -> ImageBatch.of(SHAPE, new float[] {0, 0, 0, Float.NaN}, new int[2]))
                .hasMessage("pixels must be finite, but pixel 1 of image 1 is NaN");
        assertThatThrownBy(() -> ImageBatch.of(SHAPE, new float[2], new int[] {-1}))
                .hasMessage("labels count from 0, but that of image 0 is -1");
        assertThatThrownBy(() -> new Shape(3, 0, 32)).hasMessageContaining("but is [3, 0, 32]");
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0,0", "2,0,0,0", "0,-1,0,0", "0,2,0,0", "0,0,-1,0", "0,0,3,0", "0,0,0,-1", "0,0,0,4", "0,1,0,-4"})
    void pixelThatIsNotThereIsNotTheOneBesideIt(int image, int channel, int row, int column) {
        ImageBatch batch = ImageBatch.of(new Shape(2, 3, 4), new float[2 * 24], new int[] {5, 6});

        assertThatThrownBy(() -> batch.pixel(image, channel, row, column))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage(
                        "a batch of 2 images of [2, 3, 4] has no pixel at image %d, channel %d, row %d, column %d;"
                                + " all count from 0",
                        image, channel, row, column);
    }

    @Property(tries = 100)
    void bytesAreTheirOwnIntensitiesAgain(
            @ForAll @DoubleRange(min = -1, max = 2) double mean,
            @ForAll @DoubleRange(min = 0.01, max = 5) double deviation) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Normalisation normalisation = new Normalisation(List.of(mean), List.of(deviation));

        float[] intensities = ImageSet.of(new Shape(1, 16, 16), all, new int[1], normalisation)
                .all()
                .intensities();

        for (int i = 0; i < all.length; i++) {
            assertThat(intensities[i]).isEqualTo(i / 255f);
        }
    }

    @Test
    void intensitiesBelongToANormalisation() {
        Shape pixel = new Shape(1, 1, 2);
        float[] pixels = {0.25f, 1};
        ImageBatch known = ImageBatch.of(pixel, pixels, new int[1], Normalisation.none(1));

        assertThat(known.intensities()).containsExactly(0.25f, 1);
        assertThat(known.normalisation()).contains(Normalisation.none(1));
        assertThat(known).isNotEqualTo(ImageBatch.of(pixel, pixels, new int[1]));
        assertThatThrownBy(() -> ImageBatch.of(pixel, pixels, new int[1]).intensities())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody has said how its pixels were normalised");
        assertThatThrownBy(() -> ImageBatch.of(pixel, new float[] {0, -1.5f}, new int[1], Normalisation.none(1))
                        .intensities())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pixel 1 of image 0, which is -1.5 when normalised, had -1.5 by Normalisation[");
        assertThatThrownBy(() -> ImageBatch.of(pixel, pixels, new int[1], Normalisation.none(3)))
                .hasMessageContaining("images of [1, 1, 2] need a normalisation of 1 channels, but it has 3");
    }
}
