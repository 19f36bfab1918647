package org.spikernel.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a file of this package says of itself, for people and programs: a title, and a line for each fact, {@code seed: 1}.
 *
 * @param title what the file is, and the version of its format
 * @param facts the facts by their names, in the order of their lines
 */
record FileHeader(String title, Map<String, String> facts) {

    private static final String SEPARATOR = ": ";
    private static final String NOTHING = "nothing";

    /** Values are put on one line each. */
    static FileHeader of(String title, Map<String, String> facts) {
        Map<String, String> onOneLine = new LinkedHashMap<>();
        facts.forEach((name, value) -> onOneLine.put(name, value.replaceAll("\\R", " ")));
        return new FileHeader(title, onOneLine);
    }

    /**
     * Reads a header.
     *
     * @param title what the file should be
     * @throws IllegalArgumentException if it is something else
     */
    static FileHeader parse(String title, String text) {
        List<String> lines = text.lines().toList();
        String found = lines.isEmpty() ? "" : lines.get(0);
        if (!found.equals(title)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "it should begin with '%s', but begins with '%s'", title, found));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(SEPARATOR, 2);
            facts.put(parts[0], parts.length == 2 ? parts[1] : NOTHING);
        }
        return new FileHeader(title, facts);
    }

    /** Its lines, each with its end. */
    String text() {
        StringBuilder text = new StringBuilder(title).append('\n');
        facts.forEach((name, value) ->
                text.append(name).append(SEPARATOR).append(value).append('\n'));
        return text.toString();
    }

    /**
     * Where this header, of a training, differs from that of a file.
     *
     * @param ignored beginnings of the names of facts that may differ
     */
    List<String> differences(FileHeader file, String ignored) {
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
