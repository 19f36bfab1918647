package org.spikernel.jupyter.evaluation;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;

/**
 * Evaluates the cells of one notebook session, each a sequence of declarations, statements and expressions.
 *
 * <p>Cells run in this JVM on the kernel's own class path. One cell runs at a time; {@link #interrupt} may be called from any thread.
 */
public final class CellEvaluator implements AutoCloseable {

    private static final Set<SubKind> SHOWN = EnumSet.of(
            SubKind.VAR_VALUE_SUBKIND,
            SubKind.OTHER_EXPRESSION_SUBKIND,
            SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
            SubKind.ASSIGNMENT_SUBKIND);

    private static final Pattern LEAD = Pattern.compile("\\A(?:\\s+|//[^\n]*|(?s:/\\*.*?\\*/))++");

    /** How long interrupted code has to finish by itself before it is stopped. */
    private static final long GRACE_MILLIS = 1000;

    private static final long STOP_MILLIS = 200;
    private static final int STOPS_BEFORE_WARNING = 15;

    private final CellExecutionControl control = new CellExecutionControl();
    private final JShell shell;
    private final CellErrors errors;

    private volatile Run run;

    /** One evaluation of one cell. */
    private static final class Run {
        private final CountDownLatch finished = new CountDownLatch(1);
        private volatile boolean interrupted;
    }

    public CellEvaluator() {
        shell = JShell.builder()
                .executionEngine(control, null)
                .compilerOptions("-Xlint:none")
                .build();
        errors = new CellErrors(shell);
    }

    /**
     * What completes, explains and checks code against the state of this session.
     *
     * @param sources directories of Java sources, besides those of the JDK, to take documentation from
     */
    public CodeAssistant assistant(List<Path> sources) {
        return new CodeAssistant(shell, sources);
    }

    /**
     * Evaluates a cell.
     *
     * @param cell its number in the session, which errors name
     * @param text its text
     * @param notes is told of declarations that cannot be used yet
     * @return the value of the last expression; null if the cell ends otherwise
     * @throws CellException if the cell does not compile, throws or is interrupted
     */
    public Object evaluate(int cell, String text, PrintStream notes) {
        Run current = new Run();
        run = current;
        try {
            return evaluate(cell, text, current, notes);
        } finally {
            run = null;
            current.finished.countDown();
        }
    }

    private Object evaluate(int cell, String text, Run current, PrintStream notes) {
        List<DeclarationSnippet> declared = new ArrayList<>();
        Object value = null;
        String rest = withoutLead(text);
        CompletionInfo unit = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        while (unit.completeness() != Completeness.EMPTY) {
            if (current.interrupted) {
                throw errors.interrupted(null);
            }
            CellSource source = new CellSource(cell, text, text.length() - rest.length());
            boolean whole = unit.completeness().isComplete();
            value = evaluateUnit(whole ? unit.source() : rest, source, current, declared);
            rest = whole ? withoutLead(unit.remaining()) : "";
            unit = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        }
        declared.stream()
                .filter(snippet -> shell.status(snippet) != Status.VALID
                        && shell.status(snippet).isActive())
                .forEach(snippet -> notes.println("Note: " + errors.pending(snippet)));
        return value;
    }

    /** Without the space and the comments before the first token, from which JShell counts the lines of a snippet. */
    private static String withoutLead(String code) {
        return LEAD.matcher(code).replaceFirst("");
    }

    private Object evaluateUnit(String code, CellSource source, Run current, List<DeclarationSnippet> declared) {
        control.reset();
        Object value = null;
        for (SnippetEvent event : shell.eval(code)) {
            if (event.causeSnippet() == null) {
                errors.locate(event.snippet(), source);
                check(event, source, current);
                if (event.snippet() instanceof DeclarationSnippet declaration) {
                    declared.add(declaration);
                }
                value = isShown(event.snippet(), source) ? control.value() : null;
            }
        }
        return value;
    }

    private void check(SnippetEvent event, CellSource source, Run current) {
        if (event.status() == Status.REJECTED) {
            throw errors.compilation(event.snippet(), source);
        }
        boolean runs =
                event.snippet().subKind().isExecutable() && event.status().isDefined();
        if (current.interrupted && runs && !control.returned()) {
            throw errors.interrupted(event.exception());
        }
        if (event.exception() != null) {
            throw errors.thrown(event.exception());
        }
        if (control.failure() != null) {
            throw errors.failed(control.failure());
        }
    }

    /** As in JJava a semicolon does not hide a value, but an assignment that ends with one is taken as a statement. */
    private static boolean isShown(Snippet snippet, CellSource source) {
        boolean statement = snippet.subKind() == SubKind.ASSIGNMENT_SUBKIND
                && source.text()
                        .startsWith(
                                ";",
                                source.offset()
                                        + snippet.source().stripTrailing().length()
                                        - 1);
        return SHOWN.contains(snippet.subKind()) && !statement;
    }

    /**
     * Stops the cell that runs, if any: asks it first, and forces it if it has not ended within a second. Code that returns normally when
     * asked has its value kept; what follows it in the cell is not run.
     */
    public void interrupt() {
        Run current = run;
        if (current != null) {
            current.interrupted = true;
            control.interrupt();
            Thread stopper = new Thread(() -> stop(current), "interrupt");
            stopper.setDaemon(true);
            stopper.start();
        }
    }

    private void stop(Run current) {
        try {
            boolean finished = current.finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            for (int attempt = 1; !finished; attempt++) {
                control.stop();
                finished = current.finished.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
                if (attempt == STOPS_BEFORE_WARNING && !finished) {
                    System.err.println("The cell runs code that cannot be stopped; restart the kernel to end it.");
                }
            }
        } catch (InterruptedException | ExecutionControlException e) {
            throw new IllegalStateException("The cell could not be stopped; restart the kernel to end it.", e);
        }
    }

    @Override
    public void close() {
        shell.close();
    }

    /** Adds a jar or a directory of classes to what the cells may use from now on. */
    public void addToClassPath(Path library) {
        shell.addToClasspath(library.toString());
    }
}
