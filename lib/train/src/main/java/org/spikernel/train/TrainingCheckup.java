package org.spikernel.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.spikernel.checkup.CheckedLayer;
import org.spikernel.checkup.Checkup;
import org.spikernel.checkup.Finding;
import org.spikernel.checkup.Symptom;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checkup.NeuronCheckup;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Network.Node;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

/**
 * Looks at a training before it begins: at the neurons of the network with its first weights, at the gradients of the first batch, and at
 * what some steps on that one batch do. A training that learns makes the loss of a batch fall that it sees again and again.
 *
 * <p>Where limits lie was measured on 14 trainings with and without faults: of SNASNet's cells, with feedback too, of AutoSNN's blocks, of
 * frames of events, and with rate and latency encoding, of 8 and 16 channels. In those that learn, the gradient of the first layer was at
 * least a tenth of the largest, and the loss fell by 3% and more.
 */
final class TrainingCheckup {

    /** Steps on the one batch. */
    static final int STEPS = 20;

    /** Images on which neurons are watched, at most: their potentials tell no more on many. */
    static final int WATCHED = 32;

    /** Where the slope is less than this share of that at the threshold, there is no gradient to speak of. */
    private static final double WITHIN_REACH = 0.01;

    private static final double VANISHED = 1e-3;
    private static final double HARDLY_FALLS = 0.99;
    private static final double RISES = 1.5;

    /** Where the loss hardly falls, weights that have moved less than this have not been moved enough to tell more. */
    private static final double RESTS = 2e-3;

    /** Losses of single steps jump, with dropout or without: of some last ones, the median counts. */
    private static final int LAST = 3;

    private final Trainer trainer;
    private final TrainingRecipe recipe;
    private final Dataset images;
    private final TrainableNetwork network;
    private final ImageBatch batch;
    private final NeuronCheckup neurons;
    private final List<Node> weighed;
    private final Map<Node, Double> gradients = new LinkedHashMap<>();
    private final Map<Node, Double> changes = new LinkedHashMap<>();
    private final List<Double> losses = new ArrayList<>();

    private TrainingCheckup(Trainer trainer, Dataset images, TrainableNetwork network) {
        this.trainer = trainer;
        this.images = images;
        this.network = network;
        recipe = trainer.recipe();
        batch = images.train().batch(recipe.batch(), recipe.seed());
        weighed = trainer.network().nodes().stream()
                .filter(network::isTrained)
                .filter(node -> node.parameters().weightShape().size() > 1)
                .toList();
        ImageBatch watched = images.train().batch(Math.min(WATCHED, recipe.batch()), recipe.seed());
        neurons = NeuronCheckup.of(trainer.network(), asInTraining(watched), watched, Optional.of(this::isWithinReach));
    }

    /** First weights, which normalise the images that are watched as a step on them would. */
    private Weights asInTraining(ImageBatch watched) {
        if (recipe.statistics() == NormalisationStatistics.PER_TIMESTEP) {
            return NeuronCheckup.asInTraining(network.weights());
        }
        // The engine takes statistics timestep by timestep, unless it is given some.
        network.estimateStatistics(List.of(watched));
        return Weights.of(network.weights());
    }

    /** Of a training that has not begun. */
    static Checkup of(Trainer trainer, Dataset images) {
        try (TrainableNetwork network = NetworkLearner.afresh(trainer, images).network()) {
            requireNoInterrupt();
            TrainingCheckup checkup = new TrainingCheckup(trainer, images, network);
            checkup.differentiate();
            checkup.takeSteps();
            return checkup.result();
        }
    }

