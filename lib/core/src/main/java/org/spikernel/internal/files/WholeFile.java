package org.spikernel.internal.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes small files, each whole or not at all. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a file, in place of one of that name; where that is a symbolic link, in place of the file that it leads to.
     *
     * @throws IOException if it cannot be written; one of that name is then as it was, and nothing lies beside it
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path target = RealFile.of(file);
        // Not a temporary file of Java's, which nobody else may read: others may be those who use what is written.
        Path unfinished = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** As {@link #write(Path, byte[])}, in UTF-8. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
