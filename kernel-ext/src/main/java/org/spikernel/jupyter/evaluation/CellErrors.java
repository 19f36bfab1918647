package org.spikernel.jupyter.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Tells errors in terms of cells and their lines; remembers for that which snippet stood where. */
final class CellErrors {

    private static final String BOLD_RED = "\u001B[1;31m";
    private static final String RESET = "\u001B[0m";
    private static final int MAX_FRAMES = 20;

    /** JShell's names for the methods and classes in which it wraps a snippet, and the compiler's for a lambda. */
    private static final Pattern WRAPPER_METHOD = Pattern.compile(".*do_it\\$.*");

    private static final Pattern WRAPPER_CLASS = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$\\d+");

    private final JShell shell;
    private final Map<String, CellSource> sources = new HashMap<>();

    CellErrors(JShell shell) {
        this.shell = shell;
    }

    /** Remembers where a snippet stood. */
    void locate(Snippet snippet, CellSource source) {
        sources.put(snippet.id(), source);
    }

    /** The compiler's complaints, each with the line of the cell and a caret below the place. */
    CellException compilation(Snippet snippet, CellSource source) {
        List<Diag> problems = shell.diagnostics(snippet).filter(Diag::isError).toList();
        List<String> report = new ArrayList<>();
        for (Diag problem : problems) {
            report.addAll(pointAt(problem, source));
        }
        notesOn(source).forEach(report::add);
        String message = problems.isEmpty()
                ? "this is not valid Java"
                : messageLines(problems.get(0)).get(0);
        if (report.isEmpty()) {
            report.add(headline("CompilationError", message));
        }
        return new CellException("CompilationError", message, report);
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

    /** Whether a declaration waits for another one before it can be used. */
    boolean isPending(DeclarationSnippet declaration) {
        Status status = shell.status(declaration);
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private static List<String> pointAt(Diag problem, CellSource source) {
        int start = (int) problem.getStartPosition();
        int line = source.lineOf(start);
        int column = source.columnOf(start);
        String code = source.line(line);
        int length = (int) Math.min(problem.getEndPosition() - start, code.length() + 1L - column);

        List<String> message = messageLines(problem);
        List<String> report = new ArrayList<>();
        report.add(headline("CompilationError", message.get(0)));
        report.add("  at " + source.place(line) + ", column " + column);
        report.add("    " + code);
        report.add("    " + indent(code, column - 1) + BOLD_RED + "^".repeat(Math.max(1, length)) + RESET);
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
        describe(exception, "", report);
        return new CellException(simpleName(exception), message(exception), report);
    }

    private void describe(Throwable exception, String prefix, List<String> report) {
        report.add(prefix + headline(className(exception), message(exception)));
        firstPlace(exception).ifPresent(frame -> {
            CellSource source = source(frame).orElseThrow();
            report.add("    " + source.line(source.lineOfSnippetLine(frame.getLineNumber())));
        });
        report.addAll(frames(exception));
        if (exception.getCause() != null) {
            describe(exception.getCause(), "Caused by ", report);
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

    private CellException unresolved(UnresolvedReferenceException exception) {
        DeclarationSnippet snippet = exception.getSnippet();
        String message = pending(snippet);
        List<String> report = new ArrayList<>();
        report.add(headline("UnresolvedReference", message));
        report.addAll(frames(exception));
        return new CellException("UnresolvedReference", message, report);
    }

    /** Why a declaration cannot be used yet: {@code area() cannot be used before method radius() is declared}. */
    String pending(DeclarationSnippet snippet) {
        String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(" and "));
        String name = snippet instanceof MethodSnippet ? snippet.name() + "()" : snippet.name();
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
        Optional<CellSource> source = source(frame);
        if (source.isPresent()) {
            String where = source.get().place(source.get().lineOfSnippetLine(frame.getLineNumber()));
            String what = method(frame);
            return Optional.of("  at " + where + (what.isEmpty() ? "" : " in " + what));
        }
        boolean ofJdk = frame.getModuleName() != null;
        return ofJdk
                ? Optional.empty()
                : Optional.of("  at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName()
                        + ":" + frame.getLineNumber() + ")");
    }

    private static String method(StackTraceElement frame) {
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        return WRAPPER_METHOD.matcher(frame.getMethodName()).matches()
                ? ""
                : Stream.of(frame.getClassName(), method)
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
        return exception instanceof EvalException thrown
                ? thrown.getExceptionClassName()
                : exception.getClass().getName();
    }

    /** What the exception says, as the person knows the names in it; empty if it says nothing. */
    private static String message(Throwable exception) {
        return exception.getMessage() == null
                ? ""
                : WRAPPER_CLASS.matcher(exception.getMessage()).replaceAll("");
    }

    private static String simpleName(Throwable exception) {
        String name = className(exception);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String headline(String name, String message) {
        return BOLD_RED + name + RESET + (message.isEmpty() ? "" : ": " + message);
    }
}
