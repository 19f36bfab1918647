package org.spikernel.study.tabular;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.spikernel.Shared;
import org.spikernel.cell.Cell;
import org.spikernel.data.DataDirectories;
import org.spikernel.data.DatasetException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class SpikeNasBenchTest {

    private static final String HEADER =
            "architecture_id,op_01,op_02,op_12,op_03,op_13,op_23,params,epochs,val_accuracy,test_accuracy,val_accuracy_epoch10,val_accuracy_epoch50";

    @TempDir
    private Path work;

    private Path table(String... rows) throws IOException {
        return Files.writeString(work.resolve("cifar10.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    @Test
    void tableHoldsCellsWithTheirThresholds() throws IOException {
        SpikeNasBench bench = SpikeNasBench.read(table(
                "9602,2,0,1,4,0,3,19393764,200,88.5,88.25,70.5,", "1,1,0,0,0,0,0,17179620,100,9.876,10.0,9.96,9.924"));

        TrainedCell first = bench.trainedFor(200).asList().get(0);
        assertThat(first.cell()).isEqualTo(Cell.parse("conv3x3@0.5 | zero skip | conv3x3@1.5 zero conv3x3@1"));
        assertThat(first.testAccuracy()).isEqualTo(88.25);
        assertThat(first.validationAccuracyAtEpoch10()).hasValue(70.5);
        assertThat(first.validationAccuracyAtEpoch50()).isEmpty();
        assertThat(bench.epochs()).isEqualTo(Map.of(100, 1L, 200, 1L));
        assertThat(bench)
                .hasToString(
                        "SpikeNAS-Bench, CIFAR-10: 1 cells trained for 100 epochs, 1 cells trained for 200 epochs");
    }

    @Test
    void differentNumbersOfEpochsAreNeverRankedTogether() throws IOException {
        SpikeNasBench bench = SpikeNasBench.read(table(
                "3,3,0,0,0,0,0,17917668,200,9.9,10.0,9.9,9.9", "1,1,0,0,0,0,0,17179620,100,9.876,10.0,9.96,9.924"));
        List<TrainedCell> both = List.of(
                bench.trainedFor(100).asList().get(0),
                bench.trainedFor(200).asList().get(0));

        assertThatThrownBy(() -> TrainedCells.of(both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("these 2 cells were trained for [100, 200]");
        assertThatThrownBy(() -> bench.trainedFor(300)).hasMessageContaining("for 300 epochs; there are [100, 200]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3,7,0,0,0,0,0,17917668,200,9.9,10.0,9.9,9.9; column op_01 should be an operation from 0 to 4, but is 7",
                "3,0,0,0,0,0,0,17917668,200,9.9,ten,9.9,9.9; column test_accuracy should be a number, but is 'ten'",
                "3,0,0,0,0,0,0,17917668,200,NaN,9.9,9.9,9.9; column val_accuracy should be a number, but is 'NaN'",
                "3,0,0,0,0,0,0,17917668,200,9.9,110.0,9.9,9.9; test_accuracy should be a number, but is '110.0' (expected 0 to 100)",
                "3,2.5,0,0,0,0,0,17917668,200,9.9,10,9.9,9.9; op_01 should be a number, but is '2.5' (expected a whole one)",
                "3,0,0,0,0,0,0,17917668,200,9.9,1e999,9.9,9.9; column test_accuracy should be a number, but is '1e999'",
                "3,0,0,0,0,0,0,17917668; has 8 fields; expected 13, one a column",
            })
    void damagedRowIsNamed(String row, String message) throws IOException {
        Path table = table("1,1,0,0,0,0,0,17179620,100,9.876,10.0,9.96,9.924", row);

        assertThatThrownBy(() -> SpikeNasBench.read(table))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 3 of " + table)
                .hasMessageContaining(message);
    }

    @Test
    void otherTablesAreRefused() throws IOException {
        Path other = Files.writeString(work.resolve("other.csv"), "name,size\nx,1\n");

        assertThatThrownBy(() -> SpikeNasBench.read(other)).hasMessageContaining("has no column op_01");
        assertThatThrownBy(() -> SpikeNasBench.read(table())).hasMessageContaining("has 1 fields; expected 13");
        assertThatThrownBy(() -> SpikeNasBench.read(work.resolve("none.csv")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot read " + work.resolve("none.csv"));
        assertThatThrownBy(() -> SpikeNasBench.read(work.resolve("."))).hasMessageContaining("holds no result file");
    }

    @Test
    void missingBenchmarkSaysWhereItWasLookedForAndWhatToDo() {
        SpikeNasBenchLookup lookup =
                new SpikeNasBenchLookup(SpikeNasImages.CIFAR_10, new DataDirectories(List.of(work)));

        assertThat(lookup.isPresent()).isFalse();
        assertThatThrownBy(lookup::orElseThrow)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(work.resolve("spikenas-bench/cifar10.csv").toString())
                .hasMessageContaining(work.resolve("spikenas-bench/CIFAR10").toString())
                .hasMessageContaining("SPIKERNEL_DATA");
        assertThat(lookup.toString()).startsWith("SpikeNAS-Bench was not found");
    }

    @Test
    void pipeIsNotWaitedFor() throws Exception {
        Path pipe = work.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThatThrownBy(() -> SpikeNasBench.read(pipe))
                        .isInstanceOf(DatasetException.class)
                        .hasMessageContaining("cannot read " + pipe)
                        .hasMessageContaining("it is a pipe or a device"));
    }

    @Test
    void benchmarkIsFoundInEitherForm() throws IOException {
        SpikeNasBenchLookup lookup =
                new SpikeNasBenchLookup(SpikeNasImages.CIFAR_10, new DataDirectories(List.of(work)));
        Path folder = Files.createDirectories(work.resolve("spikenas-bench/CIFAR10/7"));
        Files.writeString(folder.resolve("train_process.txt"), ResultFileTest.TWO_EPOCHS);

        assertThat(lookup.orElseThrow().trainedFor(2).asList())
                .extracting(TrainedCell::id)
                .containsExactly(7);
        assertThat(lookup).hasToString("SpikeNAS-Bench in " + work.resolve("spikenas-bench/CIFAR10"));

        Files.move(
                table("1,1,0,0,0,0,0,17179620,100,9.876,10.0,9.96,9.924"), work.resolve("spikenas-bench/cifar10.csv"));
        assertThat(lookup.orElseThrow().trainedFor(100).size()).isEqualTo(1);
    }

    @Test
    void everyCellHasItsNumber() {
        assertThat(IntStream.range(0, 15_625).mapToObj(SpikeNasBench::cell).distinct())
                .hasSize(15_625);
        assertThat(SpikeNasBench.cell(125)).isEqualTo(Cell.parse("zero | zero skip | zero zero zero"));
        assertThatThrownBy(() -> SpikeNasBench.cell(15_625)).hasMessageContaining("from 0 to 15624");
    }

    @Test
    void cellsAndParametersAreThoseOfTheAuthors() {
        SpikeNasBench bench = SpikeNasBench.read(Shared.data("spikenas-bench/cifar10.csv"));

        assertThat(bench.epochs()).isEqualTo(Map.of(100, 14_935L, 200, 690L));
        for (int epochs : bench.epochs().keySet()) {
            for (TrainedCell trained : bench.trainedFor(epochs).asList()) {
                assertThat(trained.cell()).isEqualTo(SpikeNasBench.cell(trained.id()));
                assertThat(bench.macro().network(trained.cell()).params().total())
                        .as("parameters of %s", trained.cell())
                        .isEqualTo(trained.params());
            }
        }
    }

    @Test
    void cellsWithoutAWayThroughGuess() {
        TrainedCells all =
                SpikeNasBench.read(Shared.data("spikenas-bench/cifar10.csv")).trainedFor(100);
        TrainedCells connected = all.connected();

        assertThat(all.asList().stream().filter(trained -> trained.testAccuracy() == 10.0))
                .hasSize(all.size() - connected.size());
        assertThat(connected.asList()).allMatch(trained -> trained.testAccuracy() > 50);
    }

    @Test
    void tableAndResultFilesAgree() {
        SpikeNasBench table = SpikeNasBench.read(Shared.data("spikenas-bench/cifar10.csv"));
        SpikeNasBench files = SpikeNasBench.read(Shared.data("spikenas-bench/raw/CIFAR10"));

        assertThat(files.epochs().keySet()).containsExactly(100, 200);
        for (int epochs : files.epochs().keySet()) {
            TrainedCells ofTable = table.trainedFor(epochs);
            for (TrainedCell trained : files.trainedFor(epochs).asList()) {
                TrainedCell found = ofTable.find(trained.cell()).orElseThrow();
                assertThat(withoutHours(found)).isEqualTo(withoutHours(trained));
                assertThat(found.hours().orElseThrow())
                        .as("rounded to four decimals")
                        .isCloseTo(trained.hours().orElseThrow(), within(1e-4));
            }
            assertThat(files.trainedFor(epochs).asList())
                    .noneMatch(trained -> trained.layers().isEmpty());
        }
    }

    private static TrainedCell withoutHours(TrainedCell trained) {
        return trained.with(trained.validationAccuracies(), trained.layers(), OptionalDouble.empty());
    }

    @Test
    void cellThatWasNotTrainedIsFoundByItsTwin() throws IOException {
        // 0->1 leads nowhere, and nothing else differs.
        TrainedCells cells = SpikeNasBench.read(table("26,1,0,0,1,0,0,17179620,100,80.156,81.01,65.196,78.044"))
                .trainedFor(100);

        assertThat(cells.find(SpikeNasBench.cell(25)).map(TrainedCell::id)).hasValue(26);
        assertThat(cells.validationAccuracy(SpikeNasBench.cell(25))).isEqualTo(OptionalDouble.of(80.156));
        assertThat(cells.find(SpikeNasBench.cell(3125))).isEmpty();
        assertThat(cells.validationAccuracy(SpikeNasBench.cell(3125))).isEmpty();
    }

    @Test
    void samplesGrowAndRepeatNothing() throws IOException {
        TrainedCells cells = TrainedCells.of(
                IntStream.range(0, 500).mapToObj(BenchmarkCells::trained).toList());

        assertThat(cells.sample(100, 1).asList())
                .doesNotHaveDuplicates()
                .startsWith(cells.sample(20, 1).asList().toArray(TrainedCell[]::new));
        assertThat(cells.sample(20, 2).asList())
                .isNotEqualTo(cells.sample(20, 1).asList());
        assertThat(cells.sample(1000, 1).size()).isEqualTo(500);
        assertThat(cells.table().rowCount()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource(SpikeNasImages.class)
    void imagesShowInTheParameters(SpikeNasImages images) throws IOException {
        Cell cell = SpikeNasBench.cell(9602);
        long params = images.macro().network(cell).params().total();
        String row = "9602,2,0,1,4,0,3," + params + ",100,50.5,50.25,40.5,";
        Path table = Files.writeString(work.resolve("bench.csv"), HEADER + "\n" + row + "\n");

        SpikeNasBench bench = SpikeNasBench.read(table);

        assertThat(bench.images()).isEqualTo(images);
        assertThat(bench.macro()).isEqualTo(images.macro());
        assertThat(bench).hasToString("SpikeNAS-Bench, " + images + ": 1 cells trained for 100 epochs");
        assertThat(images.macro().channels()).isEqualTo(128);

        Path directory = Files.createDirectories(work.resolve("spikenas-bench"));
        Files.move(table, directory.resolve(images.table()));
        SpikeNasBenchLookup lookup = new SpikeNasBenchLookup(images, new DataDirectories(List.of(work)));
        assertThat(lookup.orElseThrow().images()).isEqualTo(images);
    }

    @Test
    void networksOfTinyImageNetHaveTheParametersOfTheAuthors() {
        Path authors = Shared.data("spikenas-bench/raw/TinyImagenet");
        SpikeNasBench bench = SpikeNasBench.read(authors);

        assertThat(bench.images()).isEqualTo(SpikeNasImages.TINY_IMAGENET);
        TrainedCell trained = bench.trainedFor(100).asList().get(0);
        assertThat(bench.macro().network(trained.cell()).params().total()).isEqualTo(trained.params());
    }

    @Test
    void imagesThatCannotBeToldMustBeSaid() throws IOException {
        String row = "1,1,0,0,0,0,0,17179620,100,9.876,10.0,9.96,9.924\n";
        Path named = Files.writeString(work.resolve("cifar-100.csv"), HEADER + "\n" + row);
        Path unknown = Files.writeString(work.resolve("own.csv"), HEADER + "\n" + row.replace("17179620", "17179621"));

        assertThatThrownBy(() -> SpikeNasBench.read(named))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(named + " is named after CIFAR-100")
                .hasMessageContaining("17,179,620 parameters is one for CIFAR-10; say what it was trained on");
        assertThatThrownBy(() -> SpikeNasBench.read(unknown))
                .hasMessageContaining("own.csv is named after no images")
                .hasMessageContaining("one for none of those known");
        assertThat(SpikeNasBench.read(named, SpikeNasImages.CIFAR_100))
                .hasToString("SpikeNAS-Bench, CIFAR-100: 1 cells trained for 100 epochs");
        assertThat(SpikeNasBench.read(unknown, SpikeNasImages.TINY_IMAGENET).images())
                .isEqualTo(SpikeNasImages.TINY_IMAGENET);
    }

    @Test
    void filesOfWindowsAreReadAndOtherEncodingsNamed() throws IOException {
        String row = "1,1,0,0,0,0,0,17179620,100,9.876,10.0,9.96,9.924";
        Path windows = Files.writeString(work.resolve("windows.csv"), "\uFEFF" + HEADER + "\r\n" + row + "\r\n");
        Path wide = Files.writeString(work.resolve("wide.csv"), HEADER + "\n" + row + "\n", StandardCharsets.UTF_16LE);

        assertThat(SpikeNasBench.read(windows))
                .hasToString(SpikeNasBench.read(table(row)).toString());
        assertThatThrownBy(() -> SpikeNasBench.read(wide)).hasMessageContaining(wide + " should be text in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,2,0,0,0,0,0,17917668,100,9.9,10.0,9.9,9.9; which is not architecture 1",
                "16000,1,0,0,0,0,0,17179620,100,9.9,10.0,9.9,9.9; which is not architecture 16000",
                "2,2,0,0,0,0,0,17917669,100,9.9,10.0,9.9,9.9; 17,917,669 parameters of architecture 2 do not fit",
                "1,1,0,0,0,0,0,17179620,100,9.9,10.0,9.9,9.9; holds architecture 1 twice",
            })
    void rowThatContradictsItselfOrOthersIsRefused(String row, String message) throws IOException {
        Path table = table("1,1,0,0,0,0,0,17179620,100,9.876,10.0,9.96,9.924", row);

        assertThatThrownBy(() -> SpikeNasBench.read(table))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(table.toString())
                .hasMessageContaining(message);
    }

    @Test
    void resultInTheFolderOfAnotherArchitectureIsRefused() throws IOException {
        Path folder = Files.createDirectories(work.resolve("CIFAR10/8"));
        Files.writeString(folder.resolve("train_process.txt"), ResultFileTest.TWO_EPOCHS);

        assertThatThrownBy(() -> SpikeNasBench.read(work.resolve("CIFAR10")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is the result of architecture 7, not of 8");
    }
}
