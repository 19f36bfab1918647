package org.spikernel.jupyter.display;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;

import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * The text of a number in a table, the same in every locale.
 *
 * <p>Tablesaw's formats take their signs and digits from the locale. Those that a person has chosen otherwise are kept.
 */
final class NumberText {

    private static final char CURRENCY = '\u00A4';

    private NumberText() {}

    static String of(NumberColumn<?, ?> column, int row) {
        return format(column)
                .filter(NumberText::followsLocale)
                .map(NumberText::neutral)
                .map(format -> column instanceof LongColumn longs
                        ? format.format(longs.getLong(row))
                        : format.format(column.getDouble(row)))
                .orElseGet(() -> column.getString(row));
    }

    private static Optional<DecimalFormat> format(NumberColumn<?, ?> column) {
        try {
            // Tablesaw shows the format to subclasses only.
            Method formatter = NumberColumn.class.getDeclaredMethod("getPrintFormatter");
            formatter.setAccessible(true);
            NumberFormat format = ((NumberColumnFormatter) formatter.invoke(column)).getFormat();
            return format instanceof DecimalFormat decimal ? Optional.of(decimal) : Optional.empty();
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalStateException("this version of Tablesaw does not tell how a column prints", e);
        }
    }

    private static boolean followsLocale(DecimalFormat format) {
        return format.getDecimalFormatSymbols().equals(DecimalFormatSymbols.getInstance())
                && format.toPattern().indexOf(CURRENCY) < 0;
    }

    private static DecimalFormat neutral(DecimalFormat format) {
        DecimalFormat neutral = (DecimalFormat) format.clone();
        neutral.setDecimalFormatSymbols(DecimalFormatSymbols.getInstance(Locale.ROOT));
        return neutral;
    }
}
