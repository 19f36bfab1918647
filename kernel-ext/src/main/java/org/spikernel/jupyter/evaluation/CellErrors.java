package org.spikernel.jupyter.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.spi.ExecutionControl.ResolutionException;
import jdk.jshell.spi.ExecutionControl.UserException;

import org.spikernel.jupyter.evaluation.CellClasses.LostValue;
import org.spikernel.jupyter.evaluation.MissingNames.Missing;

/** Tells errors in terms of cells and their lines; remembers for that which snippet stood where. */
final class CellErrors {

    private static final String BOLD_RED = "\u001B[1;31m";
    private static final String RESET = "\u001B[0m";
    private static final String UNRESOLVED = "UnresolvedReference";
    private static final int MAX_FRAMES = 20;

    /** How much of a long line is shown, and at most how much of it before the place that is pointed at; in characters. */
    private static final int MAX_LINE = 200;

    private static final int MAX_BEFORE = 150;

    /** The compiler's names for what does not fit into a class file. */
    private static final Set<String> TOO_LARGE = Set.of(
            "compiler.err.limit.string",
            "compiler.err.limit.string.overflow",
            "compiler.err.limit.code",
            "compiler.err.limit.code.too.large.for.try.stmt",
            "compiler.err.limit.pool",
            "compiler.err.limit.stack",
            "compiler.err.limit.locals");

    /** JShell's names for the methods and classes in which it wraps a snippet, and the compiler's for a lambda. */
    private static final Pattern WRAPPER_METHOD = Pattern.compile(".*do_it\\$.*");

    private static final Pattern WRAPPER_CLASS = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");
    private static final Pattern SNIPPET_OF_CLASS = Pattern.compile("REPL\\.\\$JShell\\$(\\d+).*");
    private static final Pattern SAME_CLASS_CAST = Pattern.compile("class (\\S+) cannot be cast to class \\1 ");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$\\d+");

    private final JShell shell;
    private final MissingNames missingNames;
    private final Map<String, CellSource> sources = new ConcurrentHashMap<>();
    private volatile CellSource running;

    CellErrors(JShell shell) {
        this.shell = shell;
        this.missingNames = new MissingNames(shell.sourceCodeAnalysis());
    }

    /** Remembers where the snippet stands that is evaluated next. */
    void running(CellSource source) {
        running = source;
    }

    /** Remembers where a snippet stood. */
    void locate(Snippet snippet, CellSource source) {
        sources.put(snippet.id(), source);
    }

    /** The compiler's complaints, each with the line of the cell and a caret below the place. */
    CellException compilation(Snippet snippet, CellSource source) {
        List<Diag> problems = shell.diagnostics(snippet).filter(Diag::isError).toList();
        String code = snippet.source();
        Optional<String> shellCommand = missingNames.ofShellCommand(code);
        if (shellCommand.isPresent() && !problems.isEmpty()) {
            return new CellException(
                    "CompilationError",
                    shellCommand.get(),
                    pointAt(problems.get(0), List.of(shellCommand.get()), source));
        }
        Map<Diag, Missing> missing = new HashMap<>();
        problems.forEach(problem -> missingNames.find(problem, code).ifPresent(name -> missing.put(problem, name)));
        List<Diag> variables = problems.stream()
                .filter(problem ->
                        missing.containsKey(problem) && missing.get(problem).isPlainVariable())
                .toList();
        Map<Diag, List<String>> messages = new LinkedHashMap<>();
        for (Diag problem : problems) {
            if (!variables.contains(problem)) {
                messages.put(problem, message(problem, Optional.ofNullable(missing.get(problem)), code));
            } else if (problem == variables.get(0)) {
                List<Missing> names = variables.stream().map(missing::get).toList();
                messages.put(problem, List.of(missingNames.ofVariables(names, code)));
            }
        }
        List<String> report = new ArrayList<>();
        messages.forEach((problem, message) -> report.addAll(pointAt(problem, message, source)));
        notesOn(source).forEach(report::add);
        if (isTooLarge(snippet)) {
            report.add(
                    "Java's classes have no room for that: keep long texts and long lists of numbers in a file, and read it.");
        }
        String message = problems.isEmpty()
                ? "this is not valid Java"
                : messages.get(problems.get(0)).get(0);
        if (report.isEmpty()) {
            report.add(headline("CompilationError", message));
        }
        return new CellException("CompilationError", message, report);
    }

