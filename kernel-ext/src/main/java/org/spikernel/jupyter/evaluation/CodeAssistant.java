package org.spikernel.jupyter.evaluation;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Completes, explains and checks code that is being typed. Positions count characters of the cell. */
public final class CodeAssistant {

    private static final String INDENT = "    ";

    /** What every object has, which hardly anybody looks for. */
    private static final Set<String> OF_EVERY_OBJECT = Set.of(
            "clone()",
            "equals(",
            "finalize()",
            "getClass()",
            "hashCode()",
            "notify()",
            "notifyAll()",
            "toString()",
            "wait(",
            "wait()");

    /** Newer releases write them behind the name of a record whose method they describe. */
    private static final Pattern COMPONENTS_OF_RECORD = Pattern.compile("\\([^()]*\\)(?=\\.)");

    private static final Comparator<Suggestion> LIKELY_FIRST = Comparator.<Suggestion, Boolean>comparing(
                    suggestion -> OF_EVERY_OBJECT.contains(suggestion.continuation()))
            .thenComparing(suggestion -> !suggestion.matchesType());

    private final JShell shell;
    private final SourceCodeAnalysis analysis;

    CodeAssistant(JShell shell, List<Path> sources) {
        this.shell = shell;
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

    /** What may follow the characters before the cursor; nothing within literals and comments. */
    public Completions complete(String code, int cursor) {
        String before = code.substring(0, cursor);
        if (new SourceScan(before).isSkipped(cursor)) {
            return new Completions(cursor, List.of());
        }
        CellPrefix prefix = new CellPrefix(analysis, before);
        return Stream.of(prefix.withDeclarations(), Optional.of(before), Optional.of(prefix.current()))
                .flatMap(Optional::stream)
                .distinct()
                .map(snippet -> completeEnd(snippet, cursor))
                .filter(completions -> !completions.replacements().isEmpty())
                .findFirst()
                .orElse(new Completions(cursor, List.of()));
    }

    /** What may follow a snippet that ends at the cursor. */
    private Completions completeEnd(String snippet, int cursor) {
        int[] anchor = {snippet.length()};
        List<Suggestion> suggestions = analysis.completionSuggestions(snippet, snippet.length(), anchor);
        List<String> replacements = suggestions.stream()
                .sorted(LIKELY_FIRST)
                .map(Suggestion::continuation)
                .filter(suggestion -> !CellPrefix.isArtificial(suggestion))
                .distinct()
                .toList();
        return new Completions(Math.max(0, cursor - (snippet.length() - anchor[0])), replacements);
    }

    /** The signatures and the documentation of what stands at the cursor; empty if nothing is known of it. */
    public Optional<String> explain(String code, int cursor) {
        if (new SourceScan(code).isSkipped(cursor)) {
            return Optional.empty();
        }
        String before = code.substring(0, identifierEnd(code, cursor));
        CellPrefix prefix = new CellPrefix(analysis, before);
        return Stream.of(prefix.withDeclarations(), Optional.of(before), Optional.of(prefix.current()))
                .flatMap(Optional::stream)
                .distinct()
                .map(this::explainEnd)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /**
     * The signatures and the documentation of a class, a method or a variable, and of the type of a variable.
     *
     * @param name as it would be written in code, with empty parentheses behind a method or without them; a method may stand behind a
     *     class even if it is called on an object; a dot at the end counts for nothing
     * @return empty if nothing is known of it
     */
    public Optional<String> help(String name) {
        String plain = name.replace("()", "").replaceAll("\\.$", "");
        Optional<String> explained = Stream.of(memberOfAnObject(plain), plain)
                .map(code -> explain(code, code.length()))
                .flatMap(Optional::stream)
                .findFirst();
        Optional<String> type = shell.variables()
                .filter(variable -> variable.name().equals(plain))
                .map(variable -> variable.typeName().replaceAll("<.*|\\[.*", ""))
                .findFirst();
        return type.flatMap(simple -> explain(simple, simple.length()))
                .map(ofType -> explained.orElse(plain) + "\n\n" + ofType)
                .or(() -> explained);
    }

    /** Of {@code Type.member} code in which the member is one of an object, since behind a class Java knows none but the static ones. */
    private static String memberOfAnObject(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : "((" + name.substring(0, dot) + ") null)" + name.substring(dot);
    }

    private String explainEnd(String snippet) {
        boolean inName = !snippet.isEmpty() && Character.isJavaIdentifierPart(snippet.charAt(snippet.length() - 1));
        List<Documentation> documentation = inName ? document(snippet + "(") : List.of();
        if (documentation.isEmpty()) {
            documentation = document(snippet);
        }
        return documentation.stream().map(CodeAssistant::describe).distinct().collect(Collectors.joining("\n\n"));
    }

    private List<Documentation> document(String code) {
        return analysis.documentation(code, code.length(), true);
    }

    private static String describe(Documentation documentation) {
        String signature = COMPONENTS_OF_RECORD
                .matcher(CellPrefix.withoutArtificialNames(documentation.signature()))
                .replaceAll("");
        String javadoc = documentation.javadoc();
        return javadoc == null || javadoc.isBlank()
                ? signature
                : signature + "\n" + JavadocText.plain(javadoc).indent(2).stripTrailing();
    }

    private static int identifierEnd(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether a cell could be run as it stands. */
    public enum Completeness {
        /** It could. */
        COMPLETE,
        /** More must follow. */
        INCOMPLETE,
        /** Whatever follows, it could not. */
        INVALID
    }

    /** Where the first statement, expression or declaration of some code ends; at the end of the code if it is not complete. */
    public int endOfFirst(String code) {
        return code.length() - CellUnit.first(analysis, code).remaining().length();
    }

    /** Whether a cell could be run as it stands. */
    public Completeness completeness(String code) {
        CellUnit unit = CellUnit.first(analysis, code);
        while (unit.isComplete() && !unit.remaining().isBlank()) {
            unit = CellUnit.first(analysis, unit.remaining());
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
