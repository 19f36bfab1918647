package org.spikernel.plot;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;

import org.spikernel.internal.charts.FigureData;

/**
 * The script that draws a figure, with the texts in it made safe.
 *
 * <p>Tablesaw writes a text in one of two ways: between single quotes, as HTML but not as JavaScript, so that a backslash or a line
 * break spoils the whole script; or between double quotes, as JavaScript, and Plotly then takes tags, entities and formulas in it for
 * markup. Here both are put right, for all texts at once.
 */
public final class FigureScript {

    private static final String LINE_BREAK = "<br>";
    private static final Pattern RAW_LINE_BREAKS = Pattern.compile("\\r\\n|[\\n\\r\\u2028\\u2029]");

    /** A line break that is written as JavaScript; the second half passes over whatever else follows a backslash. */
    private static final Pattern WRITTEN_LINE_BREAKS =
            Pattern.compile("(\\\\r\\\\n|\\\\[nr]|[\\u2028\\u2029])|(\\\\.)", Pattern.DOTALL);

    /** Where the texts end and what a user may have written as JavaScript begins. */
    private static final String END_OF_TEXTS = "Plotly.newPlot(";

    private static final String START_OF_LAYOUT = "var layout = {";

    private FigureScript() {}

    /**
     * The script of any figure. Figures of {@link Plots} show their texts as they are. In a figure that was made with Tablesaw itself,
     * backslashes and line breaks are shown too, and markup stays markup where Tablesaw lets it; a trace of the user's own is left alone.
     *
     * @param figure what to draw
     * @param place id of the element that it is drawn into
     */
    public static String of(Figure figure, String place) {
        String script = figure.asJavascript(place);
        return isTablesaws(figure) ? rewritten(script, FigureScript::inSingleQuotes, text -> text) : script;
    }

    /**
     * What front ends take as {@code application/vnd.plotly.v1+json}: data and layout as JSON; empty if the figure has a trace of a user's own
     * that is more than a plain object.
     *
     * @param script what {@link #of} made
     */
    public static Optional<String> json(String script) {
        try {
            return Optional.of(FigureData.of(script).json());
        } catch (IllegalArgumentException ownScript) {
            return Optional.empty();
        }
    }

    /**
     * The still picture of what a script draws; empty if that is something that still pictures do not show.
     *
     * @param script what {@link #of} made
     */
    public static Optional<Picture> picture(String script) {
        try {
            return Optional.of(Picture.ofScript(script));
        } catch (IllegalArgumentException notShown) {
            return Optional.empty();
        }
    }

    private static boolean isTablesaws(Figure figure) {
        return figure.getClass() == Figure.class
                && Arrays.stream(figure.getTraces())
                        .map(Trace::getClass)
                        .allMatch(trace -> trace.getName().startsWith("tech.tablesaw."));
    }

    /** A script of Tablesaw in which no text is markup. */
    static String literal(String script) {
        return rewritten(
                script,
                text -> inSingleQuotes(withoutPlaceholders(text)),
                text -> writtenLineBreaks(withoutPlaceholders(withoutTags(text))));
    }

    /**
     * The script with its texts changed, those between single and those between double quotes; as it is where a text has no end. A single
     * quote in a text is never plain: Tablesaw has made an entity of it.
     */
    private static String rewritten(String script, UnaryOperator<String> single, UnaryOperator<String> dual) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < script.length() && !script.startsWith(END_OF_TEXTS, at)) {
            char quote = script.charAt(at);
            result.append(quote);
            at++;
            if (quote == '\'' || quote == '"') {
                int end = quote == '\'' ? script.indexOf('\'', at) : endOfJavaScript(script, at);
                if (end < 0) {
                    return script;
                }
                result.append((quote == '\'' ? single : dual).apply(script.substring(at, end)))
                        .append(quote);
                at = end + 1;
            }
        }
        return result.append(script, at, script.length()).toString();
    }

    /** The script whose layout says of how many values its figure tells, in a place that Plotly leaves to others. */
    static String withAmount(String script, String amount) {
        return withLayout(script, "meta: {n: '" + html(amount) + "'}");
    }

    /** The script whose figure has a text in its middle. */
    static String withText(String script, String text) {
        return withLayout(
                script,
                "annotations: [{text: '" + html(text)
                        + "', xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, showarrow: false}]");
    }

    private static String withLayout(String script, String property) {
        int inLayout = script.indexOf(START_OF_LAYOUT) + START_OF_LAYOUT.length();
        return script.substring(0, inLayout) + " " + property + "," + script.substring(inLayout);
    }

    /** A text as HTML writes it, which is how Tablesaw writes one between single quotes. */
    static String html(String text) {
        return withoutTags(text).replace("'", "&#39;").replace("\"", "&#34;");
    }

    private static int endOfJavaScript(String script, int from) {
        int end = from;
        while (end < script.length() && script.charAt(end) != '"') {
            end += script.charAt(end) == '\\' ? 2 : 1;
        }
        return end < script.length() ? end : -1;
    }

    /** Plotly knows few names of entities, and that of the double quote is not among them. */
    private static String inSingleQuotes(String text) {
        String escaped = text.replace("\\", "\\\\").replace("&quot;", "&#34;");
        return RAW_LINE_BREAKS.matcher(escaped).replaceAll(LINE_BREAK);
    }

    private static String writtenLineBreaks(String text) {
        return WRITTEN_LINE_BREAKS
                .matcher(text)
                .replaceAll(match -> match.group(1) != null ? LINE_BREAK : Matcher.quoteReplacement(match.group(2)));
    }

    private static String withoutTags(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Without what Plotly would take for a formula, or for the name of a number to put in. */
    private static String withoutPlaceholders(String text) {
        return text.replace("$", "&#36;").replace("%{", "&#37;{");
    }
}
