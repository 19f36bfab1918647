package org.spikernel.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.data.ImageBatch;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.files.FileTrouble;
import org.spikernel.internal.networks.NetworkText;
import org.spikernel.internal.sealed.FileHeader;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.Provenance;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.NetworkPlan;
import org.spikernel.network.Parameters;
import org.spikernel.shapes.Shape;

/**
 * A network in training: a DL4J graph of spiking layers, its weights, and the momentum of each.
 *
 * <p>A step is one of stochastic gradient descent with momentum mu and weight decay lambda, for every trained parameter w with gradient g
 * of the loss:
 *
 * <pre>
 *     v &lt;- mu v + g + lambda w
 *     w &lt;- w - learningRate v
 * </pre>
 *
 * <p>Not for use by several threads.
 */
public final class TrainableNetwork implements AutoCloseable {

    private static final int FORMAT = 0x5350_4b31;
    private static final String KIND = "Spikernel network in training";

    /** The entry of a file that holds the state. */
    static final String STATE = "network";

    private final Network network;
    private final ComputationGraph graph;
    private final MomentumDescent descent;
    private final Weights initial;
    private final Set<Node> trained;
    private float[][] answers;
    private int recognised;

    /** Keeps the answers of a forward pass, which DL4J forgets before it ends. */
    private final class AnswerListener extends BaseTrainingListener {
        @Override
        public void onForwardPass(Model model, Map<String, INDArray> activations) {
            answers = activations.get(NetworkGraph.logits(network)).toFloatMatrix();
        }
    }

    private TrainableNetwork(Network network, ComputationGraph graph, TrainingRecipe recipe, Weights initial) {
        this.network = network;
        this.graph = graph;
        this.initial = initial;
        trained = NetworkPlan.of(network).needed().stream()
                .filter(node -> node.weights() > 0)
                .collect(Collectors.toUnmodifiableSet());
        graph.setListeners(new AnswerListener());
        descent = new MomentumDescent(graph, (float) recipe.momentum(), (float) recipe.weightDecay());
    }

    /**
     * A network with freshly drawn weights: those of {@code Weights.random(seed)}.
     *
     * @param recipe whose seed, loss, momentum, weight decay, statistics and surrogate count here; the rest, such as
     *     {@link FirstWeights#prepare} and the learning rate, is for whoever takes the steps
     * @throws IllegalArgumentException if the network does not answer with a number a class, has nothing to train, or has a neuron that
     *     is no {@link org.spikernel.neuron.DifferentiableNeuron}
     */
    public static TrainableNetwork of(Network network, TrainingRecipe recipe) {
        Given.value(network, "the network to train");
        Given.value(recipe, "the recipe");
        return of(network, recipe, Weights.random(recipe.seed()));
    }

    static TrainableNetwork of(Network network, TrainingRecipe recipe, Weights weights) {
        ComputationGraph graph = new ComputationGraph(NetworkGraph.of(network, recipe));
        graph.init();
        TrainableNetwork trainable = new TrainableNetwork(network, graph, recipe, weights);
        trainable.trained.forEach(node -> trainable.set(node, weights.of(node)));
        return trainable;
    }

    private void set(Node node, LayerWeights weights) {
        Iterator<INDArray> parameters = parameters(node);
        assign(parameters.next(), weights.weights());
        if (weights.biases().length > 0) {
            assign(parameters.next(), weights.biases());
        }
    }

    /** What DL4J keeps for a layer: weights, biases, means and variances, as far as the layer has them. */
    private Iterator<INDArray> parameters(Node node) {
        return graph.getLayer(node.place()).paramTable().values().iterator();
    }

    private static void assign(INDArray target, float[] values) {
        try (INDArray source = Nd4j.createFromArray(values)) {
            target.assign(source.reshape(target.shape()));
        }
    }

    /** The network that is trained. */
    Network network() {
        return network;
    }

    /** Whether a layer has weights that the network's answer depends on. */
    boolean isTrained(Node node) {
        return trained.contains(node);
    }

    /** All that a layer makes of a batch in training, with the weights that it has now. */
    float[] output(Node node, ImageBatch batch) {
        try (INDArray images = images(batch)) {
            return graph.feedForward(images, true)
                    .get(node.place())
                    .dup()
                    .data()
                    .asFloat();
        }
    }

