package org.spikernel.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.spikernel.block.BlockSpace;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.Provenance;
import org.spikernel.model.TrainedLayer;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** One kernel whose centres are the smaller ones. */
class SharedKernelTest {

    private static final int CHANNELS = 3;
    private static final int LARGEST = 7;
    private static final ImageBatch BATCH = TinySuperNetwork.IMAGES.train().batch(8, 1);
    private static final SharedKernels KERNELS = SharedKernels.of(TinySuperNetwork.CELLS, TinySuperNetwork.CELL_MACRO);

    /** A cell whose edges 0->1 and 1->3 are convolutions of a size; the answer depends on both. */
    private static Network network(int size) {
        return TinySuperNetwork.CELL_MACRO.network(Cell.parse(text("conv_ | zero skip | skip conv_ skip", size)));
    }

    private static String text(String cell, int size) {
        return cell.replace("_", size + "x" + size);
    }

    private static Node at(Network network, String place) {
        return network.nodes().stream()
                .filter(node -> node.place().equals(place))
                .findFirst()
                .orElseThrow();
    }

    private static ParameterArray whole(SharedLearning shared, String edge) {
        return shared.arrays().kernel(at(network(LARGEST), edge + ".conv7x7"));
    }

    private static TrainingRecipe recipe(boolean byAdam) {
        TrainingRecipe recipe = TrainingRecipe.defaults().withSeed(5).withWeightDecay(0.01);
        return byAdam ? recipe.withOptimizer(Optimizer.adam()) : recipe;
    }

    private static void step(SharedLearning shared, TrainingRecipe recipe, int size) {
        Network network = network(size);
        try (TrainableNetwork trainable = TrainableNetwork.sharing(shared, network, recipe)) {
            trainable.step(BATCH, recipe.firstLearningRate());
            shared.countStep(network);
        }
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.of(1, 3, 5, 7);
    }

    /** All that is kept of the positions of a kernel, bit by bit: those of its centre of a size, or those around it. */
    private static List<Integer> bits(ParameterArray whole, int size, boolean inside) {
        List<float[]> arrays = new ArrayList<>(List.of(whole.values()));
        arrays.addAll(Arrays.asList(whole.moments()));
        List<Integer> bits = new ArrayList<>();
        int run = whole.partLength();
        for (int position = 0; position < LARGEST * LARGEST; position++) {
            if (isInside(position, size) == inside) {
                bits.add(whole.updates()[position]);
                for (float[] array : arrays) {
                    for (int i = 0; i < run; i++) {
                        bits.add(Float.floatToRawIntBits(array[position * run + i]));
                    }
                }
            }
        }
        return bits;
    }

    private static boolean isInside(int position, int size) {
        int distance = Math.max(Math.abs(position / LARGEST - LARGEST / 2), Math.abs(position % LARGEST - LARGEST / 2));
        return distance <= size / 2;
    }

    @Property(tries = 12)
    void aStepMovesTheCentreOfItsSizeAndLeavesTheRimBitByBit(
            @ForAll("sizes") int before, @ForAll("sizes") int size, @ForAll boolean byAdam) {
        TrainingRecipe recipe = recipe(byAdam);
        SharedLearning shared = new SharedLearning(recipe, KERNELS);
        step(shared, recipe, before);
        ParameterArray whole = whole(shared, "cell1.0->1");
        List<Integer> rim = bits(whole, size, false);
        List<Integer> centre = bits(whole, size, true);

        step(shared, recipe, size);

        assertThat(bits(whole(shared, "cell1.0->1"), size, false)).isEqualTo(rim);
        assertThat(bits(whole(shared, "cell1.0->1"), size, true)).isNotEqualTo(centre);
        assertThat(shared.arrays().places())
                .contains("cell1.0->1.conv7x7", "cell1.1->3.conv7x7")
                .doesNotContain("cell1.0->1.conv1x1", "cell1.0->1.conv3x3", "cell1.0->1.conv5x5");
    }

