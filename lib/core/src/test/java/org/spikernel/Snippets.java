package org.spikernel;

import java.util.List;

import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs code of documents as a notebook would, piece by piece; fails where it does not compile or throws. */
public final class Snippets implements AutoCloseable {

    private final JShell shell;

    private Snippets(JShell shell, String classPath) {
        this.shell = shell;
        shell.addToClasspath(classPath);
    }

    /** In this process, with all that is on its class path. */
    public static Snippets here() {
        return new Snippets(JShell.builder().executionEngine("local").build(), System.getProperty("java.class.path"));
    }

    /** In a process of its own, with another class path. What is compiled sees it alone: JShell would put that of this process before it. */
    public static Snippets elsewhere(String classPath, List<String> options) {
        return new Snippets(
                JShell.builder()
                        .compilerOptions("-classpath", classPath)
                        .remoteVMOptions(options.toArray(String[]::new))
                        .build(),
                classPath);
    }

    /** Runs some code. */
    public void run(String code) {
        String rest = code;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            evaluate(next.source());
            rest = next.remaining();
        }
    }

    /** The text of the value of an expression. */
    public String value(String expression) {
        return evaluate("String.valueOf(" + expression + ")").value().replace("\"", "");
    }

    private SnippetEvent evaluate(String source) {
        SnippetEvent event = shell.eval(source).get(0);
        assertThat(event.status())
                .as(() -> source + "\n" + problems(event.snippet()))
                .isEqualTo(Snippet.Status.VALID);
        assertThat(event.exception()).as(source).isNull();
        return event;
    }

    private List<String> problems(Snippet snippet) {
        return shell.diagnostics(snippet)
                .map((Diag problem) -> problem.getMessage(null))
                .toList();
    }

    @Override
    public void close() {
        shell.close();
    }
}
