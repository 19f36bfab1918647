package org.spikernel.network;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnasNetTest {

    private static final Cell CELL = Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3");

    @Test
    void shapesFollowTheLayers() {
        Network network = SnasNet.cifar10().withChannels(32).network(CELL);

        assertThat(shape(network, "stem.norm")).isEqualTo(new Shape(32, 32, 32));
        assertThat(shape(network, "reduction.avg2x2")).isEqualTo(new Shape(64, 16, 16));
        assertThat(shape(network, "cell2.1->2.conv5x5")).isEqualTo(new Shape(64, 16, 16));
        assertThat(shape(network, "classifier.flatten")).isEqualTo(Shape.vector(64 * 8 * 8));
        assertThat(network.output().shape()).isEqualTo(Shape.vector(10));
    }

    @Test
    void tinyImageNetIsHalvedByItsStem() {
        Network network = SnasNet.tinyImageNet().network(CELL);

        assertThat(shape(network, "stem.norm")).isEqualTo(new Shape(128, 32, 32));
        assertThat(network.output().shape()).isEqualTo(Shape.vector(200));
    }

    @Test
    void parametersAreCountedByScope() {
        ParamCount params = SnasNet.cifar10().withChannels(128).network(CELL).params();
        long kernels = 9 + 25 + 9;
        long features = 3 * 9 * 128 + kernels * 128 * 128 + 9 * 128 * 256 + kernels * 256 * 256;

        assertThat(params.features()).isEqualTo(features);
        assertThat(params.classifier()).isEqualTo(256 * 64 * 1024 + 1024 * 100 + 100);
        assertThat(params.batchNorm()).isEqualTo(2 * (128 * 5 + 256 * 5));
        assertThat(params.total()).isEqualTo(params.features() + params.classifier() + params.batchNorm());
        assertThat(params.bytes(8, Scope.TOTAL)).isEqualTo(params.total());
        assertThat(params.bytes(1, Scope.FEATURES)).isEqualTo((features + 7) / 8);
    }

    @Test
    void neuronsStandBeforeConvolutionsAndInTheClassifier() {
        int ofFirstCell = 3 * 8 * 32 * 32 + 8 * 32 * 32;
        int ofSecondCell = 3 * 16 * 16 * 16 + 16 * 16 * 16;

        assertThat(SnasNet.cifar10().withChannels(8).network(CELL).neurons())
                .isEqualTo(ofFirstCell + ofSecondCell + 1024);
    }

    @Test
    void convolutionsMayHaveNeuronsOfTheirOwnThreshold() {
        Cell low = Cell.parse("conv3x3@0.5 | zero zero | skip conv3x3 zero");
        Network network = SnasNet.cifar10().withChannels(8).network(low);

        assertThat(neuron(network, "cell1.0->1.lif")).isEqualTo(Lif.DEFAULT.withThreshold(0.5));
        assertThat(neuron(network, "cell2.1->3.lif")).isEqualTo(Lif.DEFAULT);
        assertThat(network.nodes())
                .as("the convolution's place, and so its random weights, do not depend on the threshold")
                .extracting(Network.Node::place)
                .contains("cell1.0->1.conv3x3");
    }

    @Test
    void neuronsMayLearnTheirTimeConstants() {
        Cell low = Cell.parse("conv3x3@0.5 | zero zero | skip conv3x3 zero");
        SnasNet macro = SnasNet.cifar10().withChannels(8).withNeuron(Plif.DEFAULT);
        Network network = macro.network(low);

        assertThat(neuron(network, "cell1.0->1.lif")).isEqualTo(Plif.DEFAULT.withThreshold(0.5));
        assertThat(network.params().neurons()).isEqualTo(network.spikingLayers().size());
        assertThat(macro.settings())
                .containsEntry("neuron w", "0")
                .containsEntry("neuron threshold", "1")
                .doesNotContainKey("neuron tau");
    }

    private static Neuron neuron(Network network, String place) {
        return network.spikingLayers().stream()
                .filter(node -> node.place().equals(place))
                .map(node -> ((Layer.Spiking) node.layer()).neuron())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void configurationFollowsTheImages() {
        ImageSet grey = ImageSet.of(
                new Shape(1, 48, 48), new byte[48 * 48], new int[1], new Normalisation(List.of(0.0), List.of(1.0)));
        Dataset digits = new Dataset("digits", "grey digits", List.of("zero", "one"), grey, grey);

        assertThat(SnasNet.forDataset(Datasets.textures())).isEqualTo(SnasNet.cifar10());
        assertThat(SnasNet.forDataset(digits)
                        .withChannels(4)
                        .network(CELL)
                        .output()
                        .shape())
                .isEqualTo(Shape.vector(2));
        assertThat(SnasNet.forDataset(digits).stemStride()).isEqualTo(2);
    }

    @Test
    void strideOfTheStemHalvesTheFeatureMaps() {
        Network network = SnasNet.cifar10().withChannels(8).withStemStride(2).network(CELL);

        assertThat(network.nodes().get(1).shape()).isEqualTo(new Shape(8, 16, 16));
        assertThat(network.params().features())
                .isEqualTo(
                        SnasNet.cifar10().withChannels(8).network(CELL).params().features());
    }

    @Test
    void cellsMayDiffer() {
        Cell light = Cell.parse("zero | zero zero | skip zero zero");
        Network network = SnasNet.cifar10().withChannels(8).network(List.of(light, CELL));

        assertThat(network.spikingLayers())
                .extracting(Network.Node::place)
                .containsExactly(
                        "reduction.lif",
                        "cell2.0->1.lif",
                        "cell2.1->2.lif",
                        "cell2.2->3.lif",
                        "last.lif",
                        "classifier.lif");
    }

    @Test
    void oneCellLeavesOutTheSecond() {
        Network network = SnasNet.cifar10().withChannels(8).withCells(1).network(CELL);

        assertThat(network.nodes())
                .extracting(Network.Node::place)
                .noneMatch(place -> place.startsWith("cell2"))
                .contains("reduction.avg2x2");
        assertThat(shape(network, "last.lif")).isEqualTo(new Shape(16, 16, 16));
        assertThat(network.output().shape()).isEqualTo(Shape.vector(10));
    }

    @Test
    void thirdCellFollowsASecondReduction() {
        Cell light = Cell.parse("zero | zero zero | skip zero zero");
        Network network = SnasNet.cifar10().withChannels(8).withCells(3).network(List.of(light, light, CELL));

        assertThat(shape(network, "reduction.avg2x2")).isEqualTo(new Shape(16, 16, 16));
        assertThat(shape(network, "reduction2.avg2x2")).isEqualTo(new Shape(16, 8, 8));
        assertThat(network.spikingLayers())
                .extracting(Network.Node::place)
                .containsExactly(
                        "reduction.lif",
                        "reduction2.lif",
                        "cell3.0->1.lif",
                        "cell3.1->2.lif",
                        "cell3.2->3.lif",
                        "last.lif",
                        "classifier.lif");
        assertThat(network.name()).isEqualTo("SnasNet 3-cell C=8 [" + light + " / " + light + " / " + CELL + "]");
    }

    @Test
    void networksOfThreeCellsMeetTheBudgetOfThePaper() {
        Cell light = Cell.parse("skip | skip skip | skip skip skip");
        long features = SnasNet.cifar10()
                .withChannels(128)
                .withCells(3)
                .network(light)
                .params()
                .features();

        assertThat(features).isLessThan(1_200_000).isEqualTo(3 * 9 * 128 + 9 * 128 * 256 + 9 * 256 * 256);
    }

    @Test
    void wrongNumberOfCellsIsRefused() {
        assertThatThrownBy(() -> SnasNet.cifar10().network(List.of(CELL)))
                .hasMessageContaining("has 2 cells, but found architectures for 1");
    }

    @Test
    void layerThatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> SnasNet.cifar10().withLastPooling(32).network(CELL))
                .hasMessageContaining("layer 'last.pooling'")
                .hasMessageContaining("does not fit into [512, 16, 16]");
    }

    @Test
    void budgetInBytesIsABudgetInParameters() {
        assertThat(MemoryBudget.bytes(1_000, 4)).isEqualTo(MemoryBudget.params(2_000));
        assertThatThrownBy(() -> MemoryBudget.bytes(Long.MAX_VALUE, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a memory budget of 9223372036854775807 bytes is no limit");
        ParamCount params = SnasNet.cifar10().withChannels(8).network(CELL).params();
        assertThat(MemoryBudget.params(params.features()).allows(params)).isFalse();
        assertThat(MemoryBudget.params(params.features())
                        .withScope(Scope.FEATURES)
                        .allows(params))
                .isTrue();
        assertThatThrownBy(() -> MemoryBudget.params(0)).hasMessageContaining("at least one parameter");
    }

    @Test
    void settingsDifferWhereAnyPartDoes() {
        Lif lif = Lif.DEFAULT;
        Shape image = new Shape(3, 32, 32);
        List<SnasNet> all = List.of(
                new SnasNet(image, 10, 10, 8, 1, 64, 2, 5, lif, 2),
                new SnasNet(new Shape(3, 64, 32), 10, 10, 8, 1, 64, 2, 5, lif, 2),
                new SnasNet(image, 5, 10, 8, 1, 64, 2, 5, lif, 2),
                new SnasNet(image, 10, 5, 8, 1, 64, 2, 5, lif, 2),
                new SnasNet(image, 10, 10, 4, 1, 64, 2, 5, lif, 2),
                new SnasNet(image, 10, 10, 8, 2, 64, 2, 5, lif, 2),
                new SnasNet(image, 10, 10, 8, 1, 32, 2, 5, lif, 2),
                new SnasNet(image, 10, 10, 8, 1, 64, 4, 5, lif, 2),
                new SnasNet(image, 10, 10, 8, 1, 64, 2, 4, lif, 2),
                new SnasNet(image, 10, 10, 8, 1, 64, 2, 5, lif, 3),
                new SnasNet(image, 10, 10, 8, 1, 64, 2, 5, lif, 2, Encoding.rate()),
                new SnasNet(image, 10, 10, 8, 1, 64, 2, 5, lif.withTau(Math.nextUp((float) lif.tau())), 2),
                new SnasNet(image, 10, 10, 8, 1, 64, 2, 5, lif.withThreshold(Math.nextUp((float) lif.threshold())), 2),
                new SnasNet(image, 10, 10, 8, 1, 64, 2, 5, lif.withReset(Float.MIN_VALUE), 2));

        assertThat(all).extracting(SnasNet::settings).doesNotHaveDuplicates();
        assertThat(SnasNet.class.getRecordComponents().length + Lif.class.getRecordComponents().length)
                .as("all parts are tried above, Lif's own beside it, the first is what they are parts of")
                .isEqualTo(all.size());
    }

    @Test
    void networkNeedsACell() {
        assertThatThrownBy(() -> SnasNet.cifar10().withCells(0)).hasMessageContaining("must be positive");
    }

    private static Shape shape(Network network, String place) {
        return network.nodes().stream()
                .filter(node -> node.place().equals(place))
                .findFirst()
                .orElseThrow()
                .shape();
    }

    @Test
    void layerThatIsRefusedLeavesItsPlaceFree() {
        Network.Builder builder = Network.builder("tiny", new Shape(1, 4, 4));
        assertThatThrownBy(() -> builder.add("classifier", new Layer.Linear(2, true), builder.input()))
                .hasMessageContaining("layer 'classifier'");
        Network.Node flat = builder.add("flat", new Layer.Flatten(), builder.input());

        assertThat(builder.add("classifier", new Layer.Linear(2, true), flat).place())
                .isEqualTo("classifier");
        assertThatThrownBy(() -> builder.build(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tiny needs a layer whose answer is that of the network, but found null");
    }
}
