package org.spikernel.block;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.spikernel.internal.checks.Given;

/**
 * How a kind of block is read from what its {@link SpikingBlock#text} writes.
 *
 * @param kind the record that is written so
 * @param pattern all its texts, and those of no other kind
 * @param reader makes the block of a text that matches
 * @param example one of its texts, for errors
 */
record BlockText(
        Class<? extends SpikingBlock> kind, Pattern pattern, Function<Matcher, SpikingBlock> reader, String example) {

    /** An odd size up to {@link SpikingBlock#LARGEST}. */
    private static final String KERNEL = "_k([1-9]?[13579])";

    private static final String EXPANSION = "_e([1-9][0-9]?)";

    /** All kinds; one that is missing here can be made, but not read. */
    static final List<BlockText> ALL = List.of(
            of(SpikingBlock.Skip.class, "skip", text -> SpikingBlock.SKIP, "skip"),
            of(
                    SpikingBlock.Convolution.class,
                    "SCB" + KERNEL,
                    text -> new SpikingBlock.Convolution(number(text, 1)),
                    "SCB_k3"),
            of(
                    SpikingBlock.Residual.class,
                    "SRB" + KERNEL,
                    text -> new SpikingBlock.Residual(number(text, 1)),
                    "SRB_k3"),
            of(
                    SpikingBlock.InvertedBottleneck.class,
                    "SIB" + KERNEL + EXPANSION,
                    text -> new SpikingBlock.InvertedBottleneck(number(text, 1), number(text, 2)),
                    "SIB_k3_e3"));

    private static BlockText of(
            Class<? extends SpikingBlock> kind, String regex, Function<Matcher, SpikingBlock> reader, String example) {
        return new BlockText(kind, Pattern.compile(regex), reader, example);
    }

    private static int number(Matcher text, int group) {
        return Integer.parseInt(text.group(group));
    }

    static SpikingBlock parse(String text) {
        Given.text(text, "a block");
        return ALL.stream()
                .flatMap(kind -> kind.read(text).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown block '" + text + "'; expected "
                        + ALL.stream().map(BlockText::example).collect(Collectors.joining(", "))
                        + " or another odd size of the kernel k and expansion e"));
    }

    private Optional<SpikingBlock> read(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(reader.apply(matcher)) : Optional.empty();
    }
}
