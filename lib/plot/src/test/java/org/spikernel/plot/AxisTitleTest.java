package org.spikernel.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AxisTitleTest {

    private static final Path NOTEBOOKS = Path.of("..", "..", "notebooks");

    /** A figure of a table that the library draws from the names of its columns. */
    private static final Pattern FIGURE = Pattern.compile("Plots\\.(?:lines|points|bars|boxes|estimates)\\(");

    /** Names of columns, which have no spaces, in quotes. */
    private static final Pattern COLUMN = Pattern.compile("\\\\\"([A-Za-z][A-Za-z0-9_-]*)\\\\\"");

    private static final Pattern PLACES = Pattern.compile("Curves\\.(?:of|over|counting)\\(\\\\\"(\\w+)\\\\\"");

    /** The value of curves that are drawn, which stands behind their title. */
    private static final Pattern HEIGHTS = Pattern.compile(
            "Curves\\.(?:of|over|counting)\\((?:(?!;\\\\n).)*?\\.table\\(\\\\\"[^\"]*\\\\\", \\\\\"(\\w+)\\\\\"\\)",
            Pattern.DOTALL);

    /** What has no unit: scores, ranks, names of things, and numbers of things that the name says. */
    private static final Set<String> WITHOUT_UNIT = Set.of(
            "R",
            "best_R",
            "change_of_R",
            "score",
            "best_score",
            "score_without_size",
            "tau",
            "rho",
            "fitness",
            "loss",
            "value",
            "slope",
            "weight",
            "input_current",
            "potential_minus_threshold",
            "curve",
            "series",
            "iteration",
            "iterations",
            "params",
            "draws",
            "evaluations",
            "epoch",
            "step",
            "position",
            "seed",
            "layer",
            "layers",
            "neurons",
            "convolutions",
            "channels",
            "classes",
            "cells",
            "place",
            "name",
            "what",
            "kind",
            "by",
            "among",
            "reads",
            "network",
            "setting",
            "search",
            "kernels",
            "operation",
            "convolution",
            "removed",
            "predictor",
            "comparison",
            "block",
            "encoding",
            "images");

    @ParameterizedTest
    @CsvSource({
        "firing_rate,firing rate (spikes a timestep)",
        "accuracy_percent,accuracy (%)",
        "million_total,total (million)",
        "parameters_million,parameters (million)",
        "receptive_field_in_pixels,receptive field (pixels)",
        "trained_microjoules,trained (microjoules)",
        "tau,tau",
        "my_own,my own"
    })
    void unitFollowsFromTheNameOfAColumn(String column, String title) {
        assertThat(AxisTitle.of(column)).isEqualTo(title);
    }

    @Test
    void accuraciesAreSharesUnlessOneIsAboveOne() {
        assertThat(AxisTitle.of("test_accuracy", new double[] {0.1, 1}))
                .isEqualTo("test accuracy (share of the images)");
        assertThat(AxisTitle.of("test_accuracy", new double[] {0.1, 48})).isEqualTo("test accuracy (%)");
    }

    @Test
    void columnsOnOneAxisMayShareAUnit() {
        assertThat(AxisTitle.shared(List.of("features (million)", "total (million)")))
                .isEqualTo("million");
        assertThat(AxisTitle.shared(List.of("features (million)", "neurons"))).isEmpty();
    }

    static Stream<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList().stream();
        }
    }

    /** Whoever draws a column of a new name in the course says which unit it has, or that it has none. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void everyColumnThatANotebookDrawsHasAUnitOrIsKnownToHaveNone(Path notebook) {
        assertThat(drawn(notebook))
                .allMatch(column -> WITHOUT_UNIT.contains(column)
                        || AxisTitle.of(column, new double[] {0.5}).endsWith(")"));
    }

    @Test
    void ruleLooksAtColumnsOfManyFigures() throws IOException {
        Set<String> all = new TreeSet<>();
        notebooks().forEach(notebook -> all.addAll(drawn(notebook)));

        assertThat(all).hasSizeGreaterThan(25).contains("accuracy_percent", "firing_rate", "tau", "cells_percent");
    }

    private static Set<String> drawn(Path notebook) {
        String text;
        try {
            text = Files.readString(notebook);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> columns = new TreeSet<>();
        Matcher figure = FIGURE.matcher(text);
        while (figure.find()) {
            String arguments = text.substring(figure.end(), end(text, figure.end()));
            Matcher column = COLUMN.matcher(arguments.replaceAll("(?s)Curves\\..*", ""));
            while (column.find()) {
                columns.add(column.group(1));
            }
        }
        for (Pattern ofCurves : List.of(PLACES, HEIGHTS)) {
            ofCurves.matcher(text).results().map(found -> found.group(1)).forEach(columns::add);
        }
        return columns;
    }

    /** Where the parentheses end that open before a place. */
    private static int end(String text, int from) {
        int open = 1;
        int at = from;
        while (open > 0) {
            open += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            at++;
        }
        return at - 1;
    }
}
