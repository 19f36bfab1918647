package org.spikernel.jupyter.display;

/**
 * HTML that a notebook shows as such: {@code new Html("<b>bold</b>")} as the last expression of a cell.
 *
 * @param html a fragment, to stand in the body of a page
 */
public record Html(String html) {

    /** Text as HTML that shows it literally. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Text as HTML, with what stands between backticks as code. */
    static String withCode(String text) {
        return escape(text).replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
