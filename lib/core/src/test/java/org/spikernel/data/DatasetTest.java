package org.spikernel.data;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatasetTest {

    private static final ImageSet IMAGES = ImageSet.of(
            new Shape(1, 2, 2), new byte[8], new int[] {0, 1}, new Normalisation(List.of(0.5), List.of(0.5)));

    private static Dataset named(String... classNames) {
        return new Dataset("pets", "pets", List.of(classNames), IMAGES, IMAGES);
    }

    @Test
    void twoClassesOfOneNameAreRefused() {
        assertThatThrownBy(() -> named("cat", "dog", "cat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pets needs another name for every class, but classes 0 and 2 are both called 'cat'");
    }

    @Test
    void classesWithoutANameAreRefused() {
        assertThatThrownBy(() -> named("cat", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pets needs a name for every class, but that of class 1 is ' '");
    }

    @Test
    void anyOtherNameIsKept() {
        assertThat(named("cat\nand dog", "cat\tand dog ").classNames())
                .containsExactly("cat\nand dog", "cat\tand dog ");
    }

    @Test
    void aDatasetOfCroppedImagesSaysSo() {
        Dataset cropped = named("cat", "dog").cropped(1, 2);

        assertThat(cropped.imageShape()).isEqualTo(new Shape(1, 1, 2));
        assertThat(cropped.description()).isEqualTo("pets; of each the middle 1x2 pixels");
        assertThat(cropped.train().fingerprint()).isNotEqualTo(IMAGES.fingerprint());
    }

    @Test
    void someClassesAreLabelledInTheOrderInWhichTheyAreNamed() {
        Dataset all = Datasets.textures(5);
        List<String> names = all.classNames();

        Dataset some = all.ofClasses(names.get(4), names.get(1));

        assertThat(some.classNames()).containsExactly(names.get(4), names.get(1));
        assertThat(some.description()).endsWith("; of these the classes " + names.get(4) + ", " + names.get(1));
        for (Function<Dataset, ImageSet> part : List.<Function<Dataset, ImageSet>>of(Dataset::train, Dataset::test)) {
            ImageSet before = part.apply(all);
            ImageSet after = part.apply(some);
            int[] kept = IntStream.range(0, before.size())
                    .filter(i -> before.label(i) == 4 || before.label(i) == 1)
                    .toArray();
            assertThat(after.size()).isEqualTo(kept.length);
            for (int i = 0; i < kept.length; i++) {
                assertThat(after.image(i)).isEqualTo(before.image(kept[i]));
                assertThat(after.label(i)).isEqualTo(before.label(kept[i]) == 4 ? 0 : 1);
            }
        }
    }

    @Test
    void theFirstClassesKeepTheirLabels() {
        Dataset two = Datasets.textures(5).firstClasses(2);

        assertThat(two.classNames()).isEqualTo(Datasets.textures(5).classNames().subList(0, 2));
        assertThat(two.train().imagesOfClasses(2)).doesNotContain(0);
        assertThat(Datasets.textures(5).firstClasses(5).train().fingerprint())
                .isEqualTo(Datasets.textures(5).train().fingerprint());
    }

    @Test
    void classesThatAreNotThereAreRefused() {
        assertThatThrownBy(() -> named("cat", "dog").ofClasses("cat", "god"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pets has no class 'god', but cat, dog");
        assertThatThrownBy(() -> named("cat", "dog").ofClasses("cat", "cat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("classes 0 and 1 are both called 'cat'");
        assertThatThrownBy(() -> named("cat", "dog").ofClasses()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> named("cat", "dog", "cow").ofClasses("cow"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("none of 2 images has one of the labels [2]; keep other classes, or more images");
        assertThatThrownBy(() -> named("cat", "dog").firstClasses(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the 2 classes of pets the first 1 to 2 can be kept, but 3 were asked for");
    }
}