    /** What the compiler says, with a better first line where we know what may be meant. */
    private List<String> message(Diag problem, Optional<Missing> missing, String code) {
        List<String> lines = new ArrayList<>(messageLines(problem));
        missing.flatMap(name -> missingNames.of(name, code)).ifPresent(better -> lines.set(0, better));
        TypeHints.of(problem, code).ifPresent(hint -> lines.set(0, lines.get(0) + ": " + hint));
        return lines;
    }

    /** Whether a snippet is valid Java that no class file can hold. */
    boolean isTooLarge(Snippet snippet) {
        return shell.diagnostics(snippet).anyMatch(problem -> TOO_LARGE.contains(problem.getCode()));
    }

    /** Declarations of earlier code that the cell mentions and that cannot be used yet. */
    private Stream<String> notesOn(CellSource source) {
        return shell.snippets()
                .filter(DeclarationSnippet.class::isInstance)
                .map(DeclarationSnippet.class::cast)
                .filter(this::isPending)
                .filter(declaration -> source.mentions(declaration.name()))
                .map(declaration -> "Note: " + pending(declaration));
    }

    /**
     * What the person should know of a cell that has run: declarations that cannot be used now, variables that lost their value, and
     * statements without effect.
     */
    List<String> notes(Collection<DeclarationSnippet> touched, List<LostValue> lost, List<DroppedCopy> dropped) {
        return Stream.of(
                        touched.stream().filter(this::isPending).map(this::pending),
                        lost.stream().map(CellErrors::lost),
                        dropped.stream().map(DroppedCopy::note))
                .flatMap(notes -> notes)
                .distinct()
                .map(note -> "Note: " + note)
                .toList();
    }

    private static String lost(LostValue lost) {
        Class<?> type = lost.type();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        String name = plain(type.getName());
        return lost.variable() + " was reset to null, since its class"
                + (name.startsWith("$") ? "" : ", " + name + ",") + " has changed: run the cell that sets "
                + lost.variable() + " again";
    }

    private boolean isPending(DeclarationSnippet declaration) {
        return isPending(shell.status(declaration));
    }

