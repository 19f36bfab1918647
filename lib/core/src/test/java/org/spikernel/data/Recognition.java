package org.spikernel.data;

import java.util.stream.IntStream;

/** How well the classes of built-in textures can be told from features of their images, by the nearest mean of a class. */
final class Recognition {

    /** What is looked at of an image. */
    interface Features {

        double[] of(ImageSet images, int index);
    }

    private Recognition() {}

    /** Share of test images whose features lie nearest to the mean features of their class. */
    static double of(Dataset textures, Features features) {
        double[][] means = new double[textures.classes()][];
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
        return right / (double) textures.test().size();
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

    static double[] pixels(ImageSet images, int index) {
        byte[] image = images.image(index);
        return IntStream.range(0, image.length)
                .mapToDouble(i -> Byte.toUnsignedInt(image[i]))
                .toArray();
    }

    static double[] colour(ImageSet images, int index) {
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

    /** Correlations between pixels that are up to {@code reach} apart along rows and along columns. */
    static Features within(int reach) {
        return (images, index) -> correlations(images.image(index), reach);
    }

    /** Correlations between pixels that are more than {@code near} and up to {@code reach} apart along rows or along columns. */
    static Features beyond(int near, int reach) {
        return (images, index) -> {
            double[] correlations = correlations(images.image(index), reach);
            int width = 2 * reach + 1;
            for (int down = 0; down <= near; down++) {
                for (int right = -near; right <= near; right++) {
                    correlations[down * width + right + reach] = 0;
                }
            }
            return correlations;
        };
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
