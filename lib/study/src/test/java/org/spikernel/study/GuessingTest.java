package org.spikernel.study;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuessingTest {

    @Test
    void isOneOfAsManyAsThereAreClasses() {
        assertThat(Guessing.of(Datasets.textures())).isEqualTo(new Guessing(10));
    }

    @Test
    void isTheShareOfAClassThatStandsOut() {
        assertThat(Guessing.of(ofClasses(40, 10, 10)).percent()).isEqualTo(100.0 * 40 / 60);
        assertThat(Guessing.of(ofClasses(70, 30)).percent()).isEqualTo(70);
        assertThat(Guessing.of(ofClasses(60, 40)).percent())
                .as("as it may be by chance")
                .isEqualTo(50);
        assertThat(Guessing.of(ofClasses(34, 33, 30, 29, 30, 28, 29, 30, 29, 28)))
                .as("300 images that are nearly balanced")
                .isEqualTo(new Guessing(10));
        assertThat(Guessing.of(ofClasses(5, 0)).percent()).isEqualTo(100);
        assertThat(Guessing.of(ofClasses(5)).percent()).isEqualTo(100);
    }

    /** A data set with so many test images of each class. */
    private static Dataset ofClasses(int... images) {
        int[] labels = IntStream.range(0, images.length)
                .flatMap(label -> IntStream.generate(() -> label).limit(images[label]))
                .toArray();
        ImageSet test = ImageSet.of(
                new Shape(1, 1, 1), new byte[labels.length], labels, new Normalisation(List.of(0.5), List.of(0.5)));
        List<String> names = IntStream.range(0, images.length)
                .mapToObj(label -> "class " + label)
                .toList();
        return new Dataset("pixels", "pixels", names, test, test);
    }

    @Test
    void standsBesideAccuracies() {
        assertThat(new Guessing(10).beside(List.of(12.0, 14.9, 31.0)))
                .isEqualTo("12.0% to 31.0% accuracy, where guessing reaches 10.0%; "
                        + "2 of 3 trainings are hardly better than guessing.");
        assertThat(new Guessing(10).beside(List.of(19.9)))
                .endsWith("None is twice as good as guessing: their order says next to nothing.");
    }

    @Test
    void wrongNumbersAreErrors() {
        assertThatThrownBy(() -> new Guessing(0)).hasMessageContaining("but should be in 0");
        assertThatThrownBy(() -> new Guessing(10).beside(List.of())).hasMessageContaining("there is none");
    }
}
