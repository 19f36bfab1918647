package org.spikernel;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Data that stands beside the project where it is developed, and that a user's machine does not have. */
public final class Shared {

    private Shared() {}

    /** A file or folder of data beside the project; skips the test where it is missing. */
    public static Path data(String path) {
        return beside("data", path);
    }

    /** A file of what an independent implementation computed; skips the test where it is missing. */
    public static Path golden(String path) {
        return beside("golden", path);
    }

    private static Path beside(String folder, String path) {
        Path found = Path.of("../../../shared").resolve(folder).resolve(path);
        assumeTrue(
                Files.exists(found), "skipped: needs " + path + ", which stands only beside the developers' checkouts");
        return found;
    }
}
