package org.spikernel.data;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TexturesTest {

    private final Dataset textures = Datasets.textures();

    @Test
    void haveTheSameBitsEverywhere() {
        assertThat(textures.train().all().fingerprint()).isEqualTo("5a3320a1d9e5a93a");
        assertThat(textures.test().all().fingerprint()).isEqualTo("de06287ed2305d3c");
    }

    @Test
    void everyClassHasItsShare() {
        assertThat(textures.classNames())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .contains("rows-columns-checks", "checks-diamonds-diamonds");
        for (int label = 0; label < 10; label++) {
            assertThat(count(textures.train(), label)).isEqualTo(200);
            assertThat(count(textures.test(), label)).isEqualTo(100);
        }
    }

    private static long count(ImageSet images, int label) {
        return IntStream.of(images.all().labels())
                .filter(other -> other == label)
                .count();
    }

    @Test
    void areNormalisedWithTheirOwnMeanAndDeviation() {
        float[] pixels = textures.train().all().pixels();
        double sum = 0;
        double squares = 0;
        for (float pixel : pixels) {
            sum += pixel;
            squares += pixel * pixel;
        }

        assertThat(sum / pixels.length).isCloseTo(0, within(1e-3));
        assertThat(squares / pixels.length).isCloseTo(1, within(1e-3));
    }

    @Test
    void neitherPixelsNorColoursTellTheClass() {
        assertThat(Recognition.of(textures, Recognition::pixels)).isBetween(0.05, 0.2);
        assertThat(Recognition.of(textures, Recognition::colour)).isBetween(0.05, 0.2);
    }

    @Test
    void structureWithinASmallNeighbourhoodTellsLessThanThatWithinALargeOne() {
        double within3 = Recognition.of(textures, Recognition.within(2));
        double within5 = Recognition.of(textures, Recognition.within(4));
        double within7 = Recognition.of(textures, Recognition.within(6));

        assertThat(within3).isBetween(0.2, 0.6);
        assertThat(within5).isGreaterThan(within3 + 0.03);
        assertThat(within7).isGreaterThan(within5 + 0.03).isLessThan(0.9);
    }
}
