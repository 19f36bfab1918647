package org.spikernel.shapes;

import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WindowTest {

    private static final int MANY = Integer.MAX_VALUE;

    @Test
    void windowCoversWhatLiesUnderIt() {
        Window window = new Window(3, 2, 1);

        assertThat(window.outputSide(6)).isEqualTo(3);
        assertThat(window.output(new Shape(2, 6, 5), 7)).isEqualTo(new Shape(7, 3, 3));
        assertThat(IntStream.range(0, 3).map(window::start)).containsExactly(-1, 1, 3);
        assertThat(IntStream.range(0, 3).map(output -> window.first(output, 5))).containsExactly(0, 1, 3);
        assertThat(IntStream.range(0, 3).map(output -> window.end(output, 5))).containsExactly(2, 4, 5);
        assertThat(IntStream.range(0, 6).map(position -> window.windowsOver(position, 3)))
                .containsExactly(1, 2, 1, 2, 1, 1);
    }

    @Test
    void windowInThePaddingCoversNothing() {
        Window window = new Window(2, 1, 3);

        assertThat(IntStream.range(0, window.outputSide(1)).map(output -> window.first(output, 1)))
                .containsExactly(0, 0, 0, 0, 1, 1);
        assertThat(IntStream.range(0, window.outputSide(1)).map(output -> window.end(output, 1)))
                .containsExactly(0, 0, 1, 1, 1, 1);
    }

    @Test
    void windowOfOddSizeKeepsSides() {
        assertThat(Window.same(5)).isEqualTo(new Window(5, 1, 2));
        assertThat(Window.same(5).keepsSides()).isTrue();
        assertThat(Window.same(4).keepsSides()).isFalse();
        assertThat(new Window(5, 2, 2).keepsSides()).isFalse();
        assertThat(Window.same(5).area()).isEqualTo(25);
    }

    @Test
    void sizesAreCountedWithoutWrapping() {
        Window huge = Window.same(MANY);

        assertThat(huge.keepsSides()).isTrue();
        assertThat(huge.outputSide(32)).isEqualTo(32);
        assertThat(huge.end(31, 32)).isEqualTo(32);
        assertThat(huge.windowsOver(31, 32)).isEqualTo(32);
        assertThat(new Window(1, 1, MANY).fits(MANY)).isTrue();
        assertThat(new Window(MANY, MANY, 0).area()).isEqualTo((long) MANY * MANY);
    }

    @Test
    void windowThatDoesNotFitIsRefused() {
        Window window = new Window(5, 1, 1);

        assertThat(window.fits(3)).isTrue();
        assertThat(window.fits(2)).isFalse();
        assertThatThrownBy(() -> window.output(new Shape(3, 8, 2), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window of 5x5 with padding 1 does not fit into [3, 8, 2]");
        assertThatThrownBy(() -> window.outputSide(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window of 5x5 with padding 1 does not fit into a side of 2");
    }

    @Test
    void impossibleWindowIsRefused() {
        assertThatThrownBy(() -> new Window(0, 1, 0)).hasMessageContaining("but has size 0 and stride 1");
        assertThatThrownBy(() -> new Window(3, 0, 0)).hasMessageContaining("but has size 3 and stride 0");
        assertThatThrownBy(() -> new Window(3, 1, -1)).hasMessageContaining("must not be negative, but is -1");
    }

    @Provide
    static Arbitrary<Window> windows() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 8))
                .as(Window::new);
    }

    @Property
    void everyWindowLiesInThePaddedInputAndNoneIsLeftOut(
            @ForAll("windows") Window window, @ForAll @IntRange(min = 1, max = 12) int side) {
        long last = side + (long) window.padding() - window.size();
        long expected = IntStream.rangeClosed(0, 40)
                .filter(output -> window.start(output) <= last)
                .count();

        assertThat(window.fits(side)).isEqualTo(expected > 0);
        if (window.fits(side)) {
            assertThat(window.outputSide(side)).isEqualTo((int) expected);
        }
    }

    @Property
    void positionsAndWindowsAgreeOnWhoCoversWhom(
            @ForAll("windows") Window window, @ForAll @IntRange(min = 1, max = 12) int side) {
        int outputs = window.fits(side) ? window.outputSide(side) : 0;

        assertThat(IntStream.range(0, side)).allSatisfy(position -> {
            long covering = IntStream.range(0, outputs)
                    .filter(output -> window.first(output, side) <= position && position < window.end(output, side))
                    .count();
            assertThat(window.windowsOver(position, outputs)).isEqualTo((int) covering);
        });
    }
}