    @Property(tries = 6)
    void aLargerKernelThatIsDrawnLaterHasTheCentreThatASmallerOneHasLearned(@ForAll boolean byAdam) {
        TrainingRecipe recipe = recipe(byAdam);
        SharedLearning shared = new SharedLearning(recipe, KERNELS);
        step(shared, recipe, 5);
        step(shared, recipe, 3);
        float[] small = weights(shared, recipe, 3);
        float[] larger = weights(shared, recipe, 5);

        int run = CHANNELS * CHANNELS;
        for (int row = 0; row < 3; row++) {
            int at = ((row + 1) * 5 + 1) * run;
            assertThat(Arrays.copyOfRange(larger, at, at + 3 * run))
                    .isEqualTo(Arrays.copyOfRange(small, row * 3 * run, (row + 1) * 3 * run));
        }
    }

    private static float[] weights(SharedLearning shared, TrainingRecipe recipe, int size) {
        Network network = network(size);
        try (TrainableNetwork trainable = TrainableNetwork.sharing(shared, network, recipe)) {
            return trainable.weights().get(text("cell1.0->1.conv_", size)).weights();
        }
    }

    @Property(tries = 4)
    void everySizeBeginsWithTheWeightsOfTheSmallestThatHasThem(@ForAll("sizes") int size) {
        TrainingRecipe recipe = recipe(false);
        float[] first = weights(new SharedLearning(recipe, KERNELS), recipe, size);
        Weights drawn = Weights.random(recipe.seed());

        int run = CHANNELS * CHANNELS;
        for (int position = 0; position < size * size; position++) {
            int row = position / size - size / 2;
            int column = position % size - size / 2;
            int smallest = 2 * Math.max(Math.abs(row), Math.abs(column)) + 1;
            float[] alone = drawn.of(at(network(smallest), text("cell1.0->1.conv_", smallest)))
                    .weights();
            int at = ((row + smallest / 2) * smallest + column + smallest / 2) * run;
            assertThat(Arrays.copyOfRange(first, position * run, (position + 1) * run))
                    .as("position %d of %d", position, size)
                    .isEqualTo(Arrays.copyOfRange(alone, at, at + run));
        }
    }

    /** A draw, not a calculation: of a wide layer. */
    @Test
    void theVarianceOfTheWholeIsThatOfItsRingsAdded() {
        var macro = TinySuperNetwork.CELL_MACRO.withChannels(24);
        Network network = macro.network(Cell.parse("conv7x7 | zero skip | skip conv7x7 skip"));
        Node convolution = at(network, "cell1.0->1.conv7x7");
        float[] first = SharedKernels.of(TinySuperNetwork.CELLS, macro)
                .of(convolution)
                .orElseThrow()
                .first(Weights.random(1));
        float[] alone = Weights.random(1).of(convolution).weights();

        assertThat(squares(first) / squares(alone)).isCloseTo(1 + 8 / 9.0 + 16 / 25.0 + 24 / 49.0, within(0.15));
    }

    private static double squares(float[] numbers) {
        return IntStream.range(0, numbers.length)
                .mapToDouble(i -> numbers[i] * (double) numbers[i])
                .sum();
    }

    @Property(tries = 8)
    void aNetworkAloneWithTheWeightsOfItsModelComputesTheSameBitByBit(
            @ForAll("sizes") int size, @ForAll boolean sharing) {
        TrainingRecipe recipe = recipe(true);
        SharedKernels kernels = sharing ? KERNELS : SharedKernels.none();
        SharedLearning shared = new SharedLearning(recipe, kernels);
        List.of(7, 3, 1, 5).forEach(drawn -> step(shared, recipe, drawn));
        Network network = Networks.withoutDropout(network(size));
        TrainedModel model = superNetwork(shared, recipe, sharing).model(architecture(size));

        try (TrainableNetwork path = TrainableNetwork.sharing(shared, network, recipe);
                TrainableNetwork alone = TrainableNetwork.of(network, recipe, model.weights())) {
            assertThat(alone.differentiate(BATCH)).isEqualTo(path.differentiate(BATCH));
            network.nodes().stream()
                    .filter(path::isTrained)
                    .forEach(node -> assertThat(alone.gradients(node))
                            .as(node.place())
                            .usingRecursiveComparison()
                            .isEqualTo(path.gradients(node)));
        }
    }

