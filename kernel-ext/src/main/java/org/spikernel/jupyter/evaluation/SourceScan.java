package org.spikernel.jupyter.evaluation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells code from literals and comments, in text that need not be complete. */
public final class SourceScan {

    /**
     * One literal or comment. What is not closed goes on to the end of its line or, where it may hold several lines, of the text. Every
     * quantifier is possessive: long literals would otherwise exhaust the stack.
     */
    private static final Pattern SKIPPED = Pattern.compile("//[^\n\r]*+"
            + "|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/)?+"
            + "|\"\"\"(?:[^\"\\\\]|\\\\(?s:.)|\"(?!\"\"))*+(?:\"\"\")?+"
            + "|\"(?:[^\"\\\\\n\r]|\\\\[^\n\r])*+\"?+"
            + "|'(?:[^'\\\\\n\r]|\\\\[^\n\r])*+'?+");

    private final String text;

    /** Scans any text, such as a cell that is being typed. */
    public SourceScan(String text) {
        this.text = text;
    }

    /** Whether the place before a character lies within a literal or a comment. */
    public boolean isSkipped(int position) {
        Matcher skipped = SKIPPED.matcher(text);
        while (skipped.find() && skipped.start() < position) {
            if (position < skipped.end() || position == skipped.end() && isOpen(skipped.group())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a literal or comment would go on with what is typed at its end. */
    private static boolean isOpen(String skipped) {
        if (skipped.startsWith("//")) {
            return true;
        }
        String end =
                skipped.startsWith("/*") ? "*/" : skipped.startsWith("\"\"\"") ? "\"\"\"" : skipped.substring(0, 1);
        boolean closed = skipped.length() >= 2 * end.length() && skipped.endsWith(end);
        return !closed || escapes(skipped, skipped.length() - end.length());
    }

    /** Whether the character at a place is escaped by an odd number of backslashes before it. */
    private static boolean escapes(String literal, int place) {
        int start = place;
        while (start > 0 && literal.charAt(start - 1) == '\\') {
            start--;
        }
        return !literal.startsWith("/*") && (place - start) % 2 == 1;
    }

    /** Whether there is more than blanks and whole comments: code, a literal, or a comment that does not end. */
    public boolean hasCode() {
        return !SKIPPED.matcher(text)
                .replaceAll(skipped -> isWholeComment(skipped.group()) ? "" : "0")
                .isBlank();
    }

    private static boolean isWholeComment(String skipped) {
        return skipped.startsWith("//") || skipped.startsWith("/*") && !isOpen(skipped);
    }

    /** The text with spaces in place of what literals and comments hold; lines and places stay. */
    public String code() {
        return SKIPPED.matcher(text).replaceAll(skipped -> skipped.group().replaceAll("[^\n\r]", " "));
    }
}
