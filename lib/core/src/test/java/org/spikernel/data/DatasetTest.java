package org.spikernel.data;

import java.util.List;

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
}
