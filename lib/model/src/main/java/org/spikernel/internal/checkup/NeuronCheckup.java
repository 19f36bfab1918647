package org.spikernel.internal.checkup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.spikernel.checkup.CheckedLayer;
import org.spikernel.checkup.Finding;
import org.spikernel.checkup.Symptom;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checkup.WatchedNeuron.Seen;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.LeakyNeuron;
import org.spikernel.neuron.LearningNeuron;
import org.spikernel.neuron.Neuron;

/**
 * How the neurons of a network fare while it is shown some images: whether they spike, where their potentials are, and whether they can
 * spike at all.
 */
public final class NeuronCheckup {

    /** Before a training, layers of networks that learn spike at 1% of their chances and more; with a threshold of 3, at 0.04%. */
    private static final double HARDLY_EVER = 1e-4;

    private static final double NEARLY_ALWAYS = 0.95;
    private static final double HARDLY_WITHIN_REACH = 0.01;

    private final Network network;
    private final ImageBatch images;
    private final Map<Node, Currents> currents;
    private final Map<Node, Seen> seen = new LinkedHashMap<>();
    private final boolean looksAtReach;

    private NeuronCheckup(Network network, ImageBatch images, boolean looksAtReach) {
        this.network = network;
        this.images = images;
        this.looksAtReach = looksAtReach;
        currents = Currents.of(network);
    }

    /**
     * Shows images to a network, and watches its neurons.
     *
     * @param isWithinReach whether a potential that is so far above the threshold has a gradient; empty if nobody asks
     */
    public static NeuronCheckup of(
            Network network, Weights weights, ImageBatch images, Optional<DoublePredicate> isWithinReach) {
        NeuronCheckup checkup = new NeuronCheckup(network, images, isWithinReach.isPresent());
        checkup.watch(weights, isWithinReach.orElse(distance -> false));
        return checkup;
    }

