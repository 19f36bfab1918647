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
        assertThat(accuracy(TexturesTest::pixels)).isBetween(0.05, 0.2);
        assertThat(accuracy(TexturesTest::colour)).isBetween(0.05, 0.2);
    }

    @Test
    void structureWithinASmallNeighbourhoodTellsLessThanThatWithinALargeOne() {
        double within3 = accuracy((images, i) -> correlations(images.image(i), 2));
        double within5 = accuracy((images, i) -> correlations(images.image(i), 4));
        double within7 = accuracy((images, i) -> correlations(images.image(i), 6));

        assertThat(within3).isBetween(0.2, 0.6);
        assertThat(within5).isGreaterThan(within3 + 0.03);
        assertThat(within7).isGreaterThan(within5 + 0.03).isLessThan(0.9);
    }

    private interface Features {

        double[] of(ImageSet images, int index);
    }

    /** Share of test images whose features lie nearest to the mean features of their class. */
    private double accuracy(Features features) {
        double[][] means = new double[10][];
        for (int i = 0; i < textures.train().size(); i++) {
            double[] values = features.of(textures.train(), i);
            int label = textures.train().label(i);
            means[label] = means[label] == null ? new double[values.length] : means[label];
            for (int j = 0; j < values.length; j++) {
                means[label][j] += values[j] / 200;
            }
        }
        int right = 0;
        for (int i = 0; i < textures.test().size(); i++) {
            right += nearest(means, features.of(textures.test(), i))
                            == textures.test().label(i)
                    ? 1
                    : 0;
        }
        return right / 1000.0;
    }

    private static int nearest(double[][] means, double[] values) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int label = 0; label < means.length; label++) {
            double distance = 0;
            for (int j = 0; j < values.length; j++) {
                double difference = values[j] - means[label][j];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = label;
            }
        }
        return nearest;
    }

    private static double[] pixels(ImageSet images, int index) {
        byte[] image = images.image(index);
        return IntStream.range(0, image.length)
                .mapToDouble(i -> Byte.toUnsignedInt(image[i]))
                .toArray();
    }

    private static double[] colour(ImageSet images, int index) {
        double[] pixels = pixels(images, index);
        double[] moments = new double[6];
        for (int i = 0; i < pixels.length; i++) {
            moments[i / 1024] += pixels[i] / 1024;
        }
        for (int i = 0; i < pixels.length; i++) {
            moments[3 + i / 1024] += Math.abs(pixels[i] - moments[i / 1024]) / 1024;
        }
        return moments;
    }

    /** Correlation of the grey image with itself moved by up to {@code reach} pixels, which a kernel of size reach + 1 spans. */
    private static double[] correlations(byte[] image, int reach) {
        double[] grey = grey(image);
        int width = 2 * reach + 1;
        double[] correlations = new double[(reach + 1) * width];
        double power = correlation(grey, 0, 0);
        for (int down = 0; down <= reach; down++) {
            for (int right = -reach; right <= reach; right++) {
                correlations[down * width + right + reach] = correlation(grey, down, right) / power;
            }
        }
        return correlations;
    }

    private static double[] grey(byte[] image) {
        double[] grey = new double[1024];
        double mean = 0;
        for (int i = 0; i < image.length; i++) {
            grey[i % 1024] += Byte.toUnsignedInt(image[i]);
            mean += Byte.toUnsignedInt(image[i]) / 1024.0;
        }
        for (int i = 0; i < grey.length; i++) {
            grey[i] -= mean;
        }
        return grey;
    }

    private static double correlation(double[] grey, int down, int right) {
        double sum = 0;
        for (int row = 0; row + down < 32; row++) {
            for (int column = Math.max(0, -right); column < 32 && column + right < 32; column++) {
                sum += grey[row * 32 + column] * grey[(row + down) * 32 + column + right];
            }
        }
        return sum;
    }
}
