package org.spikernel.train;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TrainingForecastTest {

    @TempDir
    Path directory;

    @Test
    void takesLongerForMoreEpochsAndTestsAndKeepsNothing() {
        Trainer trainer = Trainer.of(TinyTraining.network()).batch(8);
        Trainer tested = trainer.epochs(4000)
                .validate(TinyTraining.images().test())
                .checkpoint(directory.resolve("checkpoint.zip"));

        Duration once =
                TrainingForecast.of(trainer.epochs(1), TinyTraining.images()).time();
        Duration often = TrainingForecast.of(tested, TinyTraining.images()).time();

        assertThat(once).isPositive();
        assertThat(often).isGreaterThan(once.multipliedBy(10));
        assertThat(directory).isEmptyDirectory();
    }
}
