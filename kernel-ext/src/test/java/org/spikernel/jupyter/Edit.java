package org.spikernel.jupyter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.spikernel.Document;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A change of a file, as CONTRIBUTING describes it: {@code In `file`, after `line`:} and a block of what to put there.
 *
 * @param file from the root of the project
 * @param goesBefore whether it goes before the line, or else after it
 * @param anchor the line without its indentation; if it opens a block, what goes after it goes after the block
 * @param lines what to put there
 */
record Edit(Path file, boolean goesBefore, String anchor, List<String> lines) {

    private static final Pattern FORMAT = Pattern.compile(
            "^In `([^`]+)`, (before|after) `([^`]+)`:\\n\\n```\\w+\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** All edits of a document, in their order. */
    static List<Edit> of(Document document) {
        return FORMAT.matcher(document.text())
                .results()
                .map(match -> new Edit(
                        Path.of(match.group(1)),
                        match.group(2).equals("before"),
                        match.group(3),
                        match.group(4).lines().toList()))
                .toList();
    }

    /** A file's lines with this edit. */
    List<String> apply(List<String> before) {
        List<Integer> places = IntStream.range(0, before.size())
                .filter(line -> before.get(line).strip().equals(anchor))
                .boxed()
                .toList();
        assertThat(places).as("lines of %s that are '%s'", file, anchor).hasSize(1);
        List<String> after = new ArrayList<>(before);
        after.addAll(goesBefore ? places.get(0) : endOf(places.get(0), before) + 1, lines);
        return after;
    }

    /** The line that closes what a line opens; the line itself if it opens nothing. */
    private static int endOf(int line, List<String> lines) {
        String text = lines.get(line);
        String end = text.substring(0, text.length() - text.stripLeading().length()) + "}";
        return text.endsWith("{") ? line + lines.subList(line, lines.size()).indexOf(end) : line;
    }
}