    private static CellArchitecture architecture(int size) {
        return CellArchitecture.of(Cell.parse(text("conv_ | zero skip | skip conv_ skip", size)));
    }

    private static SuperNetwork superNetwork(SharedLearning shared, TrainingRecipe recipe, boolean sharing) {
        SuperNetworkTrainer trainer = TinySuperNetwork.cells().recipe(recipe);
        return new SuperNetwork(
                sharing ? trainer.sharingKernels() : trainer,
                shared.layers(),
                TinySuperNetwork.IMAGES.classNames(),
                new LearningCurve(List.of()),
                Provenance.of(Map.of()));
    }

    @Test
    void normalisationStaysEachSizesOwn() {
        TrainingRecipe recipe = recipe(false);
        SharedLearning shared = new SharedLearning(recipe, KERNELS);
        step(shared, recipe, 3);
        Map<String, TrainedLayer> before = shared.layers();
        step(shared, recipe, 5);

        List<String> ofThree = before.keySet().stream()
                .filter(place -> place.startsWith("cell1.0->1.norm"))
                .toList();
        assertThat(ofThree).hasSize(1).allMatch(place -> place.contains("conv3x3"));
        assertThat(shared.layers().get(ofThree.get(0))).isEqualTo(before.get(ofThree.get(0)));
        assertThat(shared.layers().keySet())
                .anyMatch(place -> place.startsWith("cell1.0->1.norm behind cell1.0->1.conv5x5"));
    }

    @Test
    void kernelsOfBlocksAreSharedToo() {
        SuperNetworkTrainer trainer = TinySuperNetwork.blocks().sharingKernels();
        SuperNetwork trained = trainer.fit(TinySuperNetwork.IMAGES);
        Architecture small = BlockSpace.autoSnn().parse("SRB_k3 SCB_k3 skip SRB_k3 SCB_k3");
        Architecture large = BlockSpace.autoSnn().parse("SRB_k5 SCB_k5 skip SRB_k5 SCB_k5");

        float[] centre = weights(trained, small, "body.0.SRB_k3.conv1");
        float[] whole = weights(trained, large, "body.0.SRB_k5.conv1");
        int run = centre.length / 9;
        assertThat(Arrays.copyOfRange(whole, 6 * run, 9 * run)).isEqualTo(Arrays.copyOf(centre, 3 * run));
        assertThat(trained).asString().contains("shared kernels");
    }

    private static float[] weights(SuperNetwork trained, Architecture architecture, String place) {
        LayerWeights layer = trained.model(architecture).layers().get(place).engineWeights();
        return layer.weights();
    }

    @Test
    void everyConvolutionOfEveryEdgeIsFound() {
        for (int size : List.of(1, 3, 5, 7)) {
            Network network = TinySuperNetwork.CELL_MACRO.network(
                    Cell.parse(text("conv_ | conv_ conv_ | conv_ conv_ conv_", size)));
            List<Node> shared = network.nodes().stream()
                    .filter(node -> KERNELS.of(node).isPresent())
                    .toList();

            assertThat(shared).hasSize(2 * 6).allMatch(node -> node.place().startsWith("cell"));
            assertThat(shared)
                    .allMatch(node ->
                            KERNELS.of(node).orElseThrow().convolutions().size() == 4);
        }
    }

    @Test
    void whereNoKernelCanBeSharedThatIsSaid() {
        SuperNetworkTrainer oneSize =
                SuperNetworkTrainer.of(SearchSpace.of(KernelSet.of(3)), TinySuperNetwork.CELL_MACRO);

        assertThatThrownBy(oneSize::sharingKernels)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there are no kernels to share in SnasNet C=3 with 3x3")
                .hasMessageContaining("Leave out sharingKernels()");
    }
}
