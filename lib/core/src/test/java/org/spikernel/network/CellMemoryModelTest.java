package org.spikernel.network;

import java.util.List;

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
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.ParamCount.Scope;

import static org.assertj.core.api.Assertions.assertThat;

class CellMemoryModelTest {

    @Provide
    Arbitrary<Cell> cells() {
        return Cells.any();
    }

    @Property(tries = 300)
    void modelCountsWhatTheNetworkHas(
            @ForAll @Size(min = 1, max = 3) List<@From("cells") Cell> cells,
            @ForAll @IntRange(min = 1, max = 256) int channels,
            @ForAll Scope scope) {
        SnasNet macro = SnasNet.cifar100().channels(channels).cells(cells.size());
        ParamCount built = ParamCount.of(macro.network(cells));

        assertThat(CellMemoryModel.of(macro).params(new CellArchitecture(cells), scope))
                .isEqualTo(built.of(scope));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void frameHasWhatCellsWithoutConvolutionsHave(Scope scope) {
        SnasNet macro = SnasNet.cifar10().channels(8);
        CellArchitecture skips = CellArchitecture.parse("skip | skip skip | skip skip avg3x3");
        CellMemoryModel memory = CellMemoryModel.of(macro);

        assertThat(memory.frame().of(scope))
                .isEqualTo(memory.params(skips, scope))
                .isEqualTo(macro.network(skips).params().of(scope));
    }

    @Test
    void tableTellsWhatAnEdgeCosts() {
        Table table =
                CellMemoryModel.of(SnasNet.cifar10().channels(4).cells(3)).table(SearchSpace.SPIKENAS_2O.operations());

        assertThat(table.stringColumn("operation").asList())
                .containsExactly("skip", "skip", "skip", "conv3x3", "conv3x3", "conv3x3");
        assertThat(table.longColumn("params_features").asList())
                .containsExactly(0L, 0L, 0L, 9L * 4 * 4, 9L * 8 * 8, 9L * 8 * 8);
        assertThat(table.longColumn("params").get(3)).isEqualTo(9 * 4 * 4 + 2 * 4);
    }
}
