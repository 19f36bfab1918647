package org.spikernel.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.EngineProfile;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.Programme;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.HasNetwork;
import org.spikernel.network.Network;

/**
 * The representation score R = log|det sum K| of a freshly initialised network (SpiKernel Eq. 1, SpikeNAS Eq. 4 and 5).
 *
 * <p>A batch of images runs through the network; for every layer of neurons and timestep a kernel matrix K tells how alike the
 * spikes of any two images are. A network that tells the images apart before it has learned anything has a large determinant.
 * Scores can be compared only between networks scored on the same batch.
 *
 * <p>A score has the same bits on every machine, for any number of threads, with the vector module or without, on Java 17 to 25.
 *
 * <pre>{@code
 * RScore score = RScore.on(images.train().batch(64, seed)).timesteps(5);
 * score.of(network);                // R
 * score.represent(network).kernel() // what R is made of
 * }</pre>
 */
@CheckReturnValue
public final class RScore implements Scorer {

    private final Presentation shown;
    private final OptionalInt timesteps;
    private final Alpha alpha;
    private final Aggregation aggregation;

    private RScore(Presentation shown, OptionalInt timesteps, Alpha alpha, Aggregation aggregation) {
        this.shown = shown;
        this.timesteps = timesteps;
        this.alpha = alpha;
        this.aggregation = aggregation;
    }

    /**
     * The papers' score on a batch: sparsity-aware, summed, with weights of seed 0 and the network's own timesteps, on the {@linkplain
     * SpikeEngine#common() common} engine.
     *
     * @throws UndefinedScoreException if the batch has fewer than two images
     */
    public static RScore on(ImageBatch batch) {
        if (Given.value(batch, "the batch of images").size() < 2) {
            throw new UndefinedScoreException(
                    "R compares the spikes of different images, so a batch of " + batch.size()
                            + " has none: K would have one entry that no network can change. Use two images or more; the papers use 256.");
        }
        return new RScore(
                SpikeEngine.common().on(batch, Weights.randomOnGrid(0)),
                OptionalInt.empty(),
                Alpha.SPARSITY,
                Aggregation.SUM);
    }

    /** The same score over another number of timesteps than the network's own. */
    public RScore timesteps(int timesteps) {
        return new RScore(shown, OptionalInt.of(Given.positive(timesteps, "timesteps")), alpha, aggregation);
    }

    /** The same score with another factor of the Hamming distance. */
    public RScore alpha(Alpha alpha) {
        return new RScore(shown, timesteps, Given.value(alpha, "the factor alpha"), aggregation);
    }

    /** The same score with kernel matrices put together in another way. */
    public RScore aggregation(Aggregation aggregation) {
        if (aggregation == null) {
            throw new IllegalArgumentException(
                    "the aggregation must be one of " + List.of(Aggregation.values()) + ", but is null");
        }
        return new RScore(shown, timesteps, alpha, aggregation);
    }

    /** The same score with weights drawn from another seed. */
    public RScore seed(long seed) {
        return weights(Weights.randomOnGrid(seed));
    }

    /** The same score with other weights, which {@link #settings} tell from others by their {@linkplain Weights#origin origin}. */
    public RScore weights(Weights weights) {
        return new RScore(shown.engine().on(batch(), weights), timesteps, alpha, aggregation);
    }

    /** The same score, with the same bits, on an engine of your own; it is left to you to close it. */
    public RScore engine(SpikeEngine engine) {
        return new RScore(
                Given.value(engine, "the engine").on(batch(), shown.weights()), timesteps, alpha, aggregation);
    }

    /** The images that networks are scored on. */
    public ImageBatch batch() {
        return shown.batch();
    }

    /** Where the time of scoring went, with these images and weights. */
    public EngineProfile profile() {
        return shown.profile();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", "RScore");
        settings.put("alpha", alpha.name());
        settings.put("aggregation", aggregation.name());
        settings.put("timesteps", timesteps.isPresent() ? Integer.toString(timesteps.getAsInt()) : "the network's");
        settings.put("weights", shown.weights().origin());
        settings.put("images", Integer.toString(batch().size()));
        settings.put("image fingerprint", batch().fingerprint());
        return settings;
    }

    @Override
    public double of(Network network) {
        return represent(network).score();
    }

    /** In the order in which networks share most of their first layers, which are then computed once. */
    @Override
    public Optional<Series> series(Stream<Network> networks) {
        Programme programme = shown.expecting(networks.toList(), this::timesteps);
        Scorer scorer = new RScore(programme.shown(), timesteps, alpha, aggregation);
        return Optional.of(new Series(programme.order(), scorer));
    }

    private int timesteps(Network network) {
        return timesteps.orElse(network.timesteps());
    }

    /**
     * The score of a network and what it is made of.
     *
     * @throws UndefinedScoreException if R is not finite, or the network has no layer of spiking neurons
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Representation represent(Network network) {
        SpikeCount spikes = SpikeCount.byLayer();
        KernelSum kernels = new KernelSum(alpha, batch().size(), spikes);
        shown.run(network, timesteps(network), kernels);
        if (spikes.layers().isEmpty()) {
            throw new UndefinedScoreException("R of " + network.name()
                    + " is undefined: R compares the spikes of different images, and the network has no layer of spiking neurons."
                    + " Give it some: new Layer.Spiking(Lif.DEFAULT).");
        }
        KernelMatrix kernel = kernels.kernel(aggregation);
        double score = kernel.logDeterminant();
        if (!Double.isFinite(score)) {
            throw new UndefinedScoreException("R of " + network.name() + " is " + score
                    + ": its spikes do not tell all images of the batch apart (K is singular)."
                    + " Use images that differ, more timesteps or more channels.");
        }
        return new Representation(score, kernel, spikes.layers());
    }

    /** As {@link #represent(Network)}, of the network of a candidate, or of what else has one. */
    public Representation represent(HasNetwork candidate) {
        return represent(Given.value(candidate, "what is to be represented").network());
    }
}