    /** Divides the weights of a layer, and not its biases, by a number. */
    void divideWeights(Node node, float divisor) {
        INDArray parameter = parameters(node).next();
        float[] weights = values(parameter);
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= divisor;
        }
        assign(parameter, weights);
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
        graph.getConfiguration().setIterationCount(graph.getConfiguration().getIterationCount() + 1);
        return loss;
    }

    /** Computes the loss, and the sum over the batch of its gradients, and moves running statistics. */
    double differentiate(ImageBatch batch) {
        try (INDArray images = images(batch);
                INDArray targets = targets(batch)) {
            graph.setInputs(images);
            graph.setLabels(targets);
            graph.computeGradientAndScore();
            recognised = recognised(batch);
            return graph.score();
        } catch (OutOfMemoryError full) {
            throw memoryIsShort("a step", batch, full);
        } finally {
            graph.clear();
        }
    }

    private IllegalStateException memoryIsShort(String work, ImageBatch batch, OutOfMemoryError full) {
        return new IllegalStateException(
                String.format(
                        Locale.ROOT,
                        "memory is short: %s of %s on %d images over %d timesteps does not fit into a heap of %,d MiB and %,d MiB"
                                + " outside it; use a smaller batch, fewer channels or timesteps, or raise -Xmx and"
                                + " -Dorg.bytedeco.javacpp.maxbytes and .maxphysicalbytes",
                        work,
                        network.name(),
                        batch.size(),
                        network.timesteps(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        Pointer.maxBytes() >> 20),
                full);
    }

    private int recognised(ImageBatch batch) {
        return (int) IntStream.range(0, batch.size())
                .filter(sample -> TestResult.predictionOf(answers[sample]) == batch.label(sample))
                .count();
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
        INDArray images = images(batch);
        try {
            Map<String, INDArray> made = graph.feedForward(images, false);
            float[][] answer = made.get(NetworkGraph.logits(network)).toFloatMatrix();
            made.values().forEach(TrainableNetwork::release);
            return answer;
        } catch (OutOfMemoryError full) {
            throw memoryIsShort("inference", batch, full);
        } finally {
            release(images);
        }
    }

    /** Gives memory outside the heap back at once; layers that only change a shape share theirs. */
    private static void release(INDArray array) {
        if (!array.wasClosed() && !array.data().wasClosed() && array.closeable()) {
            array.close();
        }
    }

    private INDArray images(ImageBatch batch) {
        Shape found = batch.imageShape();
        if (!found.equals(network.input().shape())) {
            throw new IllegalArgumentException(network.name() + " reads images of shape "
                    + network.input().shape() + ", but the batch has images of shape " + found);
        }
        return Nd4j.createFromArray(batch.pixels())
                .reshape(batch.size(), batch.channels(), batch.rows(), batch.columns());
    }

    private INDArray targets(ImageBatch batch) {
        int classes = network.output().shape().size();
        float[] targets = new float[batch.size() * classes];
        for (int sample = 0; sample < batch.size(); sample++) {
            int label = batch.label(sample);
            if (label >= classes) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s tells %d classes apart, 0 to %d, but image %d of the batch has label %d",
                        network.name(),
                        classes,
                        classes - 1,
                        sample,
                        label));
            }
            targets[sample * classes + label] = 1;
        }
        return Nd4j.createFromArray(targets).reshape(batch.size(), classes);
    }

    /** The DL4J model itself. */
    public ComputationGraph graph() {
        return graph;
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
                layers.put(node.place(), trained.contains(node) ? layer(node) : untrained(node));
            }
        }
        return layers;
    }

    private TrainedLayer layer(Node node) {
        Iterator<INDArray> kept = parameters(node);
        Parameters parameters = node.parameters();
        return new TrainedLayer(
                values(kept.next()),
                values(kept, parameters.biases()),
                values(kept, parameters.statistics()),
                values(kept, parameters.statistics()));
    }

    private TrainedLayer untrained(Node node) {
        LayerWeights first = initial.of(node);
        float[] variances = new float[node.parameters().statistics()];
        Arrays.fill(variances, 1);
        return new TrainedLayer(first.weights(), first.biases(), new float[variances.length], variances);
    }

    private static float[] values(Iterator<INDArray> kept, int count) {
        return count > 0 ? values(kept.next()) : new float[0];
    }

    private static float[] values(INDArray values) {
        return values.reshape(values.length()).toFloatVector();
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
                    .put(STATE, state())
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

    /** All that a later step depends on. */
    byte[] state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(stateSize()));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeBeginning(out);
            descent.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written to", impossible);
        }
        return bytes.toByteArray();
    }

    private void writeBeginning(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeUTF(network.name());
        out.writeInt(graph.getConfiguration().getIterationCount());
    }

    /** How many bytes the state is. */
    private long stateSize() {
        try (DataOutputStream beginning = new DataOutputStream(OutputStream.nullOutputStream())) {
            writeBeginning(beginning);
            return beginning.size() + descent.size();
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing cannot be written to", impossible);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
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
                            + ". Name a file that TrainableNetwork.save of this version has written for this network.",
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
            trainable.restore(zip.bytes(STATE, trainable.stateSize()));
            return trainable;
        } catch (IOException | IllegalArgumentException another) {
            trainable.close();
            throw another;
        }
    }

    private void restore(byte[] state) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            if (in.readInt() != FORMAT) {
                throw new IllegalArgumentException("'" + STATE + "' is no state of a network in training");
            }
            // Whose state it is, the header says line by line.
            in.readUTF();
            graph.getConfiguration().setIterationCount(in.readInt());
            descent.read(in);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
