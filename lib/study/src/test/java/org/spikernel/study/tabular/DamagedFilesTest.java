package org.spikernel.study.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.Damage;
import org.spikernel.data.DatasetException;

import static org.assertj.core.api.Assertions.assertThat;

/** What damage to files of a benchmark can do: an error that names the file, or another accuracy or number of epochs in one row. */
class DamagedFilesTest {

    private static final int COPIES = 2000;
    private static final String HEADER =
            "architecture_id,op_01,op_02,op_12,op_03,op_13,op_23,params,epochs,val_accuracy,test_accuracy,val_accuracy_epoch10,val_accuracy_epoch50\n";

    @TempDir
    private Path work;

    @Test
    void damagedTableIsRefusedOrDiffersInOneAccuracy() throws IOException {
        String table = IntStream.of(0, 1, 2, 9602, 15624)
                .mapToObj(DamagedFilesTest::row)
                .collect(Collectors.joining("\n", HEADER, "\n"));
        Path file = Files.writeString(work.resolve("bench.csv"), table);

        assertDamageIsSeen(file, file, 1);
    }

    private static String row(int id) {
        String operations = SpikeNasBench.cell(id).operations().stream()
                .map(operation ->
                        Integer.toString(SpikeNasBench.SPACE.operations().indexOf(operation)))
                .collect(Collectors.joining(","));
        long params = SpikeNasImages.CIFAR_10
                .macro()
                .network(SpikeNasBench.cell(id))
                .params()
                .total();
        return id + "," + operations + "," + params + ",100,9.876,10.25,9.96,9.924";
    }

    @Test
    void damagedResultFileIsRefusedOrDiffersInOneAccuracy() throws IOException {
        Path folder = Files.createDirectories(work.resolve("CIFAR10/7"));
        Path file = Files.writeString(folder.resolve("train_process.txt"), ResultFileTest.TWO_EPOCHS);

        assertDamageIsSeen(file, work.resolve("CIFAR10"), 2);
    }

    @Test
    void damagedCurvesAreRefusedOrDifferInOneCell() throws IOException {
        Path table = Files.writeString(
                work.resolve("bench.csv"),
                IntStream.of(0, 7, 15624)
                        .mapToObj(DamagedFilesTest::row)
                        .collect(Collectors.joining("\n", HEADER, "\n")));
        String accuracies = "9.5 ".repeat(9) + "9.96 " + "9.5 ".repeat(39) + "9.924 " + "9.5 ".repeat(49) + "9.876\n";
        String none = "-1 -1 -1 -1 -1 -1 ";
        Path file = Files.writeString(
                work.resolve("bench-curves.csv"),
                "architecture_id,epochs,firing_rates,val_accuracy_by_epoch\n"
                        + ("0,100," + none + none + "0 0 0 0," + accuracies)
                        + ("7,100,0.251 -1 -1 -1 -1 -1 0 -1 -1 -1 -1 -1 0 0 0 0.083," + accuracies)
                        + ("15624,100,0.074 0.074 0.029 0.074 0.029 0.062 0.06 0.06 0.023 0.06 0.023 0.035 0.109 0.111 0.22 0.061,"
                                + accuracies));

        byte[] whole = Files.readAllBytes(file);
        List<TrainedCell> expected = cells(SpikeNasBench.read(table));
        int refused = 0;
        for (Damage damage : Damage.of(whole, COPIES / 2, 3).toList()) {
            Files.write(file, damage.bytes());
            try {
                List<TrainedCell> seen = cells(SpikeNasBench.read(table));
                assertThat(seen).extracting(TrainedCell::id).containsExactly(0, 7, 15624);
                assertThat(seen.stream().filter(cell -> !expected.contains(cell)))
                        .as(damage.toString())
                        .hasSizeLessThanOrEqualTo(damage.kind() == Damage.Kind.FLIP ? 1 : 3);
            } catch (DatasetException damaged) {
                assertThat(damaged).hasMessageContaining(file.toString());
                refused++;
            }
        }
        assertThat(expected).noneMatch(cell -> cell.layers().isEmpty());
        assertThat(refused).isGreaterThan(COPIES / 4);
    }

    private static void assertDamageIsSeen(Path file, Path read, long seed) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        List<TrainedCell> expected = cells(SpikeNasBench.read(read));
        List<Damage> all = Damage.of(whole, COPIES, seed).toList();
        int refused = 0;
        for (Damage damage : all) {
            Files.write(file, damage.bytes());
            Optional<List<TrainedCell>> cells = read(read);
            refused += cells.isEmpty() ? 1 : 0;
            cells.ifPresent(seen -> assertNearly(expected, seen, damage.kind()));
        }
        assertThat(refused).isGreaterThan(COPIES / 2);
    }

    private static Optional<List<TrainedCell>> read(Path path) {
        try {
            return Optional.of(cells(SpikeNasBench.read(path)));
        } catch (DatasetException refused) {
            assertThat(refused).hasMessageContaining(path.toString());
            return Optional.empty();
        }
    }

    private static List<TrainedCell> cells(SpikeNasBench bench) {
        return bench.epochs().keySet().stream()
                .flatMap(epochs -> bench.trainedFor(epochs).asList().stream())
                .sorted((one, other) -> Integer.compare(one.id(), other.id()))
                .toList();
    }

    private static void assertNearly(List<TrainedCell> expected, List<TrainedCell> seen, Damage.Kind kind) {
        if (kind == Damage.Kind.FLIP) {
            assertThat(seen)
                    .map(TrainedCell::cell)
                    .isEqualTo(expected.stream().map(TrainedCell::cell).toList());
            assertThat(seen)
                    .map(TrainedCell::params)
                    .isEqualTo(expected.stream().map(TrainedCell::params).toList());
            assertThat(seen.stream().filter(cell -> !expected.contains(cell))).hasSizeLessThanOrEqualTo(1);
        } else {
            assertThat(expected).startsWith(seen.toArray(TrainedCell[]::new));
        }
    }
}
