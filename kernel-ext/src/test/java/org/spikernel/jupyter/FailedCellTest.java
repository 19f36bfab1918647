package org.spikernel.jupyter;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of the cells behind a failed one, in a kernel of its own. */
class FailedCellTest {

    private static final int MOST_MILLIS = 120_000;
    private static final int HEADER = 2;
    private static final int PARENT = 3;
    private static final int CONTENT = 5;

    private static final ZContext CONTEXT = new ZContext();
    private static ZMQ.Socket shell;
    private static Process kernel;

    private Duration aheadOfTheKernel;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        int[] ports = KernelConnection.freePorts();
        String address = InetAddress.getLoopbackAddress().getHostAddress();
        Path file = directory.resolve("connection.json");
        Files.writeString(
                file,
                new KernelConnectionProperties(
                                address, ports[0], ports[1], ports[2], ports[3], ports[4], "tcp", "hmac-sha256", "")
                        .toJsonString());
        File printed = directory.resolve("printed.txt").toFile();
        kernel = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KernelMain.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed)
                .start();
        shell = CONTEXT.createSocket(SocketType.DEALER);
        shell.setReceiveTimeOut(MOST_MILLIS);
        shell.connect("tcp://" + address + ":"
                + KernelConnectionProperties.parse(Files.readString(file)).getShellPort());
    }

    @AfterAll
    static void end() throws InterruptedException {
        kernel.destroyForcibly().waitFor();
        CONTEXT.close();
    }

    /** Asks for a cell to be run, and returns the request's id. */
    private String send(String code) {
        JsonObject header = new JsonObject();
        String id = UUID.randomUUID().toString();
        header.addProperty("msg_id", id);
        header.addProperty("session", "of the test");
        header.addProperty("username", "test");
        header.addProperty("date", OffsetDateTime.now().plus(aheadOfTheKernel).toString());
        header.addProperty("msg_type", "execute_request");
        header.addProperty("version", "5.3");
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("stop_on_error", true);
        content.addProperty("store_history", true);
        for (String frame : List.of("<IDS|MSG>", "", header.toString(), "{}", "{}")) {
            shell.sendMore(frame);
        }
        shell.send(content.toString());
        return id;
    }

    /** The status of the next reply, which must be to this request. */
    private String status(String request) {
        List<String> frames = new ArrayList<>();
        do {
            String frame = shell.recvStr();
            assertThat(frame).as("an answer of the kernel").isNotNull();
            frames.add(frame);
        } while (shell.hasReceiveMore());
        assertThat(object(frames.get(HEADER)).get("msg_type").getAsString()).isEqualTo("execute_reply");
        assertThat(object(frames.get(PARENT)).get("msg_id").getAsString()).isEqualTo(request);
        return object(frames.get(CONTENT)).get("status").getAsString();
    }

    private static JsonObject object(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 500", "PT1H, 500", "PT-1H, 500", "PT0S, 0", "PT1H, 0", "PT-1H, 0"})
    void runsWhatWasSentAfterTheFailureAndNothingElse(Duration ahead, int millis) {
        aheadOfTheKernel = ahead;
        String before = send("Thread.sleep(" + millis + ");");
        String failing = send("Thread.sleep(" + millis + "); throw new IllegalStateException();");
        String behind = send("1");
        String last = send("2");

        assertThat(status(before)).isEqualTo("ok");
        assertThat(status(failing)).isEqualTo("error");
        String sentAfter = send("3");
        assertThat(List.of(status(behind), status(last), status(sentAfter)))
                .containsExactly("aborted", "aborted", "ok");
    }
}
