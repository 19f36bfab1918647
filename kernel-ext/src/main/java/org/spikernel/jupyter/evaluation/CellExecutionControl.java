package org.spikernel.jupyter.evaluation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

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

    private static final InheritableThreadLocal<Invocation> INVOCATION = new InheritableThreadLocal<>();

    private volatile Invocation last;
    private volatile String failure;

    /** One run of one snippet. */
    private static final class Invocation {
        private final Method snippet;
        private final Thread caller = Thread.currentThread();
        private volatile Thread thread;
        private volatile Object value;
        private volatile boolean returned;

        Invocation(Method snippet) {
            this.snippet = snippet;
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
    }

    @Override
    public String name() {
        return "cell";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return this;
    }

    /** Forgets the last run, so that {@link #returned} and {@link #value} speak of what comes next. */
    void reset() {
        last = null;
        failure = null;
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
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        try {
            return super.invoke(className, methodName);
        } catch (InternalException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        Method invokeSnippet = CellExecutionControl.class.getDeclaredMethod("invokeSnippet");
        invokeSnippet.setAccessible(true);
        last = new Invocation(snippet);
        INVOCATION.set(last);
        try {
            return super.invoke(invokeSnippet);
        } finally {
            INVOCATION.remove();
        }
    }

    private static Object invokeSnippet() throws Throwable {
        Invocation invocation = INVOCATION.get();
        INVOCATION.remove();
        invocation.awaitCaller();
        invocation.thread = Thread.currentThread();
        try {
            invocation.value = invocation.snippet.invoke(null);
            invocation.returned = true;
            return null;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            invocation.thread = null;
        }
    }
}
