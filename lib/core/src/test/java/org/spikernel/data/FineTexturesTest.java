package org.spikernel.data;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FineTexturesTest {

    private final Dataset textures = Datasets.fineTextures();

    @Test
    void haveTheSameBitsEverywhere() {
        assertThat(textures.train().all().fingerprint()).isEqualTo("9bae36c9ce447dc1");
        assertThat(textures.test().all().fingerprint()).isEqualTo("f9d785bc15735ffe");
    }

    @Test
    void areAsManyAsTheOtherTexturesAndOfTheirShape() {
        Dataset others = Datasets.textures();

        assertThat(textures.classNames()).hasSize(10).doesNotHaveDuplicates().contains("flat", "rows-checks");
        assertThat(textures.train().all().labels())
                .isEqualTo(others.train().all().labels());
        assertThat(textures.test().all().labels()).isEqualTo(others.test().all().labels());
        assertThat(textures.imageShape()).isEqualTo(others.imageShape());
        assertThat(textures.description()).startsWith("built-in fine textures: 2,000 training images");
    }

    @Test
    void neitherPixelsNorColoursTellTheClass() {
        assertThat(Recognition.of(textures, Recognition::pixels)).isBetween(0.05, 0.2);
        assertThat(Recognition.of(textures, Recognition::colour)).isBetween(0.05, 0.2);
    }

    @Test
    void everySinglePixelIsDistributedAlikeInAllClasses() {
        double[][] shares = new double[10][4];
        for (int i = 0; i < textures.train().size(); i++) {
            for (byte pixel : textures.train().image(i)) {
                shares[textures.train().label(i)][Byte.toUnsignedInt(pixel) / 64] += 1.0 / (200 * 3072);
            }
        }

        for (double[] share : shares) {
            assertThat(share).containsExactly(shares[0], within(0.02));
        }
    }

    @Test
    void adjacentPixelsTellTheClassAndPixelsFurtherApartDoNot() {
        double adjacent = Recognition.of(textures, Recognition.within(1));
        double within7 = Recognition.of(textures, Recognition.within(6));

        assertThat(adjacent).isBetween(0.5, 0.99);
        assertThat(within7).isLessThan(adjacent + 0.01);
        assertThat(Recognition.of(textures, Recognition.beyond(1, 6))).isBetween(0.05, 0.2);
    }

    @Test
    void blocksAreIndependentOfOneAnother() {
        double[] products = new double[2];
        for (int i = 0; i < textures.train().size(); i++) {
            if (textures.train().label(i) == 0) {
                double[] pixels = Recognition.pixels(textures.train(), i);
                double mean = IntStream.range(0, 1024)
                        .mapToDouble(at -> pixels[at])
                        .average()
                        .orElseThrow();
                for (int at = 0; at + 1 < 1024; at++) {
                    products[at % 2] += (pixels[at] - mean) * (pixels[at + 1] - mean);
                }
            }
        }

        assertThat(products[1]).as("across the border of blocks").isLessThan(products[0] / 2);
    }
}
