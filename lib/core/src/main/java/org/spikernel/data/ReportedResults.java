package org.spikernel.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

import org.spikernel.internal.checks.Given;

/** What papers report about spiking networks; {@code data/README.md} says what the columns mean. */
public final class ReportedResults {

    private static final Map<String, ColumnType> TYPES = Map.of(
            "source", ColumnType.STRING,
            "version", ColumnType.STRING,
            "location", ColumnType.STRING,
            "network", ColumnType.STRING,
            "setting", ColumnType.STRING,
            "dataset", ColumnType.STRING,
            "epochs", ColumnType.INTEGER,
            "timesteps", ColumnType.INTEGER,
            "note", ColumnType.STRING);

    private ReportedResults() {}

    /**
     * A new table, one network and data set a row; a figure that was not reported is missing.
     *
     * <p>Columns: source, version, location, network, setting, dataset, epochs, timesteps, accuracy_percent, accuracy_plus_minus,
     * spikes_thousand, parameters_million, parameters_million_below, budget_million, memory_to_budget, search_speedup, note. Versions of a
     * paper may report different figures of the same thing: keep to one, such as {@code version} "arXiv 2024" of {@code source} "SpikeNAS".
     */
    public static Table table() {
        try (InputStream csv = ReportedResults.class.getResourceAsStream("reported-results.csv")) {
            return Table.read()
                    .usingOptions(CsvReadOptions.builder(csv)
                            .tableName("Reported results")
                            .columnTypes(name -> TYPES.getOrDefault(name, ColumnType.DOUBLE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What some papers report, to be narrowed down: {@code by("SpikeNAS").of("dataset", "CIFAR-10").table("setting", "accuracy_percent")}.
     *
     * @param sources as the column {@code source} names them
     * @throws IllegalArgumentException if nothing of theirs is known
     */
    public static Reported by(String... sources) {
        List<String> named = Given.list(
                Arrays.asList(Given.value(sources, "the sources of reported results")),
                "the sources of reported results");
        return new Reported(String.join(" and ", named), table()).of("source", sources);
    }
}
