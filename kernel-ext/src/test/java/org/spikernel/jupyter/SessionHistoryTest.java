package org.spikernel.jupyter;

import java.util.List;

import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionHistoryTest {

    private final SessionHistory history = new SessionHistory();

    @BeforeEach
    void runCells() {
        history.add(1, "int a = 1;");
        history.add(2, "a + 1");
        history.add(3, "int a = 1;");
    }

    @Test
    void givesTheLastCells() {
        assertThat(history.answer(new HistoryRequest.Tail(false, true, 2)))
                .containsExactly(List.of(0, 2, "a + 1"), List.of(0, 3, "int a = 1;"));
        assertThat(history.answer(new HistoryRequest.Tail(true, true, 1)))
                .containsExactly(List.of(0, 3, List.of("int a = 1;", "")));
    }

    @Test
    void givesARangeWithoutItsEnd() {
        assertThat(history.answer(new HistoryRequest.Range(false, true, 0, 1, 3)))
                .containsExactly(List.of(0, 1, "int a = 1;"), List.of(0, 2, "a + 1"));
        assertThat(history.answer(new HistoryRequest.Range(false, true, -1, 1, 3)))
                .isEmpty();
    }

    @Test
    void findsCellsByPattern() {
        assertThat(history.answer(new HistoryRequest.Search(false, true, 10, "int ?*;", false)))
                .hasSize(2);
        assertThat(history.answer(new HistoryRequest.Search(false, true, 10, "int*", true)))
                .containsExactly(List.of(0, 3, "int a = 1;"));
        assertThat(history.answer(new HistoryRequest.Search(false, true, 10, "a +", false)))
                .isEmpty();
    }
}
