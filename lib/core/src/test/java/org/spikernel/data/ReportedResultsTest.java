package org.spikernel.data;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportedResultsTest {

    private final Table results = ReportedResults.table();

    @Test
    void holdsEveryRowOfEverySource() {
        assertThat(results.rowCount()).isEqualTo(106);
        assertThat(rows("source", "SpiKernel").rowCount()).isEqualTo(6);
        assertThat(rows("source", "SpikeNAS").rowCount()).isEqualTo(21);
        assertThat(rows("source", "AutoSNN").rowCount()).isEqualTo(73);
        assertThat(rows("source", "SNASNet").rowCount()).isEqualTo(6);
        assertThat(rows("location", "Table 3").rowCount()).isEqualTo(20);
        assertThat(rows("location", "Table 3")
                        .doubleColumn("parameters_million")
                        .countMissing())
                .isZero();
    }

    @Test
    void knownFiguresAreThere() {
        assertThat(figure("3x3_5x5_1000x", "CIFAR-10", "accuracy_percent")).isEqualTo(93.24);
        assertThat(figure("1x1_5x5_1000x", "CIFAR-100", "accuracy_percent")).isEqualTo(70.84);
        assertThat(figure("3x3_5x5_1000x", "CIFAR-100", "search_speedup")).isEqualTo(3.45);
        assertThat(figure("2C2O_M", "CIFAR-10", "search_speedup")).isEqualTo(347.7);
        assertThat(figure("backward connections", "CIFAR-100", "accuracy_percent"))
                .isEqualTo(73.04);
        assertThat(figure("forward connections", "Tiny-ImageNet", "accuracy_plus_minus"))
                .isEqualTo(0.56);
        assertThat(figure("mean of 10 architectures", "CIFAR-10", "accuracy_plus_minus"))
                .isEqualTo(1.06);
        assertThat(figure("2C3O_M", "CIFAR-100", "memory_to_budget")).isEqualTo(0.85);
        assertThat(figure("3C2O", "CIFAR-100", "accuracy_percent")).isEqualTo(73.25);
        assertThat(figure("c=256", "CIFAR-10", "parameters_million")).isEqualTo(36.72);
        assertThat(figure("c=16; lambda=-0.24", "CIFAR-10", "spikes_thousand")).isEqualTo(54);
    }

    @Test
    void figuresLieInTheirRanges() {
        assertThat(reported("accuracy_percent")).allMatch(accuracy -> accuracy > 40 && accuracy < 100);
        assertThat(reported("parameters_million")).allMatch(millions -> millions > 0.1 && millions < 50);
        assertThat(reported("spikes_thousand")).allMatch(spikes -> spikes >= 54 && spikes < 5000);
        assertThat(reported("search_speedup")).allMatch(speedup -> speedup >= 1);
        assertThat(results.intColumn("epochs").unique().removeMissing().asList())
                .containsExactlyInAnyOrder(300, 600);
        assertThat(results.stringColumn("source").countMissing()).isZero();
        assertThat(results.stringColumn("version").countMissing()).isZero();
        assertThat(results.stringColumn("location").countMissing()).isZero();
    }

    @Test
    void rowsWithoutAccuracyReportTheSpeedOfTheSearch() {
        Table without = results.where(results.doubleColumn("accuracy_percent").isMissing());

        assertThat(without.rowCount()).isEqualTo(4);
        assertThat(without.doubleColumn("search_speedup").countMissing()).isZero();
    }

    @Test
    void versionsOfAPaperAreToldApart() {
        Table later = rows("version", "arXiv fourth version");

        assertThat(later.stringColumn("source").unique().asList()).containsExactly("SpikeNAS");
        assertThat(later.stringColumn("dataset").asList()).containsExactly("CIFAR-10", "CIFAR-100", "Tiny-ImageNet");
        assertThat(later.doubleColumn("search_speedup").asList()).containsExactly(29.0, 117.0, 3.7);
        assertThat(rows("version", "IEEE ESL 2025")
                        .doubleColumn("search_speedup")
                        .asList())
                .containsExactly(4.8);
    }

    @Test
    void areNarrowedDownAndSayThatTheyAreReported() {
        Table narrowed = ReportedResults.by("SpiKernel")
                .of("version", "arXiv 2024")
                .of("dataset", "CIFAR-10", "CIFAR-100")
                .having("accuracy_percent")
                .table("setting", "accuracy_percent");

        assertThat(narrowed.name()).isEqualTo("REPORTED by SpiKernel, not measured here");
        assertThat(narrowed.columnNames()).containsExactly("setting", "accuracy_percent");
        assertThat(narrowed.stringColumn("setting").asList())
                .containsExactly("3x3_5x5_1000x", "1x1_3x3_5000x", "1x1_5x5_1000x", "1x1_3x3_5000x");
        assertThat(ReportedResults.by("SNASNet").table().columnNames()).isEqualTo(results.columnNames());
    }

    @Test
    void whatIsNotReportedIsAnError() {
        assertThatThrownBy(() -> ReportedResults.by("SpikeKernel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SpikeKernel reports nothing with source SpikeKernel; there are "
                        + "[SpiKernel, SpikeNAS, AutoSNN, SNASNet]");
        assertThatThrownBy(() -> ReportedResults.by("SpiKernel").having("spikes_thousand"))
                .hasMessageContaining("SpiKernel reports nothing with a number in spikes_thousand");
    }

    private Table rows(String column, String value) {
        return results.where(results.stringColumn(column).isEqualTo(value));
    }

    private double figure(String setting, String dataset, String column) {
        Table row = results.where(results.stringColumn("setting")
                .isEqualTo(setting)
                .and(results.stringColumn("dataset").isEqualTo(dataset)));
        assertThat(row.rowCount()).isEqualTo(1);
        return row.doubleColumn(column).get(0);
    }

    private DoubleColumn reported(String column) {
        return results.doubleColumn(column).removeMissing();
    }
}
