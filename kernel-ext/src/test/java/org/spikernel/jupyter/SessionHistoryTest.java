package org.spikernel.jupyter;

import java.util.List;

import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void countsFromTheEndWhereARangeIsBelowZeroAndGoesOnWhereItHasNoEnd() {
        assertThat(cells(new HistoryRequest.Range(false, true, 0, -2, 0))).containsExactly(2, 3);
        assertThat(cells(new HistoryRequest.Range(false, true, 0, 1, -1))).containsExactly(1, 2);
        assertThat(cells(new HistoryRequest.Range(false, true, 0, 2, Integer.MAX_VALUE)))
                .containsExactly(2, 3);
        assertThat(cells(new HistoryRequest.Range(false, true, 0, Integer.MIN_VALUE, Integer.MIN_VALUE)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\\E[*,3",
                "\\Q?\\E,5",
                "\\E[,4",
                "[],6",
                "[a]*,2",
                "a[!b-z]?*,2",
                "a[^ ]*,0",
                "[^a\\[]*,1",
                "[]a]*,2",
                "[z-a]*,0",
                "[^z-a]*,1",
                "[a-]*,2",
                "[\\E]*,3"
            })
    void readsAnyPattern(String pattern, int first) {
        SessionHistory odd = new SessionHistory();
        List.of("int x", "a + 1", "\\E[rest", "\\E[", "\\Qx\\E", "[]")
                .forEach(text -> odd.add(odd.answer(tail()).size() + 1, text));

        assertThat(odd.answer(new HistoryRequest.Search(false, true, 10, pattern, false)).stream()
                        .map(entry -> entry.get(1))
                        .findFirst()
                        .orElse(0))
                .isEqualTo(first);
    }

    private static HistoryRequest tail() {
        return new HistoryRequest.Tail(false, true, 0);
    }

    private List<Object> cells(HistoryRequest request) {
        return history.answer(request).stream().map(entry -> entry.get(1)).toList();
    }
}
