package org.spikernel.cell;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.spikernel.internal.checks.Given;

/**
 * What an edge of a cell does with the currents that it carries (SpiKernel Fig. 2c).
 *
 * <p>Its text is the papers' name: {@code zero}, {@code skip}, {@code conv3x3}, {@code avg3x3}; a convolution whose neurons have a
 * threshold of their own adds it: {@code conv3x3@0.5}. What several carry at once is joined by a plus: {@code conv3x3+skip}.
 *
 * <p>What else is known of operations is known to their readers, which visit them: whoever adds a kind gives {@link Visitor} a method, and
 * the compiler names every reader that must learn it. How each kind is read from its text stands in the table of {@code OperationText}.
 */
public sealed interface Operation {

    /** Most rows and columns of a kernel or window. */
    int LARGEST = 99;

    /** No connection. */
    Operation ZERO = new Zero();

    /** The identity. */
    Operation SKIP = new Skip();

    /** Neurons and a 1x1 convolution of their spikes. */
    Operation CONV1X1 = conv(1);

    /** Neurons and a 3x3 convolution of their spikes. */
    Operation CONV3X3 = conv(3);

    /** Neurons and a 5x5 convolution of their spikes. */
    Operation CONV5X5 = conv(5);

    /** Neurons and a 7x7 convolution of their spikes. */
    Operation CONV7X7 = conv(7);

    /** 3x3 average pooling, stride 1, padding 1, padding counted in the mean. */
    Operation AVG3X3 = new AveragePooling(3);

    /** The operation's name, which {@link #parse} reads. */
    String text();

    /** Asks a reader, by the method for this kind of operation. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A reader of operations, with an answer for every kind.
     *
     * @param <R> what it answers
     */
    interface Visitor<R> {
        /** The answer for no connection. */
        R zero();

        /** The answer for the identity. */
        R skip();

        /** The answer for a convolution and its neurons. */
        R convolution(Convolution convolution);

        /** The answer for average pooling. */
        R averagePooling(AveragePooling pooling);

        /** The answer for several operations at once. */
        R sum(Sum sum);
    }

    /** No connection: the edge carries nothing. */
    record Zero() implements Operation {
        @Override
        public String text() {
            return "zero";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.zero();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** The identity: the edge carries its source unchanged. */
    record Skip() implements Operation {
        @Override
        public String text() {
            return "skip";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.skip();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * LIF neurons, then a convolution of their spikes (stride 1, same padding, no bias), then batch normalisation.
     *
     * @param kernelSize rows and columns of the kernel; odd, {@value #LARGEST} at most
     * @param threshold potential at which its neurons spike, positive, rounded to a float; empty for that of the macro-architecture's
     *     neurons
     */
    record Convolution(int kernelSize, OptionalDouble threshold) implements Operation {
        public Convolution {
            requireSize(kernelSize);
            if (threshold == null) {
                throw new IllegalArgumentException(
                        "a threshold must be given or empty (OptionalDouble.empty()), but is null");
            }
            if (threshold.isPresent()) {
                threshold = OptionalDouble.of(rounded(threshold.getAsDouble()));
            }
        }

        private static float rounded(double threshold) {
            float rounded = (float) threshold;
            if (!(rounded > 0 && rounded < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a threshold must be positive and finite, but is " + threshold);
            }
            return rounded;
        }

        /** The convolution alone, whatever neurons it stands behind: {@code conv3x3}. */
        public String kernelText() {
            return "conv" + kernelSize + "x" + kernelSize;
        }

        @Override
        public String text() {
            return kernelText() + (threshold.isEmpty() ? "" : "@" + plain(threshold.getAsDouble()));
        }

        private static String plain(double threshold) {
            return new BigDecimal(Float.toString((float) threshold))
                    .stripTrailingZeros()
                    .toPlainString();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.convolution(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Average pooling with stride 1 that keeps the size; padding counts in the mean.
     *
     * @param window rows and columns of the window; odd, {@value #LARGEST} at most
     */
    record AveragePooling(int window) implements Operation {
        public AveragePooling {
            requireSize(window);
        }

        @Override
        public String text() {
            return "avg" + window + "x" + window;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.averagePooling(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Several operations on the same source, whose results are added up. Each convolution has neurons and weights of its own.
     *
     * @param operations two or more, each once, none of them zero or a sum; in the order of their texts, whatever the order they are given in
     */
    record Sum(List<Operation> operations) implements Operation {

        private static final String PLUS = "+";

        public Sum {
            operations = Given.list(operations, "the operations of a sum").stream()
                    .sorted(Comparator.comparing(Operation::text))
                    .toList();
            if (operations.size() < 2
                    || operations.stream().distinct().count() != operations.size()
                    || operations.contains(ZERO)
                    || operations.stream().anyMatch(part -> part.text().contains(PLUS))) {
                throw new IllegalArgumentException(
                        "a sum is that of two operations or more, each once, none of them zero or a sum, but found "
                                + operations);
            }
        }

        @Override
        public String text() {
            return operations.stream().map(Operation::text).collect(Collectors.joining(PLUS));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sum(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * What an edge carries that has all of these at once: nothing, one of them, or their sum. Zero adds nothing.
     *
     * @throws IllegalArgumentException if one of them is a sum, or stands there twice
     */
    static Operation sum(Collection<? extends Operation> operations) {
        List<Operation> carrying = Given.list(operations, "the operations of a sum").stream()
                .filter(operation -> !operation.equals(ZERO))
                .map(Operation.class::cast)
                .toList();
        return switch (carrying.size()) {
            case 0 -> ZERO;
            case 1 -> carrying.get(0);
            default -> new Sum(carrying);
        };
    }

    /**
     * A convolution of a kernel size.
     *
     * @throws IllegalArgumentException if the size is even or not positive, since such a kernel has no same padding, or larger than
     *     {@value #LARGEST}, which no text of an operation can say
     */
    static Operation conv(int kernelSize) {
        return new Convolution(kernelSize, OptionalDouble.empty());
    }

    /**
     * A convolution of a kernel size, behind neurons with a threshold of their own, as SpikeNAS-Bench has them.
     *
     * @param threshold potential at which they spike, positive; rounded to a float
     * @throws IllegalArgumentException if the size is even, not positive or larger than {@value #LARGEST}, or if the threshold is not
     *     positive
     */
    static Operation conv(int kernelSize, double threshold) {
        return new Convolution(kernelSize, OptionalDouble.of(threshold));
    }

    /**
     * Reads an operation's name.
     *
     * @throws IllegalArgumentException if the text names no operation
     */
    static Operation parse(String text) {
        return OperationText.parse(text);
    }

    /** Whether a kernel or window may have so many rows and columns: an odd number, {@value #LARGEST} at most. */
    static boolean isSize(int size) {
        return size >= 1 && size <= LARGEST && size % 2 == 1;
    }

    private static void requireSize(int size) {
        if (!isSize(size)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "size must be odd and positive to keep rows and columns, and at most %d, but is %d",
                    LARGEST,
                    size));
        }
    }
}
