package org.spikernel.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Cells;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.ParamCount.Kind;
import org.spikernel.network.ParamCount.LayerParams;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CellMemoryModelTest {

    @Provide
    Arbitrary<Cell> cells() {
        return Arbitraries.oneOf(Cells.any(), Cells.withFeedback());
    }

    @Provide
    Arbitrary<Cell> forward() {
        return Cells.any();
    }

    @Test
    void macroArchitecturesWithoutFeedbackRefuseItByName() {
        PlainNet macro = new PlainNet(List.of(4));
        CellArchitecture back = CellArchitecture.parse("skip | skip skip | skip skip skip ; back 2->0 conv3x3");

        assertThatThrownBy(() -> macro.network(back))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("makes networks without backward connections, but found the cell " + back);
        assertThatThrownBy(() -> macro.memory().params(back, Scope.TOTAL)).hasMessageContaining(back.toString());
    }

    @Property(tries = 300)
    void modelCountsWhatTheNetworkHas(
            @ForAll @Size(min = 1, max = 3) List<@From("cells") Cell> cells,
            @ForAll @IntRange(min = 1, max = 256) int channels,
            @ForAll boolean learning,
            @ForAll Scope scope) {
        SnasNet macro = SnasNet.cifar100()
                .withChannels(channels)
                .withCells(cells.size())
                .withNeuron(learning ? Plif.DEFAULT : Lif.DEFAULT);
        ParamCount built = ParamCount.of(macro.network(cells));

        assertThat(CellMemoryModel.of(macro).params(new CellArchitecture(cells), scope))
                .isEqualTo(built.of(scope));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void frameHasWhatCellsWithoutConvolutionsHave(Scope scope) {
        SnasNet macro = SnasNet.cifar10().withChannels(8);
        CellArchitecture skips = CellArchitecture.parse("skip | skip skip | skip skip avg3x3");
        CellMemoryModel memory = CellMemoryModel.of(macro);

        assertThat(memory.frame().of(scope))
                .isEqualTo(memory.params(skips, scope))
                .isEqualTo(macro.network(skips).params().of(scope));
    }

    @Property(tries = 300)
    void anyOtherMacroArchitectureHasItsOwnCosts(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 40) Integer> widths,
            @ForAll @Size(4) List<@From("forward") Cell> cells,
            @ForAll Scope scope) {
        PlainNet macro = new PlainNet(widths);
        CellArchitecture architecture = new CellArchitecture(cells.subList(0, widths.size()));

        assertThat(macro.memory().params(architecture, scope))
                .isEqualTo(macro.network(architecture).params().of(scope));
    }

    @Test
    void edgesCostWhatTheirNeuronsLearnToo() {
        PlainNet macro = new PlainNet(List.of(4), Plif.DEFAULT);
        ParamCount edge = CellMemoryModel.of(macro).edge(1, new Edge(0, 1), Operation.CONV3X3);
        ParamCount network = macro.network(Cell.parse("conv3x3 | conv1x1 zero | zero zero skip"))
                .params();

        assertThat(edge.neurons()).isEqualTo(1);
        assertThat(edge.total()).isEqualTo(4 * 4 * 9 + 1);
        assertThat(network.of(Kind.NEURONS)).isEqualTo(2);
        assertThat(network).asString().endsWith(", neurons 2)");
        assertThat(network.table().stringColumn("kind").asList()).contains("neurons");
        assertThat(new PlainNet(List.of(4)).network(Cell.EMPTY).params())
                .asString()
                .doesNotContain("neurons");
    }

    @Test
    void edgesOfOtherMacroArchitecturesCostWhatTheirLayersDo() {
        CellMemoryModel memory = CellMemoryModel.of(new PlainNet(List.of(4, 6)));

        assertThat(memory.edge(1, new Edge(0, 1), Operation.SKIP).total()).isZero();
        assertThat(memory.edge(2, new Edge(0, 3), Operation.SKIP).total()).isEqualTo(6 * 6);
        assertThat(memory.edge(1, new Edge(1, 2), Operation.AVG3X3).total()).isEqualTo(4 * 4);
        assertThat(memory.edge(2, new Edge(1, 2), Operation.CONV3X3).layers())
                .containsExactly(new LayerParams("1.1->2.conv", Kind.FEATURES, 9 * 6 * 6, 0));
    }

    @Test
    void eachEdgeAndOperationIsAskedForOnce() {
        List<String> asked = new ArrayList<>();
        CellMacroArchitecture macro = new CellMacroArchitecture() {
            private final PlainNet plain = new PlainNet(List.of(2));

            @Override
            public String name() {
                return plain.name();
            }

            @Override
            public Map<String, String> settings() {
                return plain.settings();
            }

            @Override
            public int cells() {
                return plain.cells();
            }

            @Override
            public Network network(List<Cell> cells) {
                return plain.network(cells);
            }

            @Override
            public ParamCount edge(int cell, Edge edge, Operation operation) {
                asked.add(edge + " " + operation);
                return plain.edge(cell, edge, operation);
            }
        };
        MemoryModel memory = macro.memory();
        SearchSpace.SPIKENAS_3O.all().forEach(cells -> memory.params(cells, Scope.TOTAL));

        assertThat(asked).hasSize(6 * 3).doesNotHaveDuplicates();
    }

    @Test
    void whatGoesWhereAnEdgeComesIsTakenAway() {
        ParamCount before = count(new LayerParams("shortcut", Kind.FEATURES, 10, 0));
        ParamCount after = count(
                new LayerParams("classifier", Kind.CLASSIFIER, 20, 2), new LayerParams("edge", Kind.FEATURES, 9, 0));

        ParamCount difference = after.minus(before);

        assertThat(difference.features()).isEqualTo(9 - 10);
        assertThat(difference.total()).isEqualTo(after.total() - before.total());
        assertThat(after.minus(after).layers()).isEmpty();
    }

    private static ParamCount count(LayerParams... layers) {
        return new ParamCount(List.of(layers));
    }

    @Test
    void tableTellsWhatAnEdgeCosts() {
        Table table = CellMemoryModel.of(SnasNet.cifar10().withChannels(4).withCells(3))
                .table(List.of(Operation.SKIP, Operation.CONV3X3));

        assertThat(table.stringColumn("operation").asList())
                .containsExactly("skip", "skip", "skip", "conv3x3", "conv3x3", "conv3x3");
        assertThat(table.stringColumn("edges").unique().asList()).containsExactly("all");
        assertThat(table.longColumn("params_features").asList())
                .containsExactly(0L, 0L, 0L, 9L * 4 * 4, 9L * 8 * 8, 9L * 8 * 8);
        assertThat(table.longColumn("params").get(3)).isEqualTo(9 * 4 * 4 + 2 * 4);
    }

    @Test
    void tableTellsEdgesApart() {
        Table table = CellMemoryModel.of(new PlainNet(List.of(5))).table(List.of(Operation.SKIP, Operation.CONV1X1));

        assertThat(table.stringColumn("edges").asList()).containsExactly("0->1 0->2 1->2", "0->3 1->3 2->3", "all");
        assertThat(table.longColumn("params").asList()).containsExactly(0L, 25L, 25L);
    }
}
