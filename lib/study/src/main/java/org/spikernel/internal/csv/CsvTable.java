package org.spikernel.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.data.DatasetException;
import org.spikernel.data.TextLines;

/** A CSV file of a benchmark: a header line that names the columns, in any order, then a line a cell. No field is quoted. */
public final class CsvTable {

    private final String file;
    private final List<String> lines;
    private final Map<String, Integer> columns = new HashMap<>();

    private CsvTable(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
        String[] names = lines.isEmpty() ? new String[] {""} : lines.get(0).split(",", -1);
        for (int i = 0; i < names.length; i++) {
            if (columns.put(names[i].strip(), i) != null) {
                throw new DatasetException(file + " has two columns " + names[i].strip() + ". Get the file again.");
            }
        }
    }

    /**
     * Reads the file.
     *
     * @throws DatasetException if it is missing, has lost its end, or names a column twice
     */
    public static CsvTable read(Path file) {
        CsvTable table = new CsvTable(file.toString(), TextLines.read(file));
        requireEnd(file);
        return table;
    }

    /**
     * A table whose lines are known already.
     *
     * @param file what errors call it
     * @throws DatasetException if it names a column twice
     */
    public static CsvTable of(String file, List<String> lines) {
        return new CsvTable(file, lines);
    }

    /**
     * A table that ships with the library, beside a class.
     *
     * @param name of the file
     */
    public static CsvTable shipped(Class<?> beside, String name) {
        try (InputStream shipped = beside.getResourceAsStream(name)) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            return of(name, text.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name + ", which ships with the library", unreadable);
        }
    }

    /** A number that lost its last digits is a number. What is compressed has a checksum. */
    private static void requireEnd(Path file) {
        if (TextLines.isCompressed(file)) {
            return;
        }
        try {
            String text = Files.readString(file);
            if (!text.isEmpty() && !text.endsWith("\n") && !text.endsWith("\r")) {
                throw new DatasetException("the last line of " + file
                        + " has no end, so the file may have been cut off. Get the file again, or end that line.");
            }
        } catch (IOException unreadable) {
            throw new DatasetException("cannot read " + file, unreadable);
        }
    }

    /** The lines behind the header, read one by one: the first that is damaged ends it with its error. */
    public Stream<Row> rows() {
        return IntStream.range(1, lines.size())
                .mapToObj(i -> new Row(i + 1, lines.get(i).split(",", -1)));
    }

    /** The fields of a line. */
    public final class Row {

        private final int line;
        private final String[] fields;

        private Row(int line, String[] fields) {
            this.line = line;
            this.fields = fields;
            if (fields.length != columns.size()) {
                throw damaged("has " + fields.length + " fields; expected " + columns.size() + ", one a column");
            }
        }

        /** Whether the file has a column. */
        public boolean has(String column) {
            return columns.containsKey(column);
        }

        /** A whole number from 0 on. */
        public int count(String column) {
            try {
                return WrittenNumber.count(text(column));
            } catch (NumberFormatException none) {
                throw noNumber(column, text(column), "a whole one");
            }
        }

        /** A number from 0 to 100. */
        public double percent(String column) {
            try {
                return WrittenNumber.percent(text(column));
            } catch (NumberFormatException none) {
                throw noNumber(column, text(column), "0 to 100");
            }
        }

        /** A number, or none where the field is empty. */
        public OptionalDouble numberIfAny(String column) {
            return text(column).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(column));
        }

        /** A finite number. */
        public double number(String column) {
            return number(column, text(column));
        }

        /** The numbers of a field, divided by one space each. */
        public List<Double> numbers(String column) {
            return Stream.of(text(column).split(" ", -1))
                    .map(text -> number(column, text))
                    .toList();
        }

        private double number(String column, String text) {
            try {
                return WrittenNumber.number(text);
            } catch (NumberFormatException none) {
                throw noNumber(column, text, "a finite one");
            }
        }

        /** What a field of a column holds. */
        public String text(String column) {
            Integer index = columns.get(column);
            if (index == null) {
                throw new DatasetException(
                        file + " has no column " + column + "; its header line names " + columns.keySet());
            }
            return fields[index];
        }

        /** A field, or a part of one, is not the number that it should be. */
        public DatasetException noNumber(String column, String found, String expected) {
            return damaged(
                    "column " + column + " should be a number, but is '" + found + "' (expected " + expected + ")");
        }

        /** The line is not as it should be. */
        public DatasetException damaged(String what) {
            return new DatasetException("line " + line + " of " + file + " " + what + ". Get the file again.");
        }
    }
}
