package org.spikernel.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Shape;

/** Images that lie in folders: {@code train/CLASS/FILE} and {@code test/CLASS/FILE}. */
final class ImageFolders {

    private static final int CHANNELS = 3;

    private final Path directory;
    private final Shape shape;

    private ImageFolders(Path directory, int side) {
        this.directory = directory;
        this.shape = new Shape(CHANNELS, side, side);
    }

    static Dataset read(Path directory, int side) {
        Given.value(directory, "the directory of the images");
        Given.positive(side, "the rows and columns of an image");
        return new ImageFolders(directory, side).dataset();
    }

    private Dataset dataset() {
        Path train = directory.resolve("train");
        Path test = directory.resolve("test");
        List<String> classes = folders(train).stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
        for (Path folder : folders(test)) {
            if (!classes.contains(folder.getFileName().toString())) {
                throw new DatasetException("there is " + folder + ", but no class of that name in " + train
                        + ", which has " + String.join(", ", classes) + ". Name the folders of both alike.");
            }
        }
        Labelled learned = images(train, classes);
        Labelled tested = images(test, classes);
        Normalisation normalisation = Normalisation.measured(learned.intensities, shape);
        String name = directory.toAbsolutePath().normalize().getFileName().toString();
        return new Dataset(
                name,
                String.format(
                        Locale.ROOT,
                        "%s: %,d training images, %,d test images of %s in %d classes, from folders",
                        name,
                        learned.labels.length,
                        tested.labels.length,
                        shape,
                        classes.size()),
                classes,
                ImageSet.of(shape, learned.intensities, learned.labels, normalisation),
                ImageSet.of(shape, tested.intensities, tested.labels, normalisation));
    }

    /** [image, channel, row, column], and the class of each image. */
    private record Labelled(byte[] intensities, int[] labels) {}

    private Labelled images(Path directory, List<String> classes) {
        List<LabelledFile> files = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            Path folder = directory.resolve(classes.get(label));
            List<Path> ofClass = Files.isDirectory(folder) ? entries(folder, Files::isRegularFile) : List.of();
            for (int i = 0; i < ofClass.size(); i++) {
                files.add(new LabelledFile(ofClass.get(i), label, i, ofClass.size()));
            }
        }
        if (files.isEmpty()) {
            throw new DatasetException("there is no image in the folders of " + directory + ". Put images into "
                    + directory.resolve(classes.get(0)) + " and so on.");
        }
        requireRoom(directory, files.size());
        files.sort(LabelledFile.CLASSES_MIXED);
        byte[] intensities = new byte[files.size() * shape.size()];
        for (int i = 0; i < files.size(); i++) {
            scale(ImageFile.read(files.get(i).file()), intensities, i * shape.size());
        }
        return new Labelled(
                intensities, files.stream().mapToInt(LabelledFile::label).toArray());
    }

    private void requireRoom(Path directory, int images) {
        int most = Integer.MAX_VALUE / shape.size();
        if (images > most) {
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "%s holds %,d images, more than the %,d of %s that one image set can keep; use smaller images, or fewer",
                    directory,
                    images,
                    most,
                    shape));
        }
    }

    /**
     * A file, and where it stands among those of its class.
     *
     * @param number from 0, in the order of names
     * @param ofClass how many the class has
     */
    private record LabelledFile(Path file, int label, int number, int ofClass) {

        /**
         * Spreads every class evenly over the whole: {@link ImageSet#first} and {@link Dataset#holdingOut} cut a set in two, and of a set
         * that is ordered by class they would leave whole classes on one side.
         */
        private static final Comparator<LabelledFile> CLASSES_MIXED =
                ((Comparator<LabelledFile>) LabelledFile::byPlace).thenComparing(LabelledFile::label);

        /** Compares (number + 1/2) / ofClass, in whole numbers, since rounding could tell apart what is equal. */
        private int byPlace(LabelledFile other) {
            return Long.compare((2L * number + 1) * other.ofClass, (2L * other.number + 1) * ofClass);
        }
    }

    /** Those of the classes, sorted by name. */
    private static List<Path> folders(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new DatasetException("there is no folder " + directory
                    + ". Images are expected as train/CLASS/FILE and test/CLASS/FILE, a folder for each class.");
        }
        List<Path> folders = entries(directory, Files::isDirectory);
        if (folders.isEmpty()) {
            throw new DatasetException(directory + " has no folders. Give it one for each class, with its images.");
        }
        return folders;
    }

    /** What is hidden, such as what systems leave in folders, is left out. */
    private static List<Path> entries(Path directory, DirectoryStream.Filter<Path> wanted) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> found = new ArrayList<>();
            for (Path entry : entries.sorted().toList()) {
                if (wanted.accept(entry) && !entry.getFileName().toString().startsWith(".")) {
                    found.add(entry);
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new DatasetException("cannot list " + directory, unreadable);
        }
    }

    /**
     * The largest square in the middle, where each pixel is the mean over what it covers. In whole numbers, so that it has the same bits on
     * every machine.
     */
    private void scale(ImageFile image, byte[] intensities, int offset) {
        int square = Math.min(image.width(), image.height());
        int left = (image.width() - square) / 2;
        int top = (image.height() - square) / 2;
        int side = shape.rows();
        long covered = (long) square * square;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                long[] sums = new long[CHANNELS];
                for (int y = row * square / side; y * side < (row + 1) * square; y++) {
                    int high = overlap(y, row, square);
                    for (int x = column * square / side; x * side < (column + 1) * square; x++) {
                        long weight = (long) high * overlap(x, column, square);
                        int pixel = image.rgb(left + x, top + y);
                        for (int channel = 0; channel < CHANNELS; channel++) {
                            sums[channel] += weight * (pixel >> 16 - 8 * channel & 0xff);
                        }
                    }
                }
                for (int channel = 0; channel < CHANNELS; channel++) {
                    intensities[offset + (channel * side + row) * side + column] =
                            (byte) ((sums[channel] + covered / 2) / covered);
                }
            }
        }
    }

    /** How much of a source pixel a target pixel covers, in units of which a source pixel has as many as the target has pixels. */
    private int overlap(int source, int target, int square) {
        int side = shape.rows();
        return Math.min((source + 1) * side, (target + 1) * square) - Math.max(source * side, target * square);
    }
}
