package org.spikernel.checkup;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;

/**
 * What was looked at in a network that is to learn, or should have learned, and what is out of the ordinary. It says what it looked at, since
 * nothing found is not nothing wrong.
 *
 * <pre>{@code
 * var checkup = Trainer.of(network).checkup(images);
 * checkup;                                        // the findings, with what to try, and what was looked at
 * checkup.layers();                               // the numbers, layer by layer
 * }</pre>
 *
 * @param subject what was looked at: the network and the images
 * @param findings what is out of the ordinary: layers first, in the order of the network, then gradients, loss and answers
 * @param checked what was looked at, with the numbers of what is in order too
 * @param measured the layers that have neurons or weights, in the order of the network
 */
public record Checkup(String subject, List<Finding> findings, List<String> checked, List<CheckedLayer> measured) {

    public Checkup {
        Given.text(subject, "the subject of a checkup");
        findings = Given.list(findings, "the findings of a checkup");
        checked = Given.list(checked, "what a checkup looked at");
        measured = Given.list(measured, "the layers of a checkup");
    }

    /** Whether nothing is out of the ordinary, of all that was looked at. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** Whether something of that kind was found, at whatever layer. */
    public boolean found(Symptom symptom) {
        return findings.stream().anyMatch(finding -> finding.symptom() == symptom);
    }

    /** One row a finding: symptom, place (missing where it is about the whole network), found, expected, try. */
    public Table table() {
        return Table.create(
                "findings",
                column("symptom", finding -> finding.symptom().toString()),
                column("place", finding -> finding.place().orElse("")),
                column("found", Finding::found),
                column("expected", Finding::expected),
                column("try", finding -> String.join("; or ", finding.advice())));
    }

    private StringColumn column(String name, Function<Finding, String> text) {
        return StringColumn.create(name, findings.stream().map(text));
    }

    /**
     * One row a layer that has neurons or weights: place, firing_rate, highest_potential, threshold, within_reach, gradient, change, as
     * {@link CheckedLayer} says; what it does not have, or was not looked at, is missing.
     */
    public Table layers() {
        return Table.create(
                "layers",
                StringColumn.create("place", measured.stream().map(CheckedLayer::place)),
                column("firing_rate", measured, CheckedLayer::firingRate),
                column("highest_potential", measured, CheckedLayer::highestPotential),
                column("threshold", measured, CheckedLayer::threshold),
                column("within_reach", measured, CheckedLayer::withinReach),
                column("gradient", measured, CheckedLayer::gradient),
                column("change", measured, CheckedLayer::change));
    }

    private static DoubleColumn column(
            String name, List<CheckedLayer> layers, Function<CheckedLayer, OptionalDouble> number) {
        DoubleColumn column = DoubleColumn.create(name);
        layers.stream().map(number).forEach(value -> value.ifPresentOrElse(column::append, column::appendMissing));
        return column;
    }

    /** One line: how many findings there are, and of what. */
    public String headline() {
        String count = switch (findings.size()) {
            case 0 -> "nothing is out of the ordinary";
            case 1 -> "1 finding";
            default -> String.format(Locale.ROOT, "%d findings", findings.size());
        };
        return "Checkup of " + subject + ": " + count;
    }

    /** One sentence: what was looked at. */
    public String scope() {
        return "Looked at: " + String.join("; ", checked) + ".";
    }

    /** The findings, numbered, each in lines of its own, and what was looked at. */
    @Override
    public String toString() {
        String numbered = IntStream.range(0, findings.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%d. %s%n", i + 1, findings.get(i)))
                .collect(Collectors.joining());
        return String.format(Locale.ROOT, "%s%n%s%s", headline(), numbered, scope());
    }
}
