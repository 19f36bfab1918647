package org.spikernel.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A headless Chromium with a fresh profile, spoken to by the DevTools protocol; it shows one page at a time.
 *
 * <p>Its only way out is a {@link RequestTrap}.
 */
final class Browser implements AutoCloseable {

    private static final Gson GSON = new Gson();
    private static final Pattern ENDPOINT = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final Answers answers;
    private final AtomicInteger lastId = new AtomicInteger();
    private String session;

    private Browser(Process process, WebSocket socket, Answers answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    static Browser start(String chromium, Path profile, RequestTrap proxy) throws IOException {
        Process process = new ProcessBuilder(
                        chromium,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-default-apps",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--proxy-server=http://" + proxy.address(),
                        "--proxy-bypass-list=<-loopback>",
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Answers answers = new Answers();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(endpoint(process)), answers)
                .join();
        Browser browser = new Browser(process, socket, answers);
        browser.attach();
        return browser;
    }

    private static String endpoint(Process process) throws IOException {
        BufferedReader errors = process.errorReader();
        List<String> lines = new ArrayList<>();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher matcher = ENDPOINT.matcher(line);
            if (matcher.find()) {
                // A thread of its own: it lasts as long as the browser, and a common pool may have but one.
                Thread drain = new Thread(() -> errors.lines().forEach(ignored -> {}), "errors of Chromium");
                drain.setDaemon(true);
                drain.start();
                return matcher.group(1);
            }
            lines.add(line);
        }
        throw new IllegalStateException("Chromium ended before it could be spoken to:\n" + String.join("\n", lines));
    }

    private void attach() {
        String target = call("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .getAsString();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .getAsString();
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Goes to an address and forgets what the page before it asked for and complained about. */
    void open(URI address) {
        answers.requests.clear();
        answers.complaints.clear();
        call("Page.navigate", Map.of("url", address.toString()));
        await("document.readyState === 'complete'");
    }

    /** Sets the size of the window in CSS pixels. */
    void resize(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Shows pages as a reader sees them whose system is light or dark. */
    void preferColours(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Shows pages as on the screen, or as in print. */
    void showAs(String medium) {
        call("Emulation.setEmulatedMedia", Map.of("media", medium));
    }

    /** Whether pages may run their scripts; {@link #evaluate} always may. */
    void allowScripts(boolean allowed) {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** Waits until a JavaScript expression holds, or patience ends; which of the two, the caller's assertions show. */
    void await(String condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate(condition).equals("true") && System.nanoTime() < end) {
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of a JavaScript expression, or of the promise that it is, as a string. */
    String evaluate(String expression) {
        String asString = "Promise.resolve(" + expression + ").then(String)";
        JsonObject result = call("Runtime.evaluate", Map.of("expression", asString, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalArgumentException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.getAsJsonObject("result").get("value").getAsString();
    }

    /** Addresses that the page asked for, itself among them. */
    List<String> requests() {
        return List.copyOf(answers.requests);
    }

    /** Errors and warnings on the console, and exceptions that no script caught. */
    List<String> complaints() {
        return List.copyOf(answers.complaints);
    }

    private JsonObject call(String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.pending.put(id, answer);
        JsonObject message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", GSON.toJsonTree(parameters));
        if (session != null) {
            message.addProperty("sessionId", session);
        }
        socket.sendText(GSON.toJson(message), true);
        JsonObject received =
                answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (received.has("error")) {
            throw new IllegalStateException(method + ": " + received.get("error"));
        }
        return received.getAsJsonObject("result");
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sorts what the browser says: answers to calls, requests, complaints. */
    private static final class Answers implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receive(JsonParser.parseString(text.toString()).getAsJsonObject());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void receive(JsonObject message) {
            if (message.has("id")) {
                pending.remove(message.get("id").getAsInt()).complete(message);
                return;
            }
            JsonObject parameters = message.getAsJsonObject("params");
            switch (message.get("method").getAsString()) {
                case "Network.requestWillBeSent" ->
                    requests.add(
                            parameters.getAsJsonObject("request").get("url").getAsString());
                case "Runtime.exceptionThrown" ->
                    complaints.add(parameters.get("exceptionDetails").toString());
                case "Log.entryAdded" -> complaints.add(parameters.get("entry").toString());
                case "Runtime.consoleAPICalled" -> receiveConsole(parameters);
                default -> {}
            }
        }

        private void receiveConsole(JsonObject parameters) {
            String type = parameters.get("type").getAsString();
            if (type.equals("error") || type.equals("warning") || type.equals("assert")) {
                complaints.add(parameters.get("args").toString());
            }
        }
    }
}
