package org.spikernel.cell;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchitectureTest {

    private static final Cell SKIPS = Cell.parse("skip | skip skip | skip skip skip");
    private static final Cell CONVOLUTION = Cell.parse("skip | skip skip | conv3x3 skip skip");

    @Provide
    Arbitrary<Cell> cells() {
        return Cells.any();
    }

    @Property
    void parseReadsWhatPrintWrites(@ForAll("cells") Cell first, @ForAll("cells") Cell second) {
        Architecture architecture = Architecture.of(first, second, first);

        assertThat(Architecture.parse(architecture.toString())).isEqualTo(architecture);
    }

    @Test
    void cellsThatAreAlikeAreOne() {
        Architecture alike = Architecture.of(SKIPS, SKIPS);

        assertThat(alike).isEqualTo(Architecture.of(SKIPS)).hasToString(SKIPS.toString());
        assertThat(alike.isUniform()).isTrue();
        assertThat(alike.cells(3)).containsExactly(SKIPS, SKIPS, SKIPS);
    }

    @Test
    void oneCellCanChange() {
        Architecture changed = Architecture.of(SKIPS).with(3, 2, CONVOLUTION);

        assertThat(changed.cells(3)).containsExactly(SKIPS, CONVOLUTION, SKIPS);
        assertThat(changed.isUniform()).isFalse();
        assertThat(changed.with(3, 2, SKIPS)).isEqualTo(Architecture.of(SKIPS));
    }

    @Test
    void canonicalCellsMakeItCanonical() {
        Cell dead = Cell.parse("conv3x3 | zero zero | skip zero zero");
        Cell repaired = Cell.parse("zero | zero zero | skip zero zero");

        assertThat(Architecture.of(dead, SKIPS).canonical()).isEqualTo(Architecture.of(repaired, SKIPS));
        assertThat(Architecture.of(dead, repaired).canonical()).isEqualTo(Architecture.of(repaired));
    }

    @Test
    void wrongNumberOfCellsIsRefused() {
        assertThatThrownBy(() -> Architecture.of(SKIPS, CONVOLUTION).cells(3))
                .hasMessageContaining("a network of 3 cells needs")
                .hasMessageContaining("found 2");
        assertThatThrownBy(Architecture::of).hasMessageContaining("at least one cell");
        assertThatThrownBy(() -> Architecture.parse(SKIPS + " / skip"))
                .hasMessageContaining("cell 'skip' has 1 groups");
    }
}
