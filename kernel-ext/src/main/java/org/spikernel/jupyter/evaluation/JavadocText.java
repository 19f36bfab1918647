package org.spikernel.jupyter.evaluation;

/** Turns the source of a Javadoc comment into text that reads well in a tooltip. */
final class JavadocText {

    private JavadocText() {}

    static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|literal|snippet|value|return|summary)\\s+([^{}]*)}", "$1")
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