    /** Whether it is the status of what was not compiled whole, and may be once something else is declared. */
    static boolean isPending(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private static List<String> pointAt(Diag problem, List<String> message, CellSource source) {
        int start = (int) problem.getStartPosition();
        int line = source.lineOf(start);
        int column = source.columnOf(start);
        int from = Math.max(0, column - MAX_BEFORE);
        String code = source.line(line).substring(from);
        String shown = code.length() > MAX_LINE ? code.substring(0, MAX_LINE) + " ..." : code;
        int length = (int) Math.min(problem.getEndPosition() - start, shown.length() + 1L - (column - from));

        List<String> report = new ArrayList<>();
        report.add(headline("CompilationError", message.get(0)));
        report.add("  at " + source.place(line) + ", column " + column);
        report.add("    " + shown);
        report.add("    " + indent(shown, column - from - 1) + BOLD_RED + "^".repeat(Math.max(1, length)) + RESET);
        message.stream().skip(1).map(detail -> "  " + detail.strip()).forEach(report::add);
        return report;
    }

    private static List<String> messageLines(Diag problem) {
        List<String> lines = problem.getMessage(null)
                .lines()
                .filter(line -> !line.strip().startsWith("location:"))
                .toList();
        return lines.isEmpty() ? List.of("this is not valid Java") : lines;
    }

    private static String indent(String code, int columns) {
        return code.substring(0, Math.min(columns, code.length())).replaceAll("[^\\t]", " ");
    }

    /** What the cell's code threw. */
    CellException thrown(JShellException exception) {
        if (exception instanceof UnresolvedReferenceException unresolved) {
            return unresolved(unresolved);
        }
        List<String> report = new ArrayList<>();
        describe(exception, "", new HashSet<>(), report);
        return new CellException(simpleName(exception), message(exception), report);
    }

    private void describe(Throwable exception, String prefix, Set<String> told, List<String> report) {
        report.add(prefix + headline(className(exception), message(exception)));
        List<String> frames = frames(exception).stream().filter(told::add).toList();
        firstPlace(exception).filter(frame -> !frames.isEmpty()).ifPresent(frame -> {
            CellSource source = source(frame).orElseThrow();
            report.add("    " + source.line(source.lineOfSnippetLine(frame.getLineNumber())));
        });
        report.addAll(frames);
        Matcher cast = SAME_CLASS_CAST.matcher(message(exception));
        if (cast.find()) {
            report.add("The class " + cast.group(1)
                    + " was declared again after this object was made; make the object again.");
        }
        if (exception.getCause() != null) {
            describe(exception.getCause(), "Caused by ", told, report);
        }
    }

    private List<String> frames(Throwable exception) {
        return Stream.of(exception.getStackTrace())
                .map(this::frame)
                .flatMap(Optional::stream)
                .distinct()
                .limit(MAX_FRAMES)
                .toList();
    }

    /** What to say of an exception that has ended a thread which a cell started. */
    List<String> uncaught(Thread thread, Throwable exception) {
        List<String> report = new ArrayList<>();
        describe(
                CellFailure.of(exception),
                "Exception in thread \"" + thread.getName() + "\" ",
                new HashSet<>(),
                report);
        return report;
    }

    /** The cell ran, but its value failed as it was turned into something to look at. */
    CellException notShown(Object value, Throwable cause) {
        Throwable failure = CellFailure.of(cause);
        String why = className(failure) + (message(failure).isEmpty() ? "" : ": " + message(failure));
        String message = "a value of class " + plain(value.getClass().getName()) + " could not be shown: " + why;
        List<String> report = new ArrayList<>(List.of(headline("DisplayError", message)));
        Stream.of(failure.getStackTrace())
                .filter(frame -> SNIPPET_OF_CLASS.matcher(frame.getClassName()).matches())
                .map(this::frame)
                .flatMap(Optional::stream)
                .distinct()
                .limit(MAX_FRAMES)
                .forEach(report::add);
        return new CellException("DisplayError", message, report);
    }

    /** A type is declared by whose name the wrappers of all further snippets mean another one. */
    CellException reservedName(String name, CellSource source) {
        String message = "a class of cells cannot be called " + name + " on Java "
                + Runtime.version().feature() + ": no later cell would run";
        return new CellException(
                "CompilationError",
                message,
                List.of(
                        headline("CompilationError", message),
                        "  at " + source.place(source.lineOf(0)),
                        "Give it another name, or use Java 23 or newer."));
    }

    /** The cell nests deeper than the compiler can follow. */
    CellException tooDeep(String cell) {
        String message = cell + " has an expression or a block too long or too deep for the Java compiler";
        return new CellException(
                "CompilationError",
                message,
                List.of(headline("CompilationError", message), "Divide it into smaller ones."));
    }

    /** A comment or a text block has no end, and all that follows would be taken as part of it. */
    CellException unclosed(JavaSyntax.Unclosed unclosed, CellSource source) {
        int line = source.lineOf(unclosed.place());
        String message = "unclosed " + unclosed.what();
        return new CellException(
                "CompilationError",
                message,
                List.of(
                        headline("CompilationError", message),
                        "  at " + source.place(line),
                        "    " + source.line(line)));
    }

    private CellException unresolved(UnresolvedReferenceException exception) {
        DeclarationSnippet snippet = exception.getSnippet();
        String message = pending(snippet);
        List<String> report = new ArrayList<>();
        report.add(headline(UNRESOLVED, message));
        report.addAll(frames(exception));
        return new CellException(UNRESOLVED, message, report);
    }

    /** Why a declaration cannot be used yet: {@code area() cannot be used before method radius() is declared}. */
    private String pending(DeclarationSnippet snippet) {
        String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(" and "));
        String name = snippet instanceof MethodSnippet ? snippet.name() + "()" : snippet.name();
        if (Redeclarations.isRejected(snippet)) {
            return name + " did not compile when it was declared";
        }
        if (!missing.isEmpty()) {
            return name + " cannot be used before " + missing + " is declared";
        }
        return name + " cannot be used: "
                + shell.diagnostics(snippet)
                        .map(problem -> messageLines(problem).get(0))
                        .collect(Collectors.joining("; "));
    }

