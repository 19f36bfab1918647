package org.spikernel.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.spikernel.data.ImageSet;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
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
 * <p>A network is tested with the weights of its places and with their running statistics, as AutoSNN does. A layer at a place that was never
 * drawn has its first weights.
 */
public final class SuperNetwork {

    private static final String SPIKES = "spikes";
    private static final String ACCURACY = "accuracy";

    private final SuperNetworkTrainer trainer;
    private final Map<String, TrainedLayer> layers;
    private final List<String> classNames;
    private final LearningCurve curve;
    private final Provenance provenance;

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
        this.trainer = trainer;
        this.layers = Map.copyOf(layers);
        this.classNames = classNames;
        this.curve = curve;
        this.provenance = provenance;
    }

    /** How it learned: losses and accuracies of the networks that were drawn. */
    public LearningCurve curve() {
        return curve;
    }

    /** How many places have learned something. */
    public int places() {
        return layers.size();
    }

    /** What was learned, by place. */
    Map<String, TrainedLayer> layers() {
        return layers;
    }

    /** A network of the space with the weights of its places: to be tested, looked at or saved like any other. */
    public TrainedModel model(Architecture architecture) {
        return model(trainer.network(Given.value(architecture, "the architecture")));
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
        return new TrainedModel(network, own, classNames, curve, provenance);
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
        return new Tested(this, Given.value(images, "the images to test on"), new Fitness(0, 1));
    }

    /** Ranks networks by AutoSNN's {@link Fitness}, and measures their accuracy and their spikes; see {@link #accuracyOn}. */
    public Scorer fitnessOn(ImageSet images, Fitness fitness) {
        return new Tested(this, Given.value(images, "the images to test on"), Given.value(fitness, "the fitness"));
    }

    /**
     * The spikes of an average network for an image, N_avg of {@link Fitness}: the mean over random architectures.
     *
     * @param images shown to each
     * @param architectures how many are drawn
     */
    public double meanSpikes(ImageSet images, int architectures) {
        Given.value(images, "the images to show");
        return IntStream.range(0, Given.positive(architectures, "the number of architectures"))
                .mapToObj(i ->
                        trainer.space().draw(RandomStream.at(trainer.recipe().seed(), "mean spikes", i)))
                .mapToDouble(drawn -> spikes(model(drawn).test(images)))
                .average()
                .orElseThrow();
    }

    private static double spikes(TestResult tested) {
        return tested.spikesPerImage() + tested.spikesBehindMaxPooling();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d places, trained for %.0f epochs",
                trainer,
                places(),
                curve.last().epoch());
    }

    /** Tests networks. */
    private record Tested(SuperNetwork weights, ImageSet images, Fitness fitness) implements Scorer {

        @Override
        public double of(Network network) {
            return score(weights.model(network).test(images));
        }

        private double score(TestResult tested) {
            return fitness.of(tested.accuracy(), spikes(tested));
        }

        @Override
        public Evaluation evaluate(Network network) {
            TestResult tested = weights.model(network).test(images);
            double score = score(tested);
            Map<String, Double> measures = new LinkedHashMap<>();
            measures.put(ACCURACY, tested.accuracy());
            measures.put(SPIKES, spikes(tested));
            return new Evaluation(Double.isFinite(score) ? OptionalDouble.of(score) : OptionalDouble.empty(), measures);
        }

        @Override
        public List<String> measures() {
            return List.of(ACCURACY, SPIKES);
        }

        @Override
        public Map<String, String> settings() {
            Map<String, String> settings = new TreeMap<>(weights.provenance.facts());
            settings.put("name", "fitness with the weights of a super-network");
            settings.put(
                    "super-network",
                    weights.trainer.space() + " in " + weights.trainer.macro().settings());
            settings.put("lambda", Double.toString(fitness.lambda()));
            settings.put("mean spikes", Double.toString(fitness.meanSpikes()));
            settings.put("tested on", images.fingerprint());
            return settings;
        }
    }
}