    private static void requireNoInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the checkup was interrupted before its last step");
        }
    }

    private boolean isWithinReach(double distance) {
        Surrogate surrogate = recipe.surrogate();
        return Math.abs(surrogate.slope(distance)) >= WITHIN_REACH * Math.abs(surrogate.slope(0));
    }

    private void differentiate() {
        requireNoInterrupt();
        network.differentiate(batch);
        Map<String, TrainedLayer> layers = network.layers();
        for (Node node : weighed) {
            double ofMeanLoss = norm(network.gradients(node).get(0)) / batch.size();
            gradients.put(node, ofMeanLoss / norm(layers.get(node.place()).weights()));
        }
    }

    private void takeSteps() {
        Map<String, TrainedLayer> before = network.layers();
        for (int step = 0; step < STEPS && (step == 0 || isFinite()); step++) {
            requireNoInterrupt();
            losses.add(network.step(batch, recipe.firstLearningRate()));
        }
        requireNoInterrupt();
        losses.add(network.differentiate(batch));
        Map<String, TrainedLayer> after = network.layers();
        for (Node node : weighed) {
            float[] first = before.get(node.place()).weights();
            changes.put(node, distance(after.get(node.place()).weights(), first) / norm(first));
        }
    }

    private boolean isFinite() {
        return Double.isFinite(last());
    }

    private double last() {
        return losses.get(losses.size() - 1);
    }

    private Checkup result() {
        List<Finding> findings = new ArrayList<>(neurons.findings(this::againstSilence));
        lackOfGradient().ifPresent(findings::add);
        vanishing().ifPresent(findings::add);
        loss().ifPresent(findings::add);
        return new Checkup(
                String.format(
                        Locale.ROOT,
                        "a training of %s on %s, before its first step",
                        trainer.network().name(),
                        images.name()),
                findings,
                List.of(neurons.scope(), scopeOfGradients(), scopeOfLoss()),
                layers());
    }

    private List<String> againstSilence(String place) {
        return neurons.readLinear(place) && recipe.firstWeights() != FirstWeights.UNIT_VARIANCE
                ? List.of(
                        ".firstWeights(FirstWeights.UNIT_VARIANCE), which scales the linear layer before these neurons")
                : List.of();
    }

    private String scopeOfGradients() {
        return String.format(
                Locale.ROOT,
                "gradients of %d layers of weights on a batch of %,d images, divided by the weights from %.2g to %.2g",
                weighed.size(),
                batch.size(),
                gradients.values().stream()
                        .mapToDouble(gradient -> gradient)
                        .min()
                        .orElse(0),
                largestGradient());
    }

    private String scopeOfLoss() {
        return String.format(
                Locale.ROOT,
                "%d steps on that batch at a learning rate of %.3g, in which its loss went from %.3f to %.3f",
                losses.size() - 1,
                recipe.firstLearningRate(),
                losses.get(0),
                last());
    }

    private double largestGradient() {
        return gradients.values().stream()
                .mapToDouble(gradient -> gradient)
                .max()
                .orElse(0);
    }

    private List<CheckedLayer> layers() {
        Map<String, CheckedLayer> ofNeurons =
                neurons.layers().stream().collect(Collectors.toMap(CheckedLayer::place, layer -> layer));
        return trainer.network().nodes().stream()
                .flatMap(node -> gradients.containsKey(node)
                        ? Optional.of(CheckedLayer.ofWeights(node.place(), gradients.get(node), changes.get(node)))
                                .stream()
                        : Optional.ofNullable(ofNeurons.get(node.place())).stream())
                .toList();
    }

    /** The layer nearest to the answer is named: whatever keeps gradients back stands between it and the answer. */
    private Optional<Finding> lackOfGradient() {
        List<String> without = weighed.stream()
                .filter(node -> gradients.get(node) == 0 && neurons.hears(node))
                .map(Node::place)
                .toList();
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.at(
                        without.get(without.size() - 1),
                        Symptom.NO_GRADIENT,
                        String.format(
                                Locale.ROOT,
                                "the gradient of its weights is 0%s",
                                without.size() == 1
                                        ? ""
                                        : ", and so is that of " + (without.size() - 1) + " layers before it, first '"
                                                + without.get(0) + "'"),
                        "a gradient wherever a layer reads something",
                        List.of(
                                "look at the neurons behind it: they must have potentials within the surrogate's reach, and"
                                        + " something must read their spikes",
                                ".surrogate(Surrogate.atan(1)), whose slope is zero nowhere")));
    }

    /**
     * On its way through neurons: layers are compared that have some behind them. What makes the answer has none, and its weights are often so
     * small at first that its gradient dwarfs all others.
     */
    private Optional<Finding> vanishing() {
        Set<Node> readout = readout();
        List<Node> compared = weighed.stream()
                .filter(node -> !readout.contains(node) && neurons.hears(node))
                .toList();
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        Node first = compared.get(0);
        Node largest = compared.stream()
                .max(Comparator.comparingDouble(gradients::get))
                .orElseThrow();
        double share = gradients.get(first) / gradients.get(largest);
        return share > 0 && share < VANISHED ? Optional.of(vanishing(first, largest)) : Optional.empty();
    }

    private Finding vanishing(Node first, Node largest) {
        return Finding.at(
                first.place(),
                Symptom.VANISHING_GRADIENT,
                String.format(
                        Locale.ROOT,
                        "its gradient divided by its weights is %.2g, which is %.2g of the largest, that of '%s'",
                        gradients.get(first),
                        gradients.get(first) / gradients.get(largest),
                        largest.place()),
                String.format(Locale.ROOT, "at least %.2g of the largest; a tenth is usual", VANISHED),
                List.of(
                        "new Layer.BatchNorm() before each layer of neurons, which keeps potentials near the threshold",
                        "a wider surrogate: .surrogate(Surrogate.atan(2))",
                        "fewer layers of neurons one behind another, or skips around them"));
    }

    /** The layers behind the last neurons. */
    private Set<Node> readout() {
        Set<Node> readout = new HashSet<>();
        Deque<Node> found = new ArrayDeque<>(List.of(trainer.network().output()));
        while (!found.isEmpty()) {
            Node node = found.pop();
            if (!node.isSpiking() && readout.add(node)) {
                node.inputs().stream()
                        .filter(Node.class::isInstance)
                        .map(Node.class::cast)
                        .forEach(found::push);
            }
        }
        return readout;
    }

    private Optional<Finding> loss() {
        double first = losses.get(0);
        if (!isFinite() || typicalLast() > RISES * first) {
            return Optional.of(rising(first));
        }
        if (typicalLast() <= HARDLY_FALLS * first) {
            return Optional.empty();
        }
        return Optional.of(typicalChange() < RESTS ? resting(first) : steady(first));
    }

    private Finding rising(double first) {
        return Finding.of(
                Symptom.RISING_LOSS,
                String.format(
                        Locale.ROOT,
                        "the loss of one batch went from %.3f to %.3g in %d steps at a learning rate of %.3g",
                        first,
                        last(),
                        losses.size() - 1,
                        recipe.firstLearningRate()),
                expectedFall(),
                List.of(String.format(
                        Locale.ROOT, "a lower learning rate: .learningRate(%.2g)", recipe.firstLearningRate() / 10)));
    }

    private Finding resting(double first) {
        return Finding.of(
                Symptom.RESTING_WEIGHTS,
                String.format(
                        Locale.ROOT,
                        "%d steps at a learning rate of %.3g moved the weights of half of the layers by less than %.2g%%, and the loss went"
                                + " from %.3f to %.3f",
                        losses.size() - 1,
                        recipe.firstLearningRate(),
                        100 * typicalChange(),
                        first,
                        typicalLast()),
                "weights that move by some percent in so many steps",
                List.of(String.format(
                        Locale.ROOT,
                        "a higher learning rate: .learningRate(%s), the usual one of this optimiser",
                        recipe.optimizer().usualLearningRate(recipe.epochs()))));
    }

    private Finding steady(double first) {
        return Finding.of(
                Symptom.STEADY_LOSS,
                String.format(
                        Locale.ROOT,
                        "the loss of one batch went from %.3f to %.3f in %d steps, though they moved the weights of half of the layers by"
                                + " %.2g%% and more",
                        first,
                        typicalLast(),
                        losses.size() - 1,
                        100 * typicalChange()),
                expectedFall(),
                List.of(
                        "begin with what is found above, if anything is: what a layer does not hand on, none behind it can learn from",
                        String.format(
                                Locale.ROOT,
                                "another learning rate: .learningRate(%s)",
                                recipe.optimizer().usualLearningRate(recipe.epochs()))));
    }

    private static String expectedFall() {
        return String.format(
                Locale.ROOT,
                "a loss that falls on a batch that is seen again and again, by %.0f%% at least in %d steps",
                100 * (1 - HARDLY_FALLS),
                STEPS);
    }

    private double typicalLast() {
        return median(losses.subList(Math.max(0, losses.size() - LAST), losses.size()));
    }

    private double typicalChange() {
        return median(changes.values());
    }

    private static double median(Collection<Double> numbers) {
        return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(0.0);
    }

    private static double norm(float[] numbers) {
        return distance(numbers, new float[numbers.length]);
    }

    private static double distance(float[] some, float[] others) {
        double squares = 0;
        for (int i = 0; i < some.length; i++) {
            double difference = (double) some[i] - others[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
