package org.spikernel.jupyter.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 *   <li>To JShell a {@code var} depends on all that its initialiser names. Such a variable is declared with the type that it has, so that it
 *       keeps its value, whatever happens to what the value was computed from.
 *   <li>A declaration that does not compile takes the place of the one that it was to replace. That one is put back.
 *   <li>A class that gets new code keeps what its static fields hold. One whose static fields now begin with other values is replaced, so
 *       that the edit has an effect.
 * </ul>
 */
final class Redeclarations {

    private static final Pattern VAR = Pattern.compile("\\A((?:final\\s+)?)var(?=\\s+\\w+\\s*=)");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\b");

    /** Of anonymous classes and intersections, which have no name in Java. */
    private static final Pattern NAMELESS_TYPE = Pattern.compile("<anonymous|[&#]|capture");

    /** What the wrappers of snippets mention, on older releases without its package. */
    private static final Set<String> RESERVED_NAMES = Set.of("Object", "Throwable", "SuppressWarnings");

    private static final int NO_NAMES_RESERVED_SINCE = 23;

    private final JShell shell;
    private final CellExecutionControl control;
    private final CellClasses classes;

    Redeclarations(JShell shell, CellExecutionControl control, CellClasses classes) {
        this.shell = shell;
        this.control = control;
        this.classes = classes;
    }

    /** The name of the type that a snippet declares, if JShell itself needs another type of that name; empty if not. */
    Optional<String> reservedName(String code) {
        return TYPE.matcher(code).find() && Runtime.version().feature() < NO_NAMES_RESERVED_SINCE
                ? firstOf(code, TypeDeclSnippet.class)
                        .map(TypeDeclSnippet::name)
                        .filter(RESERVED_NAMES::contains)
                : Optional.empty();
    }

    /** Evaluates one snippet. */
    List<SnippetEvent> evaluate(String code) {
        if (TYPE.matcher(code).find()) {
            replaceIfInitialisedDifferently(code);
        }
        Optional<String> typed = typed(code);
        if (typed.isEmpty()) {
            return shell.eval(code);
        }
        List<SnippetEvent> events = new ArrayList<>(shell.eval(typed.get()));
        if (events.get(0).status() == Status.REJECTED) {
            // As it has been told to be, the type cannot be written here: two packages have a class of that name, for
            // example.
            events.addAll(0, shell.eval(code));
        }
        return events;
    }

    /** A declaration of a {@code var} with its type in place of that word; empty if it is none, does not compile or has a type without name. */
    private Optional<String> typed(String code) {
        Matcher var = VAR.matcher(code);
        if (!var.find()) {
            return Optional.empty();
        }
        return firstOf(code, VarSnippet.class)
                .map(VarSnippet::typeName)
                .filter(type -> !NAMELESS_TYPE.matcher(type).find())
                .map(type -> var.replaceFirst("$1" + Matcher.quoteReplacement(type)));
    }

    private void replaceIfInitialisedDifferently(String code) {
        firstOf(code, TypeDeclSnippet.class)
                .ifPresent(declaration -> active(declaration)
                        .filter(old -> !JavaSyntax.staticInitialisers(old.source())
                                .equals(JavaSyntax.staticInitialisers(code)))
                        .ifPresent(old -> control.replaceType(old.name())));
    }

    private Optional<TypeDeclSnippet> active(TypeDeclSnippet declaration) {
        return shell.types()
                .filter(type -> type.name().equals(declaration.name()))
                .findFirst();
    }

    private <S extends Snippet> Optional<S> firstOf(String code, Class<S> kind) {
        return shell.sourceCodeAnalysis().sourceToSnippets(code).stream()
                .limit(1)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Puts back what was overwritten by declarations that are not usable, and variables whose initialisers do not compile any more. */
    void restore(List<SnippetEvent> events) {
        events.stream()
                .filter(event -> event.causeSnippet() != null && event.previousStatus() == Status.VALID)
                .filter(event -> event.status() == Status.OVERWRITTEN
                        ? !shell.status(event.causeSnippet()).isActive()
                        : event.snippet() instanceof VarSnippet && isBroken(event.snippet()))
                .forEach(event -> restore((DeclarationSnippet) event.snippet()));
    }

    private boolean isBroken(Snippet snippet) {
        return shell.status(snippet).isActive() && shell.status(snippet) != Status.VALID;
    }

    private void restore(DeclarationSnippet old) {
        if (old instanceof VarSnippet variable) {
            KeptValue value = new KeptValue(variable.name(), classes.value(variable.id(), variable.name()));
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
