package org.spikernel.engine;

import java.util.concurrent.CancellationException;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network;
import org.spikernel.shapes.Shape;

/**
 * Runs networks on a batch of images over timesteps, and does work only where there are spikes.
 *
 * <p>The image is the same current at every timestep (direct encoding). Batch normalisation uses the statistics of the batch at each
 * timestep, as in training mode, or the {@linkplain LayerWeights#withRunningStatistics running statistics} of a trained layer; dropout
 * does nothing. One engine runs many networks: what they have in common is computed once, and
 * memory is used again.
 *
 * <p>Sums run in a fixed order, so answers and spikes have the same bits for any number of threads, with the vector module or without,
 * on any machine.
 *
 * <pre>{@code
 * SpikeEngine engine = SpikeEngine.on(batch, Weights.random(seed));
 * float[][] logits = engine.run(network, 5, SpikeMonitor.none());
 * }</pre>
 */
public final class SpikeEngine {

    private final Field images;
    private final Weights weights;
    private final Lanes lanes;
    private final Workers workers;
    private final Arena arena;
    private final SharedLayers shared;
    private final EngineProfile profile;

    private SpikeEngine(
            Field images,
            Weights weights,
            Lanes lanes,
            Workers workers,
            Arena arena,
            SharedLayers shared,
            EngineProfile profile) {
        this.images = images;
        this.weights = weights;
        this.lanes = lanes;
        this.workers = workers;
        this.arena = arena;
        this.shared = shared;
        this.profile = profile;
    }

    /** An engine that uses all processors. */
    public static SpikeEngine on(ImageBatch batch, Weights weights) {
        return on(batch, weights, Runtime.getRuntime().availableProcessors());
    }

    /** An engine that uses a number of threads, but never more than there are processors. */
    public static SpikeEngine on(ImageBatch batch, Weights weights, int threads) {
        return on(batch, weights, threads, Lanes.fastest(), SharedLayers.withinHeap());
    }

    static SpikeEngine on(ImageBatch batch, Weights weights, int threads, Lanes lanes, SharedLayers shared) {
        return new SpikeEngine(
                channelsLast(batch), weights, lanes, Workers.of(threads), new Arena(), shared, new EngineProfile());
    }

    /**
     * The same engine for other images, to show a network one batch after the other: in the same memory and with one profile. Nothing is
     * kept for other networks.
     */
    public SpikeEngine with(ImageBatch batch) {
        return new SpikeEngine(channelsLast(batch), weights, lanes, workers, arena, SharedLayers.none(), profile);
    }

    private static Field channelsLast(ImageBatch batch) {
        Shape shape = new Shape(batch.channels(), batch.rows(), batch.columns());
        float[] pixels = batch.pixels();
        float[] values = new float[pixels.length];
        for (int sample = 0; sample < batch.size(); sample++) {
            int start = sample * shape.size();
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int position = 0; position < shape.positions(); position++) {
                    values[start + position * shape.channels() + channel] =
                            pixels[start + channel * shape.positions() + position];
                }
            }
        }
        return new Field(shape, values, null);
    }

    /**
     * Runs a network, all neurons at rest before the first timestep.
     *
     * @param network reads images of the batch's shape
     * @param timesteps how often the images are shown
     * @param monitor is shown the spikes, layer by layer within each timestep
     * @return the network's answer [sample, class]: the mean over time of its output
     * @throws IllegalArgumentException if the images have another shape
     * @throws CancellationException if the thread is interrupted
     */
    public float[][] run(Network network, int timesteps, SpikeMonitor monitor) {
        if (timesteps < 1) {
            throw new IllegalArgumentException("timesteps must be positive, but is " + timesteps);
        }
        if (!images.shape().equals(network.input().shape())) {
            throw new IllegalArgumentException(network.name() + " reads images of shape "
                    + network.input().shape() + ", but the batch has images of shape " + images.shape());
        }
        requireArrays(network);
        EngineRun run = new EngineRun(network, images, weights, lanes, workers, arena, shared, profile);
        try {
            for (int t = 0; t < timesteps; t++) {
                run.step(t, monitor);
            }
            return run.answer(timesteps);
        } finally {
            run.close();
        }
    }

    /** The numbers of a layer lie in one array for the whole batch. */
    private void requireArrays(Network network) {
        int samples = images.values().length / images.shape().size();
        for (Network.Node node : network.nodes()) {
            if ((long) samples * node.shape().size() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(network.name() + " makes numbers of shape " + node.shape() + " at "
                        + node.place() + ", too many for a batch of " + samples + " images; take at most "
                        + Integer.MAX_VALUE / node.shape().size());
            }
        }
    }

    /** Where its time went. */
    public EngineProfile profile() {
        return profile;
    }
}
