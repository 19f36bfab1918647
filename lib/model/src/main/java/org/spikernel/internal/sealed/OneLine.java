package org.spikernel.internal.sealed;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Any text as one line that UTF-8 can hold, and back: control characters, ends of lines and lone surrogates are written as in Java. */
final class OneLine {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.?))", Pattern.DOTALL);

    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\\') {
                line.append("\\\\");
            } else if (point == '\n') {
                line.append("\\n");
            } else if (needsEscape(point)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                line.appendCodePoint(point);
            }
        });
        return line.toString();
    }

    private static boolean needsEscape(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /**
     * The text of a line.
     *
     * @throws IllegalArgumentException if a backslash in it stands for nothing
     */
    static String parse(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(escape -> Matcher.quoteReplacement(escaped(escape.group(1), escape.group(2))));
    }

    private static String escaped(String hex, String character) {
        if (hex != null) {
            return Character.toString((char) Integer.parseInt(hex, 16));
        }
        return switch (character) {
            case "\\" -> "\\";
            case "n" -> "\n";
            default -> throw new IllegalArgumentException("'\\" + character + "' stands for nothing");
        };
    }
}
