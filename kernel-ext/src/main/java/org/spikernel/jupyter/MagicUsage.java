package org.spikernel.jupyter;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a magic is written.
 *
 * @param form an example, with names in capitals for what the person fills in
 * @param effect what it does, in a few words
 */
record MagicUsage(String form, String effect) {

    /** All that the kernel itself has, in the order in which they are shown. */
    static final List<MagicUsage> ALL = List.of(
            new MagicUsage("%jars FILE ...", "adds jars: files, directories of jars, patterns such as lib/*.jar"),
            new MagicUsage("%classpath FILE ...", "adds directories of classes, or jars"),
            new MagicUsage("%maven GROUP:ARTIFACT:VERSION ...", "adds artifacts and what they need, found by Maven"),
            new MagicUsage("%dependency GROUP:ARTIFACT:VERSION ...", "the same as %maven"),
            new MagicUsage("%load FILE", "runs a file of Java, or the code cells of a notebook"),
            new MagicUsage("%time STATEMENT", "runs a statement and prints how long that took"),
            new MagicUsage("%%time", "the same for the whole cell, whose first line it is"),
            new MagicUsage("%env", "prints the environment variables; %env NAME prints one"),
            new MagicUsage("%help, %magics", "prints this"),
            new MagicUsage("?NAME, NAME?", "shows the documentation of a class, a method or a variable's type"));

    /** A table of all of them, and the names of those that others have added. */
    static String table(List<String> others) {
        int width = ALL.stream().mapToInt(usage -> usage.form().length()).max().orElseThrow();
        String table = ALL.stream()
                .map(usage -> usage.form() + " ".repeat(width - usage.form().length() + 2) + usage.effect())
                .collect(Collectors.joining("\n"));
        return others.isEmpty() ? table : table + "\nand, of extensions, " + String.join(", ", others);
    }
}
