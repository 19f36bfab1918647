package org.spikernel.jupyter.evaluation;

import java.util.regex.Pattern;

/**
 * The text of one snippet within its cell.
 *
 * @param cell what the cell is called, such as "cell 3"
 * @param text the whole cell
 * @param offset where in the text the snippet begins, in characters
 */
record CellSource(String cell, String text, int offset) {

    /** A line of the cell, counted from 1, that holds the given character of the snippet. */
    int lineOf(int position) {
        return 1
                + (int) text.substring(0, at(position))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The column within its line, counted from 1, of the given character of the snippet. */
    int columnOf(int position) {
        return at(position) - text.lastIndexOf('\n', at(position) - 1);
    }

    /** The line of the cell that is the given line of the snippet, both counted from 1. */
    int lineOfSnippetLine(int snippetLine) {
        return lineOf(0) + snippetLine - 1;
    }

    /** The text of a line of the cell, counted from 1; empty beyond the end. */
    String line(int line) {
        return text.lines().skip(line - 1L).findFirst().orElse("");
    }

    /** Whether the cell contains a name as a whole word. */
    boolean mentions(String name) {
        return mentions(text, name);
    }

    /** Whether code contains a name as a whole word. */
    static boolean mentions(String code, String name) {
        return Pattern.compile("(?U)(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(code)
                .find();
    }

    /** "cell 3, line 2". */
    String place(int line) {
        return cell + ", line " + line;
    }

    private int at(int position) {
        return Math.max(0, Math.min(offset + position, text.length()));
    }
}
