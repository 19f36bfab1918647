package org.spikernel.data;

import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/** A random crop out of the image with {@code padding} black pixels around it, and a horizontal flip of every second image. */
record CropAndFlip(int padding) implements Augmentation {

    @Override
    public byte[] apply(byte[] image, Shape shape, RandomStream random) {
        int down = random.nextInt(2 * padding + 1) - padding;
        int right = random.nextInt(2 * padding + 1) - padding;
        boolean flip = random.nextInt(2) == 1;
        return transform(image, shape, down, right, flip);
    }

    static byte[] transform(byte[] image, Shape shape, int down, int right, boolean flip) {
        byte[] result = new byte[image.length];
        int columns = shape.columns();
        for (int line = 0; line < shape.channels() * shape.rows(); line++) {
            int sourceRow = line % shape.rows() + down;
            if (sourceRow < 0 || sourceRow >= shape.rows()) {
                continue;
            }
            for (int column = 0; column < columns; column++) {
                int sourceColumn = (flip ? columns - 1 - column : column) + right;
                if (sourceColumn >= 0 && sourceColumn < columns) {
                    result[line * columns + column] = image[(line + down) * columns + sourceColumn];
                }
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "crop with padding " + padding + " and flip";
    }
}