    /**
     * The weights of some layers by their places, without running statistics: so the engine normalises by those of the images, at each timestep
     * anew, as training usually does.
     */
    public static Weights asInTraining(Map<String, LayerWeights> layers) {
        return Weights.of(layers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        layer -> LayerWeights.of(
                                layer.getValue().weights(), layer.getValue().biases()))));
    }

    private void watch(Weights weights, DoublePredicate isWithinReach) {
        Network.Builder builder = Network.builder(
                        network.name(), network.input().shape(), network.input().encoding())
                .timesteps(network.timesteps());
        Map<Source, Source> copies = new HashMap<>(Map.of(network.input(), builder.input()));
        Map<Node, WatchedNeuron> watched = new LinkedHashMap<>();
        for (Node node : network.nodes()) {
            List<Source> inputs = node.inputs().stream().map(copies::get).toList();
            if (node.isSpiking()) {
                watched.put(node, new WatchedNeuron(asTrained(node, weights), isWithinReach));
            }
            Layer layer = node.isSpiking() ? new Layer.Spiking(watched.get(node)) : node.layer();
            copies.put(node, builder.add(node.place(), layer, inputs));
        }
        for (Node node : network.nodes()) {
            network.feedback(node)
                    .ifPresent(heard -> builder.feedBack((Node) copies.get(heard), (Node) copies.get(node)));
        }
        Network copy = builder.build((Node) copies.get(network.output()));
        SpikeEngine.common().run(copy, images, weights, copy.timesteps(), SpikeMonitor.none());
        watched.forEach((node, neuron) -> {
            if (neuron.seen().potentials() > 0) {
                seen.put(node, neuron.seen());
            }
        });
    }

    /** Neurons that learn are what they have learned. */
    private static Neuron asTrained(Node node, Weights weights) {
        Neuron neuron = ((Layer.Spiking) node.layer()).neuron();
        return neuron instanceof LearningNeuron learns
                ? learns.with(weights.of(node).weights())
                : neuron;
    }

    /** What was looked at. */
    public String scope() {
        return String.format(
                Locale.ROOT,
                "spikes and potentials of %d layers of neurons on %,d images%s",
                seen.size(),
                images.size(),
                looksAtReach ? ", and the surrogate's slope there" : "");
    }

    /** The layers of neurons that were run, in the order of the network. */
    public List<CheckedLayer> layers() {
        return seen.entrySet().stream()
                .map(layer -> CheckedLayer.ofNeurons(
                        layer.getKey().place(),
                        layer.getValue().firingRate(),
                        layer.getValue().highest(),
                        layer.getValue().threshold(),
                        looksAtReach && layer.getValue().threshold().isPresent()
                                ? OptionalDouble.of(layer.getValue().withinReach())
                                : OptionalDouble.empty()))
                .toList();
    }

    /** Whether the neurons of a place spike hardly ever. */
    public boolean isSilent(String place) {
        return seen.keySet().stream().anyMatch(node -> node.place().equals(place) && isSilent(node));
    }

    /** Whether the neurons of a place read what a linear layer makes. */
    public boolean readLinear(String place) {
        return seen.keySet().stream()
                .anyMatch(node -> node.place().equals(place) && read(node).kind() == Currents.Kind.LINEAR);
    }

    private boolean isSilent(Node node) {
        return seen.containsKey(node) && seen.get(node).firingRate() < HARDLY_EVER;
    }

    /** Whether a layer reads anything but zeros: an image, or spikes that come. */
    public boolean hears(Node node) {
        return node.isDelay() || node.inputs().stream().anyMatch(this::sounds);
    }

    private boolean sounds(Source source) {
        if (!(source instanceof Node node)) {
            return true;
        }
        return !currents.get(node).areNothing() && (node.isSpiking() ? !isSilent(node) : hears(node));
    }

    /**
     * What is wrong with them, in the order of the network.
     *
     * @param againstSilence what to try first where the neurons of a place are silent
     */
    public List<Finding> findings(Function<String, List<String>> againstSilence) {
        List<Finding> findings = new ArrayList<>();
        Map<Node, List<String>> starvedBy = starvedBy();
        seen.forEach((node, of) -> {
            if (!isExpectedToSpike(node) || isStarved(node) && !starvedBy.containsKey(node)) {
                return;
            }
            if (isSilent(node)) {
                findings.add(silence(node, of, starvedBy.get(node), againstSilence.apply(node.place())));
            } else if (of.firingRate() > NEARLY_ALWAYS) {
                findings.add(restlessness(node, of));
            }
            if (looksAtReach && of.threshold().isPresent() && of.withinReach() < HARDLY_WITHIN_REACH) {
                findings.add(blindness(node, of));
            }
        });
        return findings;
    }

    /** Where no edge of a cell arrives, silence is no fault. */
    private boolean isExpectedToSpike(Node node) {
        return !read(node).areNothing();
    }

    /** Whether neurons are silent since nothing but zeros arrives: their potentials have never moved. */
    private boolean isStarved(Node node) {
        return isExpectedToSpike(node)
                && isSilent(node)
                && seen.get(node).lowest() == seen.get(node).highest();
    }

    /** The layers that are silent of themselves, each with those behind it that it starves; one that nobody starves is silent of itself. */
    private Map<Node, List<String>> starvedBy() {
        Map<Node, List<String>> starvedBy = new LinkedHashMap<>();
        Map<Node, Set<Node>> behind = new HashMap<>();
        for (Node node : seen.keySet()) {
            if (isExpectedToSpike(node) && isSilent(node)) {
                List<Node> causes = starvedBy.keySet().stream()
                        .filter(cause -> behind.get(cause).contains(node))
                        .toList();
                if (isStarved(node) && !causes.isEmpty()) {
                    causes.forEach(cause -> starvedBy.get(cause).add(node.place()));
                } else {
                    starvedBy.put(node, new ArrayList<>());
                    behind.put(node, behind(node));
                }
            }
        }
        return starvedBy;
    }

    /** The layers that a layer's numbers reach, at the same timestep. */
    private Set<Node> behind(Node node) {
        Set<Node> reached = new HashSet<>(Set.of(node));
        for (Node later : network.nodes()) {
            if (later.inputs().stream().anyMatch(reached::contains)) {
                reached.add(later);
            }
        }
        return reached;
    }

    private Currents read(Node node) {
        return node.inputs().get(0) instanceof Node input
                ? currents.get(input)
                : new Currents(Double.POSITIVE_INFINITY, Currents.Kind.WEIGHED);
    }

    private Finding silence(Node node, Seen of, List<String> starved, List<String> first) {
        OptionalDouble reachable = highestReachable(node, of);
        boolean isReachable = reachable.isEmpty()
                || (float) reachable.getAsDouble() >= of.threshold().orElse(Double.NEGATIVE_INFINITY);
        String behind = behind(starved);
        return isReachable
                ? Finding.at(
                        node.place(),
                        Symptom.SILENT_NEURONS,
                        rate(of) + highest(of) + behind,
                        "firing rates above " + percent(HARDLY_EVER) + "; some percent are usual",
                        adviceForSilence(node, of, first))
                : Finding.at(
                        node.place(),
                        Symptom.UNREACHABLE_THRESHOLD,
                        String.format(
                                Locale.ROOT,
                                "nothing but spikes arrives, without weights between: a current of at most %.3g, which takes %s to a potential of %.3g in %d"
                                        + " timesteps, and the threshold is %.3g%s",
                                read(node).largest(),
                                of.neuron(),
                                reachable.getAsDouble(),
                                network.timesteps(),
                                of.threshold().getAsDouble(),
                                behind),
                        "currents that can take the potential above the threshold",
                        adviceWithThreshold(
                                List.of(normalise(node)), of, "%s, or max pooling in place of the average"));
    }

    private static String behind(List<String> starved) {
        return switch (starved.size()) {
            case 0 -> "";
            case 1 -> String.format(Locale.ROOT, "; a layer behind reads nothing but zeros: '%s'", starved.get(0));
            default ->
                String.format(
                        Locale.ROOT,
                        "; %d layers behind read nothing but zeros, first '%s'",
                        starved.size(),
                        starved.get(0));
        };
    }

    /** How far the largest current that may come takes neurons that leak; empty where weights decide, or others' dynamics. */
    private OptionalDouble highestReachable(Node node, Seen of) {
        double largest = read(node).largest();
        if (Double.isInfinite(largest) || !(of.neuron() instanceof LeakyNeuron neuron)) {
            return OptionalDouble.empty();
        }
        double potential = neuron.rest();
        for (int t = 0; t < network.timesteps(); t++) {
            potential = neuron.charge(potential, largest);
        }
        return OptionalDouble.of(potential);
    }

    private List<String> adviceForSilence(Node node, Seen of, List<String> first) {
        List<String> advice = new ArrayList<>(first);
        if (read(node).kind() != Currents.Kind.NORMALISED) {
            advice.add(normalise(node));
        }
        if (of.threshold().isPresent() && of.highest() > of.neuron().rest()) {
            return adviceWithThreshold(advice, of, "%s, half as high as potentials get");
        }
        advice.add("look at what the layer reads: currents that never take the potential above rest");
        return advice;
    }

    /**
     * Adds another threshold, in the two ways to set one: for layers that somebody adds to a network, and for a network that a
     * macro-architecture makes of cells, whose layers nobody gets hold of.
     *
     * @param with what to say of it
     */
    private static List<String> adviceWithThreshold(List<String> first, Seen of, String with) {
        List<String> advice = new ArrayList<>(first);
        String threshold = String.format(Locale.ROOT, "withThreshold(%.2g)", half(of, of.highest()));
        advice.add(String.format(Locale.ROOT, with, "new Layer.Spiking(neuron." + threshold + ")"));
        if (of.neuron() instanceof LeakyNeuron) {
            advice.add("of cells, for all layers at once: macro.withNeuron(macro.neuron()." + threshold + ")");
        }
        return advice;
    }

    private static double half(Seen of, double highest) {
        double rest = of.neuron().rest();
        return highest > rest
                ? rest + (highest - rest) / 2
                : (rest + of.threshold().orElse(1)) / 2;
    }

    private String normalise(Node node) {
        return String.format(
                Locale.ROOT,
                "builder.add(\"%s.norm\", new Layer.BatchNorm(), currents) between the currents and these neurons",
                node.place());
    }

    private Finding restlessness(Node node, Seen of) {
        List<String> advice = new ArrayList<>();
        if (read(node).kind() != Currents.Kind.NORMALISED) {
            advice.add(normalise(node));
        }
        return Finding.at(
                node.place(),
                Symptom.RESTLESS_NEURONS,
                rate(of) + highest(of),
                "firing rates below " + percent(NEARLY_ALWAYS) + ", so that spikes tell images apart",
                adviceWithThreshold(advice, of, "a higher threshold: %s"));
    }

    private Finding blindness(Node node, Seen of) {
        return Finding.at(
                node.place(),
                Symptom.POTENTIALS_OUT_OF_REACH,
                String.format(
                        Locale.ROOT,
                        "at %s of the potentials the surrogate's slope is at least a hundredth of that at the threshold; they lie from %.3g"
                                + " to %.3g, the threshold at %.3g",
                        percent(of.withinReach()),
                        of.lowest(),
                        of.highest(),
                        of.threshold().getAsDouble()),
                "at least " + percent(HARDLY_WITHIN_REACH),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "a wider surrogate: .surrogate(Surrogate.atan(%.2g))",
                                Math.max(
                                        1,
                                        of.threshold().getAsDouble()
                                                - of.neuron().rest())),
                        normalise(node)));
    }

    private static String rate(Seen of) {
        return "firing rate " + percent(of.firingRate());
    }

    private static String highest(Seen of) {
        return of.threshold().isPresent()
                ? String.format(
                        Locale.ROOT,
                        ", potentials from %.3g to %.3g, threshold %.3g",
                        of.lowest(),
                        of.highest(),
                        of.threshold().getAsDouble())
                : String.format(Locale.ROOT, ", potentials from %.3g to %.3g", of.lowest(), of.highest());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g%%", 100 * share).replaceFirst("\\.?0+%$", "%");
    }
}
