package org.spikernel.engine;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToIntFunction;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.encoding.Showing;
import org.spikernel.network.Encoding;
import org.spikernel.network.Network;

/**
 * A batch of images that an engine shows to one network after another, with weights that they share: what these networks have in common,
 * such as their first layers and the spikes behind them, is computed once. What many have in common that are {@linkplain #expecting
 * expected} is, too. For any number of threads.
 *
 * <pre>{@code
 * Presentation shown = SpikeEngine.common().on(batch, Weights.random(seed));
 * float[][] logits = shown.run(network, 5, SpikeMonitor.none());
 * shown.profile().table();
 * }</pre>
 */
public final class Presentation {

    private final SpikeEngine engine;
    private final ImageBatch batch;
    private final ShownInputs inputs;
    private final Weights weights;
    private final SharedLayers shared;
    private final EngineProfile profile;

    Presentation(SpikeEngine engine, ImageBatch batch, Weights weights, SharedLayers shared) {
        this(engine, batch, new ShownInputs(batch, engine.workers()), weights, shared, new EngineProfile());
    }

    private Presentation(
            SpikeEngine engine,
            ImageBatch batch,
            ShownInputs inputs,
            Weights weights,
            SharedLayers shared,
            EngineProfile profile) {
        this.engine = engine;
        this.batch = batch;
        this.inputs = inputs;
        this.weights = weights;
        this.shared = shared;
        this.profile = profile;
    }

    /**
     * Runs a network, all neurons at rest before the first timestep.
     *
     * @param network reads images of the batch's shape, or frames of it
     * @param timesteps how often the images are shown, by the network's encoding
     * @param monitor is shown the spikes, layer by layer within each timestep
     * @return the network's answer [sample, class]: the mean over time of its output
     * @throws IllegalArgumentException if the images have another shape, if the network's encoding cannot show them over so many timesteps,
     *     or if a layer makes too many numbers of so many images
     * @throws IllegalStateException if the engine is closed
     * @throws CancellationException if the thread is interrupted
     */
    public float[][] run(Network network, int timesteps, SpikeMonitor monitor) {
        Given.positive(timesteps, "timesteps");
        Given.value(monitor, "the monitor");
        requireShape(Given.value(network, "the network"));
        Showing.require(network, timesteps, batch.frames(), "the samples of the batch");
        requireArrays(network);
        engine.requireOpen();
        try (EngineRun run = new EngineRun(network, this, timesteps)) {
            return run.run(monitor);
        }
    }

    /**
     * Prepares to run networks one after another, such as all candidates of a search: in which order they have most in common with those
     * before them, so that what several of them compute is computed once. What is kept for later ones takes a quarter of the heap at most.
     *
     * @param timesteps how often each will be shown the images
     */
    public Programme expecting(List<Network> networks, ToIntFunction<Network> timesteps) {
        Schedule schedule = new Schedule(networks, timesteps, this::views);
        SharedLayers expected = engine.register(shared.expecting(schedule));
        return new Programme(schedule.order(), new Presentation(engine, batch, inputs, weights, expected, profile));
    }

    private BitSet views(Network network) {
        try (EngineRun run = new EngineRun(network, this, 1)) {
            return run.views();
        }
    }

    private void requireShape(Network network) {
        if (!batch.imageShape().equals(network.input().shape())) {
            throw new IllegalArgumentException(network.name() + " reads images of shape "
                    + network.input().shape() + ", but the batch has images of shape " + batch.imageShape());
        }
    }

    /** The numbers of a layer lie in one array for the whole batch. */
    private void requireArrays(Network network) {
        for (Network.Node node : network.nodes()) {
            if ((long) batch.size() * node.shape().size() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(network.name() + " makes numbers of shape " + node.shape() + " at "
                        + node.place() + ", too many for a batch of " + batch.size() + " images; take at most "
                        + Integer.MAX_VALUE / node.shape().size());
            }
        }
    }

    /** What a run computes with. */
    RunResources borrow() {
        return engine.borrow(batch.size());
    }

    /** The engine that shows the images. */
    public SpikeEngine engine() {
        return engine;
    }

    /** The images that are shown. */
    public ImageBatch batch() {
        return batch;
    }

    /** Where the time of its runs went. */
    public EngineProfile profile() {
        return profile;
    }

    /** The weights of the networks. */
    public Weights weights() {
        return weights;
    }

    /** The batch as an encoding shows it over some timesteps. */
    Signal input(Encoding encoding, int timesteps) {
        return inputs.of(encoding, timesteps);
    }

    SharedLayers shared() {
        return shared;
    }
}
