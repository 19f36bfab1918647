package org.spikernel.jupyter.display;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void roundsNumbersToSixDigits() {
        DoubleColumn column = DoubleColumn.create("x", 1.0 / 3, 1234567.891, 2, 0.000123456789, -0.0, 1e300, 1.5e-9);

        assertThat(TableDisplay.html(Table.create("t", column)))
                .contains(">0.333333<", ">1234568<", ">2<", ">0.000123457<", ">1.00000e+300<", ">1.50000e-09<");
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
                            ">-1234567<",
                            ">9223372036854775807<",
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
