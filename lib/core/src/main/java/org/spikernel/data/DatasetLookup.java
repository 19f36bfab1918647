package org.spikernel.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** A data set that may or may not be on this machine, and what to do if it is not. */
public final class DatasetLookup {

    private final CifarFormat format;
    private final DataDirectories directories;

    DatasetLookup(CifarFormat format, DataDirectories directories) {
        this.format = format;
        this.directories = directories;
    }

    /**
     * The real images where they are present, else the built-in textures; the description of the result says which.
     *
     * @throws DatasetException if the data set is present but damaged
     */
    public Dataset orElseTextures() {
        return directory()
                .map(directory -> CifarReader.read(format, directory))
                .orElseGet(() -> Textures.dataset(
                        "built-in textures in place of " + archive().title() + " (" + howToFetch() + ")"));
    }

    /**
     * The real images.
     *
     * @throws DatasetException if the data set is missing (says where it was looked for) or damaged
     */
    public Dataset orElseThrow() {
        return CifarReader.read(format, directory().orElseThrow(() -> new DatasetException(missing())));
    }

    /** Whether the data set is on this machine. */
    public boolean isPresent() {
        return directory().isPresent();
    }

    private Optional<Path> directory() {
        return directories.find(archive().directory());
    }

    private Archive archive() {
        return format.archive();
    }

    private String missing() {
        String places = directories.lookedFor(archive().directory()).stream()
                .map(place -> "  " + place)
                .collect(Collectors.joining("\n"));
        return archive().title() + " was not found. Looked for:\n" + places + "\n" + howToFetch()
                + "; or name the directory that holds it in the environment variable " + DataDirectories.DATA;
    }

    private String howToFetch() {
        String other = directories.lookedFor(archive().directory()).stream()
                .flatMap(place -> CifarMistake.beside(place).stream())
                .findFirst()
                .map(place -> "; " + place + " is another version, which is not read")
                .orElse("");
        return "`./spikernel fetch " + archive().name() + "` gets it" + other + directories.closedInWords();
    }

    /** Where the data set was found, or where it was looked for. */
    @Override
    public String toString() {
        return directory()
                .map(directory -> archive().title() + " in " + directory)
                .orElseGet(this::missing);
    }
}
