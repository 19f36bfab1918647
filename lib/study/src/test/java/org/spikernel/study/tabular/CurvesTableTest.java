package org.spikernel.study.tabular;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.Shared;
import org.spikernel.data.DatasetException;
import org.spikernel.network.Network;
import org.spikernel.score.LayerActivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CurvesTableTest {

    /** Architecture 7 has one convolution, threshold 1, on 0->1; architecture 1 has none. Both lead nowhere. */
    private static final String TABLE = """
            architecture_id,op_01,op_02,op_12,op_03,op_13,op_23,params,epochs,val_accuracy,test_accuracy,val_accuracy_epoch10,val_accuracy_epoch50
            7,2,1,0,0,0,0,17917668,2,9.96,10.0,,
            1,1,0,0,0,0,0,17179620,2,9.876,10.0,,
            """;

    private static final String HEADER = "architecture_id,epochs,hours,firing_rates,val_accuracy_by_epoch\n";
    private static final String ROW = "7,2,1.1306,0.251 -1 -1 -1 -1 -1 0 -1 -1 -1 -1 -1 0 0 0 0.083,9.88 9.96\n";

    @TempDir
    private Path work;

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(work.resolve("cifar10.csv"), TABLE);
    }

    private Path curves(String text) throws IOException {
        return Files.writeString(work.resolve("cifar10-curves.csv"), text);
    }

    private List<TrainedCell> cells() {
        return SpikeNasBench.read(table).trainedFor(2).asList();
    }

    @Test
    void whatLiesBesideTheTableIsKnownToo() throws IOException {
        curves(HEADER + ROW);

        TrainedCell trained = cells().get(0);

        assertThat(trained.validationAccuracies()).containsExactly(9.88, 9.96);
        assertThat(trained.layers())
                .extracting(LayerActivity::place)
                .containsExactly("cell1.0->1.lif", "reduction.lif", "cell2.0->1.lif", "last.lif", "classifier.lif");
        assertThat(trained.layers()).extracting(LayerActivity::firingRate).containsExactly(0.251, 0.0, 0.0, 0.0, 0.0);
        assertThat(trained.firingRate()).hasValueCloseTo(0.083, within(0.001));
        assertThat(trained.hours()).hasValue(1.1306);
        assertThat(cells().get(1).layers()).as("no line of its own").isEmpty();
        assertThat(cells().get(1).firingRate()).isEmpty();
    }

    @Test
    void hoursBelowZeroAreNamed() throws IOException {
        curves(HEADER + ROW.replace("1.1306", "-1.1306"));

        assertThatThrownBy(this::cells)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("column hours should be a number, but is '-1.1306'");
    }

    @Test
    void columnsMayStandInAnyOrderAndCellsThatTheTableLacksAreLeft() throws IOException {
        curves("val_accuracy_by_epoch,firing_rates,epochs,architecture_id\n"
                + "9.88 9.96,0.251 -1 -1 -1 -1 -1 0 -1 -1 -1 -1 -1 0 0 0 0.083,2,7\n"
                + "1 2 3,1,3,4711\n");

        assertThat(cells()).extracting(TrainedCell::id).containsExactly(7, 1);
        assertThat(cells().get(0).hours()).as("the column is missing").isEmpty();
        assertThat(cells().get(0).layers()).hasSize(5);
    }

    @Test
    void withoutTheFileNothingIsMissing() {
        assertThat(cells()).hasSize(2).allMatch(trained -> trained.layers().isEmpty());
        assertThat(cells()).allMatch(trained -> trained.validationAccuracies().isEmpty());
    }

    @Test
    void fileMayBeCompressed() throws IOException {
        Path file = work.resolve("cifar10-curves.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + ROW).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(cells().get(0).layers()).hasSize(5);

        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(this::cells)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file + " is damaged or not compressed by gzip; get it again");
        Files.writeString(file, HEADER + ROW);
        assertThatThrownBy(this::cells).hasMessageContaining("not compressed by gzip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7,2,1.1306; 7,200,1.1306; says of architecture 7: epochs 200, but the table beside it: 2",
                "7,2,1.1306; seven,2,1; column architecture_id should be a number, but is 'seven'",
                "9.88 9.96; 9.88 9.97; validation accuracy after epoch 2 9.97, but the table beside it: 9.96",
                "9.88 9.96; 9.96; has 1 numbers in column val_accuracy_by_epoch; expected 2, one an epoch",
                "9.88 9.96; 9,88 9,96; has 7 fields; expected 5",
                "9.88 9.96; NaN 9.96; column val_accuracy_by_epoch should be a number, but is 'NaN' (expected 0 to 100)",
                "0.251 -1; x -1; column firing_rates should be a number, but is 'x' (expected 0 to 1, or -1)",
                "0.251 -1; 0.251; should have 16 firing rates, but has 15 (column firing_rates, architecture 7)",
                "0.251 -1; -1 0.251; a number from 0 to 1 as firing rate 1, that of edge 0->1 of cell 1",
                "0.251 -1; 0.351 -1; 0.117 as firing rate 16, the mean of the others over the neurons of a network for CIFAR-10, but has 0.083",
            })
    void damagedOrMixedLineIsNamed(String part, String damage, String message) throws IOException {
        Path file = curves(HEADER + ROW.replace(part, damage));

        assertThatThrownBy(this::cells)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 2 of " + file)
                .hasMessageContaining(message);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = curves(HEADER + ROW + ROW);
        assertThatThrownBy(this::cells)
                .hasMessageContaining("line 3 of " + file + " is the second of architecture 7; expected one");

        curves("name,size\nx,1\n");
        assertThatThrownBy(this::cells).hasMessageContaining(file + " has no column architecture_id");

        curves((HEADER + ROW).strip());
        assertThatThrownBy(this::cells).hasMessageContaining("the last line of " + file + " has no end");
    }

    /** That the mean of every log is that of its layers is also what shows in which order the authors log them. */
    @Test
    void everyNetworkOfTheBenchmarkHasTheRatesThatItsAuthorsLogged() {
        Shared.data("spikenas-bench/cifar10-curves.csv.gz");
        SpikeNasBench bench = SpikeNasBench.read(Shared.data("spikenas-bench/cifar10.csv"));

        for (int epochs : bench.epochs().keySet()) {
            for (TrainedCell trained : bench.trainedFor(epochs).asList()) {
                assertThat(trained.validationAccuracies()).hasSize(epochs);
                if (trained.id() % 100 == 67) {
                    Network network = bench.macro().network(trained.cell());
                    assertThat(trained.layers())
                            .extracting(LayerActivity::place)
                            .isEqualTo(network.spikingLayers().stream()
                                    .map(Network.Node::place)
                                    .toList());
                    assertThat(trained.layers().stream()
                                    .mapToLong(LayerActivity::neurons)
                                    .sum())
                            .isEqualTo(network.neurons());
                }
            }
        }
        assertThat(bench.trainedFor(200)
                        .find(SpikeNasBench.cell(14067))
                        .orElseThrow()
                        .layers())
                .extracting(LayerActivity::firingRate)
                .containsExactly(
                        0.211, 0.070, 0.232, 0.211, 0.232, 0.057, 0.072, 0.177, 0.058, 0.225, 0.177, 0.225, 0.035,
                        0.110, 0.272);
    }

    @Test
    void ownCellsKeepWhatTheirTestFound() {
        List<LayerActivity> layers = List.of(new LayerActivity("a", 10, 0.5), new LayerActivity("b", 30, 0.1));
        TrainedCell own = TrainedCell.tested(3, SpikeNasBench.cell(7), 1_000, 4, 62.5, layers);

        assertThat(own.firingRate()).hasValueCloseTo(0.2, within(1e-12));
        assertThat(own.testAccuracy()).isEqualTo(62.5);
        assertThat(own.validationAccuracy()).isEqualTo(62.5);
        assertThatThrownBy(() -> own.with(List.of(50.0, 60.0), layers, OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one for each epoch or none")
                .hasMessageContaining("has 2 for 4 epochs");
    }
}
