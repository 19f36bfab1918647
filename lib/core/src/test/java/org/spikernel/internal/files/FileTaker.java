package org.spikernel.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.spikernel.ChildJvm;

/** A process of its own that takes files. */
final class FileTaker {

    private FileTaker() {}

    /** {@code try FILE...} says of each whether it could be had; {@code hold FILE} keeps it for ever; {@code race FILE TIMES}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "try" -> {
                for (String file : List.of(arguments).subList(1, arguments.length)) {
                    System.out.println(said(Path.of(file)));
                }
            }
            case "hold" -> {
                SoleUse.of(Path.of(arguments[1]), "search");
                System.out.println("held");
                Thread.sleep(Long.MAX_VALUE);
            }
            default -> System.out.println(race(Path.of(arguments[1]), Integer.parseInt(arguments[2])));
        }
    }

    /** "free", or what refused it. */
    private static String said(Path file) throws IOException {
        try (SoleUse use = SoleUse.of(file, "search")) {
            return use == null ? "" : "free";
        } catch (IllegalStateException refused) {
            return refused.getMessage();
        }
    }

    /** Takes a file a number of times, and makes and deletes another meanwhile, which nobody else may have made. */
    static String race(Path file, int times) throws IOException {
        Path alone = Path.of(file + ".alone");
        for (int taken = 0; taken < times; ) {
            try (SoleUse use = SoleUse.of(file, "search")) {
                Files.createFile(alone);
                Files.delete(alone);
                taken += use == null ? 0 : 1;
            } catch (IllegalStateException inUse) {
                Thread.onSpinWait();
            }
        }
        return "alone each time";
    }

    static Process start(String... arguments) throws IOException {
        return ChildJvm.of(FileTaker.class, List.of(), arguments).start();
    }
}
