package org.spikernel.jupyter;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the kernel's files lie: its jars in {@code lib}, and beside it in {@code sources} the library's sources for tooltips. */
final class RuntimeLayout {

    private RuntimeLayout() {}

    /** The kernel's own jar; empty where the kernel is not run from a jar. */
    static Optional<Path> jar() {
        try {
            Path ours = Path.of(RuntimeLayout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(ours) ? Optional.empty() : Optional.of(ours);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the kernel's own jar cannot be located", e);
        }
    }

    /** The directory of the kernel's jars; empty where the kernel is not run from a jar. */
    static Optional<Path> libraries() {
        return jar().map(Path::getParent);
    }

    /** Directories of Java sources; empty where there are none. */
    static List<Path> sources() {
        return libraries().stream()
                .map(libraries -> libraries.resolveSibling("sources"))
                .filter(Files::isDirectory)
                .toList();
    }
}
