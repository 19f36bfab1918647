package org.spikernel.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.data.ImageBatch;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.encoding.Showing;
import org.spikernel.internal.files.FileTrouble;
import org.spikernel.internal.networks.NetworkText;
import org.spikernel.internal.passes.NetworkPasses;
import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.internal.sealed.FileHeader;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.internal.threads.Workers;
import org.spikernel.model.Provenance;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.NetworkPlan;
import org.spikernel.shapes.Shape;

/**
 * A network in training: its weights, and what the optimiser keeps of their gradients.
 *
 * <p>A step moves every trained parameter w as the recipe's {@link Optimizer} says, along its gradient g of the loss plus weight decay
 * lambda w. Every parameter decays: those of normalisation and of neurons too.
 *
 * <p>Not for use by several threads.
 */
public final class TrainableNetwork implements AutoCloseable {

    /** Of the state; another one whenever trainings come out with other bits, so that none is continued by a version that began otherwise. */
    private static final int FORMAT = 0x5350_4b34;

    private static final String KIND = "Spikernel network in training";

    /** The entry of a file that holds the state. */
    static final String STATE = "network";

    private final Network network;
    private final TrainingRecipe recipe;
    private final NetworkPasses passes;
    private final List<ParameterArray> parameters;
    private final Descent descent;
    private final KeptArrays kept;
    private final List<Node> trained;

    /** The layers with weights that the network's answer does not depend on: they keep their first ones. */
    private final Map<Node, LayerWeights> untrained;

    private int steps;
    private int recognised;

    private TrainableNetwork(
            Network network, TrainingRecipe recipe, Weights initial, SharedLearning shared, Workers workers) {
        this.network = network;
        this.recipe = recipe;
        trained = requireTrainable(network).stream()
                .filter(node -> node.weights() > 0)
                .toList();
        passes = NetworkPasses.of(
                network,
                new NetworkPasses.Settings(recipe.surrogate(), recipe.statistics(), recipe.seed(), workers),
                shared.arrays());
        for (Node node : trained) {
            shared.begin(node, passes.parameters(node), initial);
        }
        steps = shared.steps();
        untrained = network.nodes().stream()
                .filter(node -> node.weights() > 0 && !trained.contains(node))
                .collect(Collectors.toMap(node -> node, initial::of));
        parameters = trained.stream()
                .flatMap(node -> passes.parameters(node).stream())
                .toList();
        descent = Descent.of(recipe, parameters, workers);
        kept = KeptArrays.of(recipe);
    }

    /** The layers that the network's answer depends on. */
    private static List<Node> requireTrainable(Network network) {
        List<Node> needed = NetworkPlan.of(network).needed();
        if (!network.output().shape().isVector()) {
            throw new IllegalArgumentException(
                    network.name() + " answers with " + network.output().shape()
                            + ", but training needs one number a class: end it with flatten and a linear layer");
        }
        if (needed.stream().allMatch(node -> node.weights() == 0)) {
            throw new IllegalArgumentException(network.name()
                    + " has nothing to train: its answer depends on no convolution, batch normalisation, linear layer or"
                    + " neurons that learn");
        }
        return needed;
    }

    /**
     * A network with freshly drawn weights: those that {@linkplain FirstWeights first weights} are made of.
     *
     * @param recipe whose first weights, seed, loss, optimiser, weight decay, statistics and surrogate count here; the rest, such as
     *     {@link FirstWeights#prepare} and the learning rate, is for whoever takes the steps
     * @throws IllegalArgumentException if the network does not answer with a number a class, has nothing to train, or has a neuron that
     *     is no {@link org.spikernel.neuron.DifferentiableNeuron}
     */
    public static TrainableNetwork of(Network network, TrainingRecipe recipe) {
        Given.value(network, "the network to train");
        Given.value(recipe, "the recipe");
        return of(network, recipe, recipe.firstWeights().drawn(recipe.seed()));
    }

    static TrainableNetwork of(Network network, TrainingRecipe recipe, Weights weights) {
        return of(network, recipe, weights, Workers.all());
    }

