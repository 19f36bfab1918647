package org.spikernel.engine;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/**
 * What the candidates of a search have in common, computed once: the layers that see the image alone, the spikes of the neurons behind
 * them, and the convolutions of those spikes.
 *
 * <p>They belong to one batch and one source of weights. Two layers have the same numbers if they have the same weights and read the same
 * numbers. Their {@linkplain Signature signature} tells that, so nothing here knows what a cell is. Where the heap is short, as when a
 * notebook holds many scores, the garbage collector takes back what is kept.
 */
final class SharedLayers {

    /** Convolutions of shared spikes may take this share of the heap; what does not fit is computed for every candidate. */
    private static final double SHARE_OF_HEAP = 0.25;

    private final Map<Moment, Kept> signals = new ConcurrentHashMap<>();
    private final AtomicLong bytesLeft;

    /**
     * Nothing yet.
     *
     * @param bytes how much of the heap may be kept
     */
    SharedLayers(long bytes) {
        bytesLeft = new AtomicLong(bytes);
    }

    /** As many bytes as the heap allows. */
    static SharedLayers withinHeap() {
        return new SharedLayers((long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory()));
    }

    /** Nothing now or later. */
    static SharedLayers none() {
        return new SharedLayers(0);
    }

    /** What a layer's numbers depend on: weights are drawn by place. */
    record Signature(String place, Layer layer, List<Signature> inputs) {

        static Signature of(Node node) {
            String place = node.weights() > 0 ? node.place() : "";
            return new Signature(
                    place,
                    node.layer(),
                    node.inputs().stream().map(Signature::of).toList());
        }

        private static Signature of(Source source) {
            return source instanceof Node node ? of(node) : new Signature("image", null, List.of());
        }
    }

    /** A layer at a timestep. */
    record Moment(Signature layer, int timestep) {}

    /** A signal that may be gone, and its size. */
    private record Kept(SoftReference<Signal> signal, long bytes) {}

    /** What was kept of a moment, or null. */
    Signal find(Moment moment) {
        Kept kept = signals.get(moment);
        if (kept == null) {
            return null;
        }
        Signal signal = kept.signal().get();
        if (signal == null && signals.remove(moment, kept)) {
            bytesLeft.addAndGet(kept.bytes());
        }
        return signal;
    }

    /** Whether there is room for so many bytes; if so they count as taken. */
    boolean reserve(long bytes) {
        if (bytesLeft.addAndGet(-bytes) >= 0) {
            return true;
        }
        bytesLeft.addAndGet(bytes);
        return false;
    }

    /** Keeps a signal for which so many bytes were reserved. */
    void keep(Moment moment, Signal signal, long bytes) {
        signals.put(moment, new Kept(new SoftReference<>(signal), bytes));
    }

    /** Lets go of all that was kept. */
    void clear() {
        for (Moment moment : signals.keySet()) {
            Kept kept = signals.remove(moment);
            if (kept != null) {
                bytesLeft.addAndGet(kept.bytes());
            }
        }
    }
}
