package org.spikernel.jupyter.evaluation;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jdk.jshell.SourceCodeAnalysis;

/**
 * Adds directories to those in which JShell looks for documentation.
 *
 * <p>JShell itself knows the sources of the JDK only, and offers no way to name others. Where the JVM was not started with
 * {@code --add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED}, or a later JDK does it differently, tooltips show signatures alone.
 */
final class DocumentationSources {

    private DocumentationSources() {}

    static void add(SourceCodeAnalysis analysis, List<Path> directories) {
        try {
            Method findSources = analysis.getClass().getDeclaredMethod("findSources");
            Field availableSources = analysis.getClass().getDeclaredField("availableSources");
            findSources.setAccessible(true);
            availableSources.setAccessible(true);
            List<Object> sources = new ArrayList<>((List<?>) findSources.invoke(analysis));
            sources.addAll(directories);
            availableSources.set(analysis, sources);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            System.getLogger(DocumentationSources.class.getName())
                    .log(System.Logger.Level.DEBUG, "no documentation of the library", e);
        }
    }
}
