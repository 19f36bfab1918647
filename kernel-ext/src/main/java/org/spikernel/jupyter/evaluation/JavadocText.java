package org.spikernel.jupyter.evaluation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the source of a Javadoc comment into text that reads well in a tooltip. */
final class JavadocText {

    private static final Pattern LITERAL = Pattern.compile("\\{@(?:code|literal)\\s+([^{}]*)}");

    private JavadocText() {}

    static String plain(String javadoc) {
        return LITERAL.matcher(javadoc)
                .replaceAll(literal -> Matcher.quoteReplacement(literal.group(1)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")))
                .replaceAll("\\{@link(?:plain)?\\s+[^{}\\s]+\\s+([^{}]+)}", "$1")
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
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
