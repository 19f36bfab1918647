package org.spikernel.data;

import java.util.List;

import org.spikernel.shapes.Shape;

/** The official binary layouts of CIFAR: records of label bytes and 3,072 intensities (red, green, blue planes, row by row). */
enum CifarFormat {

    /** One label byte; five training batches. */
    CIFAR_10(
            "cifar10",
            List.of(10),
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"),
            "test_batch.bin",
            "batches.meta.txt",
            new Normalisation(List.of(0.4913, 0.4821, 0.4465), List.of(0.2470, 0.2434, 0.2615))),

    /** Two label bytes, coarse and fine, of which the fine one is the class; one training file. */
    CIFAR_100(
            "cifar100",
            List.of(20, 100),
            List.of("train.bin"),
            "test.bin",
            "fine_label_names.txt",
            new Normalisation(List.of(0.5071, 0.4867, 0.4408), List.of(0.2673, 0.2564, 0.2762))),

    /** The files of CIFAR-100, of whose labels the coarse one is the class. */
    CIFAR_100_COARSE(CIFAR_100, " coarse", 0, "coarse_label_names.txt");

    static final Shape SHAPE = new Shape(3, 32, 32);

    private final String archiveName;
    private final String labels;
    private final int classLabel;
    private final List<Integer> labelRanges;
    private final List<String> trainingFiles;
    private final String testFile;
    private final String classNamesFile;
    private final Normalisation normalisation;

    CifarFormat(
            String archiveName,
            List<Integer> labelRanges,
            List<String> trainingFiles,
            String testFile,
            String classNamesFile,
            Normalisation normalisation) {
        this(
                archiveName,
                "",
                labelRanges.size() - 1,
                labelRanges,
                trainingFiles,
                testFile,
                classNamesFile,
                normalisation);
    }

    CifarFormat(CifarFormat files, String labels, int classLabel, String classNamesFile) {
        this(
                files.archiveName,
                labels,
                classLabel,
                files.labelRanges,
                files.trainingFiles,
                files.testFile,
                classNamesFile,
                files.normalisation);
    }

    CifarFormat(
            String archiveName,
            String labels,
            int classLabel,
            List<Integer> labelRanges,
            List<String> trainingFiles,
            String testFile,
            String classNamesFile,
            Normalisation normalisation) {
        this.archiveName = archiveName;
        this.labels = labels;
        this.classLabel = classLabel;
        this.labelRanges = labelRanges;
        this.trainingFiles = trainingFiles;
        this.testFile = testFile;
        this.classNamesFile = classNamesFile;
        this.normalisation = normalisation;
    }

    Archive archive() {
        return Archive.named(archiveName);
    }

    /** What its data set is called: as the archive, and by which labels where that is not usual. */
    String title() {
        return archive().title() + labels;
    }

    /** For every label byte of a record, how many values it can take. */
    List<Integer> labelRanges() {
        return labelRanges;
    }

    /** Which of the label bytes is the class: the last one, unless something else is said. */
    int classLabel() {
        return classLabel;
    }

    int classes() {
        return labelRanges.get(classLabel);
    }

    int recordBytes() {
        return labelRanges.size() + SHAPE.size();
    }

    List<String> trainingFiles() {
        return trainingFiles;
    }

    String testFile() {
        return testFile;
    }

    String classNamesFile() {
        return classNamesFile;
    }

    Normalisation normalisation() {
        return normalisation;
    }
}
