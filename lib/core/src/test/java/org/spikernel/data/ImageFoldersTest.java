package org.spikernel.data;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
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
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.random.RandomStream;
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

    /** Grey as it is stored, whatever Java takes it for. */
    @ParameterizedTest
    @CsvSource({"8, false", "8, true", "16, false", "16, true"})
    void greyIsStoredInThreeEqualChannels(int bits, boolean hasAlpha) throws IOException {
        for (int value : new int[] {0, 1, 50, 128, 200, 255}) {
            write("train/a/1.png", grey(bits, hasAlpha, value, 255));
            write("test/a/1.png", grey(bits, hasAlpha, value, 0));
            Dataset images = Datasets.folders(work, 1);

            assertThat(images.train().image(0)).containsOnly((byte) value);
            assertThat(images.test().image(0)).containsOnly((byte) (hasAlpha ? 255 : value));
        }
    }

    @Test
    void greyOfAJpegIsThatOfTheSameColour() throws IOException {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            grey.getRaster().setSample(i % 8, i / 8, 0, 100);
        }
        write("train/a/1.jpg", grey);
        write("test/a/1.jpg", plain(8, 8, new Color(100, 100, 100)));
        Dataset images = Datasets.folders(work, 8);

        assertThat(images.train().image(0)).isEqualTo(images.test().image(0)).containsOnly((byte) 100);
    }

    private static BufferedImage grey(int bits, boolean hasAlpha, int value, int opacity) {
        int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        ColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                hasAlpha,
                false,
                hasAlpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                type);
        WritableRaster raster = colours.createCompatibleWritableRaster(1, 1);
        int scale = bits == 8 ? 1 : 257;
        raster.setSample(0, 0, 0, value * scale);
        if (hasAlpha) {
            raster.setSample(0, 0, 1, opacity * scale);
        }
        return new BufferedImage(colours, raster, false, null);
    }

    @Test
    void whatIsTransparentLiesOnWhite() throws IOException {
        BufferedImage strokes = new BufferedImage(3, 3, BufferedImage.TYPE_INT_ARGB);
        strokes.setRGB(1, 1, 0xff000000);
        strokes.setRGB(2, 1, 0x80ff0000);
        write("train/a/1.png", strokes);
        byte[] palette = {0, 9};
        BufferedImage indexed = new BufferedImage(
                3, 3, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, palette, palette, palette, 1));
        indexed.getRaster().setSample(0, 0, 0, 1);
        write("test/a/1.gif", indexed);
        Dataset images = Datasets.folders(work, 3);

        byte[] white = new byte[27];
        Arrays.fill(white, (byte) 255);
        byte[] expected = white.clone();
        for (int channel = 0; channel < 3; channel++) {
            expected[9 * channel + 4] = 0;
            expected[9 * channel + 5] = (byte) (channel == 0 ? 255 : 127);
        }
        assertThat(images.train().image(0)).containsExactly(expected);
        assertThat(images.test().image(0)[0]).isEqualTo((byte) 255);
        assertThat(images.test().image(0)[4]).isEqualTo((byte) 0);
    }

    @Test
    void moreImagesThanOneSetCanKeepAreRefusedBeforeAnyIsRead() throws IOException {
        write("train/a/1.png", plain(1, 1, Color.RED));
        write("train/a/2.png", plain(1, 1, Color.RED));
        write("test/a/1.png", plain(1, 1, Color.RED));

        assertThatThrownBy(() -> Datasets.folders(work, 20_000))
                .isInstanceOf(DatasetException.class)
                .hasMessage(work.resolve("train")
                        + " holds 2 images, more than the 1 of [3, 20000, 20000] that one image set can keep;"
                        + " use smaller images, or fewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
    void whatIsDamagedIsNamed(String format) throws IOException {
        write("train/a/1.png", plain(8, 8, Color.RED));
        write("test/a/1.png", plain(8, 8, Color.RED));
        write("train/a/noise." + format, noise());
        Path file = work.resolve("train/a/noise." + format);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 16; length += 1 + whole.length / 20) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Datasets.folders(work, 8))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(file.toString());
        }
        for (int i = 0; i < whole.length; i += 1 + whole.length / 100) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Files.write(file, damaged);
            try {
                Datasets.folders(work, 8);
            } catch (DatasetException found) {
                assertThat(found).hasMessageContaining(file.toString());
            }
        }
    }

    /** Java reads such an image to its end, and fills the rest with grey. */
    @Test
    void jpegThatLacksItsEndIsRefused() throws IOException {
        write("train/a/1.jpg", noise());
        write("test/a/1.jpg", noise());
        Path file = work.resolve("train/a/1.jpg");
        byte[] whole = Files.readAllBytes(file);
        byte[] more = Arrays.copyOf(whole, whole.length + 10);
        Files.write(file, more);
        Dataset images = Datasets.folders(work, 8);
        Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));

        assertThat(images.train().image(0))
                .as("with bytes behind its end")
                .isEqualTo(images.test().image(0));
        assertThatThrownBy(() -> Datasets.folders(work, 8))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(file.toString(), "a part of it is missing", "Get it again");
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        RandomStream random = RandomStream.at(1, "noise");
        for (int i = 0; i < 32 * 32; i++) {
            image.setRGB(i % 32, i / 32, random.nextInt(1 << 24));
        }
        return image;
    }
}
