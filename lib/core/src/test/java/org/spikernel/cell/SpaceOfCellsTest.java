package org.spikernel.cell;

import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A search space of cells as what every search takes it for: a space of architectures. */
class SpaceOfCellsTest {

    @Provide
    Arbitrary<SearchSpace> spaces() {
        return Arbitraries.of(
                SearchSpace.of(KernelSet.SET_3),
                SearchSpace.of(KernelSet.of(1, 3, 5)),
                SearchSpace.SPIKENAS_2O,
                SearchSpace.SPIKENAS_3O,
                SearchSpace.of(Operation.ZERO, Operation.SKIP, Operation.conv(3, 0.5)),
                SearchSpace.of(Operation.ZERO, Operation.SKIP, Operation.CONV3X3)
                        .withBackward());
    }

    private static boolean contains(SearchSpace space, CellArchitecture architecture) {
        return architecture.cells().stream()
                .allMatch(cell -> cell.isDrawable()
                        && space.operations().containsAll(cell.operations())
                        && (space.backward()
                                ? space.operations().containsAll(cell.backward())
                                        && cell.feedback().stream().noneMatch(edge -> cell.connects(edge.reversed()))
                                : !cell.hasFeedback()));
    }

    @Property
    void whatIsDrawnIsInTheSpaceAndIsReadBack(@ForAll("spaces") SearchSpace space, @ForAll long seed) {
        CellArchitecture drawn = space.draw(RandomStream.at(seed));

        assertThat(contains(space, drawn)).isTrue();
        assertThat(space.parse(drawn.toString())).isEqualTo(drawn);
        assertThat(space.draw(RandomStream.at(seed))).isEqualTo(drawn);
        assertThat(drawn.cell()).isEqualTo(space.randomCell(RandomStream.at(seed)));
    }

    @Property
    void mutationChangesOneChoiceAndStaysInTheSpace(
            @ForAll("spaces") SearchSpace space, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int cells) {
        CellArchitecture parent = new CellArchitecture(IntStream.range(0, cells)
                .mapToObj(cell -> space.randomCell(RandomStream.at(seed, cell)))
                .toList());
        CellArchitecture child = space.mutate(parent, RandomStream.at(seed, "mutation"));

        assertThat(contains(space, child)).isTrue();
        assertThat(differences(parent, child)).isEqualTo(1);
        assertThat(space.mutate(parent, RandomStream.at(seed, "mutation"))).isEqualTo(child);
        assertThat(space.parse(child.toString())).isEqualTo(child);
    }

    private static long differences(CellArchitecture parent, CellArchitecture child) {
        List<String> before = choices(parent, parent.cells().size());
        List<String> after = choices(child, parent.cells().size());
        return IntStream.range(0, before.size())
                .filter(i -> !before.get(i).equals(after.get(i)))
                .count();
    }

    /** What joins every two nodes, in both directions. */
    private static List<String> choices(CellArchitecture architecture, int cells) {
        return architecture.cells(cells).stream()
                .flatMap(cell ->
                        Edge.ALL.stream().map(edge -> cell.operation(edge) + " " + cell.operation(edge.reversed())))
                .toList();
    }

    @Property(tries = 20)
    void allAreThoseWithADirectEdge(@ForAll("spaces") SearchSpace space) {
        long kinds = space.alternatives().get(0);
        long direct = space.operations().stream()
                .filter(operation -> !operation.equals(Operation.ZERO))
                .count();

        assertThat(space.all().distinct().count()).isEqualTo(space.size() / kinds * direct);
        assertThat(space.all().map(CellArchitecture::cell))
                .containsExactlyElementsOf(space.drawableCells().toList());
        assertThat(space.all()).allMatch(architecture -> contains(space, architecture));
    }

    @Property(tries = 200)
    void whatIsDrawnOrMutatedIsAmongAll(@ForAll long seed) {
        SearchSpace space = SearchSpace.of(Operation.ZERO, Operation.SKIP, Operation.CONV3X3);
        CellArchitecture drawn = space.draw(RandomStream.at(seed));

        assertThat(space.all()).contains(drawn, space.mutate(drawn, RandomStream.at(seed, "mutation")));
    }

    /** Regularised evolution has drawn its children so before spaces could mutate. */
    @Test
    void mutationsAreTheSameOnEveryMachine() {
        SearchSpace space = SearchSpace.of(KernelSet.SET_3);
        CellArchitecture parent = CellArchitecture.parse("conv3x3 | skip conv5x5 | skip zero conv3x3");

        assertThat(IntStream.rangeClosed(1, 6)
                        .mapToObj(iteration -> space.mutate(parent, RandomStream.at(42, "evolution", iteration))))
                .extracting(Architecture::toString)
                .containsExactly(
                        "conv3x3 | avg3x3 conv5x5 | skip zero conv3x3",
                        "conv3x3 | skip conv5x5 | skip conv3x3 conv3x3",
                        "skip | skip conv5x5 | skip zero conv3x3",
                        "conv3x3 | skip conv5x5 | skip zero conv5x5",
                        "conv3x3 | skip conv5x5 | conv3x3 zero conv3x3",
                        "conv3x3 | conv5x5 conv5x5 | skip zero conv3x3");
    }

    @Property
    void choicesMakeTheCellAgain(@ForAll("spaces") SearchSpace space, @ForAll long seed) {
        CellArchitecture drawn = space.draw(RandomStream.at(seed));

        assertThat(space.withChoices(space.choices(drawn))).hasValue(drawn);
    }

    @Test
    void whatHasOtherConnectionsIsNamed() {
        SearchSpace forward = SearchSpace.of(KernelSet.SET_1);
        CellArchitecture back = CellArchitecture.parse("zero | skip skip | skip skip skip ; back 1->0 skip");
        CellArchitecture both = CellArchitecture.parse("skip | skip skip | skip skip skip ; back 1->0 skip");
        RandomStream random = RandomStream.at(1);

        assertThatThrownBy(() -> forward.mutate(back, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "have no backward connections, but found zero | skip skip | skip skip skip ; back 1->0 skip");
        assertThatThrownBy(() -> forward.choices(back)).hasMessageContaining("but found " + back);
        assertThatThrownBy(() -> forward.withBackward().mutate(both, random))
                .hasMessageContaining("have no two nodes that are joined in both directions, but found " + both);
        assertThatThrownBy(() -> forward.withBackward().choices(both)).hasMessageContaining("but found " + both);
        assertThatThrownBy(SearchSpace.SPIKENAS_2O::withBackward)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs the operation zero")
                .hasMessageContaining("[skip, conv3x3]");
    }

    @Test
    void whatCannotBeMutatedIsNamed() {
        RandomStream random = RandomStream.at(1);
        CellArchitecture skips = CellArchitecture.parse("skip | skip skip | skip skip skip");
        Architecture widths = new Architecture() {
            @Override
            public String toString() {
                return "widths 8 16";
            }
        };

        assertThatThrownBy(() -> SearchSpace.of(KernelSet.SET_1).mutate(widths, random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but found widths 8 16");
        assertThatThrownBy(() -> SearchSpace.of(Operation.ZERO, Operation.SKIP).mutate(skips, random))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two operations besides zero");
    }
}
