package org.spikernel.engine;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network;

/**
 * Runs any network on any batch of images over timesteps, and does work only where there are spikes.
 *
 * <p>What it shows at every timestep is for the network's {@link org.spikernel.network.Encoding} to say: with direct encoding, the image is
 * the same current at all of them. Batch normalisation uses the statistics of the batch at each
 * timestep, as in training mode, or the {@linkplain LayerWeights#withRunningStatistics running statistics} of a trained layer; dropout
 * does nothing.
 *
 * <p>Sums run in a fixed order, so answers and spikes have the same bits on every machine, for any number of threads, with the vector
 * module or without, on Java 17 to 25, whatever the engine ran before.
 *
 * <pre>{@code
 * float[][] logits = SpikeEngine.common().run(network, batch, Weights.random(seed), 5, SpikeMonitor.none());
 *
 * try (SpikeEngine engine = SpikeEngine.withThreads(2)) {
 *     Presentation shown = engine.on(batch, Weights.random(seed));       // to show many networks the same images
 *     shown.run(network, 5, monitor);
 * }
 * }</pre>
 *
 * <p>An engine may be used by many threads at once. It has no threads of its own; it holds arrays that its runs work in again and
 * again, and what networks have in common. Closing it releases these.
 */
public final class SpikeEngine implements AutoCloseable {

    /** The numbers that a run works with may take this share of the heap. */
    private static final double SHARE_OF_HEAP = 0.15;

    private final Lanes lanes;
    private final Workers workers;
    private final Supplier<SharedLayers> sharing;
    private final long bytes;
    private final ArrayPool arrays = new ArrayPool();
    private final Set<SharedLayers> shared =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile boolean isClosed;

    private SpikeEngine(Workers workers, Lanes lanes, Supplier<SharedLayers> sharing, long bytes) {
        this.workers = workers;
        this.lanes = lanes;
        this.sharing = sharing;
        this.bytes = bytes;
    }

    /** Made when first asked for. */
    private static final class Common {

        private static final SpikeEngine ENGINE =
                new SpikeEngine(Workers.all(), Lanes.fastest(), SharedLayers::withinHeap, bytesOfHeap());
    }

    /** The engine for all who need none of their own: uses all processors, and stays open when closed. */
    public static SpikeEngine common() {
        return Common.ENGINE;
    }

    /**
     * An engine that uses a number of threads, but never more than there are processors.
     *
     * @throws IllegalArgumentException if there is not at least one
     */
    public static SpikeEngine withThreads(int threads) {
        return of(threads, Lanes.fastest(), SharedLayers::withinHeap, bytesOfHeap());
    }

    /**
     * An engine within limits.
     *
     * @param bytes that the numbers of a run may take, if those of a single timestep do
     */
    static SpikeEngine of(int threads, Lanes lanes, Supplier<SharedLayers> sharing, long bytes) {
        return new SpikeEngine(Workers.of(threads), lanes, sharing, bytes);
    }

    private static long bytesOfHeap() {
        return (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
    }

    /**
     * Shows images to one network after another, and computes what these have in common once.
     *
     * @param weights of all of them
     */
    public Presentation on(ImageBatch batch, Weights weights) {
        return present(batch, weights, register(sharing.get()));
    }

    /** Lets go of what is kept when the engine is closed. */
    SharedLayers register(SharedLayers kept) {
        shared.add(kept);
        return kept;
    }

    /**
     * Shows images to one network, and keeps nothing for others.
     *
     * @param weights of the network
     * @return the network's answer [sample, class]
     * @see Presentation#run
     */
    public float[][] run(Network network, ImageBatch batch, Weights weights, int timesteps, SpikeMonitor monitor) {
        return present(batch, weights, SharedLayers.none()).run(network, timesteps, monitor);
    }

    private Presentation present(ImageBatch batch, Weights weights, SharedLayers common) {
        requireOpen();
        return new Presentation(
                this, Given.value(batch, "the batch of images"), Given.value(weights, "the weights"), common);
    }

    Workers workers() {
        return workers;
    }

    RunResources borrow(int samples) {
        return new RunResources(samples, lanes, workers, arrays.lend(), bytes);
    }

    void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException(
                    "this engine is closed and runs no more networks; make another, or use SpikeEngine.common()");
        }
    }

    /**
     * Gives back its arrays and refuses further runs; those that are under way end as they would. The {@linkplain #common() common}
     * engine gives back what nobody works in, and goes on.
     */
    @Override
    public void close() {
        synchronized (shared) {
            shared.forEach(SharedLayers::clear);
        }
        if (this == Common.ENGINE) {
            arrays.clear();
        } else {
            isClosed = true;
            arrays.close();
        }
    }
}
