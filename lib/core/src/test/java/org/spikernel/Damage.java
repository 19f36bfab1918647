package org.spikernel;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Damage that happens to files, the same on every run.
 *
 * @param kind what happened
 * @param at the first byte that is not as it was
 * @param bytes what is left
 */
public record Damage(Kind kind, int at, byte[] bytes) {

    /** What can happen to a file. */
    public enum Kind {
        /** One bit changed. */
        FLIP,
        /** The end is missing. */
        CUT,
        /** There is more after the end. */
        APPEND
    }

    /** As many damaged copies as asked for, every kind in turn. */
    public static Stream<Damage> of(byte[] whole, int copies, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, copies).mapToObj(i -> one(Kind.values()[i % 3], whole, random));
    }

    private static Damage one(Kind kind, byte[] whole, Random random) {
        int at = random.nextInt(whole.length);
        return switch (kind) {
            case FLIP -> {
                byte[] bytes = whole.clone();
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield new Damage(kind, at, bytes);
            }
            case CUT -> new Damage(kind, at, Arrays.copyOf(whole, at));
            case APPEND -> {
                byte[] more = new byte[1 + random.nextInt(60)];
                random.nextBytes(more);
                byte[] bytes = Arrays.copyOf(whole, whole.length + more.length);
                System.arraycopy(more, 0, bytes, whole.length, more.length);
                yield new Damage(kind, whole.length, bytes);
            }
        };
    }

    @Override
    public String toString() {
        return kind + " at byte " + at;
    }
}
