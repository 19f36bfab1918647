package org.spikernel.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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
        try {
            return path.toRealPath();
        } catch (NoSuchFileException none) {
            return path.getParent().toRealPath().resolve(path.getFileName());
        }
    }

    /**
     * Refuses what exists and is no file that keeps what is written: to open a pipe waits for another program, and to replace a device would
     * take it from all.
     *
     * @throws FileSystemException if it is a directory, a pipe or a device
     * @throws IOException if it cannot be told
     */
    public static void require(Path file) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException none) {
            return;
        }
        if (!found.isRegularFile()) {
            String what = found.isDirectory() ? "it is a directory" : "it is a pipe or a device";
            throw new FileSystemException(file.toString(), null, what);
        }
    }
}
