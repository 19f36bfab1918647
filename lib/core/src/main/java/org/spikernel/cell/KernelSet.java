package org.spikernel.cell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.internal.checks.Given;

/**
 * The kernel sizes that a search may choose from (SpiKernel, step 2).
 *
 * <p>SpiKernel devises six sets of two sizes; the first is that of SNASNet. Any other set can be made with {@link #of}. Its name is
 * the first half of a setting: {@code 3x3_5x5} in {@code 3x3_5x5_1000x}.
 *
 * @param sizes the kernel sizes, odd, {@value Operation#LARGEST} at most, ascending, each once
 */
public record KernelSet(List<Integer> sizes) {

    /** SpiKernel's Set-1: kernel sizes 1 and 3. */
    public static final KernelSet SET_1 = of(1, 3);
    /** SpiKernel's Set-2: kernel sizes 1 and 5. */
    public static final KernelSet SET_2 = of(1, 5);
    /** SpiKernel's Set-3: kernel sizes 3 and 5. */
    public static final KernelSet SET_3 = of(3, 5);
    /** SpiKernel's Set-4: kernel sizes 1 and 7. */
    public static final KernelSet SET_4 = of(1, 7);
    /** SpiKernel's Set-5: kernel sizes 3 and 7. */
    public static final KernelSet SET_5 = of(3, 7);
    /** SpiKernel's Set-6: kernel sizes 5 and 7. */
    public static final KernelSet SET_6 = of(5, 7);

    /** The six sets of SpiKernel, Set-1 to Set-6. */
    public static final List<KernelSet> ALL = List.of(SET_1, SET_2, SET_3, SET_4, SET_5, SET_6);

    public KernelSet {
        sizes = Given.list(sizes, "the sizes of a kernel set");
        boolean valid = !sizes.isEmpty() && sizes.stream().allMatch(Operation::isSize);
        if (!valid || !sizes.equals(sizes.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a kernel set needs odd kernel sizes from 1 to %d in ascending order, each once, but found %s",
                    Operation.LARGEST,
                    sizes));
        }
    }

    /** A set of odd kernel sizes, in ascending order. */
    public static KernelSet of(int... sizes) {
        return new KernelSet(sizes == null ? null : Arrays.stream(sizes).boxed().toList());
    }

    /**
     * Reads the name of any kernel set, as {@link #name} writes it: {@code 3x3_5x5}.
     *
     * @throws IllegalArgumentException if no kernel set has that name
     */
    public static KernelSet parse(String name) {
        return new KernelSet(Arrays.stream(Given.text(name, "a kernel set").split("_", -1))
                .map(size -> size(size, name))
                .toList());
    }

    private static int size(String text, String name) {
        if (!text.matches("([1-9]\\d?)x\\1")) {
            throw new IllegalArgumentException("'" + text + "' is no kernel size in '" + name
                    + "'; a kernel set is written like 3x3_5x5, with odd sizes in ascending order");
        }
        return Integer.parseInt(text.substring(0, text.indexOf('x')));
    }

    /**
     * Finds one of SpiKernel's sets by its name ({@code 3x3_5x5}) or number ({@code SET_3}, {@code Set-3}).
     *
     * @throws IllegalArgumentException if there is no such set
     */
    public static KernelSet named(String name) {
        Given.text(name, "a kernel set");
        return IntStream.range(0, ALL.size())
                .filter(i -> ALL.get(i).name().equals(name) || name.matches("(?i)set[-_]" + (i + 1)))
                .mapToObj(ALL::get)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown kernel set '" + name + "'; expected SET_1 to SET_6 or "
                                + ALL.stream().map(KernelSet::name).collect(Collectors.joining(", "))
                                + "; other sets are made with KernelSet.of(sizes)"));
    }

    /** The sizes as the papers write them: {@code 3x3_5x5}. */
    public String name() {
        return sizes.stream().map(size -> size + "x" + size).collect(Collectors.joining("_"));
    }

    /** The operations of the space: zero, skip, a convolution for each size, and 3x3 average pooling. */
    public List<Operation> operations() {
        return Stream.of(
                        Stream.of(Operation.ZERO, Operation.SKIP),
                        sizes.stream().map(Operation::conv),
                        Stream.of(Operation.AVG3X3))
                .flatMap(part -> part)
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
