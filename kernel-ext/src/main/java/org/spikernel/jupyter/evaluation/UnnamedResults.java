package org.spikernel.jupyter.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;

/**
 * The values of expressions, which JShell keeps for ever as variables {@code $1}, {@code $2} and so on: the last few are kept, and those
 * that other code mentions. Notes which of them were changed copies that a statement drops.
 */
final class UnnamedResults {

    private static final int KEPT = 3;

    private final JShell shell;
    private final CellClasses classes;
    private final Deque<VarSnippet> results = new ArrayDeque<>();
    private final List<DroppedCopy> dropped = new ArrayList<>();

    UnnamedResults(JShell shell, CellClasses classes) {
        this.shell = shell;
        this.classes = classes;
    }

    void add(VarSnippet result, Object value) {
        DroppedCopy.of(result.source(), value, this::isVariable).ifPresent(dropped::add);
        results.add(result);
        while (results.size() > KEPT) {
            forget(results.remove());
        }
    }

    private boolean isVariable(String name) {
        return shell.variables().anyMatch(variable -> variable.name().equals(name));
    }

    /** The changed copies that statements have dropped since this was last asked. */
    List<DroppedCopy> takeDropped() {
        List<DroppedCopy> taken = List.copyOf(dropped);
        dropped.clear();
        return taken;
    }

    private void forget(VarSnippet result) {
        boolean mentioned = shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive())
                .anyMatch(snippet -> CellSource.mentions(snippet.source(), result.name()));
        if (!mentioned) {
            classes.forget(result.id(), result.name());
            shell.drop(result);
        }
    }
}
