package org.spikernel.jupyter;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.HistoryReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

import org.spikernel.jupyter.display.CellRun;
import org.spikernel.jupyter.display.Displays;
import org.spikernel.jupyter.display.NotebookRenderer;
import org.spikernel.jupyter.evaluation.CellEvaluator;
import org.spikernel.jupyter.evaluation.CellException;
import org.spikernel.jupyter.evaluation.CellValue;
import org.spikernel.jupyter.evaluation.CodeAssistant;
import org.spikernel.jupyter.evaluation.CodeAssistant.Completions;

/** Answers Jupyter's requests for one notebook: runs its cells, and completes, explains and checks its code. */
final class JavaKernel extends BaseKernel {

    private static final long EXIT_NANOS = 3_000_000_000L;

    private final SessionHistory history = new SessionHistory();
    private final CellEvaluator evaluator = new CellEvaluator();
    private final CodeAssistant assistant = evaluator.assistant(RuntimeLayout.sources());
    private final ClassPathMagics libraries = new ClassPathMagics(evaluator::addToClassPath);
    private final Magics magics = new Magics(magicsRegistry, Set.of(SessionMagics.LOAD), this::help);
    private final CellOutput output = new CellOutput();
    private final CellStreams streams;
    private KernelConnection connection;
    private CellInput input;
    private volatile CellRun currentCell = new CellRun("", 0);
    private final AtomicReference<Execution> running = new AtomicReference<>();
    private volatile boolean shutdownAsked;
    private volatile boolean left;
    private final Thread exit = new Thread(this::tellOfExit, "exit");

    /** Requests that were waiting when a cell before them failed, and are not to be run. */
    private final Set<Message<?>> behindFailed = new HashSet<>();

    /** Lets what JJava itself displays reach the cell that runs. */
    private static final class CellStreams extends JupyterIO {
        CellStreams() {
            super(StandardCharsets.UTF_8);
        }

        void attach(ShellReplyEnvironment cell) {
            setEnv(cell);
        }
    }

    /** A cell whose request has not been answered yet. */
    private record Execution(ShellReplyEnvironment env, Message<ExecuteRequest> message, int count) {
        void publish(CellException failure) {
            env.publish(new PublishError(failure.name(), failure.getMessage(), failure.report()));
        }

        void reply(CellException failure) {
            ErrorReply error = new ErrorReply(failure.name(), failure.getMessage(), failure.report());
            error.setExecutionCount(count);
            env.replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
        }
    }

    /** What a front end hears of cells that were waiting when one before them failed. */
    private record Aborted(String status) {}

    /** Cells of the past, each as Jupyter wants it: session, number and text. */
    private record History(String status, List<List<Object>> history) {}

    JavaKernel() {
        this(new CellStreams());
    }

