package org.spikernel;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Damage that happens to files, the same on every run.
 *
 * @param kind what happened
 * @param bytes what is left
 */
public record Damage(Kind kind, byte[] bytes) {

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
        byte[] bytes = whole.clone();
        switch (kind) {
            case FLIP -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case CUT -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case APPEND -> {
                byte[] more = new byte[1 + random.nextInt(60)];
                random.nextBytes(more);
                bytes = Arrays.copyOf(bytes, whole.length + more.length);
                System.arraycopy(more, 0, bytes, whole.length, more.length);
            }
        }
        return new Damage(kind, bytes);
    }
}
