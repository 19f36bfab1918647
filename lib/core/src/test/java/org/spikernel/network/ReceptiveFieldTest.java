package org.spikernel.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Lif;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReceptiveFieldTest {

    private static final Cell CELL = Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3");

    @Test
    void operationSeesItsWindow() {
        assertThat(KernelSet.of(1, 3, 5, 7).operations())
                .extracting(operation -> ReceptiveField.of(operation).size())
                .containsExactly(0, 1, 1, 3, 5, 7, 3);
    }

    @Test
    void cellSeesWhatItsWidestPathSees() {
        assertThat(ReceptiveField.of(CELL)).isEqualTo(new ReceptiveField(-4, 4, 1));
        assertThat(ReceptiveField.of(Cell.parse("conv5x5 | zero zero | conv3x3 zero zero"))
                        .size())
                .isEqualTo(3);
        assertThat(ReceptiveField.of(Cell.parse("zero | zero zero | zero zero zero"))
                        .size())
                .isZero();
    }

    @Test
    void networkSeesFurtherFromLayerToLayer() {
        Network network = SnasNet.cifar10().withChannels(2).network(CELL);

        assertThat(List.of("stem.conv3x3", "cell1.node3", "reduction.conv3x3", "reduction.avg2x2", "cell2.node3"))
                .extracting(place -> sizeAt(network, place))
                .containsExactly(3, 11, 13, 14, 14 + 8 * 2);
        assertThat(ReceptiveField.of(network).size()).isEqualTo(32);
        assertThat(ReceptiveField.of(network).step()).isEqualTo(4);
        assertThat(sizeAt(network, "classifier.voting")).isEqualTo(32 + 7 * 4);
        assertThat(ReceptiveField.of(network)).hasToString("32x32 at steps of 4");
    }

    private static int sizeAt(Network network, String place) {
        var table = ReceptiveField.byLayer(network);
        return table.intColumn("receptive_field")
                .get(table.stringColumn("place").asList().indexOf(place));
    }

    @Property(tries = 50)
    void fieldIsAsWideAsThePixelsThatCanBeReached(@ForAll long seed) {
        RandomStream random = RandomStream.at(seed, "layers");
        var builder = Network.builder("random", new Shape(1, 64, 64));
        Map<Source, Window> windows = new HashMap<>();
        Source source = builder.input();
        for (int layer = 0; layer < 4; layer++) {
            Window window = randomWindow(random);
            Source spikes = builder.add("spikes" + layer, new Layer.Spiking(Lif.DEFAULT), source);
            source = builder.add("layer" + layer, randomLayer(window, random), spikes);
            windows.put(source, window);
        }
        Source wide = builder.add("wide", Layer.Convolution.same(1, 3, 1), source);
        windows.put(wide, Window.same(3));
        Node sum = builder.add("sum", new Layer.Sum(), source, wide);
        Network network = builder.build(sum);

        Set<Integer> rows = pixels(sum, 3, windows);
        ReceptiveField field = ReceptiveField.of(network);

        assertThat(rows).contains(3 * field.step() + field.first(), 3 * field.step() + field.last());
        assertThat(rows).allSatisfy(row -> assertThat(row - 3 * field.step()).isBetween(field.first(), field.last()));
    }

    private static Window randomWindow(RandomStream random) {
        return new Window(1 + random.nextInt(4), 1 + random.nextInt(2), random.nextInt(3));
    }

    private static Layer randomLayer(Window window, RandomStream random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Layer.Convolution(1, window.size(), window.stride(), window.padding());
            case 1 -> new Layer.AveragePooling(window.size(), window.stride(), window.padding());
            default -> new Layer.MaxPooling(window.size(), window.stride(), window.padding());
        };
    }

    /** The rows of pixels that a row of a layer depends on, found one window after the other; padding has negative rows. */
    private static Set<Integer> pixels(Source source, int row, Map<Source, Window> windows) {
        if (!(source instanceof Node node)) {
            return Set.of(row);
        }
        Window window = windows.getOrDefault(node, Window.same(1));
        Set<Integer> found = new HashSet<>();
        for (int offset = 0; offset < window.size(); offset++) {
            for (Source input : node.inputs()) {
                found.addAll(pixels(input, window.start(row) + offset, windows));
            }
        }
        return found;
    }

    @Test
    void cropsSeeWhatLiesFurtherDown() {
        var builder = Network.builder("cropped", new Shape(1, 12, 12));
        Source halved = builder.add("halved", new Layer.MaxPooling(2, 2, 0), builder.input());
        Source crop = builder.add("crop", new Layer.Crop(2), halved);
        Source same = builder.add("same", new Layer.AveragePooling(3, 1, 0), halved);
        Network network = builder.build(builder.add("both", new Layer.Concatenation(), crop, same));

        assertThat(ReceptiveField.of(network)).isEqualTo(new ReceptiveField(0, 5, 2));
        assertThat(sizeAt(network, "crop")).isEqualTo(2);
    }

    /** Along the loop 0->3 and 3->0, each timestep sees two positions more on either side; the other way sees one. */
    @Test
    void feedbackSeesFurtherFromTimestepToTimestep() {
        Cell cell = Cell.parse("zero | zero zero | conv3x3 zero zero ; back 3->0 conv3x3");
        SnasNet macro = SnasNet.cifar10().withChannels(2).withStemStride(1).withCells(1);

        assertThat(sizeAt(macro.withTimesteps(1).network(cell), "cell1.0->3.norm"))
                .isEqualTo(3 + 2);
        assertThat(sizeAt(macro.withTimesteps(2).network(cell), "cell1.0->3.norm"))
                .isEqualTo(3 + 2 + 4);
        assertThat(sizeAt(macro.withTimesteps(4).network(cell), "cell1.0->3.norm"))
                .isEqualTo(3 + 2 + 3 * 4);
        assertThatThrownBy(() -> ReceptiveField.of(cell))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grows with every timestep")
                .hasMessageContaining("instead of " + cell);
    }

    @Test
    void cellThatConnectsNothingSeesNothing() {
        Network network = SnasNet.cifar10().withChannels(2).network(Cell.parse("skip | zero zero | zero zero zero"));

        assertThat(sizeAt(network, "cell1.node3")).isZero();
        assertThat(ReceptiveField.of(Operation.ZERO).size()).isZero();
        assertThat(ReceptiveField.of(network).size()).isZero();
    }

    @Test
    void networkOfVectorsIsRefused() {
        var builder = Network.builder("vectors", Shape.vector(4));
        Network network = builder.build(builder.add("linear", new Layer.Linear(2, false), builder.input()));

        assertThatThrownBy(() -> ReceptiveField.of(network)).hasMessageContaining("vectors has no feature maps");
    }

    @Test
    void mapsOfOnePositionAreMaps() {
        Network pooled = SnasNet.cifar10()
                .withChannels(2)
                .withLastPooling(16)
                .network(Cell.parse("zero | zero zero | skip zero zero"));
        Network averaged = AutoSnn.snn2(SnnFrame.cifar10().withChannels(2))
                .network(BlockArchitecture.uniform(SpikingBlock.SKIP, 5));

        assertThat(ReceptiveField.of(pooled).size()).isEqualTo(36);
        assertThat(ReceptiveField.of(pooled).size()).isEqualTo(sizeAt(pooled, "classifier.flatten"));
        assertThat(ReceptiveField.of(averaged).size()).isEqualTo(sizeAt(averaged, "head.flatten"));
    }
}