    private JavaKernel(CellStreams streams) {
        super(
                "spikernel",
                Optional.ofNullable(JavaKernel.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                language(),
                List.of(),
                null,
                streams,
                new CommManager(),
                new NotebookRenderer(),
                new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                new MagicsRegistry(),
                true,
                new StringStyler.Builder().build());
        this.streams = streams;
        libraries.register(magicsRegistry);
        new SessionMagics(magicsRegistry, System.getenv(), this::load).register();
    }

    private static LanguageInfo language() {
        return new LanguageInfo.Builder("java")
                .version(Runtime.version().toString())
                .mimetype("text/x-java")
                .fileExtension(".java")
                .pygments("java")
                .codemirror("text/x-java")
                .build();
    }

    /** The kernel that runs in this JVM, be it this one or another that has loaded us as an extension; empty outside of notebooks. */
    static Optional<BaseKernel> running() {
        return Optional.ofNullable(notebookKernel);
    }

    /** The cell that runs or, between cells, ran last. */
    CellRun currentCell() {
        return currentCell;
    }

    @Override
    public void onStartup() {
        super.onStartup();
        Notebook.begin();
        evalRaw("import static " + Notebook.class.getName() + ".*;");
    }

    /** Serves a connection; from now on the standard streams are those of the cells. */
    void serve(KernelConnection connection) {
        this.connection = connection;
        input = new CellInput(connection.stdin());
        becomeHandlerForConnection(connection);
        System.setOut(output.out());
        System.setErr(output.err());
        System.setIn(input);
        Thread.setDefaultUncaughtExceptionHandler(evaluator::uncaught);
        Runtime.getRuntime().addShutdownHook(exit);
    }

    /**
     * Leaves this JVM to others, when the connection is closed, and keeps none of the notebook's values.
     *
     * @return false if it is closed since the JVM is about to end
     */
    boolean leave() {
        left = shutdownAsked;
        if (left) {
            Runtime.getRuntime().removeShutdownHook(exit);
            Thread.setDefaultUncaughtExceptionHandler(null);
            output.end();
            evaluator.close();
        }
        return left;
    }

    /** Where a cell's code, or someone outside, ends this JVM, the front end hears of it and gets all that was printed. */
    private void tellOfExit() {
        if (shutdownAsked) {
            return;
        }
        CellException exit = CellException.ended(UnexpectedExit.describe());
        Execution cell = running.getAndSet(null);
        if (cell == null) {
            output.err().println(exit.getMessage());
        }
        output.flush();
        if (cell != null) {
            cell.publish(exit);
            cell.reply(exit);
            cell.env().setStatusIdle();
        }
        UnexpectedExit.deliver(connection);
    }

    @Override
    public void becomeHandlerForConnection(JupyterConnection connection) {
        super.becomeHandlerForConnection(connection);
        connection.setHandler(MessageType.EXECUTE_REQUEST, this::execute);
    }

    private synchronized void execute(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
        ExecuteRequest request = message.getContent();
        String code = Objects.requireNonNullElse(request.getCode(), "");
        env.setBusyDeferIdle();
        if (behindFailed.remove(message)) {
            reply(env, message, ExecuteReply.MESSAGE_TYPE, new Aborted("aborted"));
            return;
        }
        int count = executionCount.get();
        if (!request.isSilent()) {
            executionCount.incrementAndGet();
            env.publish(new PublishExecuteInput(code, count));
        }
        if (request.shouldStoreHistory() && !request.isSilent()) {
            history.add(count, code);
        }
        currentCell = new CellRun(identity(message), count);
        commManager.setMessageContext(message);
        streams.attach(env);
        output.attach(env);
        input.attach(request.isStdinEnabled() ? message : null);
        running.set(new Execution(env, message, count));
        try {
            succeed(request.isSilent(), run(count, code));
        } catch (CellException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            // Whatever happens, a front end must hear the end of a cell.
            fail(CellException.unexpected(e));
        }
    }

    /** What a cell shows as its value, if anything. */
    private Optional<DisplayData> run(int count, String code) {
        try {
            String cell = "cell " + count;
            return shown(magics.run(this, cell, code, new CellJava(cell, this::aside)));
        } finally {
            output.reclaim()
                    .forEach(stream -> output.err()
                            .println("Note: the cell set " + stream
                                    + " to another stream; the next cell prints to the notebook again."));
        }
    }

    private void succeed(boolean silent, Optional<DisplayData> value) {
        output.flush();
        Execution cell = running.getAndSet(null);
        if (cell != null) {
            value.filter(result -> !silent)
                    .ifPresent(result -> cell.env().publish(new PublishExecuteResult(cell.count(), result)));
            cell.env().defer().reply(new ExecuteReply(cell.count(), Map.of()));
        }
    }

    /** The Java of a cell, and how to show the values in it that something follows. */
    private final class CellJava implements Magics.Java {
        private final String cell;
        private final Function<Object, Optional<Runnable>> aside;
        private boolean ran;

        CellJava(String cell, Function<Object, Optional<Runnable>> aside) {
            this.cell = cell;
            this.aside = aside;
        }

        @Override
        public CellValue run(String text) {
            ran = true;
            return evaluator.evaluate(cell, text, output.err(), aside);
        }

        /** Code that returned normally when it was asked to stop has its value kept, but what follows is not run. */
        void endIfInterrupted() {
            if (ran) {
                evaluator.endIfInterrupted();
            }
        }

        @Override
        public void showAside(CellValue value) {
            endIfInterrupted();
            Optional.ofNullable(value.value())
                    .filter(shown -> !value.ofVariable())
                    .flatMap(aside)
                    .ifPresent(showing -> evaluator.show(value.value(), shown -> {
                        showing.run();
                        return shown;
                    }));
        }

        @Override
        public int endOfFirst(String code) {
            return assistant.endOfFirst(code);
        }
    }

    /** Runs code of a file, of which nothing is shown but what it displays itself. */
    private void load(CodeFile.Cell cell) {
        CellJava java = new CellJava(cell.name(), value -> Optional.empty());
        magics.run(this, cell.name(), cell.text(), java);
        java.endIfInterrupted();
    }

    /** Shows what is known of a name. */
    private void help(String name) {
        String text = assistant
                .help(name)
                .orElseThrow(() -> new IllegalArgumentException("nothing is known of " + name
                        + ": it should be a class, a method such as Search.of, or a variable"));
        display(new DisplayData(text));
    }

    /** What is shown of a cell's value: of a statement, such as a call that ends with a semicolon, only what there is more of than text. */
    private Optional<DisplayData> shown(CellValue cell) {
        return Optional.ofNullable(cell.value())
                .filter(value -> !cell.ofStatement() || knows(value))
                .map(value -> evaluator.show(value, this::render))
                .filter(data -> !cell.ofStatement() || Displays.isRich(data));
    }

    /** How to show a value that stands before the end of its cell: only what there is more of than text. */
    private Optional<Runnable> aside(Object value) {
        return knows(value)
                ? Optional.of(() ->
                        Optional.of(render(value)).filter(Displays::isRich).ifPresent(this::display))
                : Optional.empty();
    }

    private boolean knows(Object value) {
        return ((NotebookRenderer) getRenderer()).knows(value);
    }

    private DisplayData render(Object value) {
        return value instanceof DisplayData data ? data : getRenderer().render(value);
    }

    private static String identity(Message<ExecuteRequest> message) {
        Object id = message.hasMetadata() ? message.getMetadata().get("cellId") : null;
        return id == null ? message.getContent().getCode() : id.toString();
    }

    private void fail(CellException failure) {
        output.flush();
        abortWaiting();
        Execution cell = running.getAndSet(null);
        if (cell != null) {
            cell.publish(failure);
            cell.env().defer();
            cell.reply(failure);
        }
    }

    /**
     * A front end that runs all cells sends them at once; those behind a failed one are not to be run. They are those that have come before
     * the front end is told of the failure. The dates of the requests do not say which these are: they are of another clock than ours.
     */
    private void abortWaiting() {
        Execution cell = running.get();
        if (cell != null && cell.message().getContent().shouldStopOnError()) {
            connection.waiting().stream()
                    .filter(message -> message.getContent() instanceof ExecuteRequest)
                    .forEach(behindFailed::add);
        }
    }

    /** Sends a reply that JJava has no type for. */
    private static void reply(ShellReplyEnvironment env, Message<?> request, MessageType<?> type, Object content) {
        @SuppressWarnings("unchecked")
        MessageType<Object> open = (MessageType<Object>) type;
        env.defer().reply(new Message<>(request, open, content));
    }

    @Override
    protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
        env.setBusyDeferIdle();
        reply(env, message, HistoryReply.MESSAGE_TYPE, new History("ok", history.answer(message.getContent())));
    }

