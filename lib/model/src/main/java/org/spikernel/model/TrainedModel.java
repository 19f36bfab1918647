package org.spikernel.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.checkup.Checkup;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.files.FileTrouble;
import org.spikernel.internal.networks.NetworkText;
import org.spikernel.internal.networks.OwnNeuronException;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.score.Energy;

/**
 * A trained network: what it is, its weights, how it learned, and where it comes from. Immutable.
 *
 * <pre>{@code
 * TrainedModel model = Trainer.of(network).fit(images, Progress.bar());
 * model.test(images).accuracy();
 * model.save(Path.of("model.npz"));
 * }</pre>
 *
 * @param network the network
 * @param layers the parameters of its layers after training, by their places, in the order of the network
 * @param classNames names of the classes that it tells apart; its first answer stands for the first
 * @param curve how it learned
 * @param provenance what it was trained on, and how
 */
public record TrainedModel(
        Network network,
        Map<String, TrainedLayer> layers,
        List<String> classNames,
        LearningCurve curve,
        Provenance provenance) {

    public TrainedModel {
        Given.value(network, "the network of a trained model");
        layers = inOrder(network, Map.copyOf(Given.value(layers, "the layers of a trained model")));
        classNames = Given.list(classNames, "the names of classes of a trained model");
        Given.value(curve, "the learning curve of a trained model");
        Given.value(provenance, "the provenance of a trained model");
        requireAll(network, layers);
        requireAName(network, classNames);
    }

    /** The layers in the order of the network; what it has not, and is refused, comes last. */
    private static Map<String, TrainedLayer> inOrder(Network network, Map<String, TrainedLayer> layers) {
        Map<String, TrainedLayer> inOrder = new LinkedHashMap<>();
        withWeights(network)
                .map(Node::place)
                .filter(layers::containsKey)
                .forEach(place -> inOrder.put(place, layers.get(place)));
        layers.forEach(inOrder::putIfAbsent);
        return Collections.unmodifiableMap(inOrder);
    }

    private static Stream<Node> withWeights(Network network) {
        return network.nodes().stream().filter(node -> node.weights() > 0);
    }

    /** Neither less nor more than a file of it holds. */
    private static void requireAll(Network network, Map<String, TrainedLayer> layers) {
        Weights weights = weights(layers);
        withWeights(network).forEach(node -> {
            weights.of(node);
            requireStatistics(node, layers.get(node.place()));
        });
        List<String> places = withWeights(network).map(Node::place).toList();
        layers.keySet().stream()
                .filter(place -> !places.contains(place))
                .findFirst()
                .ifPresent(place -> {
                    throw new IllegalArgumentException(network.name() + " has no layer with weights '" + place
                            + "', for which there is a trained layer; it has " + places
                            + "; leave out what it has not");
                });
    }

    private static void requireStatistics(Node node, TrainedLayer layer) {
        int expected = node.parameters().statistics();
        if (layer.mean().length != expected) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "layer '%s' of a trained model has %s, but its trained layer has %d; give %s",
                    node.place(),
                    expected == 0 ? "no running statistics" : expected + " running means and variances",
                    layer.mean().length,
                    expected == 0
                            ? "weights and biases alone, as TrainedLayer.of(weights, biases)"
                            : "them, as new TrainedLayer(scales, shifts, means, variances)"));
        }
    }

    private static void requireAName(Network network, List<String> classNames) {
        int classes = network.output().shape().size();
        if (classNames.size() != classes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s tells %d classes apart, but %d are named: %s",
                    network.name(),
                    classes,
                    classNames.size(),
                    classNames));
        }
    }

    /** Its weights, for a {@link org.spikernel.engine.SpikeEngine}. */
    public Weights weights() {
        return weights(layers);
    }

    private static Weights weights(Map<String, TrainedLayer> layers) {
        return Weights.of(layers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, layer -> layer.getValue().engineWeights())));
    }

    /**
     * The energy that it takes for an image, estimated from its spikes.
     *
     * @param images of the shape that the network reads; some dozens tell it within a few percent
     */
    public Energy energy(ImageBatch images) {
        return Energy.of(network, SpikeEngine.common().on(images, weights()));
    }

    /** Tests it on the test images of a data set, as {@link #test(ImageSet)}. */
    public TestResult test(Dataset images) {
        return test(images.test());
    }

    /**
     * Shows it images and looks at its answers and spikes. Runs on the spike-driven engine, so the result has the same bits on every
     * machine, for any number of threads, with the vector module or without, on Java 17 to 25.
     *
     * @param images of the shape that the network reads, with labels of its classes
     * @throws IllegalArgumentException if the images do not fit the network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public TestResult test(ImageSet images) {
        return TestResult.of(network, weights(), classNames, images);
    }

    /**
     * What it answers as time goes on: after one timestep, after two, and so on. That may be more timesteps than it was trained with.
     *
     * @param images of the shape that the network reads
     * @return its answers [sample, class], the mean over so many timesteps, from one timestep to all
     * @throws IllegalArgumentException if the images do not fit the network, or cannot be shown over so many timesteps
     */
    public List<float[][]> answers(ImageBatch images, int timesteps) {
        Presentation shown = SpikeEngine.common().on(images, weights());
        return IntStream.rangeClosed(1, Given.positive(timesteps, "the timesteps of answers"))
                .mapToObj(count -> shown.run(network, count, SpikeMonitor.none()))
                .toList();
    }

    /** Looks why it does not recognise the test images of a data set, as {@link #checkup(ImageSet)}. */
    public Checkup checkup(Dataset images) {
        return checkup(images.test());
    }

    /**
     * Looks why it does not recognise images: at its neurons, on up to 32 of them; at how its loss went; and at its answers to all of them. What
     * is out of the ordinary is a finding, with what to try. {@code Trainer.checkup} looks at gradients and steps, before a training.
     *
     * @param images of the shape that the network reads, with labels of its classes
     * @throws IllegalArgumentException if the images do not fit the network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Checkup checkup(ImageSet images) {
        return ModelCheckup.of(this, Given.value(images, "the images of a checkup"));
    }

    /**
     * Saves it in a file, whole or not at all, in place of any file of that name. The file is an archive of NumPy arrays ({@code .npz}), one
     * for each kind of number of each layer, {@code stem.conv3x3.weights.npy}, in the shapes of {@link org.spikernel.engine.LayerWeights}; its
     * {@code header.txt} describes network and provenance, its {@code curve.csv} is the learning curve. Its last bytes tell whether any bit
     * of it has changed.
     *
     * @throws UncheckedIOException if it cannot be written; a file of that name is then left as it was, and no other is left behind
     */
    public void save(Path file) {
        Given.value(file, "the file of a trained model");
        try {
            ModelFile.file(this).write(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write the model to " + file + ": " + FileTrouble.writing(file, failure) + ".", failure);
        }
    }

    /**
     * The model that was saved in a file.
     *
     * @throws IllegalArgumentException if the file is no model, or damaged in any bit (says where), or if the network has neurons of your
     *     own, which {@link #load(Path, Network)} takes from you
     * @throws UncheckedIOException if it cannot be read
     */
    public static TrainedModel load(Path file) {
        return load(file, NetworkText::parse);
    }

    /**
     * As {@link #load(Path)}, for a network with neurons of your own, which no file can hold: give the network that was trained.
     *
     * @throws IllegalArgumentException if the file is no model, or damaged in any bit (says where), or that of another network (says in
     *     what)
     * @throws UncheckedIOException if it cannot be read
     */
    public static TrainedModel load(Path file, Network network) {
        Given.value(network, "the network of a trained model");
        return load(file, facts -> NetworkText.requireSame(network, facts));
    }

    private static TrainedModel load(Path file, Function<Map<String, String>, Network> networkOf) {
        Given.value(file, "the file of a trained model");
        try (OpenedZip zip = OpenedZip.open(file)) {
            return ModelFile.model(zip, networkOf);
        } catch (OwnNeuronException own) {
            throw new IllegalArgumentException(
                    file + " cannot be loaded by itself: " + own.getMessage()
                            + ". Build the network again and name it too: TrainedModel.load(file, network).",
                    own);
        } catch (IllegalArgumentException damage) {
            throw new IllegalArgumentException(
                    file + " is no trained model, or damaged: " + damage.getMessage()
                            + ". Name a file that TrainedModel.save has written, or an undamaged copy of it.",
                    damage);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot read the model " + file + ": " + FileTrouble.reading(failure)
                            + ". Name a file that exists and may be read.",
                    failure);
        }
    }

    /** Whether two models are the same in all that a file keeps of them. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TrainedModel model
                && NetworkText.lines(network).equals(NetworkText.lines(model.network))
                && layers.equals(model.layers)
                && classNames.equals(model.classNames)
                && curve.equals(model.curve)
                && provenance.equals(model.provenance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(layers, classNames, curve, provenance);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s%n%s%n%s", network, curve, provenance);
    }
}
