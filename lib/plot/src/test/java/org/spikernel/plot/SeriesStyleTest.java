package org.spikernel.plot;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.cell.KernelSet;

import static org.assertj.core.api.Assertions.assertThat;

class SeriesStyleTest {

    private static String colour(String name, String... others) {
        List<String> names = Stream.concat(Stream.of(others), Stream.of(name)).toList();
        return SeriesStyle.of(names).get(others.length).colour();
    }

    @ParameterizedTest
    @CsvSource({
        "3x3_5x5, 3x3_5x5_1000x",
        "3x3_5x5, '3x3_5x5, training'",
        "3x3_5x5, SET_3",
        "3x3_5x5, Set-3",
        "3x3_5x5, 'the best of 3x3_5x5'",
        "3x3, conv3x3",
        "3x3, conv3x3@0.5",
        "3x3_5x5_7x7, 3x3_5x5_7x7_all",
        "9x9_11x11, 9x9_11x11_10x",
    })
    void nameThatSpeaksOfKernelsHasTheirColourBesideAnyOthers(String kernels, String name) {
        String alone = colour(kernels);

        assertThat(colour(name)).isEqualTo(alone);
        assertThat(colour(name, "this", "that", "7x7", "5x5_7x7")).isEqualTo(alone);
    }

    @Test
    void setsSizesAndOperationsAreToldApart() {
        List<String> things = Stream.concat(
                        KernelSet.ALL.stream().map(KernelSet::name),
                        Stream.of("1x1", "3x3", "5x5", "7x7", "zero", "skip", "avg3x3"))
                .toList();

        assertThat(SeriesStyle.of(things).stream().map(SeriesStyle::colour)).doesNotHaveDuplicates();
        assertThat(SeriesStyle.of(things.subList(0, 6)).stream().map(SeriesStyle::symbol))
                .doesNotHaveDuplicates();
        assertThat(SeriesStyle.of(things.subList(6, 10)).stream().map(SeriesStyle::symbol))
                .doesNotHaveDuplicates();
    }

    @Test
    void otherSeriesTakeWhatIsLeftWhateverTheirOrder() {
        List<String> names = List.of("evolution", "random", "1x1_3x3");

        assertThat(colour("random", "evolution")).isEqualTo(SeriesStyle.COLOURS.get(1));
        assertThat(SeriesStyle.of(List.of("random", "evolution")).get(0).colour())
                .isEqualTo(SeriesStyle.COLOURS.get(1));
        assertThat(SeriesStyle.of(names).stream().map(SeriesStyle::colour)).doesNotHaveDuplicates();
    }

    @Test
    void seriesOfOneColourDifferOtherwise() {
        List<String> names = Stream.concat(
                        Stream.of("3x3_5x5_10x", "3x3_5x5_100x", "3x3_5x5_1000x"),
                        IntStream.range(0, 30).mapToObj(i -> "series " + i))
                .toList();

        assertThat(SeriesStyle.of(names).stream().limit(3).map(SeriesStyle::symbol))
                .doesNotHaveDuplicates();
        assertThat(SeriesStyle.of(names).stream().limit(3).map(SeriesStyle::dash))
                .doesNotHaveDuplicates();
        assertThat(SeriesStyle.of(names)).doesNotHaveDuplicates();
    }
}
