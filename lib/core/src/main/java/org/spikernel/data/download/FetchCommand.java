package org.spikernel.data.download;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.spikernel.data.Archive;
import org.spikernel.data.DataDirectories;
import org.spikernel.data.DatasetException;
import org.spikernel.progress.Progress;

/** The command {@code ./spikernel fetch}: brings the official archive of a data set to this machine. */
public final class FetchCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final List<Archive> archives;
    private final DataDirectories directories;
    private final Progress progress;
    private final PrintStream out;
    private final PrintStream err;

    FetchCommand(
            List<Archive> archives, DataDirectories directories, Progress progress, PrintStream out, PrintStream err) {
        this.archives = archives;
        this.directories = directories;
        this.progress = progress;
        this.out = out;
        this.err = err;
    }

    /**
     * Fetches the data set that the first argument names; without arguments, or with {@code help}, says what can be fetched.
     *
     * <p>Exits with 0 if the data set is there, 1 if it could not be fetched, 2 if the arguments make no sense.
     */
    public static void main(String[] arguments) {
        FetchCommand command = new FetchCommand(
                Archive.all(), DataDirectories.ofEnvironment(), Progress.bar(), System.out, System.err);
        System.exit(command.run(arguments));
    }

    int run(String... arguments) {
        if (arguments.length == 0 || List.of("help", "--help", "-h").contains(arguments[0])) {
            out.println(help());
            return DONE;
        }
        Optional<Archive> archive = archives.stream()
                .filter(candidate -> candidate.name().equals(arguments[0]))
                .findFirst();
        if (archive.isEmpty() || arguments.length > 1) {
            err.println("cannot fetch \"" + String.join(" ", arguments) + "\": expected the name of one data set\n\n"
                    + help());
            return MISUSED;
        }
        return fetch(archive.get());
    }

    private int fetch(Archive archive) {
        Path target = directories.target();
        Path present = target.resolve(archive.directory());
        if (Files.isDirectory(present)) {
            out.println(archive.title() + " is already in " + present + "; remove that directory to fetch it again");
            return DONE;
        }
        try {
            out.println("fetching " + archive.address() + " into " + target);
            Path directory = ArchiveFetcher.fetch(archive, target, progress);
            out.println(archive.title() + " is in " + directory);
            return DONE;
        } catch (DatasetException e) {
            err.println(e.getMessage());
            return FAILED;
        } finally {
            progress.close();
        }
    }

    private String help() {
        StringBuilder help = new StringBuilder("usage: ./spikernel fetch <data set>\n\n");
        for (Archive archive : archives) {
            help.append(String.format(
                    Locale.ROOT,
                    "  %-10s %s, %,d MB, %s%n",
                    archive.name(),
                    archive.title(),
                    archive.bytes() / 1_000_000,
                    directories
                            .find(archive.directory())
                            .map(directory -> "present in " + directory)
                            .orElse("not on this machine")));
        }
        return help.append("\nThey are fetched into ")
                .append(directories.target())
                .append(".\nThe environment variable ")
                .append(DataDirectories.DATA)
                .append(" names another directory. A download that was cut off continues where it stopped.")
                .toString();
    }
}
