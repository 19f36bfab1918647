package org.spikernel.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that earlier versions wrote, among the resources of the tests; what is known of them stands beside them. */
final class Fixture {

    private Fixture() {}

    /** A copy of a file, in a directory, which a test may change. */
    static Path copy(String name, Path directory) throws IOException {
        Path copy = directory.resolve(name);
        try (InputStream fixture = Fixture.class.getResourceAsStream("/fixtures/" + name)) {
            Files.copy(fixture, copy);
        }
        return copy;
    }
}
