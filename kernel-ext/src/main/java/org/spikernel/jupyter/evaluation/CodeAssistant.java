package org.spikernel.jupyter.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Completes, explains and checks code that is being typed. Positions count characters of the cell. */
public final class CodeAssistant {

    private static final String INDENT = "    ";

    private final SourceCodeAnalysis analysis;

    CodeAssistant(JShell shell, List<Path> sources) {
        this.analysis = shell.sourceCodeAnalysis();
        DocumentationSources.add(analysis, sources);
    }

    /**
     * What may stand at a place.
     *
     * @param start where the text to replace begins
     * @param replacements what may replace it, the likely ones first
     */
    public record Completions(int start, List<String> replacements) {}

    /** What may follow the characters before the cursor. */
    public Completions complete(String code, int cursor) {
        Completions inCell = completeIn(code, cursor);
        int snippet = snippetStart(code, cursor);
        if (!inCell.replacements().isEmpty() || snippet == 0) {
            return inCell;
        }
        Completions inSnippet = completeIn(code.substring(snippet), cursor - snippet);
        return new Completions(snippet + inSnippet.start(), inSnippet.replacements());
    }

    private Completions completeIn(String code, int cursor) {
        int[] anchor = {cursor};
        List<Suggestion> suggestions = analysis.completionSuggestions(code, cursor, anchor);
        List<String> replacements = Stream.concat(
                        suggestions.stream().filter(Suggestion::matchesType),
                        suggestions.stream().filter(suggestion -> !suggestion.matchesType()))
                .map(Suggestion::continuation)
                .distinct()
                .toList();
        return new Completions(anchor[0], replacements);
    }

    /** The signatures and the documentation of what stands at the cursor; empty if nothing is known of it. */
    public Optional<String> explain(String code, int cursor) {
        int snippet = snippetStart(code, cursor);
        return Stream.of(explainIn(code, cursor), explainIn(code.substring(snippet), cursor - snippet))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private String explainIn(String code, int cursor) {
        int end = identifierEnd(code, cursor);
        boolean inName = end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1));
        String asCall = code.substring(0, end) + "(";
        List<Documentation> documentation = inName ? document(asCall, asCall.length()) : List.of();
        if (documentation.isEmpty()) {
            documentation = document(code.substring(0, end), end);
        }
        return documentation.stream().map(CodeAssistant::describe).distinct().collect(Collectors.joining("\n\n"));
    }

    private List<Documentation> document(String code, int cursor) {
        return analysis.documentation(code, cursor, true);
    }

    private static String describe(Documentation documentation) {
        String javadoc = documentation.javadoc();
        return javadoc == null || javadoc.isBlank()
                ? documentation.signature()
                : documentation.signature() + "\n"
                        + JavadocText.plain(javadoc).indent(2).stripTrailing();
    }

    private static int identifierEnd(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }

    private int snippetStart(String code, int cursor) {
        int start = 0;
        CompletionInfo unit = analysis.analyzeCompletion(code.substring(0, cursor));
        while (unit.completeness().isComplete() && !unit.remaining().isEmpty()) {
            start = cursor - unit.remaining().length();
            unit = analysis.analyzeCompletion(unit.remaining());
        }
        return start;
    }

    /** Whether a cell could be run as it stands. */
    public enum Completeness {
        COMPLETE,
        INCOMPLETE,
        INVALID
    }

    /** Whether a cell could be run as it stands. */
    public Completeness completeness(String code) {
        CompletionInfo unit = analysis.analyzeCompletion(code);
        while (unit.completeness().isComplete() && !unit.remaining().isBlank()) {
            unit = analysis.analyzeCompletion(unit.remaining());
        }
        return switch (unit.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> Completeness.COMPLETE;
            case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> Completeness.INCOMPLETE;
            case UNKNOWN -> Completeness.INVALID;
        };
    }

    /** White space for the line that follows an incomplete cell: that of its last line, one step deeper behind an opening bracket. */
    public static String indentAfter(String code) {
        String last =
                code.stripTrailing().lines().reduce((first, second) -> second).orElse("");
        String indent = last.substring(0, last.length() - last.stripLeading().length());
        return last.endsWith("{") || last.endsWith("(") ? indent + INDENT : indent;
    }
}
