package org.spikernel.cell;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CellArchitectureTest {

    private static final Cell SKIPS = Cell.parse("skip | skip skip | skip skip skip");
    private static final Cell CONVOLUTION = Cell.parse("skip | skip skip | conv3x3 skip skip");

    @Provide
    Arbitrary<Cell> cells() {
        return Cells.any();
    }

    @Property
    void parseReadsWhatPrintWrites(@ForAll("cells") Cell first, @ForAll("cells") Cell second) {
        CellArchitecture architecture = CellArchitecture.of(first, second, first);

        assertThat(CellArchitecture.parse(architecture.toString())).isEqualTo(architecture);
    }

    @Test
    void cellsThatAreAlikeAreOne() {
        CellArchitecture alike = CellArchitecture.of(SKIPS, SKIPS);

        assertThat(alike).isEqualTo(CellArchitecture.of(SKIPS)).hasToString(SKIPS.toString());
        assertThat(alike.isUniform()).isTrue();
        assertThat(alike.cells(3)).containsExactly(SKIPS, SKIPS, SKIPS);
    }

    @Test
    void oneCellCanChange() {
        CellArchitecture changed = CellArchitecture.of(SKIPS).with(3, 2, CONVOLUTION);

        assertThat(changed.cells(3)).containsExactly(SKIPS, CONVOLUTION, SKIPS);
        assertThat(changed.isUniform()).isFalse();
        assertThat(changed.with(3, 2, SKIPS)).isEqualTo(CellArchitecture.of(SKIPS));
    }

    @Test
    void canonicalCellsMakeItCanonical() {
        Cell dead = Cell.parse("conv3x3 | zero zero | skip zero zero");
        Cell repaired = Cell.parse("zero | zero zero | skip zero zero");

        assertThat(CellArchitecture.of(dead, SKIPS).canonical()).isEqualTo(CellArchitecture.of(repaired, SKIPS));
        assertThat(CellArchitecture.of(dead, repaired).canonical()).isEqualTo(CellArchitecture.of(repaired));
    }

    @Test
    void wrongNumberOfCellsIsRefused() {
        assertThatThrownBy(() -> CellArchitecture.of(SKIPS, CONVOLUTION).cells(3))
                .hasMessageContaining("a network of 3 cells needs")
                .hasMessageContaining("found 2");
        assertThatThrownBy(CellArchitecture::of).hasMessageContaining("at least one cell");
        assertThatThrownBy(() -> CellArchitecture.parse(SKIPS + " / skip"))
                .hasMessageContaining("cell 'skip' has 1 groups");
    }
}
