package org.spikernel.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tech.tablesaw.api.Table;

/**
 * What came of removing the operations, one at a time.
 *
 * @param accuracies from 0 to 1, by what was removed and by seed; the whole space, of which nothing was removed, comes first
 */
public record OperationWorth(Measurements accuracies) {

    static final String NOTHING = "nothing";

    /**
     * One row a space, the whole one first: removed (the operation, or "nothing"), accuracy (mean over the seeds), standard_deviation (over
     * the seeds), loss (mean over the seeds of what the whole space has more), standard_deviation_of_loss, and the accuracy from each seed:
     * seed_1, ...; deviations are missing with one seed, and so is all that would need an accuracy that is not a number.
     */
    public Table table() {
        var spaces = accuracies.samples().values();
        var losses = accuracies.leadsOf(NOTHING).values();
        Table bySeed = accuracies.bySeed();
        Table table = Table.create(
                "what is lost without an operation",
                bySeed.column(0),
                Summary.column("accuracy", spaces, Sample::mean),
                Summary.column("standard_deviation", spaces, Sample::standardDeviation),
                Summary.column("loss", losses, Sample::mean),
                Summary.column("standard_deviation_of_loss", losses, Sample::standardDeviation));
        bySeed.columns().stream().skip(1).forEach(table::addColumns);
        return table;
    }

    /**
     * Which of the spaces differ by more than chance, in percent points.
     *
     * @throws IllegalArgumentException if there is but one seed, or an accuracy is missing
     */
    public PairedComparisons comparisons() {
        Map<String, List<Double>> percent = new LinkedHashMap<>();
        accuracies
                .numbers()
                .forEach((removed, ofSpace) -> percent.put(
                        "without " + removed,
                        ofSpace.stream().map(accuracy -> 100 * accuracy).toList()));
        return PairedComparisons.of(new Measurements("accuracy_percent", "space", accuracies.seeds(), percent));
    }

    /** The mean accuracy of every space, by what was removed. */
    @Override
    public String toString() {
        return accuracies.toString();
    }
}
