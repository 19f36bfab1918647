package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.spikernel.ChildJvm;
import org.spikernel.cell.Cell;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;

/** A network and images so small that an epoch takes milliseconds; also as a process of its own, which can be killed. */
final class TinyTraining {

    private TinyTraining() {}

    /** Convolution, normalisation, neurons, dropout, classifier: all that has a state while training. */
    static Network network() {
        return network(4);
    }

    static Network network(int filters) {
        Network.Builder builder = Network.builder("tiny", new Shape(1, 4, 4)).timesteps(2);
        var stem = builder.add("stem", Layer.Convolution.same(filters, 3, 1), builder.input());
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), norm);
        var flat = builder.add("flat", new Layer.Flatten(), spikes);
        var kept = builder.add("dropout", new Layer.Dropout(0.5), flat);
        return builder.build(builder.add("classifier", new Layer.Linear(2, true), kept));
    }

    /** A network with a hidden layer of neurons before its answer. */
    static Network hidden() {
        return hidden(Lif.DEFAULT);
    }

    static Network hidden(Neuron neuron) {
        Network.Builder builder = Network.builder("hidden", new Shape(1, 4, 4)).timesteps(2);
        var flat = builder.add("flat", new Layer.Flatten(), builder.input());
        var currents = builder.add("hidden", new Layer.Linear(8, false), flat);
        var spikes = builder.add("neurons", new Layer.Spiking(neuron), currents);
        return builder.build(builder.add("classifier", new Layer.Linear(2, true), spikes));
    }

    /** Images whose class is the brighter half, top or bottom. */
    static Dataset images() {
        Shape shape = new Shape(1, 4, 4);
        return new Dataset(
                "halves",
                "halves: 24 training images, 10 test images",
                List.of("top", "bottom"),
                halves(shape, 24),
                halves(shape, 10));
    }

    private static ImageSet halves(Shape shape, int count) {
        byte[] bytes = new byte[count * shape.size()];
        for (int i = 0; i < bytes.length; i++) {
            boolean bright = i % 16 / 8 == i / 16 % 2;
            bytes[i] = (byte) ((bright ? 160 : 60) + i * 37 % 40);
        }
        int[] labels = IntStream.range(0, count).map(i -> i % 2).toArray();
        return ImageSet.of(shape, bytes, labels, new Normalisation(List.of(0.5), List.of(0.25)));
    }

    static Trainer trainer() {
        return Trainer.of(network()).epochs(6).batch(7);
    }

    /** A small SnasNet on a few textures. */
    static Network snasNet() {
        return SnasNet.cifar10()
                .withChannels(4)
                .withTimesteps(2)
                .network(Cell.parse("conv3x3 | skip conv1x1 | skip zero avg3x3"));
    }

    /** Trains for very many epochs with the checkpoint that is named first, and saves the model in the file that is named second. */
    public static void main(String[] arguments) {
        killable().checkpoint(Path.of(arguments[0])).fit(images()).save(Path.of(arguments[1]));
    }

    /** What {@link #main} trains: long enough to be killed again and again. */
    static Trainer killable() {
        return trainer().epochs(300);
    }

    /** Runs {@link #main} in a process of its own; what the process says is added to a log. */
    static Process start(Path checkpoint, Path model, Path log) throws IOException {
        return ChildJvm.of(TinyTraining.class, List.of(), checkpoint.toString(), model.toString())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    static Dataset fewTextures(int train, int test) {
        Dataset all = Datasets.textures();
        return new Dataset(
                all.name(),
                all.description(),
                all.classNames(),
                all.train().first(train),
                all.test().first(test));
    }
}
