package org.spikernel.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a place holds where the binary files of CIFAR should be, as far as that can be told from names. */
enum CifarMistake {

    /** Pickled batches. */
    PYTHON("CIFAR's version for Python", "(data_batch_\\d|test_batch|batches\\.meta|train|test|meta)"),

    /** Batches of Matlab. */
    MATLAB("CIFAR's version for Matlab", "(data_batch_\\d|test_batch|batches\\.meta|train|test|meta)\\.mat"),

    /** What is downloaded. */
    ARCHIVE("an archive that has not been unpacked", "cifar-.*\\.(tar\\.gz|tgz|tar|zip)"),

    CIFAR_10_FILES("the files of CIFAR-10, which Datasets.cifar10 reads", "data_batch_\\d\\.bin"),

    CIFAR_100_FILES("the file of CIFAR-100, which Datasets.cifar100 reads", "train\\.bin"),

    /** Batches one directory further down. */
    DEEPER("a directory that may hold them", "cifar-.*");

    private final String text;
    private final Pattern names;

    CifarMistake(String text, String names) {
        this.text = text;
        this.names = Pattern.compile(names);
    }

    /**
     * What the training files of a format are missing from, in words.
     *
     * @param place should be the directory of the files
     */
    static String describe(CifarFormat format, Path place) throws IOException {
        if (Files.notExists(place)) {
            return "there is no directory " + place;
        }
        if (!Files.isDirectory(place)) {
            return place + " is a file" + (ARCHIVE.fits(place) ? ", " + ARCHIVE.text : ", not a directory");
        }
        try (Stream<Path> entries = Files.list(place)) {
            List<Path> found = entries.sorted().toList();
            String instead = Stream.of(values())
                    .flatMap(mistake -> found.stream()
                            .filter(mistake::fits)
                            .limit(1)
                            .map(entry -> "; " + entry.getFileName() + " there looks like " + mistake.text))
                    .findFirst()
                    .orElse(found.isEmpty() ? "; it is empty" : "");
            return format.archive().title() + " in " + place + " lacks a training file ("
                    + String.join(", ", format.trainingFiles()) + ")" + instead;
        }
    }

    /** A version of the data set, other than the binary one, that lies under one of its usual names. */
    static Optional<Path> beside(Path directory) {
        String name = directory.getFileName().toString();
        return Stream.of(
                        name.replaceFirst("-bin(ary)?$", "-py"),
                        name.replaceFirst("-binary$", "-python"),
                        name.replaceFirst("-bin$", "-mat"))
                .map(directory::resolveSibling)
                .filter(other -> !other.equals(directory) && Files.isDirectory(other))
                .findFirst();
    }

    private boolean fits(Path entry) {
        return names.matcher(entry.getFileName().toString()).matches();
    }
}
