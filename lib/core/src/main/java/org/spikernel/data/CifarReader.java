package org.spikernel.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Reads a directory of CIFAR files.
 *
 * <p>The format has no checksum. What changes a file's length other than by whole images is seen, and so is a label that no class has; a
 * damaged intensity, or a label that became another, is read as it stands. The checksum of the whole archive is checked by
 * {@link org.spikernel.data.download.FetchCommand}.
 */
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
        return new CifarReader(format, directory).read();
    }

    private Dataset read() {
        List<Path> trainingFiles = format.trainingFiles().stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .toList();
        if (trainingFiles.isEmpty()) {
            throw missing();
        }
        Path testFile = directory.resolve(format.testFile());
        if (!Files.isRegularFile(testFile)) {
            throw new DatasetException(
                    archive.title() + " in " + directory + " lacks the test file " + format.testFile() + whatToDo());
        }
        ImageSet train = images(trainingFiles);
        ImageSet test = images(List.of(testFile));
        return new Dataset(format.title(), describe(trainingFiles.size(), train, test), classNames(), train, test);
    }

    private String describe(int batches, ImageSet train, ImageSet test) {
        int expected = format.trainingFiles().size();
        String parts = batches == expected ? "" : ", " + batches + " of " + expected + " training batches";
        return String.format(
                Locale.ROOT,
                "%s%s: %,d training images, %,d test images of %s in %d classes",
                format.title(),
                parts,
                train.size(),
                test.size(),
                CifarFormat.SHAPE,
                format.classes());
    }

    private DatasetException missing() {
        try {
            return new DatasetException(CifarMistake.describe(format, directory) + whatToDo());
        } catch (IOException unreadable) {
            return new DatasetException("cannot list " + directory, unreadable);
        }
    }

    private String whatToDo() {
        return ". Read is the binary version: copy its files there, or remove the directory and run `./spikernel fetch "
                + archive.name() + "`, which uses an archive " + archive.fileName() + " beside it";
    }

    private ImageSet images(List<Path> files) {
        long total = files.stream().mapToLong(this::countRecords).sum();
        if (total * CifarFormat.SHAPE.size() > Integer.MAX_VALUE) {
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "%s hold %,d images, more than the %,d that one image set can keep; use fewer files",
                    files,
                    total,
                    Integer.MAX_VALUE / CifarFormat.SHAPE.size()));
        }
        return read(files, (int) total);
    }

    private ImageSet read(List<Path> files, int total) {
        byte[] pixels = new byte[total * CifarFormat.SHAPE.size()];
        int[] labels = new int[total];
        int first = 0;
        for (Path file : files) {
            first += readRecords(file, pixels, labels, first);
        }
        return ImageSet.owning(CifarFormat.SHAPE, pixels, labels, format.normalisation());
    }

    private long countRecords(Path file) {
        long bytes = size(file);
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
        return bytes / format.recordBytes();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new DatasetException("cannot read " + file, unreadable);
        }
    }

    private int readRecords(Path file, byte[] pixels, int[] labels, int first) {
        int records = (int) countRecords(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int i = 0; i < records; i++) {
                labels[first + i] = readLabel(in, file, i);
                int length = CifarFormat.SHAPE.size();
                if (in.readNBytes(pixels, (first + i) * length, length) < length) {
                    throw new DatasetException(file + " became shorter while it was read; read it again");
                }
            }
        } catch (IOException unreadable) {
            throw new DatasetException("cannot read " + file, unreadable);
        }
        return records;
    }

    private int readLabel(InputStream in, Path file, int record) throws IOException {
        int ofClass = 0;
        for (int i = 0; i < format.labelRanges().size(); i++) {
            int range = format.labelRanges().get(i);
            int label = in.read();
            if (label < 0 || label >= range) {
                throw new DatasetException(file + " is damaged or not a file of " + archive.title() + ": record "
                        + (record + 1) + " has label " + label + ", expected 0 to " + (range - 1)
                        + "; fetch or copy it again");
            }
            ofClass = i == format.classLabel() ? label : ofClass;
        }
        return ofClass;
    }

    private List<String> classNames() {
        Path file = directory.resolve(format.classNamesFile());
        if (!Files.isRegularFile(file)) {
            return IntStream.range(0, format.classes())
                    .mapToObj(Integer::toString)
                    .toList();
        }
        List<String> names = TextLines.read(file).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.size() != format.classes()) {
            throw new DatasetException(file + " names " + names.size() + " classes, expected " + format.classes()
                    + "; fetch or copy it again");
        }
        if (names.stream().distinct().count() < names.size()
                || names.stream().anyMatch(name -> name.chars().anyMatch(Character::isISOControl))) {
            throw new DatasetException(file + " should name every class once, in plain text, but names " + names
                    + "; fetch or copy it again");
        }
        return names;
    }
}
