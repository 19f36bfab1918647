package org.spikernel.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.networks.Fitting;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.Provenance;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedLayer;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Evaluation;
import org.spikernel.score.Fitness;
import org.spikernel.score.Scorer;
import org.spikernel.space.Architecture;

/**
 * One set of weights for all networks of a space, as a {@link SuperNetworkTrainer} has trained it. Immutable.
 *
 * <p>A network is tested with the weights of its places and with their running statistics, as AutoSNN does. These were gathered while other
 * networks were drawn too, which fed the same layers with other currents; {@link #withStatisticsFrom} has every network's computed anew. A
 * layer at a place that was never drawn has its first weights.
 *
 * <p>Which of the two ranks better is seen by networks that are trained alone:
 *
 * <pre>{@code
 * SuperNetwork again = trained.withStatisticsFrom(split.train(), 4);
 * double[] alone = networks.stream().mapToDouble(network -> Trainer.of(network).fit(split).test(split).accuracy()).toArray();
 * RankCorrelation.of(networks.stream().mapToDouble(trained.accuracyOn(split.test())::of).toArray(), alone).tau();
 * RankCorrelation.of(networks.stream().mapToDouble(again.accuracyOn(split.test())::of).toArray(), alone).tau();   // with intervals
 * }</pre>
 */
public final class SuperNetwork {

    private static final String SPIKES = "spikes";
    private static final String ACCURACY = "accuracy";
    private static final String OPERATIONS = "synaptic_operations";

    private final SuperNetworkTrainer trainer;
    private final Map<String, TrainedLayer> layers;
    private final List<String> classNames;
    private final LearningCurve curve;
    private final Provenance provenance;

    /** What statistics of normalisation are computed on for each network; none for those of training. */
    private final List<ImageBatch> measured;

    /**
     * What a trainer has trained.
     *
     * @param layers what was learned, by {@link SharedPlace}
     */
    SuperNetwork(
            SuperNetworkTrainer trainer,
            Map<String, TrainedLayer> layers,
            List<String> classNames,
            LearningCurve curve,
            Provenance provenance) {
        this(trainer, layers, classNames, curve, provenance, List.of());
    }

    private SuperNetwork(
            SuperNetworkTrainer trainer,
            Map<String, TrainedLayer> layers,
            List<String> classNames,
            LearningCurve curve,
            Provenance provenance,
            List<ImageBatch> measured) {
        this.trainer = trainer;
        this.layers = Map.copyOf(layers);
        this.classNames = classNames;
        this.curve = curve;
        this.provenance = provenance;
        this.measured = measured;
    }

