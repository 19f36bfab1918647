package org.spikernel.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.spikernel.ChildJvm;
import org.spikernel.block.BlockArchitecture;
import org.spikernel.cell.Cell;
import org.spikernel.data.Dataset;
import org.spikernel.model.TrainedLayer;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Plif;
import org.spikernel.train.layers.Surrogate;

/** Numbers of trainings, in hexadecimal; also in a process of its own. */
final class SameTraining {

    /** One width that fills vector registers and one that does not. */
    private static final List<Integer> WIDTHS = List.of(16, 12);

    private SameTraining() {}

    /** Prints {@link #numbers}, each on a line. */
    public static void main(String[] arguments) {
        numbers().forEach(System.out::println);
    }

    /** The lines that a process prints which is started with these options of Java. */
    static List<String> numbersOfAnotherProcess(String... options) throws IOException {
        List<String> lines =
                ChildJvm.lines(ChildJvm.of(SameTraining.class, List.of(options)).start());
        return lines.stream().filter(line -> line.contains("0x")).toList();
    }

    /** Losses and sums of trained weights. */
    static List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        for (int channels : WIDTHS) {
            Network network = SnasNet.cifar10()
                    .withChannels(channels)
                    .withTimesteps(2)
                    .withStemStride(2)
                    .network(Cell.parse("conv3x3 | conv5x5 skip | conv1x1 avg3x3 conv3x3"));
            Dataset images = TinyTraining.fewTextures(40, 1);
            TrainedModel model = Trainer.of(network)
                    .epochs(2)
                    .batch(16)
                    .surrogate(channels == 16 ? Surrogate.ATAN : Surrogate.sigmoid(0.25))
                    .fit(images);
            numbers.add("C=" + channels + " loss "
                    + Double.toHexString(model.curve().epochs().get(1).loss()));
            numbers.add("C=" + channels + " weights " + Double.toHexString(sum(model)));
        }
        TrainedModel blocks = Trainer.of(blocks())
                .epochs(2)
                .batch(16)
                .loss(Loss.MEAN_SQUARED_ERROR)
                .fit(TinyTraining.fewTextures(40, 1));
        numbers.add("blocks loss "
                + Double.toHexString(blocks.curve().epochs().get(1).loss()));
        numbers.add("blocks weights " + Double.toHexString(sum(blocks)));
        TrainedModel feedback = Trainer.of(feedback()).epochs(2).batch(16).fit(TinyTraining.fewTextures(40, 1));
        numbers.add("feedback loss "
                + Double.toHexString(feedback.curve().epochs().get(1).loss()));
        numbers.add("feedback weights " + Double.toHexString(sum(feedback)));
        return numbers;
    }

    /** Of neurons that learn, with connections that reach back in time. */
    private static Network feedback() {
        return SnasNet.cifar10()
                .withChannels(6)
                .withTimesteps(3)
                .withStemStride(2)
                .withNeuron(Plif.DEFAULT)
                .network(Cell.parse(
                        "conv3x3 | zero conv3x3 | conv3x3 zero avg3x3 ; back 1->0 conv1x1 2->0 skip 3->1 conv3x3"));
    }

    /** Of neurons that learn. */
    private static Network blocks() {
        SnnFrame frame = SnnFrame.cifar10().withChannels(6).withTimesteps(2);
        return AutoSnn.snn3(frame.withNeuron(Plif.DEFAULT.withTau(1.3).withThreshold(0.5)))
                .network(BlockArchitecture.parse("SRB_k3 skip SCB_k5 skip SIB_k3_e1 skip SRB_k3 skip"));
    }

    private static double sum(TrainedModel model) {
        double sum = 0;
        for (TrainedLayer layer : new TreeMap<>(model.layers()).values()) {
            for (float[] numbers : List.of(layer.weights(), layer.biases(), layer.mean(), layer.variance())) {
                for (int i = 0; i < numbers.length; i++) {
                    sum += numbers[i] * (1 + i % 7);
                }
            }
        }
        return sum;
    }
}