    @Override
    public Object evalRaw(String source) {
        return evaluator.evaluate(0, source, output.err()).value();
    }

    @Override
    public void display(DisplayData data) {
        output.display(data);
    }

    /** Replaces what was displayed under the same display id. */
    void update(DisplayData data) {
        output.update(data);
    }

    @Override
    public void interrupt() {
        output.stopWriters();
        libraries.interrupt();
        evaluator.interrupt();
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        String text = Objects.requireNonNullElse(code, "");
        return assistant
                .explain(magics.withoutMagics(text), cursor(text, at))
                .map(DisplayData::new)
                .orElse(null);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        String text = Objects.requireNonNullElse(code, "");
        int cursor = cursor(text, at);
        Completions ofMagics = magics.complete(text, cursor);
        Completions completions =
                ofMagics.replacements().isEmpty() ? assistant.complete(magics.withoutMagics(text), cursor) : ofMagics;
        return new ReplacementOptions(
                completions.replacements(),
                text.codePointCount(0, completions.start()),
                text.codePointCount(0, cursor));
    }

    /** The place in a text that a front end means, which counts code points; the nearest end where there is none. */
    private static int cursor(String text, int codePoints) {
        return text.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, text.codePointCount(0, text.length()))));
    }

    @Override
    public String isComplete(String code) {
        String text = magics.withoutMagics(Objects.requireNonNullElse(code, ""));
        return switch (assistant.completeness(text)) {
            case COMPLETE -> IS_COMPLETE_YES;
            case INVALID -> IS_COMPLETE_BAD;
            case INCOMPLETE -> CodeAssistant.indentAfter(text);
        };
    }

    @Override
    public void onShutdown(boolean isRestarting) {
        shutdownAsked = true;
        super.onShutdown(isRestarting);
        evaluator.interrupt();
        haltSoon();
    }

    /** Ends the JVM even where a cell runs code that cannot be stopped, in a thread that no cell can keep busy. */
    private void haltSoon() {
        Thread halt = new Thread(
                () -> {
                    LockSupport.parkNanos(EXIT_NANOS);
                    if (!left) {
                        Runtime.getRuntime().halt(0);
                    }
                },
                "halt");
        halt.setDaemon(true);
        halt.start();
    }
}
