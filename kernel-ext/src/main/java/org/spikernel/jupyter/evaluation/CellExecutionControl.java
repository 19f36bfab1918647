package org.spikernel.jupyter.evaluation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs the compiled snippets of a cell in this JVM and hands out what they return as objects, where JShell itself only knows
 * their text.
 *
 * <p>The class above knows how to stop code that does not listen, which differs between releases of Java; it is given
 * {@link #invokeSnippet()} to run, which in turn runs the snippet and keeps what it returned.
 */
final class CellExecutionControl extends LocalExecutionControl implements ExecutionControlProvider {

    private static final long CALLER_POLL_NANOS = 20_000;
    private static final String JSHELL = "jdk.jshell.";

    private static final InheritableThreadLocal<Invocation> INVOCATION = new InheritableThreadLocal<>();

    private final CellClasses classes;
    private final BiConsumer<Thread, Throwable> uncaught;
    private final Set<String> replacedTypes = new HashSet<>();

    private volatile Invocation last;
    private volatile String failure;
    private Optional<KeptValue> kept = Optional.empty();
    private boolean redefines = true;

    /** The value that a variable is given in place of what its declaration computes. */
    record KeptValue(String variable, Object value) {}

    /** One run of one snippet, or of what shows its value, in a thread that hands what its own threads fail with to {@link #uncaught}. */
    private final class Invocation {
        private final Callable<?> code;
        private final ClassLoader loader;
        private final Thread caller = Thread.currentThread();
        private final Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        private volatile Thread thread;
        private volatile Object value;
        private volatile Throwable thrown;
        private volatile boolean returned;

        Invocation(Callable<?> code, ClassLoader loader) {
            this.code = code;
            this.loader = loader;
        }

        /**
         * Returns when the calling thread waits for this one to end. The class above waits for all threads that it finds just after it has
         * started the snippet's; one that the snippet itself starts, and that may never end, must not be among them.
         */
        void awaitCaller() {
            while (caller.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(CALLER_POLL_NANOS);
            }
        }

        void run() throws Throwable {
            awaitCaller();
            // The class above has put its own in this place on some releases, and that tells nobody.
            Thread.setDefaultUncaughtExceptionHandler(handler);
            thread = new Thread(new CellThreads(), this::call, "cell");
            thread.setContextClassLoader(loader);
            thread.start();
            awaitEnd();
            if (thrown != null) {
                throw thrown;
            }
        }

        private void call() {
            try {
                value = code.call();
                returned = true;
            } catch (InvocationTargetException e) {
                // In this thread, which can be interrupted, since it asks the exception.
                thrown = CellFailure.of(e.getCause());
            } catch (Exception | Error e) {
                thrown = e;
            }
        }

        private void awaitEnd() {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    thread.interrupt();
                } catch (ThreadDeath e) {
                    // This thread is stopped together with the snippet's, which may take longer to end.
                }
            }
        }
    }

    /** The threads of a snippet: it lies within the group whose threads the class above stops. */
    private final class CellThreads extends ThreadGroup {
        CellThreads() {
            super("cell");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable exception) {
            if (exception instanceof ThreadDeath) {
                return;
            }
            Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
            // Between two snippets it may be that of the class above, which tells nobody.
            if (handler != null && !handler.getClass().getName().startsWith(JSHELL)) {
                handler.uncaughtException(thread, exception);
            } else {
                uncaught.accept(thread, exception);
            }
        }
    }

    /**
     * @param classes where the classes of snippets are loaded
     * @param uncaught is told of exceptions that end a thread other than the snippet's own
     */
    CellExecutionControl(CellClasses classes, BiConsumer<Thread, Throwable> uncaught) {
        super(classes);
        this.classes = classes;
        this.uncaught = uncaught;
    }

    @Override
    public String name() {
        return "cell";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return this;
    }

    /** Groups of threads, which the JVM keeps on some releases, hold on to this: so it lets go of what the cells have made. */
    @Override
    public void close() {
        super.close();
        last = null;
        kept = Optional.empty();
        classes.close();
    }

    /** Forgets the last run, so that {@link #returned} and {@link #value} speak of what comes next. */
    void reset() {
        last = null;
        failure = null;
        replacedTypes.clear();
    }

    /** Has a type that is declared anew get a class of its own, even if the one that it had could get new code. */
    void replaceType(String name) {
        replacedTypes.add(name);
    }

    /** Whether the last snippet was run and returned, as opposed to stopped, failed or only declared. */
    boolean returned() {
        return last != null && last.returned;
    }

    /** What the last snippet returned; null if it returned nothing. */
    Object value() {
        return last == null ? null : last.value;
    }

    /** Why the snippet could not even be started, such as a class that failed to load; null if it could. */
    String failure() {
        return failure;
    }

    /** Asks the code that runs, if any, to stop. */
    void interrupt() {
        Invocation running = last;
        if (running != null && running.thread != null) {
            running.thread.interrupt();
        }
    }

    @Override
    public void redefine(ClassBytecodes[] codes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        if (!redefines || !classes.canRedefine() || Stream.of(codes).anyMatch(code -> isReplaced(code.name()))) {
            throw new NotImplementedException("these classes are to be replaced");
        }
        // As new classes, so that the class above prepares them in the same way.
        load(codes);
    }

    private boolean isReplaced(String className) {
        return replacedTypes.stream().anyMatch(type -> CellClasses.isOfType(className, type));
    }

    /**
     * Has something declared again that stood before: classes that are loaded stay as they are, and a variable is given the value that it
     * had.
     *
     * @param value the value of the variable; empty if it is no variable that is declared
     */
    void restore(Optional<KeptValue> value, Runnable declaration) {
        kept = value;
        redefines = false;
        try {
            declaration.run();
        } finally {
            kept = Optional.empty();
            redefines = true;
        }
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        try {
            Class<?> wrapper = classes.inUse(className);
            if (kept.isPresent()) {
                classes.restore(wrapper, kept.get().variable(), kept.get().value());
                return "";
            }
            return super.invoke(className, methodName);
        } catch (ClassNotFoundException e) {
            failure = "class " + e.getMessage() + " could not be loaded";
            throw new InternalException(failure);
        } catch (InternalException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    /**
     * Turns a value into something to look at, which may run code of the cells, and can be interrupted and stopped as they can.
     *
     * @return null if it was stopped
     */
    <T> T show(Callable<T> rendering) throws Throwable {
        clientCodeEnter();
        try {
            run(new Invocation(rendering, Thread.currentThread().getContextClassLoader()));
        } catch (InvocationTargetException | StoppedException e) {
            if (last.thrown != null) {
                throw last.thrown;
            }
        } finally {
            clientCodeLeave();
        }
        @SuppressWarnings("unchecked")
        T shown = (T) last.value;
        return shown;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        return run(new Invocation(
                () -> snippet.invoke(null), snippet.getDeclaringClass().getClassLoader()));
    }

    private String run(Invocation invocation) throws Exception {
        Method invokeSnippet = CellExecutionControl.class.getDeclaredMethod("invokeSnippet");
        invokeSnippet.setAccessible(true);
        last = invocation;
        INVOCATION.set(invocation);
        try {
            return super.invoke(invokeSnippet);
        } finally {
            INVOCATION.remove();
        }
    }

    @Override
    protected String throwConvertedInvocationException(Throwable thrown) throws RunException {
        throw CellFailure.of(thrown);
    }

    private static Object invokeSnippet() throws Throwable {
        Invocation invocation = INVOCATION.get();
        INVOCATION.remove();
        invocation.run();
        return null;
    }
}
