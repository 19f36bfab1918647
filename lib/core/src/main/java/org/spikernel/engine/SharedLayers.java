package org.spikernel.engine;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.network.Network;

/**
 * What networks have in common that are shown the same images, computed once. It belongs to one batch and one source of weights.
 *
 * <p>If nobody knows which networks will come, these are the layers that see the image alone, the spikes of the neurons behind them, and
 * the convolutions of those spikes; where the heap is short, as when a notebook holds many scores, the garbage collector takes them back.
 * If there is a {@link Schedule}, it is everything that a later network reads, and as long as one does; where there is no room for all of
 * it, what is read first stays.
 */
final class SharedLayers {

    /** What is kept may take this share of the heap; what does not fit is computed again by every network that reads it. */
    private static final double SHARE_OF_HEAP = 0.25;

    /** Layers that were told from one another, of networks that nobody expected, before all are forgotten. */
    private static final int MOST_SIGNATURES = 1 << 17;

    private final long bytes;
    private final Optional<Schedule> schedule;
    private final Signatures signatures;
    private final Map<Integer, Kept> kept = new HashMap<>();
    private long bytesLeft;

    /** What was kept of a layer, and its size. The garbage collector may take what {@code held} does not hold. */
    private record Kept(SoftReference<Signal> signal, Signal held, long bytes) {}

    /**
     * Nothing yet.
     *
     * @param bytes how much of the heap may be kept
     */
    SharedLayers(long bytes) {
        this(bytes, Optional.empty());
    }

    private SharedLayers(long bytes, Optional<Schedule> schedule) {
        this.bytes = bytes;
        this.schedule = schedule;
        signatures = schedule.map(Schedule::signatures).orElseGet(Signatures::new);
        bytesLeft = bytes;
    }

    /** As many bytes as the heap allows. */
    static SharedLayers withinHeap() {
        return new SharedLayers((long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory()));
    }

    /** Nothing now or later. */
    static SharedLayers none() {
        return new SharedLayers(0);
    }

    /** Nothing yet of networks that are expected, within the same limit. */
    SharedLayers expecting(Schedule expected) {
        return new SharedLayers(bytes, Optional.of(expected));
    }

    /** Numbers the layers of a network that is about to run for so many timesteps. */
    synchronized int[] layersOf(Network network, int timesteps) {
        if (schedule.isEmpty() && signatures.size() > MOST_SIGNATURES) {
            clear();
            signatures.clear();
        }
        return signatures.of(network, timesteps);
    }

    /** The turn of a network by its output, and lets go of what neither it nor a later one reads. */
    synchronized int turn(int output) {
        int turn = schedule.map(expected -> expected.turn(output)).orElse(Schedule.NEVER);
        if (turn != Schedule.NEVER) {
            List.copyOf(kept.keySet()).stream()
                    .filter(layer -> nextUse(layer, turn - 1) == Schedule.NEVER)
                    .forEach(this::letGo);
        }
        return turn;
    }

    private int nextUse(int layer, int turn) {
        return schedule.orElseThrow().nextUse(layer, turn);
    }

    /** What was kept of a layer, if it was. */
    synchronized Optional<Signal> find(int layer) {
        Optional<Signal> found =
                Optional.ofNullable(kept.get(layer)).map(Kept::signal).map(SoftReference::get);
        if (found.isEmpty()) {
            letGo(layer);
        }
        return found;
    }

    /**
     * Whether a layer is to be kept and there is room for it; if so, its bytes count as taken.
     *
     * @param isLikely whether other networks may well have it, if that is all that is known
     * @param turn of the network that makes it
     */
    synchronized boolean reserve(int layer, boolean isLikely, long wanted, int turn) {
        boolean isWanted =
                schedule.isEmpty() ? isLikely : turn != Schedule.NEVER && nextUse(layer, turn) != Schedule.NEVER;
        if (!isWanted || kept.containsKey(layer) || !makeRoom(layer, wanted, turn)) {
            return false;
        }
        bytesLeft -= wanted;
        return true;
    }

    /** Lets go of what is read later than a layer, where that makes enough room for it. */
    private boolean makeRoom(int layer, long wanted, int turn) {
        if (wanted <= bytesLeft || schedule.isEmpty()) {
            return wanted <= bytesLeft;
        }
        List<Integer> later = new ArrayList<>();
        long room = bytesLeft;
        for (int other : keptFromLastRead(turn)) {
            if (room >= wanted || nextUse(other, turn) <= nextUse(layer, turn)) {
                break;
            }
            later.add(other);
            room += kept.get(other).bytes();
        }
        if (room >= wanted) {
            later.forEach(this::letGo);
        }
        return room >= wanted;
    }

    private List<Integer> keptFromLastRead(int turn) {
        return kept.keySet().stream()
                .sorted(Comparator.comparing((Integer layer) -> nextUse(layer, turn))
                        .reversed())
                .toList();
    }

    /** Keeps what a layer gives, for which so many bytes were reserved. */
    synchronized void keep(int layer, Signal signal, long reserved) {
        Signal held = schedule.isPresent() ? signal : null;
        Kept replaced = kept.put(layer, new Kept(new SoftReference<>(signal), held, reserved));
        if (replaced != null) {
            bytesLeft += replaced.bytes();
        }
    }

    private void letGo(int layer) {
        Kept gone = kept.remove(layer);
        if (gone != null) {
            bytesLeft += gone.bytes();
        }
    }

    /** Lets go of all that was kept. */
    synchronized void clear() {
        List.copyOf(kept.keySet()).forEach(this::letGo);
    }
}
