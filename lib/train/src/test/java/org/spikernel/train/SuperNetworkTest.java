package org.spikernel.train;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.BlockSpace;
import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedLayer;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.score.Fitness;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;
import org.spikernel.select.ParetoFront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SuperNetworkTest {

    private static final Dataset IMAGES = TinyTraining.fewTextures(40, 20);
    private static final AutoSnn MACRO =
            AutoSnn.snn1(SnnFrame.forDataset(IMAGES).withChannels(2).withTimesteps(2));
    private static final TrainingRecipe RECIPE =
            TrainingRecipe.defaults().withEpochs(2).withBatch(10).withSeed(3);

    private static SuperNetworkTrainer trainer(BlockSpace space) {
        return SuperNetworkTrainer.of(space, MACRO).recipe(RECIPE);
    }

    @Test
    void withOneNetworkItIsAnOrdinaryTraining() {
        BlockSpace space = BlockSpace.of(5, SpikingBlock.SRB_K3);
        Network network = MACRO.network(SpikingBlock.SRB_K3);

        TrainedModel shared = trainer(space).fit(IMAGES).model(BlockArchitecture.uniform(SpikingBlock.SRB_K3, 5));
        TrainedModel alone = Trainer.of(network).recipe(RECIPE).fit(IMAGES);

        assertThat(shared.layers().keySet()).isEqualTo(alone.layers().keySet());
        alone.layers()
                .forEach((place, layer) -> requireSame(place, shared.layers().get(place), layer));
        assertThat(shared.curve().last().loss()).isEqualTo(alone.curve().last().loss());
    }

    @Test
    void withOneCellItIsAnOrdinaryTrainingToo() {
        TrainingRecipe recipe =
                TrainingRecipe.autoSnn().withEpochs(2).withBatch(10).withSeed(3);
        Cell cell = Cell.parse("conv3x3 | conv3x3 conv3x3 | conv3x3 conv3x3 conv3x3");

        TrainedModel shared = SuperNetworkTrainer.of(SearchSpace.of(Operation.CONV3X3), TinySuperNetwork.CELL_MACRO)
                .recipe(recipe)
                .fit(IMAGES)
                .model(CellArchitecture.of(cell));
        TrainedModel alone = Trainer.of(TinySuperNetwork.CELL_MACRO.network(cell))
                .recipe(recipe)
                .fit(IMAGES);

        assertThat(Bits.of(shared)).isEqualTo(Bits.of(alone));
    }

    private static void requireSame(String place, TrainedLayer found, TrainedLayer expected) {
        assertThat(found.weights()).as(place).isEqualTo(expected.weights());
        assertThat(found.biases()).as(place).isEqualTo(expected.biases());
        assertThat(found.mean()).as(place).isEqualTo(expected.mean());
        assertThat(found.variance()).as(place).isEqualTo(expected.variance());
    }

    static List<Optimizer> optimizers() {
        return List.of(Optimizer.gradientDescent(), Optimizer.adam());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStepLeavesEverythingOffItsPathAsItWas(Optimizer optimizer) {
        TrainingRecipe recipe = RECIPE.withOptimizer(optimizer);
        SharedLearning shared = new SharedLearning(recipe, SharedKernels.none());
        ImageBatch batch = IMAGES.train().batch(10, 1);
        step(shared, recipe, "SRB_k3 skip SCB_k5 SRB_k3 SRB_k5", batch);
        Map<String, byte[]> before = bytes(shared, recipe);
        step(shared, recipe, "SRB_k5 skip SCB_k5 SCB_k3 SRB_k5", batch);
        Map<String, byte[]> after = bytes(shared, recipe);

        List<String> offPath = before.keySet().stream()
                .filter(place -> place.contains("body.0.SRB_k3") || place.contains("body.5.SRB_k3"))
                .toList();
        assertThat(offPath).hasSizeGreaterThan(8);
        assertThat(offPath).allSatisfy(place -> assertThat(after.get(place)).isEqualTo(before.get(place)));
        assertThat(after.keySet()).hasSizeGreaterThan(before.size());
        assertThat(after.get("stem.conv")).isNotEqualTo(before.get("stem.conv"));
    }

    /** All that is kept of each place: weights, statistics, and what the optimiser keeps of gradients. */
    private static Map<String, byte[]> bytes(SharedLearning shared, TrainingRecipe recipe) {
        Map<String, byte[]> bytes = new HashMap<>();
        for (String place : shared.arrays().places()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                KeptArrays.of(recipe).write(shared.arrays().of(place), new DataOutputStream(out));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            bytes.put(place, out.toByteArray());
        }
        return bytes;
    }

    private static void step(SharedLearning shared, TrainingRecipe recipe, String architecture, ImageBatch batch) {
        Network network = MACRO.network(BlockArchitecture.parse(architecture));
        try (TrainableNetwork trainable = TrainableNetwork.sharing(shared, network, recipe)) {
            trainable.step(batch, 0.1);
            shared.countStep(network);
        }
    }

    @Test
    void aNetworkOfItComputesWhatThatNetworkComputesWithTheseWeights() {
        SharedLearning shared = new SharedLearning(RECIPE, SharedKernels.none());
        ImageBatch batch = IMAGES.train().batch(10, 1);
        step(shared, RECIPE, "SRB_k3 skip SCB_k5 SRB_k3 SRB_k5", batch);
        step(shared, RECIPE, "SRB_k3 skip SRB_k5 SRB_k3 SRB_k5", batch);
        Network network = MACRO.network(BlockArchitecture.parse("SRB_k3 skip SRB_k5 SRB_k3 SRB_k5"));
        SuperNetwork trained = new SuperNetwork(
                trainer(BlockSpace.autoSnn()),
                shared.layers(),
                IMAGES.classNames(),
                Trainer.of(network).recipe(RECIPE.withEpochs(1)).fit(IMAGES).curve(),
                org.spikernel.model.Provenance.of(Map.of()));

        try (TrainableNetwork trainable = TrainableNetwork.sharing(shared, network, RECIPE)) {
            float[][] expected = trainable.logits(batch);
            float[][] found = SpikeEngine.common()
                    .run(
                            network,
                            batch,
                            trained.model(BlockArchitecture.parse("SRB_k3 skip SRB_k5 SRB_k3 SRB_k5"))
                                    .weights(),
                            network.timesteps(),
                            SpikeMonitor.none());
            for (int sample = 0; sample < expected.length; sample++) {
                assertThat(found[sample]).containsExactly(expected[sample], within(1e-6f));
            }
            try (TrainableNetwork alone = TrainableNetwork.of(
                    network,
                    RECIPE,
                    trained.model(BlockArchitecture.parse("SRB_k3 skip SRB_k5 SRB_k3 SRB_k5"))
                            .weights())) {
                assertThat(alone.differentiate(batch)).isEqualTo(trainable.differentiate(batch));
            }
        }
    }

    @Test
    void theSameCallEndsWithTheSameBits() {
        SuperNetwork one = trainer(BlockSpace.autoSnn()).fit(IMAGES);
        SuperNetwork two = trainer(BlockSpace.autoSnn()).fit(IMAGES);
        BlockArchitecture any = BlockArchitecture.parse("SCB_k3 SRB_k5 skip SCB_k5 SRB_k3");

        assertThat(one.places()).isEqualTo(two.places()).isGreaterThan(40);
        one.model(any)
                .layers()
                .forEach((place, layer) ->
                        requireSame(place, two.model(any).layers().get(place), layer));
        assertThat(IntStream.range(0, 8).mapToObj(trainer(BlockSpace.autoSnn())::drawn))
                .doesNotHaveDuplicates();
    }

    /** Cells that differ in the names of their inner nodes alone are one network, which has learned at the places of one of them. */
    @Test
    void equalCellsAreOneModelWhateverTheirNodesAreCalled() {
        Cell cell = Cell.parse("conv3x3 | conv1x1 zero | zero conv5x5 skip");
        Cell renamed = Cell.parse("conv1x1 | conv3x3 zero | zero skip conv5x5");
        assertThat(renamed).isNotEqualTo(cell);
        assertThat(renamed.canonical()).isEqualTo(cell.canonical());

        SuperNetwork trained = TinySuperNetwork.cells().epochs(1).fit(TinySuperNetwork.IMAGES);
        assertThat(Bits.of(trained.model(CellArchitecture.of(renamed))))
                .isEqualTo(Bits.of(trained.model(CellArchitecture.of(cell))));
    }

    @Test
    void placesAreThoseThatHaveLearnedSomething() {
        SuperNetwork trained = TinySuperNetwork.cells().epochs(1).fit(TinySuperNetwork.IMAGES);

        assertThat(trained.layers().values())
                .filteredOn(layer -> layer.weights().length == 0)
                .as("neurons that learn nothing")
                .isNotEmpty();
        assertThat(trained.places()).isEqualTo((int) trained.layers().values().stream()
                .filter(layer -> layer.weights().length > 0)
                .count());
    }

    @Test
    void searchesByAccuracyAndBySpikes() {
        SuperNetwork trained = trainer(BlockSpace.autoSnn()).fit(IMAGES);
        ImageSet held = IMAGES.test();
        double meanSpikes = trained.meanSpikes(held, 3);
        Fitness fitness = new Fitness(-0.08, meanSpikes);

        SearchResult result = Search.of(BlockSpace.autoSnn(), MACRO, trained.fitnessOn(held, fitness))
                .strategy(Strategy.autoSnnEvolution().rounds(1))
                .run();

        assertThat(meanSpikes).isPositive();
        assertThat(result.table().columnNames()).containsSubsequence("score", "accuracy", "spikes", "params");
        assertThat(result.candidates()).hasSize(20).allSatisfy(candidate -> {
            TestResult tested = trained.model(candidate.architecture()).test(held);
            double spikes = tested.spikesPerImage() + tested.spikesBehindMaxPooling();
            assertThat(candidate.measure("accuracy")).isEqualTo(tested.accuracy());
            assertThat(candidate.measure("spikes")).isEqualTo(spikes);
            assertThat(candidate.score()).hasValue(fitness.of(tested.accuracy(), spikes));
        });
        Table front = ParetoFront.of(result.table())
                .minimize("spikes")
                .minimize("params")
                .maximize("accuracy")
                .front();
        assertThat(front.rowCount()).isBetween(1, 20);
        assertThat(front.numberColumn("spikes").get(0))
                .isEqualTo(result.table().numberColumn("spikes").min());
        assertThat(front.numberColumn("accuracy").max())
                .isEqualTo(result.table().numberColumn("accuracy").max());
        assertThat(trained.accuracyOn(held).of(result.best().network()))
                .isEqualTo(result.best().measure("accuracy"));
        assertThat(trained).asString().startsWith("super-network of 5x5blocks in SNN_1 C=2: ");
    }

    @Test
    void searchesByAccuracyAndBySynapticOperations() {
        SuperNetwork trained = trainer(BlockSpace.autoSnn()).fit(IMAGES);
        ImageSet held = IMAGES.test();
        ImageBatch shown = held.batch(4, 1);
        Fitness fitness = new Fitness(-0.24, trained.meanOperations(shown, 3));

        SearchResult result = Search.of(BlockSpace.autoSnn(), MACRO, trained.fitnessOn(held, fitness, shown))
                .strategy(Strategy.random(5))
                .run();

        assertThat(fitness.meanSpikes()).isGreaterThan(trained.meanSpikes(held, 3));
        assertThat(result.table().columnNames()).containsSubsequence("accuracy", "spikes", "synaptic_operations");
        assertThat(result.candidates()).hasSize(5).allSatisfy(candidate -> {
            TrainedModel model = trained.model(candidate.architecture());
            double operations = model.energy(shown).accumulates();
            assertThat(candidate.measure("synaptic_operations")).isEqualTo(operations);
            assertThat(candidate.score()).hasValue(fitness.of(model.test(held).accuracy(), operations));
        });
        assertThat(trained.fitnessOn(held, fitness, shown).settings())
                .isNotEqualTo(trained.fitnessOn(held, fitness).settings());
    }

    @Test
    void cellsWithKernelSizesAreASpaceToo() {
        SearchSpace space = SearchSpace.of(KernelSet.SET_3);
        SnasNet macro = SnasNet.forDataset(IMAGES).withChannels(4).withTimesteps(2);
        SuperNetwork trained = SuperNetworkTrainer.of(space, macro)
                .recipe(RECIPE.withEpochs(1))
                .fit(IMAGES);

        SearchResult result = Search.of(space, macro, trained.accuracyOn(IMAGES.test()))
                .strategy(Strategy.random(4))
                .run();

        assertThat(result.candidates())
                .allMatch(candidate -> candidate.score().getAsDouble() == candidate.measure("accuracy"));
    }

    @Test
    void imagesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> trainer(BlockSpace.autoSnn()).fit(TinyTraining.images()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but the training images have shape [1, 4, 4]");
    }
}