    /** The cell was asked to stop. */
    CellException interrupted(JShellException exception) {
        List<String> report = new ArrayList<>();
        report.add(headline("Interrupted", ""));
        firstPlace(exception).flatMap(this::frame).ifPresent(report::add);
        return new CellException("Interrupted", "", report);
    }

    /** The snippet could not be started at all. */
    CellException failed(String failure) {
        return new CellException("ExecutionError", failure, List.of(headline("ExecutionError", failure)));
    }

    private Optional<StackTraceElement> firstPlace(Throwable exception) {
        return exception == null
                ? Optional.empty()
                : Stream.of(exception.getStackTrace())
                        .filter(frame -> source(frame).isPresent())
                        .findFirst();
    }

    /** A frame of the cells or of a library; empty for frames of the JDK. */
    private Optional<String> frame(StackTraceElement frame) {
        Optional<String> place = source(frame)
                .map(source -> source.place(source.lineOfSnippetLine(frame.getLineNumber())))
                .or(() -> cell(frame));
        if (place.isPresent()) {
            String what = method(frame);
            return Optional.of("  at " + place.get() + (what.isEmpty() ? "" : " in " + what));
        }
        boolean internal =
                frame.getModuleName() != null || frame.getClassName().startsWith(CellErrors.class.getPackageName());
        return internal
                ? Optional.empty()
                : Optional.of("  at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName()
                        + ":" + frame.getLineNumber() + ")");
    }

    /** The cell of a frame whose line JShell has not translated, as it does for exceptions of the cell's own thread only. */
    private Optional<String> cell(StackTraceElement frame) {
        Matcher snippet = SNIPPET_OF_CLASS.matcher(frame.getClassName());
        return snippet.matches()
                ? Optional.of(sources.getOrDefault(snippet.group(1), running).cell())
                : Optional.empty();
    }

    private static String method(StackTraceElement frame) {
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        return WRAPPER_METHOD.matcher(frame.getMethodName()).matches()
                ? ""
                : Stream.of(plain(frame.getClassName() + ".").replaceFirst("\\.$", ""), method)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining("."));
    }

    private Optional<CellSource> source(StackTraceElement frame) {
        String file = frame.getFileName();
        return file == null || !file.startsWith("#")
                ? Optional.empty()
                : Optional.ofNullable(sources.get(file.substring(1)));
    }

    private static String className(Throwable exception) {
        if (exception instanceof EvalException thrown) {
            return plain(thrown.getExceptionClassName());
        }
        if (exception instanceof UserException thrown) {
            return plain(thrown.causeExceptionClass());
        }
        return exception instanceof ResolutionException
                ? UNRESOLVED
                : plain(exception.getClass().getName());
    }

    /** What the exception says; empty if it says nothing. */
    private static String message(Throwable exception) {
        if (exception instanceof ResolutionException) {
            return "it uses what is not declared yet";
        }
        return exception.getMessage() == null ? "" : plain(exception.getMessage());
    }

    /** A text with the names that the person knows in place of those of JShell's classes. */
    private static String plain(String text) {
        return WRAPPER_CLASS.matcher(text).replaceAll("");
    }

    private static String simpleName(Throwable exception) {
        String name = className(exception);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String headline(String name, String message) {
        return BOLD_RED + name + RESET + (message.isEmpty() ? "" : ": " + message);
    }
}
