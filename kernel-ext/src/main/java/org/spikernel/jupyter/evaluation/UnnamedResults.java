package org.spikernel.jupyter.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;

import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;

/**
 * The values of expressions, which JShell keeps for ever as variables {@code $1}, {@code $2} and so on: the last few are kept, and those
 * that other code mentions.
 */
final class UnnamedResults {

    private static final int KEPT = 3;

    private final JShell shell;
    private final CellClasses classes;
    private final Deque<VarSnippet> results = new ArrayDeque<>();

    UnnamedResults(JShell shell, CellClasses classes) {
        this.shell = shell;
        this.classes = classes;
    }

    void add(VarSnippet result) {
        results.add(result);
        while (results.size() > KEPT) {
            forget(results.remove());
        }
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
