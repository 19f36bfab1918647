package org.spikernel.data;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

    @Test
    void tenClassesAreTheUsualOnes() {
        Dataset ten = Datasets.textures(10);

        assertThat(ten).hasToString(textures.toString());
        assertThat(ten.train().fingerprint()).isEqualTo(textures.train().fingerprint());
        assertThat(ten.test().fingerprint()).isEqualTo(textures.test().fingerprint());
    }

    @Test
    void classesOfFewerAreTheFirstOfMoreWithTheSameImages() {
        Dataset twelve = Datasets.textures(12);
        Dataset three = Datasets.textures(3);

        assertThat(twelve)
                .hasToString(
                        "built-in textures: 2,400 training images, 1,200 test images of [3, 32, 32] in 12 classes");
        assertThat(twelve.name()).isEqualTo("12 textures");
        assertThat(twelve.classNames().subList(0, 10)).isEqualTo(textures.classNames());
        assertThat(three.classNames()).isEqualTo(textures.classNames().subList(0, 3));
        for (int number = 0; number < 100; number++) {
            for (int label = 0; label < 10; label++) {
                assertThat(twelve.test().image(12 * number + label))
                        .isEqualTo(textures.test().image(10 * number + label));
            }
            assertThat(three.test().image(3 * number + 2))
                    .isEqualTo(textures.test().image(10 * number + 2));
            assertThat(twelve.test().label(12 * number + 11)).isEqualTo(11);
        }
    }

    @Test
    void moreThanTenHaveTheSameBitsEverywhere() {
        assertThat(Datasets.textures(12).test().all().fingerprint()).isEqualTo("71d097a4ca42267a");
    }

    @Test
    void everyClassIsAnotherChoiceOfWeavesAndTheLastOnesLackSome() {
        List<String> names = Textures.classNames(Textures.MOST_CLASSES);

        assertThat(names).hasSize(125).doesNotHaveDuplicates();
        assertThat(names.subList(0, 64)).noneMatch(name -> name.contains("plain"));
        assertThat(names.subList(64, 125)).allMatch(name -> name.contains("plain"));
    }

    @Test
    void structureTellsMoreClassesToo() {
        Dataset fifteen = Datasets.textures(15);

        assertThat(Recognition.of(fifteen, Recognition::colour)).isBetween(0.03, 0.13);
        assertThat(Recognition.of(fifteen, Recognition.within(6))).isBetween(0.3, 0.9);
    }

    @Test
    void asManyAsCannotBeMadeAreRefused() {
        for (int classes : new int[] {1, 126, -3}) {
            assertThatThrownBy(() -> Datasets.textures(classes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("textures have 2 to 125 classes, but " + classes + " were asked for");
        }
    }
}
