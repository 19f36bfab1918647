package org.spikernel.score;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.spikernel.ChildJvm;
import org.spikernel.block.BlockArchitecture;
import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Weights;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Encoding;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Plif;
import org.spikernel.search.Search;
import org.spikernel.search.Strategy;

/** Numbers of all kinds that the engine computes, in hexadecimal; also in a process of its own. */
final class SameBits {

    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(12).withTimesteps(2);
    private static final Cell CELL = Cell.parse("conv3x3 | conv5x5 skip | conv1x1 avg3x3 conv3x3");

    private static final Cell FEEDBACK =
            Cell.parse("conv3x3 | zero conv5x5 | conv1x1 zero conv3x3 ; back 2->0 conv3x3 3->1 skip");

    private SameBits() {}

    /** Prints {@link #numbers}, each on a line. */
    public static void main(String[] arguments) {
        numbers().forEach(System.out::println);
    }

    /** The lines that a process prints which is started with these options of Java. */
    static List<String> numbersOfAnotherProcess(String... options) throws IOException {
        List<String> lines =
                ChildJvm.lines(ChildJvm.of(SameBits.class, List.of(options)).start());
        return lines.stream().filter(line -> line.contains("0x")).toList();
    }

    /** Scores with rounded and unrounded weights, how often neurons spike, and the best score of a search. */
    static List<String> numbers() {
        ImageBatch batch = Datasets.textures().train().batch(5, 1);
        Network network = MACRO.network(CELL);
        RScore score = RScore.on(batch);
        return Stream.of(
                        hex("score", score.of(network)),
                        hex(
                                "unrounded weights",
                                score.weights(Weights.random(2)).of(network)),
                        hex("firing rate", score.represent(network).firingRate()),
                        hex("blocks", score.of(blocks())),
                        hex("feedback", score.of(MACRO.network(FEEDBACK))),
                        hex(
                                "rates",
                                score.of(MACRO.withEncoding(Encoding.rate(5)).network(CELL))),
                        hex(
                                "latencies",
                                score.of(MACRO.withEncoding(Encoding.latency()).network(CELL))),
                        hex("events", events()),
                        hex("best of a search", best(batch)))
                .toList();
    }

    /** Of neurons whose time constant is no power of two. */
    private static Network blocks() {
        SnnFrame frame = SnnFrame.cifar10().withChannels(12).withTimesteps(3);
        return AutoSnn.snn3(frame.withNeuron(Plif.DEFAULT.withTau(1.3).withThreshold(0.25)))
                .network(BlockArchitecture.parse("SRB_k3 skip SCB_k5 skip SIB_k3_e1 skip SRB_k3 skip"));
    }

    private static double events() {
        Dataset bars = Datasets.movingBars();
        SnasNet macro = SnasNet.forDataset(bars).withChannels(12).withStemStride(2);
        return RScore.on(bars.train().batch(5, 1)).weights(Weights.random(2)).of(macro.network(CELL));
    }

    private static String hex(String name, double number) {
        return name + " " + Double.toHexString(number);
    }

    private static double best(ImageBatch batch) {
        return Search.of(SearchSpace.of(KernelSet.SET_3), MACRO.withChannels(4), RScore.on(batch))
                .strategy(Strategy.random(3).seed(3))
                .run()
                .best()
                .score()
                .orElseThrow();
    }
}
