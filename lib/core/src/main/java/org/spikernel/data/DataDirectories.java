package org.spikernel.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.spikernel.internal.checks.Given;

/**
 * The directories where data sets are looked for: the one that the environment variable {@code SPIKERNEL_DATA} names, then
 * {@code data} under {@code SPIKERNEL_HOME}, then {@code data} under the working directory.
 *
 * @param places the directories, the first to look in first; data sets are fetched into the first
 */
public record DataDirectories(List<Path> places) {

    /** The environment variable that names the directory of the data sets. */
    public static final String DATA = "SPIKERNEL_DATA";

    /** Names the project's directory, whose {@code data} may hold them. */
    static final String HOME = "SPIKERNEL_HOME";

    public DataDirectories {
        places = Given.list(places, "the places of data");
    }

    /** The directories that the environment of this program names. */
    public static DataDirectories ofEnvironment() {
        return of(System.getenv(), Path.of("").toAbsolutePath());
    }

    static DataDirectories of(Map<String, String> environment, Path workingDirectory) {
        List<Path> places = new ArrayList<>();
        value(environment, DATA).map(workingDirectory::resolve).ifPresent(places::add);
        value(environment, HOME)
                .map(home -> workingDirectory.resolve(home).resolve("data"))
                .ifPresent(places::add);
        places.add(workingDirectory.resolve("data"));
        return new DataDirectories(places.stream().distinct().toList());
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /** The first directory of that name. */
    public Optional<Path> find(String directory) {
        return lookedFor(directory).stream().filter(Files::isDirectory).findFirst();
    }

    /** Where a directory of that name is looked for, in order. */
    public List<Path> lookedFor(String directory) {
        return places.stream().map(place -> place.resolve(directory)).toList();
    }

    /** Which of the places are there and may not be looked into by this user, as the end of a sentence; empty if there are none. */
    public String closedInWords() {
        return places.stream()
                .filter(place -> Files.isDirectory(place) && !Files.isExecutable(place))
                .map(place -> "; this user may not look into " + place)
                .collect(Collectors.joining());
    }

    /** Where data sets are fetched to. */
    public Path target() {
        return places.get(0);
    }
}