    /**
     * The same, where the means and variances of normalisation are computed anew for every network before it is tested: as means of those of
     * some batches, which the network reads by itself, as in training but dropping nothing (Guo et al., Single Path One-Shot, ECCV 2020,
     * Section 3.4). Each timestep of each batch counts alike. The batches are as large as those of the training, are drawn with its seed, are
     * not augmented, and are the same for all networks. Testing then takes longer: a network reads them besides, about as fast as images
     * that it learns.
     *
     * @param images to draw them from: those that were learned, not those to test on
     * @param batches how many
     * @throws IllegalArgumentException if there are not enough images for so many batches, or if they do not fit the networks
     */
    public SuperNetwork withStatisticsFrom(ImageSet images, int batches) {
        int size = trainer.recipe().batch();
        Given.value(images, "the images to compute statistics from");
        Given.positive(batches, "the number of batches to compute statistics from");
        Fitting.require(
                trainer.network(trainer.drawn(0)), classNames.size(), images, "images to compute statistics from");
        if ((long) batches * size > images.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "statistics from %d batches of %d images need as many images, but there are %d; take fewer batches",
                    batches,
                    size,
                    images.size()));
        }
        long seed = RandomStream.at(trainer.recipe().seed(), "statistics").nextLong();
        Map<String, String> facts = new LinkedHashMap<>(provenance.facts());
        facts.put(
                Provenance.SETTING + "statistics after training",
                String.format(
                        Locale.ROOT,
                        "computed anew for each network on %d batches of %d images of %s",
                        batches,
                        size,
                        images.fingerprint()));
        return new SuperNetwork(
                trainer,
                layers,
                classNames,
                curve,
                new Provenance(facts),
                StreamSupport.stream(images.batches(size, seed).spliterator(), false)
                        .limit(batches)
                        .toList());
    }

    /** How it learned: losses and accuracies of the networks that were drawn. */
    public LearningCurve curve() {
        return curve;
    }

    /** How many places have learned something. */
    public int places() {
        return (int) layers.values().stream()
                .filter(layer -> layer.weights().length > 0)
                .count();
    }

    /** What was learned, by place. */
    Map<String, TrainedLayer> layers() {
        return layers;
    }

    /**
     * A network of the space with the weights of its places: to be tested, looked at or saved like any other. It is that of the {@linkplain
     * Architecture#canonical canonical} architecture, as everything that is trained and searched.
     */
    public TrainedModel model(Architecture architecture) {
        return model(
                trainer.network(Given.value(architecture, "the architecture").canonical()));
    }

    private TrainedModel model(Network network) {
        Map<String, TrainedLayer> own = new LinkedHashMap<>();
        Weights first = trainer.firstWeights();
        for (Node node : network.nodes()) {
            if (node.weights() > 0) {
                own.put(
                        node.place(),
                        trainer.kernels()
                                .of(node)
                                .map(kernel -> layer(node, kernel, first))
                                .orElseGet(() -> layer(node, first)));
            }
        }
        return new TrainedModel(
                network, measured.isEmpty() ? own : measured(network, own), classNames, curve, provenance);
    }

    /** The same layers with the statistics of a network by itself. */
    private Map<String, TrainedLayer> measured(Network network, Map<String, TrainedLayer> own) {
        Map<String, LayerWeights> weights = new LinkedHashMap<>();
        own.forEach((place, layer) -> weights.put(place, layer.engineWeights()));
        try (TrainableNetwork path = TrainableNetwork.of(network, trainer.recipe(), Weights.of(weights))) {
            path.estimateStatistics(measured);
            return path.layers();
        }
    }

    private TrainedLayer layer(Node node, Weights first) {
        TrainedLayer learned = layers.get(SharedPlace.of(node));
        return learned == null ? untrained(node, first.of(node)) : learned;
    }

    private TrainedLayer layer(Node convolution, SharedKernel kernel, Weights first) {
        TrainedLayer learned = layers.get(SharedPlace.of(kernel.whole()));
        float[] whole = learned == null ? kernel.first(first) : learned.weights();
        return TrainedLayer.of(kernel.centre(whole, convolution), new float[0]);
    }

    /** A layer that has learned nothing. */
    static TrainedLayer untrained(Node layer, LayerWeights first) {
        float[] variances = new float[layer.parameters().statistics()];
        Arrays.fill(variances, 1);
        return new TrainedLayer(first.weights(), first.biases(), new float[variances.length], variances);
    }

    /**
     * Ranks networks by their accuracy with these weights, from 0 to 1, and {@linkplain Scorer#measures measures} their spikes an image, the ones
     * behind max pooling counted again, as AutoSNN does.
     *
     * @param images that were held out; for a choice that the test images are to judge, not these
     */
    public Scorer accuracyOn(ImageSet images) {
        return fitnessOn(images, new Fitness(0, 1));
    }

    /** Ranks networks by AutoSNN's {@link Fitness}, and measures their accuracy and their spikes; see {@link #accuracyOn}. */
    public Scorer fitnessOn(ImageSet images, Fitness fitness) {
        return fitnessOn(images, fitness, Optional.empty());
    }

    /**
     * The same with another N: not spikes but synaptic operations, the {@linkplain org.spikernel.score.Energy#accumulates accumulates} that
     * spikes cause, so that a spike before a wide layer counts for more. Measures them, too, as synaptic_operations.
     *
     * @param fitness whose mean is that of {@link #meanOperations}
     * @param shown the images that they are counted on
     */
    public Scorer fitnessOn(ImageSet images, Fitness fitness, ImageBatch shown) {
        return fitnessOn(images, fitness, Optional.of(Given.value(shown, "the images to count operations on")));
    }

    private Scorer fitnessOn(ImageSet images, Fitness fitness, Optional<ImageBatch> shown) {
        return new Tested(
                this, Given.value(images, "the images to test on"), Given.value(fitness, "the fitness"), shown);
    }

    /**
     * The spikes of an average network for an image, N_avg of {@link Fitness}: the mean over random architectures.
     *
     * @param images shown to each
     * @param architectures how many are drawn
     */
    public double meanSpikes(ImageSet images, int architectures) {
        Given.value(images, "the images to show");
        return mean(model -> model.test(images).spikesWithMaxPooling(), architectures);
    }

    /**
     * The synaptic operations of an average network for an image: N_avg where N is their number.
     *
     * @param shown to each
     * @param architectures how many are drawn: the same as for {@link #meanSpikes}
     */
    public double meanOperations(ImageBatch shown, int architectures) {
        Given.value(shown, "the images to show");
        return mean(model -> model.energy(shown).accumulates(), architectures);
    }

    private double mean(ToDoubleFunction<TrainedModel> number, int architectures) {
        return IntStream.range(0, Given.positive(architectures, "the number of architectures"))
                .mapToObj(i ->
                        trainer.space().draw(RandomStream.at(trainer.recipe().seed(), "mean spikes", i)))
                .mapToDouble(drawn -> number.applyAsDouble(model(drawn)))
                .average()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d places, trained for %.0f epochs%s",
                trainer,
                places(),
                curve.last().epoch(),
                measured.isEmpty()
                        ? ""
                        : "; statistics computed anew for each network on " + measured.size() + " batches");
    }

    /**
     * Tests networks.
     *
     * @param shown the images that operations are counted on, where these are N
     */
    private record Tested(SuperNetwork weights, ImageSet images, Fitness fitness, Optional<ImageBatch> shown)
            implements Scorer {

        @Override
        public double of(Network network) {
            return score(measured(network));
        }

        private Map<String, Double> measured(Network network) {
            TrainedModel model = weights.model(network);
            TestResult tested = model.test(images);
            Map<String, Double> measures = new LinkedHashMap<>();
            measures.put(ACCURACY, tested.accuracy());
            measures.put(SPIKES, tested.spikesWithMaxPooling());
            shown.ifPresent(
                    batch -> measures.put(OPERATIONS, model.energy(batch).accumulates()));
            return measures;
        }

        private double score(Map<String, Double> measured) {
            return fitness.of(measured.get(ACCURACY), measured.get(shown.isPresent() ? OPERATIONS : SPIKES));
        }

        @Override
        public Evaluation evaluate(Network network) {
            Map<String, Double> measured = measured(network);
            double score = score(measured);
            return new Evaluation(Double.isFinite(score) ? OptionalDouble.of(score) : OptionalDouble.empty(), measured);
        }

        @Override
        public List<String> measures() {
            return shown.isPresent() ? List.of(ACCURACY, SPIKES, OPERATIONS) : List.of(ACCURACY, SPIKES);
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new TreeMap<>(Versions.ofResults(weights.provenance.facts()));
            settings.put(
                    "name",
                    "fitness with the weights of a super-network"
                            + (weights.measured.isEmpty() ? "" : ", statistics computed anew"));
            settings.put(
                    "super-network",
                    weights.trainer.space() + " in " + weights.trainer.macro().settings());
            settings.put("lambda", Double.toString(fitness.lambda()));
            settings.put("mean spikes", Double.toString(fitness.meanSpikes()));
            settings.put("tested on", images.fingerprint());
            shown.ifPresent(batch -> settings.put("operations counted on", batch.fingerprint()));
            return settings;
        }
    }
}
