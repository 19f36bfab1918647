package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.ChildJvm;
import org.spikernel.block.BlockSpace;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Lif;
import org.spikernel.random.RandomStream;
import org.spikernel.space.Space;

/** Super-networks so small that a step takes milliseconds; also as a process of its own, which can be killed. */
final class TinySuperNetwork {

    static final Dataset IMAGES = TinyTraining.fewTextures(40, 20);

    static final AutoSnn BLOCK_MACRO =
            AutoSnn.snn1(SnnFrame.forDataset(IMAGES).withChannels(2).withTimesteps(2));

    static final SearchSpace CELLS = SearchSpace.of(KernelSet.of(1, 3, 5, 7));

    static final SnasNet CELL_MACRO =
            new SnasNet(IMAGES.imageShape(), IMAGES.classes(), 1, 3, 4, 6, 2, 2, Lif.DEFAULT.withThreshold(0.5), 2);

    private TinySuperNetwork() {}

    /** Of AutoSNN's blocks, by momentum. */
    static SuperNetworkTrainer blocks() {
        AutoSnn macro = AutoSnn.snn1(SnnFrame.forDataset(IMAGES).withChannels(2).withTimesteps(2));
        return SuperNetworkTrainer.of(BlockSpace.autoSnn(), macro)
                .recipe(TrainingRecipe.defaults().withEpochs(3).withBatch(10).withSeed(3));
    }

    /** Of SNASNet's cells with four kernel sizes, by Adam. */
    static SuperNetworkTrainer cells() {
        return SuperNetworkTrainer.of(CELLS, CELL_MACRO)
                .recipe(TrainingRecipe.autoSnn().withEpochs(3).withBatch(10).withSeed(3));
    }

    /** All bits of some networks of it. */
    static List<Map<String, String>> bits(SuperNetwork trained, Space space) {
        return IntStream.range(0, 3)
                .mapToObj(i -> space.draw(RandomStream.at(i, "any")))
                .map(trained::model)
                .<Map<String, String>>map(model -> new TreeMap<>(Bits.of(model)))
                .toList();
    }

    /** What {@link #main} trains. */
    static SuperNetworkTrainer killable() {
        return cells().epochs(10);
    }

    /** Trains with the checkpoint that is named. */
    public static void main(String[] arguments) {
        killable().checkpoint(Path.of(arguments[0])).fit(IMAGES);
    }

    /** Runs {@link #main} in a process of its own. */
    static Process start(Path checkpoint) throws IOException {
        return ChildJvm.of(TinySuperNetwork.class, List.of(), checkpoint.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** One of each kind. */
    static Stream<SuperNetworkTrainer> all() {
        return Stream.of(blocks(), cells(), cells().sharingKernels());
    }
}
