package org.spikernel.internal.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a file could not be read or written, and what to do: clauses for the middle of a sentence, without a full stop. Exceptions of Java
 * often name no more than a path.
 */
public final class FileTrouble {

    private static final Pattern IN_BRACKETS = Pattern.compile(".*\\(([^()]+)\\)");

    private FileTrouble() {}

    /** What keeps a file from being written that can be seen without writing it; empty if there is nothing. */
    public static Optional<String> withPlace(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return Optional.of("it is a directory. Name a file in it");
        } else if (Files.exists(directory) && !Files.isDirectory(directory)) {
            return Optional.of(directory + " is no directory. Name a file in a directory that exists");
        } else if (!Files.exists(directory)) {
            return Optional.of("there is no directory " + directory
                    + ". Make it first, or name a file in a directory that exists");
        }
        return Optional.empty();
    }

    /** Why a file could not be written, with the reason that Java or the operating system gives. */
    public static String writing(Path file, IOException failure) {
        return withPlace(file)
                .orElseGet(() -> reading(failure) + ". Make room for it, or name a file that may be written to");
    }

    /** Why a file could not be read. */
    public static String reading(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        } else if (failure instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        } else if (failure instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        } else if (failure instanceof FileSystemException ofFileSystem && ofFileSystem.getReason() != null) {
            return ofFileSystem.getReason();
        }
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        Matcher inBrackets = IN_BRACKETS.matcher(message);
        return failure instanceof FileNotFoundException && inBrackets.matches() ? inBrackets.group(1) : message;
    }
}
