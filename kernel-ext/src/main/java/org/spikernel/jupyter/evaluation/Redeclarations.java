package org.spikernel.jupyter.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

import org.spikernel.jupyter.evaluation.CellExecutionControl.KeptValue;

/**
 * Has JShell evaluate snippets in such a way that nothing is lost when a cell is edited and run again.
 *
 * <ul>
 *   <li>To JShell a {@code var} depends on all that its initialiser names. Such a variable is declared with the type that it has, so that
 *       it keeps its value, whatever happens to what the value was computed from.
 *   <li>A declaration that does not compile takes the place of the one that it was to replace. That one is put back.
 *   <li>A class that gets new code keeps what its static fields hold. One whose static fields now begin with other values is replaced, so
 *       that the edit has an effect.
 * </ul>
 */
final class Redeclarations {

    private static final Pattern VAR = Pattern.compile(
            "(?U)\\A(?:\\s+|@[\\w.]+(?:\\s*\\([^()]*\\))?|(?:final|static|public|protected|private)\\b)*+(var)(?=\\s+[\\w$]+\\s*=)");
    private static final Pattern SEALED = Pattern.compile("(?<!-)\\bsealed\\s|\\bpermits\\s[^{]*");

    /** Of anonymous classes and intersections, which have no name in Java. */
    private static final Pattern NAMELESS_TYPE = Pattern.compile("<anonymous|[&#]|capture");

    /** What the wrappers of snippets mention, on older releases without its package. */
    private static final Set<String> RESERVED_NAMES = Set.of("Object", "Throwable", "SuppressWarnings");

    private static final int NO_NAMES_RESERVED_SINCE = 23;

    /**
     * Releases whose JShell takes every {@code var} for an Object once the name of a type has no declaration: 25 does, 17 does not. The
     * others we have not tried.
     */
    private static final int NAMES_NEED_TYPES_SINCE = 18;

    /** Of a type that waits for ever, which code cannot name. */
    private static final String EXTENDS_NEVER_DECLARED = " extends $NeverDeclared$ { }";

    private final JShell shell;
    private final CellExecutionControl control;
    private final CellClasses classes;

    /** Sealed types that are declared without being sealed, by their source, and the subtypes that they wait for. */
    private final Map<String, Set<String>> unsealed = new HashMap<>();

    Redeclarations(JShell shell, CellExecutionControl control, CellClasses classes) {
        this.shell = shell;
        this.control = control;
        this.classes = classes;
    }

    /** Whether JShell itself needs another type of that name in every snippet. */
    static boolean isReserved(String type) {
        return Runtime.version().feature() < NO_NAMES_RESERVED_SINCE && RESERVED_NAMES.contains(type);
    }

    /**
     * Evaluates one snippet.
     *
     * @param type the name of the type that it declares, if it declares one
     */
    List<SnippetEvent> evaluate(String code, Optional<String> type) {
        type.ifPresent(name -> replaceIfInitialisedDifferently(name, code));
        Optional<String> typed = typed(code);
        List<SnippetEvent> events = shell.eval(typed.orElse(code));
        if (isRejected(events) && typed.isPresent()) {
            // The name of the type cannot be written here: two packages have a class of that name, for example.
            events = inPlaceOf(events, shell.eval(code));
        }
        if (isRejected(events) && unsealAwaited(code)) {
            events = inPlaceOf(events, shell.eval(code));
        }
        sealComplete();
        return events;
    }

    /**
     * Declares a sealed type that the code names without its subtypes, as long as they are missing. JShell does not know it until they are
     * there, and takes one of that name from an imported package for it.
     */
    private boolean unsealAwaited(String code) {
        Optional<TypeDeclSnippet> awaited = shell.types()
                .filter(this::isPending)
                .filter(type -> SEALED.matcher(type.source()).find())
                .filter(type -> CellSource.mentions(code, type.name()))
                .findFirst();
        awaited.ifPresent(type -> {
            Set<String> subtypes = shell.unresolvedDependencies(type)
                    .map(dependency -> dependency.substring(dependency.lastIndexOf(' ') + 1))
                    .collect(Collectors.toSet());
            unsealed.put(type.source(), subtypes);
            shell.eval(SEALED.matcher(type.source()).replaceAll(""));
        });
        return awaited.isPresent();
    }

