package org.spikernel.jupyter.evaluation;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
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

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern LEAD = Pattern.compile("\\A(?:\\s+|;|//[^\n]*|(?s:/\\*.*?\\*/))++");

    /** How long interrupted code has to finish by itself before it is stopped. */
    private static final long GRACE_MILLIS = 1000;

    private static final long DEEP_STACK_BYTES = 256L << 20;

    private static final long STOP_MILLIS = 200;
    private static final int STOPS_BEFORE_WARNING = 15;

    private final String anyLibrary;
    private final CellClasses classes;
    private final CellExecutionControl control;
    private final JShell shell;
    private final CellErrors errors;
    private final Redeclarations redeclarations;
    private final UnnamedResults unnamed;

    private volatile Run run;
    private boolean interruptedLast;

    /** One evaluation of one cell. */
    private static final class Run {
        private final CountDownLatch finished = new CountDownLatch(1);
        private final Set<CellSource> declaredAhead = new HashSet<>();
        private volatile boolean interrupted;
    }

    /** A unit, and where it stands in its cell. */
    private record PlacedUnit(CellUnit unit, CellSource source) {
        String code() {
            return unit.source();
        }

        boolean mentions(String name) {
            return CellSource.mentions(new SourceScan(code()).code(), name);
        }
    }

    /** A declaration and what it declares. */
    private record PlacedDeclaration(PlacedUnit unit, JavaSyntax.Declaration declared) {}

    /** What is declared before its turn, so that one unit compiles. */
    private static final class Ahead {
        private final PlacedUnit first;
        private final SortedMap<PlacedUnit, CellException> failures =
                new TreeMap<>(Comparator.comparingInt(unit -> unit.source().offset()));
        private List<PlacedDeclaration> declarations;

        Ahead(PlacedUnit first) {
            this.first = first;
        }
    }

    /** With a JShell of its own, in this Java virtual machine. */
    public CellEvaluator() {
        this(ClassRedefinition.ofThisJvm());
    }

    CellEvaluator(Optional<ClassRedefinition> redefinition) {
        classes = new CellClasses(redefinition);
        control = new CellExecutionControl(classes, this::uncaught);
        anyLibrary = System.getProperty("java.class.path").split(File.pathSeparator)[0];
        shell = JShell.builder()
                .executionEngine(control, null)
                .compilerOptions("-Xlint:none")
                .build();
        errors = new CellErrors(shell);
        redeclarations = new Redeclarations(shell, control, classes);
        unnamed = new UnnamedResults(shell, classes);
    }

    /** Prints what has ended a thread, in terms of cells, to {@code System.err}. */
    public void uncaught(Thread thread, Throwable exception) {
        System.err.println(String.join("\n", errors.uncaught(thread, exception)));
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
     * Evaluates a cell, of whose values only the last one is looked at.
     *
     * @param cell its number in the session
     * @see #evaluate(String, String, PrintStream, Function)
     */
    public CellValue evaluate(int cell, String text, PrintStream notes) {
        return evaluate("cell " + cell, text, notes, value -> Optional.empty());
    }

    /**
     * Evaluates a cell.
     *
     * @param cell what errors call it, such as "cell 3"
     * @param text its text
     * @param notes is told of declarations that cannot be used yet, and of statements that drop a changed copy
     * @param aside how to show the value of an expression that something follows; empty for one that is not shown there
     * @return its value
     * @throws CellException if the cell does not compile, throws or is interrupted, or if such a value cannot be shown
     */
    public CellValue evaluate(String cell, String text, PrintStream notes, Function<Object, Optional<Runnable>> aside) {
        Run current = new Run();
        run = current;
        try {
            return onDeepStack(() -> evaluate(cell, plain(text), current, notes, aside));
        } catch (StackOverflowError e) {
            throw errors.tooDeep(cell);
        } finally {
            run = null;
            interruptedLast = current.interrupted;
            current.finished.countDown();
        }
    }

    /** The compiler walks through expressions by recursion, and those that a program has written can be deep. */
    private static <T> T onDeepStack(Supplier<T> evaluation) {
        FutureTask<T> task = new FutureTask<>(evaluation::get);
        new Thread(null, task, "evaluation", DEEP_STACK_BYTES).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cell is evaluated", e);
        }
    }

    /** As JShell takes it: with line feeds between its lines, and without the mark that some editors put before a text. */
    private static String plain(String text) {
        String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        return marked.replace("\r\n", "\n").replace('\r', '\n');
    }

    private CellValue evaluate(
            String cell, String text, Run current, PrintStream notes, Function<Object, Optional<Runnable>> aside) {
        Set<DeclarationSnippet> touched = new LinkedHashSet<>();
        CellValue value = CellValue.NONE;
        try {
            for (PlacedUnit next = first(cell, text); !next.unit().isEmpty(); next = following(next)) {
                showAside(value, current, aside);
                if (current.interrupted) {
                    throw errors.interrupted(null);
                }
                if (!next.unit().isComplete()) {
                    throwIfUnclosed(next);
                }
                value = current.declaredAhead.contains(next.source())
                        ? CellValue.NONE
                        : evaluateInTurn(next, current, touched);
            }
            return value;
        } finally {
            errors.notes(touched, classes.takeLost(), unnamed.takeDropped()).forEach(notes::println);
        }
    }

    private void throwIfUnclosed(PlacedUnit placed) {
        JavaSyntax.unclosed(placed.code()).ifPresent(unclosed -> {
            throw errors.unclosed(unclosed, placed.source());
        });
    }

    private PlacedUnit first(String cell, String text) {
        return unitAt(cell, text, 0);
    }

    private PlacedUnit following(PlacedUnit placed) {
        String text = placed.source().text();
        return unitAt(
                placed.source().cell(),
                text,
                text.length() - placed.unit().remaining().length());
    }

    private PlacedUnit unitAt(String cell, String text, int place) {
        String rest = withoutLead(text.substring(place));
        return new PlacedUnit(
                CellUnit.first(shell.sourceCodeAnalysis(), rest),
                new CellSource(cell, text, text.length() - rest.length()));
    }

    private void showAside(CellValue value, Run current, Function<Object, Optional<Runnable>> aside) {
        if (value.value() != null && !value.ofVariable()) {
            aside.apply(value.value())
                    .ifPresent(showing -> show(
                            value.value(),
                            nothing -> {
                                showing.run();
                                return nothing;
                            },
                            current));
        }
    }

    /** Without what stands before the first token, from which JShell counts the lines of a snippet. */
    private static String withoutLead(String code) {
        return LEAD.matcher(code).replaceFirst("");
    }

    private CellValue evaluateInTurn(PlacedUnit placed, Run current, Set<DeclarationSnippet> touched) {
        Ahead ahead = new Ahead(placed);
        try {
            return evaluateUnit(placed, ahead, current, touched);
        } catch (CellException e) {
            throw cause(e, ahead);
        }
    }

    private CellValue evaluateUnit(PlacedUnit placed, Ahead ahead, Run current, Set<DeclarationSnippet> touched) {
        CellSource source = placed.source();
        control.reset();
        errors.running(source);
        Optional<String> type = JavaSyntax.declaredType(placed.code());
        type.filter(Redeclarations::isReserved).ifPresent(name -> {
            throw errors.reservedName(name, source);
        });
        List<SnippetEvent> events = redeclarations.evaluate(placed.code(), type);
        List<PlacedUnit> awaited = isUsable(events.get(0)) ? List.of() : awaited(placed, ahead, current);
        if (!awaited.isEmpty()) {
            drop(events.get(0).snippet());
            redeclarations.restore(events);
            declareAhead(awaited, ahead, current, touched);
            return evaluateUnit(placed, ahead, current, touched);
        }
        CellValue value = CellValue.NONE;
        try {
            for (SnippetEvent event : events) {
                if (event.snippet() instanceof DeclarationSnippet declaration) {
                    touched.add(declaration);
                }
                if (event.causeSnippet() == null) {
                    check(event, source, current);
                    value = value(event.snippet());
                }
            }
        } finally {
            redeclarations.restore(events);
        }
        return value;
    }

    private void declareAhead(
            List<PlacedUnit> declarations, Ahead ahead, Run current, Set<DeclarationSnippet> touched) {
        for (PlacedUnit declaration : declarations) {
            // One of them may have been declared ahead of another.
            if (!ahead.failures.containsKey(declaration) && current.declaredAhead.add(declaration.source())) {
                try {
                    evaluateUnit(declaration, ahead, current, touched);
                    // Those that failed may have waited for this one.
                    ahead.failures.clear();
                } catch (CellException e) {
                    current.declaredAhead.remove(declaration.source());
                    ahead.failures.put(declaration, e);
                }
            }
        }
    }

    /**
     * The declarations further down in the cell that a declaration mentions, but for those that were evaluated or tried already. JShell
     * lets a declaration wait for a name that it does not know, but not for a member of it, a supertype whose methods are overridden, or
     * what a cell now declares in another way.
     */
    private List<PlacedUnit> awaited(PlacedUnit placed, Ahead ahead, Run current) {
        if (JavaSyntax.declaration(placed.code()).isEmpty()) {
            return List.of();
        }
        if (ahead.declarations == null) {
            ahead.declarations = declarationsBehind(ahead.first);
        }
        return ahead.declarations.stream()
                .filter(next -> next.declared().isOfAnyName()
                        || placed.mentions(next.declared().name()))
                .map(PlacedDeclaration::unit)
                .filter(next -> !current.declaredAhead.contains(next.source()))
                .filter(next -> !ahead.failures.containsKey(next))
                .toList();
    }

    /** Of those that declare the same only the first one, and none that declares the same as the unit itself: the others replace it. */
    private List<PlacedDeclaration> declarationsBehind(PlacedUnit unit) {
        List<PlacedDeclaration> declarations = new ArrayList<>();
        Set<String> signatures = new HashSet<>();
        JavaSyntax.declaration(unit.code()).ifPresent(declared -> signatures.add(declared.signature()));
        for (PlacedUnit next = following(unit); next.unit().isComplete(); next = following(next)) {
            PlacedUnit placed = next;
            JavaSyntax.declaration(placed.code())
                    .filter(declared -> signatures.add(declared.signature()))
                    .ifPresent(declared -> declarations.add(new PlacedDeclaration(placed, declared)));
        }
        return declarations;
    }

    /**
     * What to tell of a unit that has failed, and with it others that were tried ahead of it: the error of the first one in the cell that
     * mentions no other of them, since that does not follow from another error. Where each mentions another, the error of the unit.
     */
    private static CellException cause(CellException error, Ahead ahead) {
        if (ahead.failures.isEmpty()) {
            return error;
        }
        ahead.failures.put(ahead.first, error);
        return ahead.failures.keySet().stream()
                .filter(failed -> ahead.failures.keySet().stream()
                        .filter(other -> other != failed)
                        .flatMap(other -> JavaSyntax.declaration(other.code()).stream())
                        .noneMatch(other -> !other.isOfAnyName() && failed.mentions(other.name())))
                .findFirst()
                .map(ahead.failures::get)
                .orElse(error);
    }

    private void check(SnippetEvent event, CellSource source, Run current) {
        Snippet snippet = event.snippet();
        if (!isUsable(event)) {
            drop(snippet);
            throw errors.compilation(snippet, source);
        }
        errors.locate(snippet, source);
        boolean runs = snippet.subKind().isExecutable() && event.status().isDefined();
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

    private void drop(Snippet failed) {
        if (errors.isTooLarge(failed)) {
            // A compiler that has met such code may fail ever after; JShell takes a new one when the class path grows.
            shell.addToClasspath(anyLibrary);
        }
        redeclarations.drop(failed);
    }

    /** Whether a snippet was compiled, or is a declaration that only waits for another one. */
    private boolean isUsable(SnippetEvent event) {
        if (CellErrors.isPending(event.status())) {
            return event.snippet() instanceof DeclarationSnippet declaration
                    && shell.unresolvedDependencies(declaration).findAny().isPresent();
        }
        return event.status() == Status.VALID;
    }

    private CellValue value(Snippet snippet) {
        Object value = control.value();
        if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            unnamed.add((VarSnippet) snippet, value);
        }
        // What print streams return, for chains of calls, was never meant to be looked at.
        if (value == null || !SHOWN.contains(snippet.subKind()) || value instanceof PrintStream) {
            return CellValue.NONE;
        }
        boolean ofStatement = JavaSyntax.isStatement(snippet.source());
        return ofStatement && snippet.subKind() == SubKind.ASSIGNMENT_SUBKIND
                ? CellValue.NONE
                : new CellValue(value, ofStatement, ofStatement && isReceiver(value, snippet));
    }

    /** Whether a chain of calls has returned what the variable holds that it begins with. */
    private boolean isReceiver(Object value, Snippet snippet) {
        List<JavaSyntax.Call> chain = JavaSyntax.chainOfCalls(snippet.source());
        return !chain.isEmpty()
                && shell.variables()
                        .filter(variable -> variable.name()
                                .equals(chain.get(chain.size() - 1).receiver()))
                        .anyMatch(variable -> classes.value(variable.id(), variable.name()) == value);
    }

    /**
     * Turns a value into something to look at, which {@link #interrupt} can stop as it can a cell.
     *
     * @throws CellException if that fails or is interrupted
     */
    public <T> T show(Object value, Function<Object, T> rendering) {
        Run current = new Run();
        run = current;
        if (interruptedLast) {
            // Who asked the cell to stop does not want to wait for its value either.
            interrupt();
        }
        try {
            return show(value, rendering, current);
        } finally {
            run = null;
            current.finished.countDown();
        }
    }

    private <T> T show(Object value, Function<Object, T> rendering, Run current) {
        try {
            T shown = control.show(() -> rendering.apply(value));
            if (!control.returned()) {
                throw errors.interrupted(null);
            }
            return shown;
        } catch (CellException e) {
            throw e;
        } catch (Throwable e) {
            throw current.interrupted ? errors.interrupted(null) : errors.notShown(value, e);
        }
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

    /**
     * To be called where more is to be run that belongs to what was evaluated last.
     *
     * @throws CellException if that was interrupted
     */
    public void endIfInterrupted() {
        if (interruptedLast) {
            throw errors.interrupted(null);
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
