package org.spikernel.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small files in the layouts of CIFAR. */
final class CifarFiles {

    private CifarFiles() {}

    /** A file of CIFAR-10 with one record a label; byte {@code i} of record {@code r} is {@code 7 r + i / 1024 + i}. */
    static void write10(Path file, int... labels) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, records(new int[labels.length][0], labels));
    }

    /** A file of CIFAR-100 with one record a pair of labels. */
    static void write100(Path file, int[] coarse, int[] fine) throws IOException {
        int[][] leading = new int[coarse.length][];
        for (int i = 0; i < coarse.length; i++) {
            leading[i] = new int[] {coarse[i]};
        }
        Files.createDirectories(file.getParent());
        Files.write(file, records(leading, fine));
    }

    private static byte[] records(int[][] leading, int[] labels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int record = 0; record < labels.length; record++) {
            for (int label : leading[record]) {
                bytes.write(label);
            }
            bytes.write(labels[record]);
            for (int i = 0; i < 3072; i++) {
                bytes.write(intensity(record, i));
            }
        }
        return bytes.toByteArray();
    }

    static int intensity(int record, int position) {
        return (7 * record + position / 1024 + position) & 0xFF;
    }
}
