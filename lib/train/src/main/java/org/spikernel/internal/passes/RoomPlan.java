package org.spikernel.internal.passes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which frames share an array, since they are never needed at the same time. The largest choose first, so that no array grows for those that
 * come later (greedy by size: Pisarchyk and Lee, arXiv 2001.03288).
 */
final class RoomPlan {

    private final List<Shared> shared = new ArrayList<>();

    /** Frames that share an array, the largest first, and when each is needed. */
    private record Shared(List<Frames> frames, List<Lifetime> lifetimes) {

        boolean isFree(Lifetime lifetime) {
            return lifetimes.stream().noneMatch(lifetime::overlaps);
        }

        void add(Frames added, Lifetime lifetime) {
            frames.add(added);
            lifetimes.add(lifetime);
            added.share(frames.get(0));
        }
    }

    private RoomPlan() {}

    /** Lets frames of such lifetimes share arrays. */
    static RoomPlan of(Map<Frames, Lifetime> lifetimes) {
        RoomPlan plan = new RoomPlan();
        lifetimes.keySet().stream()
                .sorted(Comparator.comparingLong(Frames::sampleSize).reversed())
                .forEach(frames -> plan.place(frames, lifetimes.get(frames)));
        return plan;
    }

    private void place(Frames frames, Lifetime lifetime) {
        shared.stream()
                .filter(array -> array.isFree(lifetime))
                .findFirst()
                .orElseGet(this::another)
                .add(frames, lifetime);
    }

    private Shared another() {
        Shared another = new Shared(new ArrayList<>(), new ArrayList<>());
        shared.add(another);
        return another;
    }

    /** How many bytes all arrays have for a sample. */
    long sampleBytes() {
        return Float.BYTES
                * shared.stream()
                        .mapToLong(array -> array.frames().get(0).sampleSize())
                        .sum();
    }
}
