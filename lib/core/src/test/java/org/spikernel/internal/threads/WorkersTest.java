package org.spikernel.internal.threads;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkersTest {

    private static final int PROCESSORS = 32;

    /** Main, four that search, and those of the virtual machine. */
    private static final int OTHER_THREADS = 20;

    /** What it printed last: how many threads there were, and scores. */
    private static List<String> lines(int processors) throws IOException {
        List<String> lines = ChildJvm.lines(ManyComputations.start(processors));
        return lines.subList(Math.max(0, lines.size() - 2), lines.size());
    }

    @Test
    void thereAreAsManyThreadsAsProcessorsHoweverMuchIsComputed() throws IOException {
        List<String> many = lines(PROCESSORS);
        List<String> one = lines(1);

        assertThat(Integer.parseInt(many.get(0))).as(many.toString()).isBetween(PROCESSORS, PROCESSORS + OTHER_THREADS);
        assertThat(Integer.parseInt(one.get(0))).as(one.toString()).isLessThan(1 + OTHER_THREADS);
        assertThat(many.get(1)).as("scores have the same bits").isEqualTo(one.get(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000})
    void everyTaskIsDoneOnce(int count) {
        AtomicIntegerArray done = new AtomicIntegerArray(count);
        Workers.all().forEach(count, done::incrementAndGet);

        for (int i = 0; i < count; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
        assertThat(done.length()).isEqualTo(count);
    }

    @Test
    void sharedWorkMayShareWork() {
        int width = 20;
        AtomicIntegerArray done = new AtomicIntegerArray(width * width * width);
        Workers.all()
                .forEach(
                        width,
                        i -> Workers.of(3)
                                .forEach(
                                        width,
                                        j -> Workers.all()
                                                .forEach(
                                                        width,
                                                        k -> done.incrementAndGet((i * width + j) * width + k))));

        for (int i = 0; i < done.length(); i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void whatATaskThrowsIsThrownAsItIs(int threads) {
        OutOfMemoryError thrown = new OutOfMemoryError("nothing left");

        assertThatThrownBy(() -> Workers.of(threads).forEach(100, i -> {
                    if (i == 50) {
                        throw thrown;
                    }
                }))
                .isSameAs(thrown);
    }

    @Test
    void interruptedThreadFinishesItsWorkAndStaysInterrupted() {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        Thread.currentThread().interrupt();
        Workers.all().forEach(done.length(), done::incrementAndGet);

        assertThat(Thread.interrupted()).isTrue();
        for (int i = 0; i < done.length(); i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }

    @Test
    void numberOfThreadsIsPositive() {
        assertThatThrownBy(() -> Workers.of(0)).hasMessage("threads must be positive, but is 0");
    }
}
