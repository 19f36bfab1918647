package org.spikernel.study.predict;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.spikernel.cell.AddedOperation;
import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.study.predict.CellFeatures.Group;
import org.spikernel.study.tabular.SpikeNasBench;
import org.spikernel.study.tabular.SpikeNasImages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class CellFeaturesTest {

    @Provide
    Arbitrary<Cell> cells() {
        return Arbitraries.integers().between(0, 15_624).map(SpikeNasBench::cell);
    }

    @Test
    void depthsCountConvolutionsOnEveryWay() {
        Map<String, Double> numbers = CellFeatures.of(
                        Cell.parse("conv3x3@0.5 | skip conv3x3@1 | skip zero conv3x3@1.5"))
                .numbers();

        assertThat(numbers)
                .containsEntry("paths.ways", 3.0)
                .containsEntry("paths.deepest", 3.0)
                .containsEntry("paths.shallowest", 0.0)
                .containsEntry("paths.input reaches node 2", 1.0)
                .containsEntry("paths.input reaches node 1", 0.0)
                .containsEntry("operations.skip", 2.0)
                .containsEntry("operations.conv3x3@1.5", 1.0)
                .containsEntry("thresholds.threshold at the input", 0.0)
                .containsEntry("thresholds.threshold at the output", 0.5)
                .containsEntry("thresholds.convolutions with 2 before", 1.0);
    }

    @Test
    void kernelsCountFromThreeByThreeOnEveryWay() {
        Map<String, Double> numbers = CellFeatures.of(Cell.parse("conv1x1 | skip conv7x7 | conv3x3 zero conv5x5"))
                .only(EnumSet.of(Group.KERNELS))
                .numbers();

        // Ways: 3x3; 5x5 behind a skip; 1x1, 7x7, 5x5.
        assertThat(numbers)
                .containsEntry("kernels.reach", 0.5)
                .containsEntry("kernels.reach at the input", 0.0)
                .containsEntry("kernels.reach at the output", 1.0)
                .containsEntry("kernels.reach with 1 before", 2.0)
                .containsEntry("kernels.reach of the nearest way", 0.0)
                .containsEntry("kernels.reach of the farthest way", 2.0);
    }

    @Test
    void edgesSayWhatStandsOnEach() {
        assertThat(CellFeatures.of(Cell.parse("conv1x1 | skip zero | zero zero conv3x3@0.5"))
                        .only(EnumSet.of(Group.EDGES))
                        .numbers())
                .containsOnly(
                        entry("edges.0->1 conv1x1", 1.0),
                        entry("edges.0->2 skip", 1.0),
                        entry("edges.1->2 zero", 1.0),
                        entry("edges.0->3 zero", 1.0),
                        entry("edges.1->3 zero", 1.0),
                        entry("edges.2->3 conv3x3@0.5", 1.0));
    }

    @Test
    void firstEpochsAreOnesOfTheirOwn() {
        CellFeatures begun =
                CellFeatures.of(Cell.parse("skip | zero zero | zero skip zero")).withFirstEpochs(List.of(30.0, 41.5));

        assertThat(begun.only(EnumSet.of(Group.EPOCHS)).numbers())
                .containsExactly(
                        entry("epochs.accuracy after epoch 01", 30.0), entry("epochs.accuracy after epoch 02", 41.5));
    }

    @Test
    void cellsWithFeedbackAreRefusedByName() {
        Cell cell = Cell.parse("skip | zero skip | skip zero skip ; back 3->1 skip");

        assertThatThrownBy(() -> CellFeatures.of(cell))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cells without backward connections, but found " + cell);
    }

    @Test
    void sumsAreRefused() {
        Cell several = Cell.parse("avg3x3+skip | zero zero | skip skip zero");

        assertThatThrownBy(() -> CellFeatures.of(several))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one operation on an edge, but found avg3x3+skip");
    }

    @Property
    void deadEdgesSayNothingButWhatStandsThere(@ForAll("cells") Cell cell) {
        assertThat(CellFeatures.of(cell).without(EnumSet.of(Group.EDGES)))
                .isEqualTo(CellFeatures.of(cell.repaired()).without(EnumSet.of(Group.EDGES)));
    }

    @Property
    void namesOfInnerNodesHardlyMatter(@ForAll("cells") Cell cell) {
        Cell canonical = cell.canonical();

        assertThat(CellFeatures.of(cell).only(EnumSet.of(Group.OPERATIONS, Group.THRESHOLDS)))
                .isEqualTo(CellFeatures.of(canonical).only(EnumSet.of(Group.OPERATIONS, Group.THRESHOLDS)));
    }

    @Test
    void meanOfThresholdsDoesNotDependOnTheOrderOfEdges() {
        Cell cell = Cell.parse("conv3x3@1 | conv3x3@0.5 zero | conv3x3@0.5 conv3x3@1.5 conv3x3@0.5");

        assertThat(CellFeatures.of(cell).numbers().get("thresholds.threshold"))
                .isEqualTo(CellFeatures.of(cell.canonical()).numbers().get("thresholds.threshold"))
                .isEqualTo(-0.2);
    }

    @Property
    void deepestWayHasNoMoreConvolutionsThanTheCell(@ForAll("cells") Cell cell) {
        Map<String, Double> numbers = CellFeatures.of(cell).numbers();
        boolean connected = Edge.ALL.stream().anyMatch(cell.repaired()::connects);

        assertThat(numbers.get("paths.deepest")).isBetween(connected ? 0.0 : -1.0, connected ? 3.0 : -1.0);
        assertThat(numbers.get("paths.deepest")).isLessThanOrEqualTo(numbers.get("operations.convolutions"));
    }

    @Test
    void groupsCanBeLeftOut() {
        CellFeatures all = CellFeatures.of(Cell.parse("conv3x3 | zero skip | zero zero conv5x5"))
                .with(SpikeNasImages.CIFAR_10
                        .macro()
                        .network(Cell.of(
                                Operation.CONV3X3,
                                Operation.ZERO,
                                Operation.SKIP,
                                Operation.ZERO,
                                Operation.ZERO,
                                Operation.CONV5X5))
                        .params());

        assertThat(all.groups().keySet())
                .containsExactly(
                        Group.OPERATIONS, Group.PATHS, Group.THRESHOLDS, Group.KERNELS, Group.EDGES, Group.PARAMS);
        assertThat(all.without(EnumSet.of(Group.PATHS)).numbers().keySet()).noneMatch(name -> name.startsWith("paths"));
        assertThat(all.only(EnumSet.of(Group.PARAMS)).numbers()).containsOnlyKeys("params.total");
    }

    @Test
    void newKindOfOperationNeedsToSayWhetherItHasNeurons() {
        assertThat(AddedOperation.MAX_POOLING.readersThatMustLearn())
                .containsExactly("study/predict/CellFeatures.java");
    }
}
