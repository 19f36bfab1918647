package org.spikernel.data;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageFoldersTest {

    @TempDir
    Path work;

    @Test
    void readsClassesInTheOrderOfTheirNames() throws IOException {
        write("train/cats/2.png", plain(40, 30, Color.RED));
        write("train/cats/1.png", plain(8, 8, Color.BLACK));
        write("train/ants/1.jpg", plain(8, 8, Color.WHITE));
        write("test/cats/1.png", plain(9, 9, Color.WHITE));
        Files.writeString(work.resolve("train/.hidden"), "left by a system");
        Files.writeString(work.resolve("train/cats/.hidden"), "left by a system");

        Dataset images = Datasets.folders(work, 8);

        assertThat(images.classNames()).containsExactly("ants", "cats");
        assertThat(images.imageShape()).isEqualTo(new Shape(3, 8, 8));
        assertThat(images.train().size()).isEqualTo(3);
        assertThat(List.of(
                        images.train().label(0),
                        images.train().label(1),
                        images.train().label(2)))
                .containsExactly(1, 0, 1);
        assertThat(images.train().image(0)[0])
                .as("cats/1.png comes before cats/2.png")
                .isZero();
        assertThat(images.description())
                .startsWith(work.getFileName().toString())
                .contains("3 training images, 1 test images of [3, 8, 8] in 2 classes");
    }

    @Test
    void everyBeginningAndEveryEndHaveAllClassesInProportion() throws IOException {
        for (int i = 0; i < 30; i++) {
            write(String.format("train/a/%02d.png", i), plain(1, 1, Color.RED));
            write(String.format("train/%s/%02d.png", i % 3 == 0 ? "b" : "c", i), plain(1, 1, Color.RED));
        }
        for (String name : List.of("a", "b", "c")) {
            write("test/" + name + "/1.png", plain(1, 1, Color.RED));
        }

        Dataset images = Datasets.folders(work, 1);

        assertThat(images.first(6, 3).train().imagesOfClasses(3)).containsExactly(3, 1, 2);
        assertThat(images.holdingOut(12).test().imagesOfClasses(3)).containsExactly(6, 2, 4);
        assertThat(images.holdingOut(12).train().imagesOfClasses(3)).containsExactly(24, 8, 16);
        for (int count = 1; count <= 60; count++) {
            int[] first = images.train().first(count).imagesOfClasses(3);
            assertThat(first[0]).as("of class a among the first " + count).isBetween(count / 2 - 1, count / 2 + 1);
            assertThat(first[1]).as("of class b among the first " + count).isBetween(count / 6 - 1, count / 6 + 1);
            assertThat(first[2]).as("of class c among the first " + count).isBetween(count / 3 - 1, count / 3 + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 8", "8, 16, 32", "8, 12, 12", "8, 5, 5", "7, 20, 13", "3, 1, 1"})
    void keepsWhatIsPlainWhateverTheSize(int side, int width, int height) throws IOException {
        write("train/a/1.png", plain(width, height, new Color(10, 100, 200)));
        write("test/a/1.png", plain(width, height, new Color(10, 100, 200)));

        ImageSet images = Datasets.folders(work, side).train();

        int positions = side * side;
        for (int i = 0; i < 3 * positions; i++) {
            assertThat(Byte.toUnsignedInt(images.image(0)[i]))
                    .isEqualTo(List.of(10, 100, 200).get(i / positions));
        }
    }

    @Test
    void takesTheMiddleSquareAndTheMeanOfWhatAPixelCovers() throws IOException {
        // Four columns, of which the outer ones are cut off; black above white within the square.
        BufferedImage image = plain(8, 4, Color.RED);
        Graphics pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        pen.fillRect(2, 0, 4, 4);
        pen.setColor(Color.WHITE);
        pen.fillRect(2, 1, 2, 1);
        pen.dispose();
        write("train/a/1.png", image);
        write("test/a/1.png", image);

        ImageSet images = Datasets.folders(work, 2).train();

        assertThat(Arrays.copyOf(images.image(0), 4)).containsExactly((byte) 128, (byte) 0, (byte) 0, (byte) 0);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> Datasets.folders(work, 8))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("train", "train/CLASS/FILE");
        write("train/a/1.png", plain(8, 8, Color.RED));
        assertThatThrownBy(() -> Datasets.folders(work, 8))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("test", "test/CLASS/FILE");
        Files.createDirectories(work.resolve("test/a"));
        assertThatThrownBy(() -> Datasets.folders(work, 8))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("no image", "test");
        write("test/b/1.png", plain(8, 8, Color.RED));
        assertThatThrownBy(() -> Datasets.folders(work, 8))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(Path.of("test", "b").toString(), "which has a");
    }

    @Test
    void namesWhatIsNoImage() throws IOException {
        write("train/a/1.png", plain(8, 8, Color.RED));
        write("test/a/1.png", plain(8, 8, Color.RED));
        Files.writeString(work.resolve("train/a/notes.txt"), "not an image");
        assertThatThrownBy(() -> Datasets.folders(work, 8))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("notes.txt", "PNG");
    }

    private void write(String file, BufferedImage image) throws IOException {
        Path path = work.resolve(file);
        Files.createDirectories(path.getParent());
        ImageIO.write(image, file.substring(file.length() - 3), path.toFile());
    }

    private static BufferedImage plain(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return image;
    }
}
