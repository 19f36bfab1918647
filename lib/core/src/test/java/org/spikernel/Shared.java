package org.spikernel;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Data that stands beside the project where it is developed, and that a user's machine does not have. */
public final class Shared {

    private Shared() {}

    /** A file or folder beside the project; skips the test where it is missing. */
    public static Path data(String path) {
        Path data = Path.of("../../../shared/data").resolve(path);
        assumeTrue(
                Files.exists(data), "skipped: needs " + path + ", which stands only beside the developers' checkouts");
        return data;
    }
}
