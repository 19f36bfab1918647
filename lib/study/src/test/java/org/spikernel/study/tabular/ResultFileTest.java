package org.spikernel.study.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.spikernel.Shared;
import org.spikernel.data.DatasetException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ResultFileTest {

    static final String TWO_EPOCHS = """
            architecture id: 7
            model parameters: 17917668
            epoch, train_acc, train_loss, val_acc, val_loss
            0.000, 9.748, 2.303, 9.880, 2.303
            1.000, 9.724, 2.303, 9.960, 2.303
            test accuracy: 10.000
            firing rate of layers: 0.251, -1.000, -1.000, -1.000, -1.000, -1.000, 0.000, -1.000, -1.000, -1.000, -1.000, -1.000, 0.000, 0.000, 0.000, 0.083
            Elapsed time: 1.0hour7.0minute50.1second
            """;

    @TempDir
    private Path work;

    private Path file(String text) throws IOException {
        return Files.writeString(work.resolve("train_process.txt"), text);
    }

    @Test
    void holdsEveryEpoch() throws IOException {
        ResultFile result = ResultFile.read(file(TWO_EPOCHS));

        assertThat(result.id()).isEqualTo(7);
        assertThat(result.params()).isEqualTo(17_917_668);
        assertThat(result.validationAccuracies()).containsExactly(9.88, 9.96);
        assertThat(result.testAccuracy()).isEqualTo(10);
        assertThat(result.firingRates()).hasSize(16).startsWith(0.251, -1.0).endsWith(0.0, 0.083);
        assertThat(result.hours()).isCloseTo(1.1306, within(1e-4));
        assertThat(result.trainedCell().price()).isEqualTo(new Price(2, OptionalDouble.of(result.hours())));
        assertThat(result.trainedCell().validationAccuracyAtEpoch10()).isEmpty();
        assertThat(result.trainedCell().validationAccuracies()).containsExactly(9.88, 9.96);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "architecture id: 7; id 7; line 1; a line that begins with 'architecture id:'",
                "17917668; many; line 2; a number in place of 'many'",
                "9.960; nan; line 5; a number in place of 'nan'",
                "test accuracy: 10.000; test accuracy: NaN; line 6; a number in place of 'NaN'",
                "val_acc; accuracy; line 3; a column val_acc",
                "1.0hour7.0minute; 1.0hour; line 8; a time such as 5.0hour22.0minute58.5second",
                "1.000, 9.724; 2.000, 9.724; line 5; epoch 1 with 5 numbers",
                "test accuracy: 10.000; ; line 6; epoch 2 with 5 numbers",
                ", 0.083; ; line 7; should have 16 firing rates, but has 15",
                "0.251, -1.000; 1.251, -1.000; line 7; a number from 0 to 1 as firing rate 1, that of edge 0->1 of cell 1, which carries a convolution, but has 1.251",
                "0.000, -1.000; -1.000, 0.000; line 7; a number from 0 to 1 as firing rate 7, that of edge 0->1 of cell 2, which carries a convolution, but has -1.0",
                "0.251, -1.000; 0.251, 0.000; line 7; -1 as firing rate 2, that of edge 0->2 of cell 1, which carries none, but has 0.0",
                "0.000, 0.000, 0.000; -1.000, 0.000, 0.000; line 7; a number from 0 to 1 as firing rate 13, the reduction's, but has -1.0",
            })
    void damagedLineIsNamed(String line, String damage, String place, String expected) throws IOException {
        Path file = file(TWO_EPOCHS.replace(line, damage == null ? "" : damage));

        assertThatThrownBy(() -> ResultFile.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(place + " of " + file)
                .hasMessageContaining(expected);
    }

    @Test
    void fileThatStopsIsNamed() throws IOException {
        String begun = TWO_EPOCHS.substring(0, TWO_EPOCHS.indexOf("test accuracy"));

        assertThatThrownBy(() -> ResultFile.read(file(begun))).hasMessageContaining("but found the end of the file");
    }

    @Test
    void filesOfBothLayoutsAreRead() {
        ResultFile cifar = ResultFile.read(Shared.data("spikenas-bench/raw/CIFAR10/14067/train_process.txt"));
        ResultFile tiny = ResultFile.read(Shared.data("spikenas-bench/raw/TinyImagenet/10938/train_process.txt"));

        assertThat(cifar.epochs()).isEqualTo(200);
        assertThat(cifar.validationAccuracies().get(0)).isEqualTo(25.512);
        assertThat(cifar.trainedCell().validationAccuracyAtEpoch50()).hasValue(86.18);
        assertThat(cifar.testAccuracy()).isEqualTo(88.18);
        assertThat(tiny.epochs()).isEqualTo(100);
        assertThat(tiny.validationAccuracies().get(0)).isEqualTo(13.55);
        assertThat(tiny.testAccuracy()).isEqualTo(50.75);
        assertThat(tiny.firingRates()).hasSize(16);
    }
}
