package org.spikernel.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.spikernel.search.JournalText.Line;

/**
 * The first lines of a journal: a title, a comment for each setting of its search, {@code # seed: 42}, and the names of the columns.
 *
 * @param settings the settings by their names, in the order of their lines
 * @param columns the names of the columns
 */
record JournalHeader(Map<String, String> settings, String columns) {

    private static final String TITLE = "# Spikernel search journal, format 1";
    private static final String COMMENT = "# ";
    private static final String SEPARATOR = ": ";
    private static final String NOTHING = "nothing";

    /**
     * The header of a search.
     *
     * @param measures the {@link JournalLine#names} of the columns behind the score
     * @throws IllegalArgumentException if the name of a setting would be read back as another
     */
    static JournalHeader of(Map<String, String> settings, List<String> measures) {
        Map<String, String> onOneLine = new LinkedHashMap<>();
        settings.forEach((name, value) ->
                onOneLine.put(requireReadable(name), value.strip().replaceAll("\\s+", " ")));
        return new JournalHeader(onOneLine, JournalLine.columns(measures));
    }

    private static String requireReadable(String name) {
        boolean isReadable =
                !name.contains(SEPARATOR) && !name.contains("\n") && !name.contains("\r") && name.equals(name.strip());
        if (!isReadable) {
            throw new IllegalArgumentException("no journal can hold the setting '" + JournalText.visible(name)
                    + "': its name would be read back as another. Give it a name without '" + SEPARATOR
                    + "', without line ends, and without spaces at its beginning and end.");
        }
        return name;
    }

    /**
     * Reads the header at the beginning of a file.
     *
     * @throws IllegalArgumentException if there is none
     */
    static JournalHeader parse(List<Line> lines) {
        requireLine(lines, 0, TITLE);
        Map<String, String> settings = new LinkedHashMap<>();
        int index = 1;
        while (index < lines.size() && lines.get(index).text().startsWith(COMMENT)) {
            Line line = lines.get(index);
            // The space makes up for one that no line has at its end.
            String[] setting = (line.text().substring(COMMENT.length()) + " ").split(SEPARATOR, 2);
            if (settings.put(setting[0].strip(), setting.length == 2 ? setting[1].strip() : NOTHING) != null) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "line %d repeats the setting '%s'", line.number(), setting[0]));
            }
            index++;
        }
        if (index == lines.size() || !JournalLine.areColumns(lines.get(index).text())) {
            requireLine(lines, index, JournalLine.COLUMNS);
        }
        return new JournalHeader(settings, lines.get(index).text());
    }

    private static void requireLine(List<Line> lines, int index, String expected) {
        if (index == lines.size()) {
            int number = index == 0 ? 1 : lines.get(index - 1).number() + 1;
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "line %d should be '%s', but the file ends before it", number, expected));
        }
        Line found = lines.get(index);
        if (!found.text().equals(expected)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "line %d should be '%s', but is '%s'",
                    found.number(),
                    expected,
                    JournalText.visible(found.text())));
        }
    }

    /** How many lines it takes. */
    int lines() {
        return settings.size() + 2;
    }

    /** Its lines, each with its end. */
    String text() {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        settings.forEach((name, value) -> text.append(COMMENT)
                .append(name)
                .append(SEPARATOR)
                .append(value)
                .append('\n'));
        return text.append(columns).append('\n').toString();
    }

    /** Where this header, of a search, differs from that of a file. */
    List<String> differences(JournalHeader file) {
        Set<String> names = new LinkedHashSet<>(settings.keySet());
        names.addAll(file.settings.keySet());
        List<String> differences = new ArrayList<>();
        if (!columns.equals(file.columns)) {
            differences.add("columns: the journal says " + file.columns + ", this search says " + columns);
        }
        for (String name : names) {
            String here = settings.getOrDefault(name, NOTHING);
            String there = file.settings.getOrDefault(name, NOTHING);
            if (!here.equals(there)) {
                differences.add(String.format(
                        Locale.ROOT,
                        "%s: the journal says %s, this search says %s",
                        JournalText.visible(name),
                        JournalText.visible(there),
                        JournalText.visible(here)));
            }
        }
        return differences;
    }
}
