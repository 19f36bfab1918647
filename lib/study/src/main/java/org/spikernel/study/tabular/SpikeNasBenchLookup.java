package org.spikernel.study.tabular;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.spikernel.data.DataDirectories;
import org.spikernel.data.DatasetException;

/** A benchmark that may or may not be on this machine, and what to do if it is not. */
public final class SpikeNasBenchLookup {

    private static final String DIRECTORY = "spikenas-bench";

    private final SpikeNasImages images;
    private final DataDirectories directories;

    SpikeNasBenchLookup(SpikeNasImages images, DataDirectories directories) {
        this.images = images;
        this.directories = directories;
    }

    /** Whether the benchmark is on this machine. */
    public boolean isPresent() {
        return path().isPresent();
    }

    /**
     * The benchmark.
     *
     * @throws DatasetException if it is missing (says where it was looked for and what to do) or damaged
     */
    public SpikeNasBench orElseThrow() {
        return SpikeNasBench.read(path().orElseThrow(() -> new DatasetException(missing())));
    }

    private Optional<Path> path() {
        return places().filter(Files::exists).findFirst();
    }

    /** The table, which is quicker to read, and the authors' result files. */
    private Stream<Path> places() {
        return directories.lookedFor(DIRECTORY).stream()
                .flatMap(place -> Stream.of(images.table(), images.folder()).map(place::resolve));
    }

    private String missing() {
        String looked = places().map(place -> "  " + place).collect(Collectors.joining("\n"));
        return "SpikeNAS-Bench was not found for " + images + ". Looked for:\n" + looked
                + "\nGet the result files that its authors publish (Sun et al., IEEE TAI 2025), put their folder "
                + images.folder() + " into "
                + DIRECTORY + ", and name the directory that holds it in the environment variable "
                + DataDirectories.DATA + directories.closedInWords();
    }

    /** Where the benchmark was found, or where it was looked for. */
    @Override
    public String toString() {
        return path().map(path -> "SpikeNAS-Bench in " + path).orElseGet(this::missing);
    }
}