    /** As {@link #of(Network, TrainingRecipe)}, with these weights and workers to share its work. */
    static TrainableNetwork of(Network network, TrainingRecipe recipe, Weights weights, Workers workers) {
        return new TrainableNetwork(
                network, recipe, weights, new SharedLearning(recipe, SharedKernels.none()), workers);
    }

    /**
     * A network that goes on where others have left off that share what they learn with it: with freshly drawn weights only where none of
     * them had a layer.
     */
    static TrainableNetwork sharing(SharedLearning shared, Network network, TrainingRecipe recipe) {
        return new TrainableNetwork(network, recipe, recipe.firstWeights().drawn(recipe.seed()), shared, Workers.all());
    }

    /** The network that is trained. */
    Network network() {
        return network;
    }

    /** Whether a layer has weights that the network's answer depends on. */
    boolean isTrained(Node node) {
        return trained.contains(node);
    }

    /**
     * All that a layer makes of a batch in training, with the weights that it has now.
     *
     * @throws IllegalStateException if memory is short
     */
    float[] output(Node node, ImageBatch batch) {
        requireShape(batch);
        try {
            passes.forward(batch, true, steps);
            return passes.output(node);
        } catch (OutOfMemoryError full) {
            throw memoryIsShort("a forward pass", batch, full);
        }
    }

