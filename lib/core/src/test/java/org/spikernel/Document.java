package org.spikernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page in Markdown whose code is tested.
 *
 * @param text the page, or a section of it
 */
public record Document(String text) {

    /** Reads a page. */
    public static Document of(Path file) {
        try {
            return new Document(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The section of a heading, without those that follow it.
     *
     * @param heading as it stands there, {@code ### A layer}
     */
    public Document section(String heading) {
        String level = heading.substring(0, heading.indexOf(' '));
        List<String> found = matches("^" + Pattern.quote(heading) + "\\n(.*?)(?=^#{1," + level.length() + "} |\\z)");
        if (found.size() != 1) {
            throw new IllegalArgumentException("there should be one '" + heading + "', but there are " + found.size());
        }
        return new Document(found.get(0));
    }

    /** The blocks of code of a language, in their order; of those without a language if it is empty. */
    public List<String> blocks(String language) {
        return matches("^```" + language + "\\n(.*?)^```$");
    }

    private List<String> matches(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
