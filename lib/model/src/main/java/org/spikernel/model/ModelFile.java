package org.spikernel.model;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.spikernel.internal.networks.NetworkText;
import org.spikernel.internal.sealed.FileHeader;
import org.spikernel.internal.sealed.NumpyArray;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Parameters;

/** The file of a trained model. */
final class ModelFile {

    private static final String KIND = "Spikernel trained model";
    private static final String CURVE = "curve.csv";
    private static final String CLASS = "class ";
    private static final String WEIGHTS = "weights";
    private static final String BIASES = "biases";
    private static final String MEAN = "mean";
    private static final String VARIANCE = "variance";

    private ModelFile() {}

    /** What the file of a model holds. */
    static ZippedFile file(TrainedModel model) {
        ZippedFile file = new ZippedFile()
                .put(FileHeader.ENTRY, header(model).text())
                .put(CURVE, model.curve().csv());
        for (Node node : model.network().nodes()) {
            if (model.layers().containsKey(node.place())) {
                putLayer(file, node, model.layers().get(node.place()));
            }
        }
        return file;
    }

    private static FileHeader header(TrainedModel model) {
        Map<String, String> facts = new LinkedHashMap<>(NetworkText.lines(model.network()));
        List<String> names = model.classNames();
        IntStream.range(0, names.size()).forEach(label -> facts.put(CLASS + label, names.get(label)));
        facts.putAll(model.provenance().facts());
        return new FileHeader(KIND, facts);
    }

    private static void putLayer(ZippedFile file, Node node, TrainedLayer layer) {
        file.put(name(node, WEIGHTS), NumpyArray.bytes(layer.weights(), shape(node)));
        putVector(file, name(node, BIASES), layer.biases());
        putVector(file, name(node, MEAN), layer.mean());
        putVector(file, name(node, VARIANCE), layer.variance());
    }

    private static void putVector(ZippedFile file, String name, float[] values) {
        if (values.length > 0) {
            file.put(name, NumpyArray.bytes(values, values.length));
        }
    }

    private static String name(Node node, String kind) {
        return node.place() + "." + kind + ".npy";
    }

    private static int[] shape(Node node) {
        return node.parameters().weightShape().stream().mapToInt(side -> side).toArray();
    }

    /**
     * The model of a file.
     *
     * @param networkOf makes the network of what the file says of it
     * @throws IllegalArgumentException if it is none, or lacks something, or is damaged
     * @throws IOException if it cannot be read
     */
    static TrainedModel model(OpenedZip file, Function<Map<String, String>, Network> networkOf) throws IOException {
        FileHeader header = FileHeader.read(KIND, file);
        Network network = networkOf.apply(header.facts());
        Map<String, TrainedLayer> layers = new LinkedHashMap<>();
        for (Node node : network.nodes()) {
            if (node.weights() > 0) {
                layers.put(node.place(), layer(file, node));
            }
        }
        return new TrainedModel(
                network,
                layers,
                classNames(header),
                LearningCurve.parse(file.text(CURVE)),
                Provenance.of(header.facts()));
    }

    private static List<String> classNames(FileHeader header) {
        return IntStream.iterate(0, label -> header.facts().containsKey(CLASS + label), label -> label + 1)
                .mapToObj(label -> header.facts().get(CLASS + label))
                .toList();
    }

    private static TrainedLayer layer(OpenedZip file, Node node) throws IOException {
        Parameters parameters = node.parameters();
        return new TrainedLayer(
                array(file, name(node, WEIGHTS), shape(node)),
                array(file, name(node, BIASES), parameters.biases()),
                array(file, name(node, MEAN), parameters.statistics()),
                array(file, name(node, VARIANCE), parameters.statistics()));
    }

    private static float[] array(OpenedZip file, String name, int... shape) throws IOException {
        if (shape[0] == 0) {
            return new float[0];
        }
        byte[] bytes = file.bytes(name, NumpyArray.size(shape));
        try {
            return NumpyArray.values(bytes);
        } catch (IllegalArgumentException another) {
            throw new IllegalArgumentException("'" + name + "': " + another.getMessage(), another);
        }
    }
}
