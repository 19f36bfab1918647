package org.spikernel.cell;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.spikernel.internal.checks.Given;

/**
 * How a kind of operation is read from what its {@link Operation#text} writes.
 *
 * @param kind the record that is written so
 * @param pattern all its texts, and those of no other kind
 * @param reader makes the operation of a text that matches
 * @param example one of its texts, for errors
 */
record OperationText(
        Class<? extends Operation> kind, Pattern pattern, Function<Matcher, Operation> reader, String example) {

    /** An odd size up to {@link Operation#LARGEST}, twice. */
    private static final String SQUARE = "([1-9]?[13579])x\\1";

    /** All kinds; one that is missing here can be made, but not read. */
    static final List<OperationText> ALL = List.of(
            of(Operation.Zero.class, "zero", text -> Operation.ZERO, "zero"),
            of(Operation.Skip.class, "skip", text -> Operation.SKIP, "skip"),
            of(Operation.Convolution.class, "conv" + SQUARE, text -> Operation.conv(size(text)), "conv3x3"),
            of(
                    Operation.Convolution.class,
                    "conv" + SQUARE + "@(\\d+(\\.\\d+)?)",
                    text -> new Operation.Convolution(size(text), OptionalDouble.of(Float.parseFloat(text.group(2)))),
                    "conv3x3@0.5"),
            of(
                    Operation.AveragePooling.class,
                    "avg" + SQUARE,
                    text -> new Operation.AveragePooling(size(text)),
                    "avg3x3"),
            of(Operation.Sum.class, "[^+]+(\\+[^+]+)+", text -> sum(text.group()), "conv3x3+skip"));

    private static OperationText of(
            Class<? extends Operation> kind, String regex, Function<Matcher, Operation> reader, String example) {
        return new OperationText(kind, Pattern.compile(regex), reader, example);
    }

    private static Operation sum(String text) {
        return new Operation.Sum(
                Arrays.stream(text.split("\\+")).map(OperationText::parse).toList());
    }

    private static int size(Matcher text) {
        return Integer.parseInt(text.group(1));
    }

    static Operation parse(String text) {
        Given.text(text, "an operation");
        return ALL.stream()
                .flatMap(kind -> kind.read(text).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown operation '" + text + "'; expected "
                        + ALL.stream().map(OperationText::example).collect(Collectors.joining(", "))
                        + " or another odd size"));
    }

    private Optional<Operation> read(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(reader.apply(matcher)) : Optional.empty();
    }
}
