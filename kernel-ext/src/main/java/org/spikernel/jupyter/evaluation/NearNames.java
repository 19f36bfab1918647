package org.spikernel.jupyter.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was meant by a misspelt one. */
final class NearNames {

    /** Names of at most so many letters are taken for others only if their case differs. */
    private static final int SHORT = 2;

    private static final int LONG = 6;

    private NearNames() {}

    /**
     * The nearest name, by letters that are missing, superfluous, other ones or swapped; empty if none is near. Names of variables stay
     * apart from those of classes, unless nothing but the case of letters differs.
     */
    static Optional<String> nearest(String name, Collection<String> names) {
        return names.stream()
                .filter(other -> !other.equals(name))
                .filter(other -> distance(name, other) <= (isAlike(name, other) ? tolerance(name) : 0))
                .min(Comparator.<String>comparingInt(other -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isAlike(String name, String other) {
        return Character.isUpperCase(name.codePointAt(0)) == Character.isUpperCase(other.codePointAt(0));
    }

    private static int tolerance(String name) {
        if (name.length() <= SHORT) {
            return 0;
        }
        return name.length() < LONG ? 1 : 2;
    }

    /** How many letters differ whatever their case: the optimal string alignment distance. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, a, b, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int step(int[][] distance, String a, String b, int i, int j) {
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(distance[i - 1][j - 1] + other, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
