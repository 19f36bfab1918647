package org.spikernel.jupyter.display;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class TableDisplayTest {

    private static Table numbers(int rows) {
        return Table.create(
                "numbers",
                IntColumn.create("n", IntStream.range(100, 100 + rows).toArray()));
    }

    @Test
    void showsAllRowsOfASmallTable() {
        String html = TableDisplay.html(numbers(20));

        assertThat(html).contains(">100<", ">119<", "20 rows \u00D7 1 column<").doesNotContain("more rows");
    }

    @Test
    void countsOneRowAsOne() {
        assertThat(TableDisplay.html(numbers(1))).contains(">1 row \u00D7 1 column<");
        assertThat(TableDisplay.html(numbers(21))).contains("... 1 more row<");
    }

    @Test
    void showsBothEndsOfALongTable() {
        String html = TableDisplay.html(numbers(1_021));

        assertThat(html)
                .contains(">109<", "... 1,001 more rows", ">1111<", ">1120<", "1,021 rows \u00D7 1 column<")
                .doesNotContain(">110<", ">1110<");
    }

    @Test
    void alignsNumbersToTheRightAndTextToTheLeft() {
        Table table = Table.create("t", StringColumn.create("text", "a"), IntColumn.create("number", new int[] {7}));

        assertThat(TableDisplay.html(table))
                .contains("<td style=\"text-align:left\">a</td>", "<td style=\"text-align:right\">7</td>");
    }

    @Test
    void marksMissingValues() {
        Table table = Table.create(
                "t", StringColumn.create("text", new String[] {null}), DoubleColumn.create("number", Double.NaN));

        assertThat(TableDisplay.html(table).split("\u2013", -1)).hasSize(3);
    }

    @Test
    void showsMarkupLiterally() {
        Table table = Table.create("<t>", StringColumn.create("a&b", "<script>"));

        assertThat(TableDisplay.html(table))
                .contains("&lt;t&gt;", "a&amp;b", "&lt;script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void numberHasThreeDigitsOrMore() {
        DoubleColumn column = DoubleColumn.create("x", 1.0 / 3, 1234567.891, 2, 0.000123456789, -0.0, 1e300, 1.5e-9);

        assertThat(TableDisplay.html(Table.create("t", column)))
                .contains(">0.333<", ">1,234,568<", ">2<", ">0.000123<", ">0<", ">1.00e+300<", ">1.50e-09<");
    }

    @ParameterizedTest
    @MethodSource
    void numbersOfAColumnHaveAsManyDecimalsAsTellThemApart(List<Double> numbers, List<String> expected) {
        double[] column = numbers.stream().mapToDouble(Double::doubleValue).toArray();

        String html = TableDisplay.html(Table.create("t", DoubleColumn.create("x", column)));

        assertThat(Pattern.compile(">([-.0-9\u2013]+)</td>")
                        .matcher(html)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> numbersOfAColumnHaveAsManyDecimalsAsTellThemApart() {
        return Stream.of(
                arguments(List.of(12.33333, 20.66667, 31.0), List.of("12.3", "20.7", "31.0")),
                arguments(List.of(205.34567, 206.00123), List.of("205.346", "206.001")),
                arguments(List.of(93.24, 92.85), List.of("93.24", "92.85")),
                arguments(List.of(93.24), List.of("93.24")),
                arguments(List.of(179.8175, 179.8175), List.of("179.82", "179.82")),
                arguments(List.of(2.0, 3.0), List.of("2", "3")),
                arguments(List.of(-0.58038, -0.57301), List.of("-0.580", "-0.573")),
                arguments(List.of(0.92432, 0.35, -0.08333), List.of("0.924", "0.350", "-0.0833")),
                arguments(List.of(0.0, 0.1234567), List.of("0", "0.123")),
                arguments(List.of(0.1234567, Double.NaN), List.of("0.123", "\u2013")),
                arguments(List.of(1500.333, 12.3456, 0.56789), List.of("1500", "12.3", "0.568")),
                arguments(List.of(1234.56781, 1234.56792), List.of("1234.57", "1234.57")));
    }

    @Test
    void keepsTheFormatOfAColumn() {
        DoubleColumn column = DoubleColumn.create("share", 0.12345);
        column.setPrintFormatter(NumberColumnFormatter.percent(1));

        assertThat(TableDisplay.html(Table.create("t", column))).contains(">12.3%<");
    }

    @Test
    void hasATextForTerminals() {
        assertThat(TableDisplay.text(numbers(2))).contains("100", "101", "2 rows \u00D7 1 column");
    }

    @Test
    void showsATableWithoutColumns() {
        assertThat(TableDisplay.html(Table.create("empty"))).contains("0 rows \u00D7 0 columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"en-US", "de", "tr", "ar-EG", "fa", "th-TH-u-nu-thai", "hi-IN-u-nu-deva", "fr-CH", "sv", "bn"})
    void showsNumbersAlikeInAllLocales(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            DoubleColumn share = DoubleColumn.create("share", 0.125);
            share.setPrintFormatter(NumberColumnFormatter.percent(1));
            DoubleColumn grouped = DoubleColumn.create("grouped", -1234567.5);
            grouped.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(2));
            DoubleColumn chosen = DoubleColumn.create("chosen", 1234.5);
            chosen.setPrintFormatter(NumberFormat.getInstance(new Locale("nl", "BE")), "");
            Table table = Table.create(
                    "t",
                    DoubleColumn.create("double", 1234.5678901),
                    FloatColumn.create("float", new float[] {0.25f}),
                    IntColumn.create("int", new int[] {-1234567}),
                    LongColumn.create("long", Long.MAX_VALUE),
                    ShortColumn.create("short", new short[] {12}),
                    share,
                    grouped,
                    chosen);

            assertThat(TableDisplay.html(table))
                    .contains(
                            ">1234.57<",
                            ">0.25<",
                            ">-1,234,567<",
                            ">9,223,372,036,854,775,807<",
                            ">12<",
                            "12.5",
                            ">-1,234,567.50<")
                    .contains(">1.234,5<");
            assertThat(TableDisplay.text(table)).contains("1234.56789", "-1234567", "-1,234,567.50", "1.234,5");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hasATextOfBothEndsOfALongTable() {
        assertThat(TableDisplay.text(numbers(1_021)))
                .contains(" 109 ", "...", "1111", "1120", "1,021 rows")
                .doesNotContain(" 110 ", " 111 ");
    }
}
