package org.spikernel.study.kernelbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.spikernel.cell.Cell;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.csv.CsvTable;
import org.spikernel.internal.files.WholeFile;

/**
 * The accuracy of a cell with the weights of a super-network that was trained once for all cells of KernelBench, on the images that KernelBench
 * validates on: what a search by super-network would go by. In percent.
 *
 * @param cell with {@value KernelBenchPlan#CHANNELS} channels
 * @param gathered with the statistics of normalisation that were gathered while other cells were drawn too, as AutoSNN does
 * @param anew with statistics computed anew for this cell (Guo et al., Single Path One-Shot, ECCV 2020, Section 3.4)
 * @param images the fingerprint of the training images
 */
public record SuperNetworkAccuracy(Cell cell, double gathered, double anew, String images) {

    private static final String SHIPPED = "cifar10-c16-super-network.csv";

    private static final String HEADER = "cell,accuracy_gathered,accuracy_anew,images";

    public SuperNetworkAccuracy {
        Given.value(cell, "the cell of a super-network's accuracy");
        Given.text(images, "the images of a super-network's accuracy");
    }

    /** Those that ship with the library. */
    static List<SuperNetworkAccuracy> shipped() {
        return CsvTable.shipped(SuperNetworkAccuracy.class, SHIPPED)
                .rows()
                .map(SuperNetworkAccuracy::read)
                .toList();
    }

    private static SuperNetworkAccuracy read(CsvTable.Row row) {
        return new SuperNetworkAccuracy(
                Cell.parse(row.text("cell")),
                row.percent("accuracy_gathered"),
                row.percent("accuracy_anew"),
                row.text("images"));
    }

    /**
     * Writes them as the file that ships, whole or not at all.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, List<SuperNetworkAccuracy> accuracies) {
        String lines = Stream.concat(Stream.of(HEADER), accuracies.stream().map(SuperNetworkAccuracy::toString))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            WholeFile.write(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write " + file + ": " + failure.getMessage() + ". Give it another file.", failure);
        }
    }

    /** The line of a file, without its end. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s,%.2f,%.2f,%s", cell, gathered, anew, images);
    }
}
