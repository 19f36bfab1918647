package org.spikernel.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;

class AugmentationTest {

    private static final Shape SHAPE = new Shape(2, 3, 4);

    @Property
    void cropAndFlipReadsThePaddedImage(
            @ForAll @Size(24) byte[] image,
            @ForAll @IntRange(min = -4, max = 4) int down,
            @ForAll @IntRange(min = -4, max = 4) int right,
            @ForAll boolean flip) {
        byte[] result = CropAndFlip.transform(image, SHAPE, down, right, flip);
        for (int channel = 0; channel < 2; channel++) {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 4; column++) {
                    int seen = flip ? 3 - column : column;
                    assertThat(result[channel * 12 + row * 4 + column])
                            .isEqualTo(padded(image, channel, row + down, seen + right));
                }
            }
        }
    }

    private static byte padded(byte[] image, int channel, int row, int column) {
        boolean inside = row >= 0 && row < 3 && column >= 0 && column < 4;
        return inside ? image[channel * 12 + row * 4 + column] : 0;
    }

    @Test
    void everyCropAndFlipComesUpAndTheImageIsNotChanged() {
        byte[] image = new byte[24];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i + 1);
        }
        byte[] original = image.clone();
        Set<String> results = new HashSet<>();
        RandomStream random = RandomStream.at(1, "augmentation");
        for (int i = 0; i < 2000; i++) {
            results.add(Arrays.toString(Augmentation.cropAndFlip().apply(image, SHAPE, random)));
        }

        // Of 9 x 9 crops, 5 x 7 show a part of an image of 3 rows and 4 columns, twice for the flip; the others are
        // black.
        assertThat(results).hasSize(2 * 5 * 7 + 1);
        assertThat(image).isEqualTo(original);
    }

    @Test
    void noneKeepsTheImage() {
        byte[] image = {1, 2};

        assertThat(Augmentation.none().apply(image, new Shape(1, 1, 2), RandomStream.at(1)))
                .containsExactly(1, 2);
    }

    @Test
    void augmentationsSayWhatTheyDo() {
        assertThat(Augmentation.none()).hasToString("none");
        assertThat(Augmentation.cropAndFlip()).hasToString("crop with padding 4 and flip");
    }
}
