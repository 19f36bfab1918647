package org.spikernel.jupyter.evaluation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the source of a Javadoc comment into text that reads well in a tooltip: in lines of a width that fits, broken between words. */
final class JavadocText {

    private static final Pattern LITERAL = Pattern.compile("\\{@(?:code|literal)\\s+([^{}]*)}");

    private static final int WIDTH = 80;

    private static final Pattern PREFORMATTED =
            Pattern.compile("(?is)<pre[^>]*>(?:\\s*\\{@code)?\n?(.*?)\\s*}?\\s*</pre>");

    /** What begins a line of its own: an item of a list, or a tag such as {@code @param}. */
    private static final Pattern OWN_LINE = Pattern.compile("[-@].*");

    private JavadocText() {}

    static String plain(String javadoc) {
        StringBuilder text = new StringBuilder();
        Matcher preformatted = PREFORMATTED.matcher(javadoc);
        int end = 0;
        while (preformatted.find()) {
            text.append(wrapped(words(javadoc.substring(end, preformatted.start()))));
            text.append("\n\n")
                    .append(words(preformatted.group(1).stripIndent()).indent(2))
                    .append("\n");
            end = preformatted.end();
        }
        text.append(wrapped(words(javadoc.substring(end))));
        return text.toString().replaceAll("\n{3,}", "\n\n").strip();
    }

    /** Paragraphs, items and tags with line ends only where the width asks for them. */
    private static String wrapped(String text) {
        return Stream.of(text.split("\n\\s*\n"))
                .map(JavadocText::wrappedParagraph)
                .collect(Collectors.joining("\n\n"));
    }

    private static String wrappedParagraph(String paragraph) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String line : paragraph.split("\n")) {
            boolean own = OWN_LINE.matcher(line.strip()).matches();
            for (String word : line.strip().split("\\s+")) {
                boolean breaks = own || column + 1 + word.length() > WIDTH;
                text.append(column == 0 ? "" : breaks ? "\n" : " ").append(word);
                column = column == 0 || breaks ? word.length() : column + 1 + word.length();
                own = false;
            }
        }
        return text.toString();
    }

    private static String words(String javadoc) {
        return LITERAL.matcher(javadoc)
                .replaceAll(literal -> Matcher.quoteReplacement(literal.group(1)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")))
                .replaceAll("\\{@link(?:plain)?\\s+[^{}\\s(]+(?:\\([^{}()]*\\))?\\s+([^{}]+)}", "$1")
                .replaceAll("\\{@link(?:plain)?\\s+([^{}]*)}", "$1")
                .replaceAll("(?<!\\S)#(?=\\w)", "")
                .replaceAll("(?<=\\w)#(?=\\w)", ".")
                .replace("{@inheritDoc}", "")
                .replaceAll("\\{@[a-zA-Z]+\\s*([^{}]*)}", "$1")
                .replaceAll("(?i)\\s*<p>\\s*", "\n\n")
                .replaceAll("(?i)<li>", "- ")
                .replaceAll("</?[a-zA-Z][^<>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("(?m)^ (?! )", "")
                .stripTrailing();
    }
}
