package org.spikernel.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.spikernel.data.TextLines;

/**
 * The lines of a journal, also as an editor may have saved them: behind a byte order mark, with the line ends of Windows or of old Macs,
 * with spaces at the end of a line, or with empty lines, which are left out.
 *
 * @param lines the whole lines that are not empty, in order
 * @param length bytes from the beginning of the file to the end of its last whole line
 * @param lineEnd how the first of its lines ends, and further ones should, since readers of tables take no other
 */
record JournalText(List<Line> lines, int length, String lineEnd) {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

    /**
     * A line, without its end.
     *
     * @param number counted from 1, empty lines too
     */
    record Line(int number, String text) {}

    /** Reads what a file holds; what is no UTF-8 becomes a replacement character, which no line of a journal has. */
    static JournalText of(byte[] content) {
        int length = lengthOfWholeLines(content);
        String text = new String(content, 0, length, StandardCharsets.UTF_8);
        String[] all = LINE_END.split(TextLines.withoutByteOrderMark(text), -1);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (!all[i].isBlank()) {
                lines.add(new Line(i + 1, all[i].stripTrailing()));
            }
        }
        Matcher firstEnd = LINE_END.matcher(text);
        return new JournalText(lines, length, firstEnd.find() ? firstEnd.group() : "\n");
    }

    private static int lengthOfWholeLines(byte[] content) {
        int length = content.length;
        while (length > 0 && content[length - 1] != '\n' && content[length - 1] != '\r') {
            length--;
        }
        return length;
    }

    /** A text for an error: what nobody would see of it is written as its code, <code>\u005cuFEFF</code>. */
    static String visible(String text) {
        return text.codePoints()
                .mapToObj(code ->
                        isVisible(code) ? Character.toString(code) : String.format(Locale.ROOT, "\\u%04X", code))
                .collect(Collectors.joining());
    }

    private static boolean isVisible(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            case Character.SPACE_SEPARATOR -> code == ' ';
            default -> code != '\uFFFD';
        };
    }
}