    /** Divides the weights of a layer, and not its biases, by a number. */
    void divideWeights(Node node, float divisor) {
        float[] weights = passes.parameters(node).get(0).values();
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= divisor;
        }
    }

    /**
     * Takes a step on a batch.
     *
     * @param batch images of the network's input shape, labels of its classes
     * @param learningRate how far the weights move
     * @return the loss on the batch before the step; where it is not finite, the weights no longer are either
     * @throws IllegalArgumentException if images or labels do not fit
     * @throws IllegalStateException if memory is short
     */
    public double step(ImageBatch batch, double learningRate) {
        double loss = differentiate(batch);
        descent.step((float) learningRate, batch.size());
        steps++;
        return loss;
    }

    /** Computes the loss, and the sum over the batch of its gradients, and moves running statistics. */
    double differentiate(ImageBatch batch) {
        requireShape(batch);
        int[] labels = labels(batch);
        if (!neuronsAreFinite()) {
            return Double.NaN;
        }
        try {
            float[][] answers = passes.forward(batch, true, steps);
            recognised = recognised(answers, labels);
            float[][] gradients = new float[answers.length][];
            double sum = 0;
            for (int sample = 0; sample < answers.length; sample++) {
                gradients[sample] = new float[answers[sample].length];
                sum += recipe.loss().differentiate(answers[sample], labels[sample], gradients[sample]);
            }
            passes.backward(gradients);
            return sum / answers.length;
        } catch (OutOfMemoryError full) {
            throw memoryIsShort("a step", batch, full);
        }
    }

    /** Whether all that neurons have learned are numbers: neurons of others cannot charge, so there is no answer and no loss. */
    private boolean neuronsAreFinite() {
        return trained.stream()
                .filter(Node::isSpiking)
                .map(node -> passes.parameters(node).get(0).values())
                .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(i -> values[i]))
                .allMatch(Double::isFinite);
    }

    private IllegalStateException memoryIsShort(String work, ImageBatch batch, OutOfMemoryError full) {
        return new IllegalStateException(
                String.format(
                        Locale.ROOT,
                        "memory is short: %s of %s on %d images over %d timesteps does not fit into a heap of %,d MiB (training"
                                + " keeps %,d MiB); use a smaller batch, fewer channels or timesteps, or raise -Xmx",
                        work,
                        network.name(),
                        batch.size(),
                        network.timesteps(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        memory(batch.size()) >> 20),
                full);
    }

    private static int recognised(float[][] answers, int[] labels) {
        return (int) IntStream.range(0, answers.length)
                .filter(sample -> TestResult.predictionOf(answers[sample]) == labels[sample])
                .count();
    }

    /**
     * How much memory training on batches of so many images takes, in bytes, known before the first step: the weights with their momentum and
     * gradients, and what the layers keep of a batch between its forward and its backward pass. The heap must be larger by about a tenth.
     *
     * @throws IllegalArgumentException if there are no images
     */
    public long memory(int images) {
        return passes.bytes(Given.positive(images, "images"));
    }

    /** How many images of the last step's batch were recognised, before that step. */
    int recognised() {
        return recognised;
    }

    /**
     * The network's answer [sample, class] to images: running statistics, no dropout.
     *
     * @throws IllegalArgumentException if the images do not fit
     * @throws IllegalStateException if memory is short
     */
    public float[][] logits(ImageBatch batch) {
        requireShape(batch);
        try {
            return passes.forward(batch, false, steps);
        } catch (OutOfMemoryError full) {
            throw memoryIsShort("inference", batch, full);
        }
    }

    /** Makes the running statistics the means of those of batches, as {@link NetworkPasses#estimateStatistics} does. */
    void estimateStatistics(List<ImageBatch> batches) {
        batches.forEach(this::requireShape);
        try {
            passes.estimateStatistics(batches);
        } catch (OutOfMemoryError full) {
            throw memoryIsShort("statistics", batches.get(0), full);
        }
    }

    private void requireShape(ImageBatch batch) {
        Shape found = batch.imageShape();
        if (!found.equals(network.input().shape())) {
            throw new IllegalArgumentException(network.name() + " reads images of shape "
                    + network.input().shape() + ", but the batch has images of shape " + found);
        }
        Showing.require(network, network.timesteps(), batch.frames(), "the samples of the batch");
    }

    private int[] labels(ImageBatch batch) {
        int classes = network.output().shape().size();
        int[] labels = new int[batch.size()];
        for (int sample = 0; sample < labels.length; sample++) {
            labels[sample] = batch.label(sample);
            if (labels[sample] >= classes) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s tells %d classes apart, 0 to %d, but image %d of the batch has label %d",
                        network.name(),
                        classes,
                        classes - 1,
                        sample,
                        labels[sample]));
            }
        }
        return labels;
    }

    /**
     * A DL4J graph of the network with copies of its weights, for whatever DL4J can do with one. It computes the same in DL4J's own way,
     * where sums are rounded otherwise.
     *
     * <p>With direct encoding it reads normalised images [batch, channel, row, column]; with rate or latency encoding intensities, in the same
     * order; frames of events as [batch, timestep x polarity, row, column].
     *
     * @throws IllegalArgumentException if the network has feedback, which no DL4J graph computes
     * @throws IllegalStateException if the native half of ND4J, which DL4J computes with, is not there for this platform; nothing else of this
     *     library needs it
     */
    public ComputationGraph graph() {
        ComputationGraph graph = initialised();
        graph.getConfiguration().setIterationCount(steps);
        for (Node node : trained) {
            Iterator<INDArray> targets =
                    graph.getLayer(node.place()).paramTable().values().iterator();
            for (ParameterArray parameter : passes.parameters(node)) {
                INDArray target = targets.next();
                try (INDArray source = Nd4j.createFromArray(parameter.values())) {
                    target.assign(source.reshape(target.shape()));
                }
            }
        }
        return graph;
    }

    private ComputationGraph initialised() {
        try {
            ComputationGraph graph = new ComputationGraph(NetworkGraph.of(network, recipe));
            graph.init();
            return graph;
        } catch (LinkageError missing) {
            throw new IllegalStateException(
                    "a DL4J graph needs ND4J's native half for " + Versions.platform() + ", which cannot be loaded ("
                            + missing
                            + "). Add org.nd4j:nd4j-native to your dependencies, of the version of deeplearning4j-nn and with a"
                            + " classifier such as macosx-arm64 or windows-x86_64-onednn. Training, testing and saving do"
                            + " without it.",
                    missing);
        }
    }

    /** The gradients of a layer's parameters that are trained, summed over the last batch, in the order of {@link #graph}. */
    List<float[]> gradients(Node node) {
        return passes.parameters(node).stream()
                .filter(ParameterArray::isTrained)
                .map(parameter -> parameter.gradient().clone())
                .toList();
    }

    /**
     * The parameters of every layer that has some, by its place, as an engine reads them; first weights where the network's answer does
     * not depend on the layer.
     */
    public Map<String, LayerWeights> weights() {
        Map<String, LayerWeights> weights = new LinkedHashMap<>();
        layers().forEach((place, layer) -> weights.put(place, layer.engineWeights()));
        return weights;
    }

    /** As {@link #weights()}, in copies that tell of running statistics too. */
    Map<String, TrainedLayer> layers() {
        Map<String, TrainedLayer> layers = new LinkedHashMap<>();
        for (Node node : network.nodes()) {
            if (node.weights() > 0) {
                layers.put(
                        node.place(),
                        trained.contains(node)
                                ? SharedLearning.copy(passes.parameters(node))
                                : SuperNetwork.untrained(node, untrained.get(node)));
            }
        }
        return layers;
    }

    /**
     * Writes everything that a later step depends on, bit by bit; the file appears whole or not at all.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void save(Path file) {
        Given.value(file, "the file of the network in training");
        try {
            new ZippedFile()
                    .put(FileHeader.ENTRY, header(network).text())
                    .put(STATE, this::writeState)
                    .write(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write the network in training to " + file + ": " + FileTrouble.writing(file, failure) + ".",
                    failure);
        }
    }

    private static FileHeader header(Network network) {
        return new FileHeader(KIND, NetworkText.lines(network));
    }

    /** Writes all that a later step depends on. */
    void writeState(DataOutput out) throws IOException {
        writeBeginning(out);
        kept.write(parameters, out);
    }

    private void writeBeginning(DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        out.writeUTF(network.name());
        out.writeInt(steps);
    }

    /** How many bytes the state is. */
    private long stateSize() {
        try (DataOutputStream beginning = new DataOutputStream(OutputStream.nullOutputStream())) {
            writeBeginning(beginning);
            return beginning.size() + kept.size(parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing cannot be written to", impossible);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param recipe how it is trained on, with the optimiser of the recipe by which it was trained
     * @throws IllegalArgumentException if the file is of another network, or damaged, or no such file at all
     * @throws UncheckedIOException if it cannot be read
     */
    public static TrainableNetwork load(Path file, Network network, TrainingRecipe recipe) {
        Given.value(file, "the file of the network in training");
        Given.value(network, "the network to train");
        Given.value(recipe, "the recipe");
        try (OpenedZip zip = OpenedZip.open(file)) {
            List<String> differences = header(network).differences(FileHeader.read(KIND, zip), Provenance.VERSION);
            if (!differences.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", differences));
            }
            return read(zip, network, recipe);
        } catch (IllegalArgumentException another) {
            throw new IllegalArgumentException(
                    file + " holds no network in training that this one can go on from: " + another.getMessage()
                            + ". Name a file that TrainableNetwork.save of this version has written for this network and a recipe with the same optimiser.",
                    another);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot read the network in training " + file + ": " + FileTrouble.reading(failure)
                            + ". Name a file that exists and may be read.",
                    failure);
        }
    }

    /** The network in training whose state is an entry of a file. */
    static TrainableNetwork read(OpenedZip zip, Network network, TrainingRecipe recipe) throws IOException {
        TrainableNetwork trainable = of(network, recipe);
        try {
            zip.read(STATE, trainable.stateSize(), trainable::restore);
            return trainable;
        } catch (IOException | IllegalArgumentException another) {
            trainable.close();
            throw another;
        }
    }

    private void restore(DataInput in) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IllegalArgumentException("'" + STATE
                    + "' is no state of a network in training, or of a version whose trainings have other bits");
        }
        // Whose state it is, the header says line by line.
        in.readUTF();
        steps = in.readInt();
        kept.read(parameters, in);
    }

    /** Lets go of what belongs to its last batch. */
    @Override
    public void close() {
        passes.close();
    }
}
