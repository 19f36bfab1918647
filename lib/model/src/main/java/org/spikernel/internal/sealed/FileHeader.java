package org.spikernel.internal.sealed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a file of this package says of itself, for people and programs: a title with the version of its format, and a line for each fact,
 * {@code seed: 1}. What would break a line, or end a name before its end, is written as in Java, {@code \n}.
 *
 * @param kind what the file is
 * @param facts the facts by their names, in the order of their lines
 */
public record FileHeader(String kind, Map<String, String> facts) {

    /** The entry of a file that holds it. */
    public static final String ENTRY = "header.txt";

    private static final String VERSION = ", format 2";
    private static final String EARLIER_VERSION = ", format 1";
    private static final String SEPARATOR = ": ";
    private static final String ESCAPED_SEPARATOR = ":\\u0020";
    private static final String NOTHING = "nothing";

    public FileHeader {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /**
     * Reads the header of a file, of this version's format or of the one before, which was not sealed.
     *
     * @param kind what the file should be
     * @throws IllegalArgumentException if it is something else, or damaged
     * @throws IOException if it cannot be read
     */
    public static FileHeader read(String kind, OpenedZip file) throws IOException {
        return read(kind, ENTRY, file);
    }

    /** As {@link #read(String, OpenedZip)}, of another entry that is written like a header. */
    public static FileHeader read(String kind, String entry, OpenedZip file) throws IOException {
        List<String> lines = file.text(entry).lines().toList();
        String title = lines.isEmpty() ? "" : lines.get(0);
        boolean isOfThisVersion = title.equals(kind + VERSION);
        if (!isOfThisVersion && !title.equals(kind + EARLIER_VERSION)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "it should begin with '%s', but begins with '%s'", kind + VERSION, title));
        }
        if (isOfThisVersion && !file.isSealed()) {
            throw new IllegalArgumentException("it is damaged: it does not end as it was written");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(SEPARATOR, 2);
            String value = parts.length == 2 ? parts[1] : NOTHING;
            facts.put(
                    isOfThisVersion ? OneLine.parse(parts[0]) : parts[0],
                    isOfThisVersion ? OneLine.parse(value) : value);
        }
        return new FileHeader(kind, facts);
    }

    /** Its lines, each with its end. */
    public String text() {
        StringBuilder text = new StringBuilder(kind).append(VERSION).append('\n');
        facts.forEach((name, value) -> text.append(escaped(name))
                .append(SEPARATOR)
                .append(OneLine.of(value))
                .append('\n'));
        return text.toString();
    }

    /** A name ends at the first separator of its line, so that it must hold none itself. */
    private static String escaped(String name) {
        return OneLine.of(name).replace(SEPARATOR, ESCAPED_SEPARATOR);
    }

    /**
     * Where this header, of a training, differs from that of a file.
     *
     * @param ignored beginnings of the names of facts that may differ
     */
    public List<String> differences(FileHeader file, String ignored) {
        Set<String> names = new LinkedHashSet<>(facts.keySet());
        names.addAll(file.facts.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String here = facts.getOrDefault(name, NOTHING);
            String there = file.facts.getOrDefault(name, NOTHING);
            if (!here.equals(there) && !name.startsWith(ignored)) {
                differences.add(String.format(
                        Locale.ROOT, "%s: the checkpoint says %s, this training says %s", name, there, here));
            }
        }
        return differences;
    }
}
