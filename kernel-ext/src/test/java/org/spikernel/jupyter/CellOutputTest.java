package org.spikernel.jupyter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.gson.Gson;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class CellOutputTest {

    private static final Duration HANGS = Duration.ofSeconds(30);

    private final List<String> published = new CopyOnWriteArrayList<>();
    private final CellOutput output = new CellOutput();

    /** A front end that takes everything but what says "too much", for which the heap does not suffice. */
    private final class Cell extends ShellReplyEnvironment {
        Cell() {
            super(null, null, null, null);
        }

        @Override
        public void publish(Message<?> message) {
            String content = new Gson().toJson(message.getContent());
            if (content.contains("too much")) {
                throw new OutOfMemoryError("Java heap space");
            }
            published.add(content);
        }
    }

    private void flush() {
        assertTimeoutPreemptively(HANGS, output::flush);
    }

    @Test
    void sendsWhatWasWrittenInItsOrder() {
        output.attach(new Cell());
        output.out().print("first");
        output.display(new DisplayData("second"));
        output.out().print("third");
        flush();

        assertThat(String.join("", published)).containsSubsequence("first", "second", "third");
    }

    /** Faster than it is sent, in letters of two bytes. */
    @Test
    void sendsWhatIsPrintedWithoutABreakInParts() {
        String line = "\u00e4".repeat(999) + "\n";
        output.attach(new Cell());
        for (int i = 0; i < 3_000; i++) {
            output.out().print(line);
        }
        flush();

        assertThat(published)
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        message -> assertThat(message).hasSizeLessThan(70_000).doesNotContain("\ufffd"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void outlivesAFullHeap(boolean displayed) {
        output.attach(new Cell());
        if (displayed) {
            output.display(new DisplayData("too much"));
        } else {
            output.out().write("too much".getBytes(StandardCharsets.UTF_8), 0, 8);
        }
        output.display(new DisplayData("next to it"));
        flush();
        output.out().print("behind it");
        flush();
        output.attach(new Cell());
        flush();

        assertThat(String.join("", published))
                .contains("next to it", "behind it")
                .contains("some output of this cell is lost, as sending it failed: java.lang.OutOfMemoryError")
                .doesNotContain("too much");
    }

    @Test
    void outlivesOneLossAfterAnother() {
        output.attach(new Cell());
        for (int i = 0; i < 3; i++) {
            output.display(new DisplayData("too much"));
            flush();
        }
        output.display(new DisplayData("shown"));
        flush();

        assertThat(String.join("", published)).contains("shown");
    }
}
