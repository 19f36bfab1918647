package org.spikernel.jupyter.evaluation;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Map;
import java.util.Optional;

/**
 * Gives loaded classes new code, so that what is stored in their fields, and their objects, outlive an edited cell.
 *
 * <p>The JVM lets only agents do that: it must have been started with {@code -javaagent:} and the kernel's jar.
 */
public final class ClassRedefinition {

    private static volatile Instrumentation jvm;

    private final Instrumentation instrumentation;

    private ClassRedefinition(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Called by the JVM before {@code main}. */
    public static void premain(String options, Instrumentation instrumentation) {
        jvm = instrumentation;
    }

    /** Empty where this JVM was started without the agent. */
    static Optional<ClassRedefinition> ofThisJvm() {
        return Optional.ofNullable(jvm)
                .filter(Instrumentation::isRedefineClassesSupported)
                .map(ClassRedefinition::new);
    }

    /**
     * Gives classes new code, all of them or none.
     *
     * @throws UnsupportedOperationException if fields, methods or supertypes have changed, which no JVM can redefine
     */
    void redefine(Map<Class<?>, byte[]> code) {
        ClassDefinition[] definitions = code.entrySet().stream()
                .map(entry -> new ClassDefinition(entry.getKey(), entry.getValue()))
                .toArray(ClassDefinition[]::new);
        try {
            instrumentation.redefineClasses(definitions);
        } catch (ClassNotFoundException | UnmodifiableClassException e) {
            throw new UnsupportedOperationException(e);
        }
    }
}