    private void sealComplete() {
        Set<String> declared = shell.types().map(TypeDeclSnippet::name).collect(Collectors.toSet());
        List<String> complete = unsealed.entrySet().stream()
                .filter(entry -> declared.containsAll(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        complete.forEach(source -> {
            unsealed.remove(source);
            shell.eval(source);
        });
    }

    private static boolean isRejected(List<SnippetEvent> events) {
        return events.get(0).status() == Status.REJECTED;
    }

    /** What a second attempt has done, and what the first one has done to other snippets. */
    private static List<SnippetEvent> inPlaceOf(List<SnippetEvent> rejected, List<SnippetEvent> events) {
        List<SnippetEvent> all = new ArrayList<>(events);
        rejected.stream().filter(event -> event.causeSnippet() != null).forEach(all::add);
        return all;
    }

    /**
     * A declaration of a {@code var} with its type in place of that word; empty if it is none, does not compile or has a type without name.
     */
    private Optional<String> typed(String code) {
        Matcher var = VAR.matcher(new SourceScan(code).code());
        if (!var.find()) {
            return Optional.empty();
        }
        return shell.sourceCodeAnalysis().sourceToSnippets(code).stream()
                .filter(VarSnippet.class::isInstance)
                .map(variable -> ((VarSnippet) variable).typeName())
                .findFirst()
                .filter(type -> !NAMELESS_TYPE.matcher(type).find())
                .map(type -> code.substring(0, var.start(1)) + type + code.substring(var.end(1)));
    }

    private void replaceIfInitialisedDifferently(String type, String code) {
        List<String> initialisers = JavaSyntax.staticInitialisers(code);
        shell.types()
                .filter(old -> old.name().equals(type))
                .filter(old -> !JavaSyntax.staticInitialisers(old.source()).equals(initialisers))
                .forEach(old -> control.replaceType(old.name()));
    }

    /** Drops a declaration that is not usable: JShell would compile it again with everything that follows, and fail again. */
    void drop(Snippet failed) {
        if (shell.status(failed).isActive()) {
            shell.drop(failed);
        }
        if (failed instanceof TypeDeclSnippet type && Runtime.version().feature() >= NAMES_NEED_TYPES_SINCE) {
            shell.eval("class " + type.name() + EXTENDS_NEVER_DECLARED);
        }
    }

    /** Whether a declaration stands for one that did not compile. */
    static boolean isRejected(Snippet snippet) {
        return snippet.source().endsWith(EXTENDS_NEVER_DECLARED);
    }

    /**
     * Puts back what was overwritten by declarations that are not usable or by variables whose initialisers have thrown, and variables
     * whose initialisers do not compile any more.
     */
    void restore(List<SnippetEvent> events) {
        Set<Snippet> failed = events.stream()
                .filter(event -> event.exception() != null)
                .map(SnippetEvent::snippet)
                .collect(Collectors.toSet());
        events.stream()
                .filter(event -> event.causeSnippet() != null && event.previousStatus() == Status.VALID)
                .filter(event -> event.status() == Status.OVERWRITTEN
                        ? !shell.status(event.causeSnippet()).isActive() || failed.contains(event.causeSnippet())
                        : event.snippet() instanceof VarSnippet && isPending(event.snippet()))
                .forEach(event -> restore((DeclarationSnippet) event.snippet()));
    }

    private boolean isPending(Snippet snippet) {
        return CellErrors.isPending(shell.status(snippet));
    }

    private void restore(DeclarationSnippet old) {
        if (old instanceof VarSnippet variable) {
            KeptValue value = new KeptValue(variable.name(), classes.valueBefore(variable.id(), variable.name()));
            control.restore(Optional.of(value), () -> shell.eval(withoutInitialiser(variable)));
        } else {
            control.restore(Optional.empty(), () -> shell.eval(old.source()));
        }
    }

    /** What it was computed from may have changed by now. */
    private static String withoutInitialiser(VarSnippet variable) {
        return NAMELESS_TYPE.matcher(variable.typeName()).find()
                ? variable.source()
                : variable.typeName() + " " + variable.name() + ";";
    }
}
