package org.spikernel.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reads a directory of CIFAR files. */
final class CifarReader {

    private final CifarFormat format;
    private final Archive archive;
    private final Path directory;

    private CifarReader(CifarFormat format, Path directory) {
        this.format = format;
        this.archive = format.archive();
        this.directory = directory;
    }

    /**
     * The data set in a directory, with as many of its training files as are there.
     *
     * @throws DatasetException if there is no training file or no test file, or a file is not in the format
     */
    static Dataset read(CifarFormat format, Path directory) {
        try {
            return new CifarReader(format, directory).read();
        } catch (IOException e) {
            throw new DatasetException("cannot read " + directory, e);
        }
    }

    private Dataset read() throws IOException {
        List<Path> trainingFiles = format.trainingFiles().stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .toList();
        if (trainingFiles.isEmpty()) {
            throw missing("a training file (" + String.join(", ", format.trainingFiles()) + ")");
        }
        Path testFile = directory.resolve(format.testFile());
        if (!Files.isRegularFile(testFile)) {
            throw missing("the test file " + format.testFile());
        }
        ImageSet train = images(trainingFiles);
        ImageSet test = images(List.of(testFile));
        return new Dataset(archive.title(), describe(trainingFiles.size(), train, test), classNames(), train, test);
    }

    private String describe(int batches, ImageSet train, ImageSet test) {
        int expected = format.trainingFiles().size();
        String parts = batches == expected ? "" : ", " + batches + " of " + expected + " training batches";
        return String.format(
                Locale.ROOT,
                "%s%s: %,d training images, %,d test images of %s in %d classes",
                archive.title(),
                parts,
                train.size(),
                test.size(),
                CifarFormat.SHAPE,
                format.classes());
    }

    private DatasetException missing(String what) {
        return new DatasetException(archive.title() + " in " + directory + " lacks " + what
                + "; copy it there, or remove the directory and run `./spikernel fetch " + archive.name() + "`");
    }

    private ImageSet images(List<Path> files) throws IOException {
        int total = 0;
        for (Path file : files) {
            total += countRecords(file);
        }
        byte[] pixels = new byte[total * CifarFormat.SHAPE.size()];
        int[] labels = new int[total];
        int first = 0;
        for (Path file : files) {
            first += readRecords(file, pixels, labels, first);
        }
        return ImageSet.owning(CifarFormat.SHAPE, pixels, labels, format.normalization());
    }

    private int countRecords(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0 || bytes % format.recordBytes() != 0) {
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "%s is truncated or not a file of %s: it has %,d bytes, expected a multiple of %,d"
                            + " (a record of %d label byte%s and %,d pixels); fetch or copy it again",
                    file,
                    archive.title(),
                    bytes,
                    format.recordBytes(),
                    format.labelRanges().size(),
                    format.labelRanges().size() == 1 ? "" : "s",
                    CifarFormat.SHAPE.size()));
        }
        return Math.toIntExact(bytes / format.recordBytes());
    }

    private int readRecords(Path file, byte[] pixels, int[] labels, int first) throws IOException {
        int records = countRecords(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int i = 0; i < records; i++) {
                labels[first + i] = readLabel(in, file, i);
                in.readNBytes(pixels, (first + i) * CifarFormat.SHAPE.size(), CifarFormat.SHAPE.size());
            }
        }
        return records;
    }

    private int readLabel(InputStream in, Path file, int record) throws IOException {
        int label = 0;
        for (int range : format.labelRanges()) {
            label = in.read();
            if (label < 0 || label >= range) {
                throw new DatasetException(file + " is damaged or not a file of " + archive.title() + ": record "
                        + (record + 1) + " has label " + label + ", expected 0 to " + (range - 1)
                        + "; fetch or copy it again");
            }
        }
        return label;
    }

    private List<String> classNames() throws IOException {
        Path file = directory.resolve(format.classNamesFile());
        if (!Files.isRegularFile(file)) {
            return IntStream.range(0, format.classes())
                    .mapToObj(Integer::toString)
                    .toList();
        }
        List<String> names = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.size() != format.classes()) {
            throw new DatasetException(file + " names " + names.size() + " classes, expected " + format.classes()
                    + "; fetch or copy it again");
        }
        return names;
    }
}
