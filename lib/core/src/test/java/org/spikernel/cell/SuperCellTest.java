package org.spikernel.cell;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.network.ParamCount;
import org.spikernel.network.ReceptiveField;
import org.spikernel.network.SnasNet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Cells whose edges carry several operations at once: their text, their choices, and the networks that are made of them. */
class SuperCellTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "super avg3x3+conv3x3 | skip conv3x3+skip | conv3x3@0.5+conv3x3@1.5 zero skip",
                "super conv3x3 | skip conv3x3 | skip skip conv3x3",
                "super zero | zero zero | conv3x3+skip zero zero ; back 3->0 conv1x1+skip"
            })
    void isReadFromItsText(String text) {
        assertThat(SPACE.parse(text)).isEqualTo(SuperCell.parse(text)).hasToString(text);
        assertThat(SPACE.parse(text)).isNotEqualTo(SPACE.parse(text.substring("super ".length())));
        assertThat(SPACE.parse(text).isDecided()).isFalse();
    }

    @Test
    void othersTextIsRefused() {
        assertThatThrownBy(() -> SuperCell.parse("skip | skip skip | skip skip skip"))
                .hasMessageContaining("begins with the word super")
                .hasMessageContaining("found 'skip | skip skip");
        assertThatThrownBy(() -> SuperCell.parse("super conv3x3+conv3x3 | skip skip | skip skip skip"))
                .hasMessageContaining("edge 0->1")
                .hasMessageContaining("each once")
                .hasMessageContaining("[conv3x3, conv3x3]");
        assertThatThrownBy(() -> SuperCell.parse("super conv3x3+max3x3 | skip skip | skip skip skip"))
                .hasMessageContaining("edge 0->1: unknown operation 'max3x3'");
    }

    @Test
    void sumIsThatOfItsOperationsInAnyOrder() {
        assertThat(Operation.sum(List.of(Operation.SKIP, Operation.ZERO, Operation.CONV3X3)))
                .isEqualTo(Operation.parse("conv3x3+skip"))
                .isEqualTo(Operation.parse("skip+conv3x3"));
        assertThat(Operation.sum(List.of(Operation.SKIP, Operation.ZERO))).isEqualTo(Operation.SKIP);
        assertThat(Operation.sum(List.of(Operation.ZERO))).isEqualTo(Operation.ZERO);
        assertThatThrownBy(() -> Operation.parse("skip+zero")).hasMessageContaining("none of them zero or a sum");
        assertThatThrownBy(() -> Operation.sum(List.of(Operation.SKIP, Operation.parse("conv3x3+conv5x5"))))
                .hasMessageContaining("none of them zero or a sum");
    }

    @Test
    void everyEdgeCarriesAllButThatFromInputToOutputIsNeverNothing() {
        List<List<Integer>> open = SPACE.openChoices();

        assertThat(SPACE.superCell(open).cell().operations())
                .containsOnly(Operation.parse("avg3x3+conv3x3+conv5x5+skip"));
        assertThat(open.get(new Edge(0, 3).index())).containsExactly(1, 2, 3, 4);
        assertThat(open.get(new Edge(2, 3).index())).containsExactly(0, 1, 2, 3, 4);
        SearchSpace withBackward = SPACE.withBackward();
        Cell both = withBackward.superCell(withBackward.openChoices()).cell();
        assertThat(both.operation(2, 0)).isEqualTo(both.operation(0, 2));
        assertThat(both.operation(3, 0)).isEqualTo(Operation.ZERO);
    }

    /** A convolution of a sum has the place, and so the random weights, that it has alone. */
    @Test
    void networkHasTheLayersOfEachOperation() {
        Cell alone = Cell.parse("conv3x3 | conv5x5 skip | avg3x3 skip skip");
        SuperCell open = SuperCell.parse("super conv3x3+skip | conv3x3+conv5x5 skip | avg3x3+skip skip skip");

        assertThat(places(open.cell()))
                .containsAll(places(alone).stream()
                        .filter(place -> place.contains("x") || place.contains("reduction"))
                        .toList())
                .contains("cell1.0->2.conv3x3", "cell2.0->2.conv3x3.lif", "cell2.0->2.conv5x5.lif", "cell1.0->2.sum");
        assertThat(MACRO.network(open).spikingLayers())
                .hasSize(MACRO.network(alone).spikingLayers().size() + 2);
        assertThat(MACRO.network(open)).hasToString(MACRO.network(open.cell()).toString());
        assertThat(ReceptiveField.of(Cell.parse("zero | zero zero | conv3x3+conv7x7+skip zero zero")))
                .hasToString("7x7 at steps of 1");
    }

    private static List<String> places(Cell cell) {
        return MACRO.network(cell).nodes().stream().map(node -> node.place()).toList();
    }

    @Test
    void costsOfAnEdgeAddUp() {
        SuperCell open = SPACE.superCell(SPACE.openChoices());

        for (ParamCount.Scope scope : ParamCount.Scope.values()) {
            assertThat(MACRO.memory().params(open, scope))
                    .isEqualTo(MACRO.network(open).params().of(scope));
        }
        assertThat(MACRO.memory()
                        .edge(1, new Edge(0, 1), Operation.parse("conv3x3+conv5x5"))
                        .total())
                .isEqualTo(MACRO.memory()
                                .edge(1, new Edge(0, 1), Operation.CONV3X3)
                                .total()
                        + MACRO.memory()
                                .edge(1, new Edge(0, 1), Operation.CONV5X5)
                                .total());
    }

    @Test
    void canonicalFormIsThatOfItsCell() {
        SuperCell dead = SuperCell.parse("super conv3x3+skip | zero zero | conv3x3+skip zero zero");

        assertThat(dead.canonical()).hasToString("super zero | zero zero | conv3x3+skip zero zero");
    }
}
