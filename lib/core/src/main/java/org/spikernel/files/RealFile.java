package org.spikernel.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a file is, or is going to be, whatever symbolic links lead there. */
public final class RealFile {

    private static final int MOST_LINKS = 40;

    private RealFile() {}

    /**
     * The path of a file without symbolic links, also of one that does not exist yet; its directory must exist.
     *
     * @throws FileSystemException if it is not a file that can be written and read again, or if its links lead nowhere (says why)
     * @throws IOException if it cannot be told
     */
    public static Path of(Path file) throws IOException {
        Path path = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "its symbolic links lead round in a circle");
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        require(path);
        return Files.exists(path)
                ? path.toRealPath()
                : path.getParent().toRealPath().resolve(path.getFileName());
    }

    /**
     * Refuses what exists and is no file that keeps what is written: to open a pipe waits for another program, and to replace a device would
     * take it from all.
     *
     * @throws FileSystemException if it is a directory, a pipe or a device
     */
    public static void require(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a directory");
        } else if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is a pipe or a device");
        }
    }
}
