package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.model.LearningCurve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A checkpoint that an earlier version wrote. */
class EarlierCheckpointTest {

    private static final Path FIXTURE = Path.of("src/test/resources/fixtures/checkpoint-format-2.zip");
    private static final double SECONDS_OF_ITS_EPOCH = 0.082397585;

    @TempDir
    private Path directory;

    /** The seconds of its epoch would differ if that were trained again. */
    @Test
    void isContinuedOrRefusedWithWhatToDo() throws IOException {
        Path checkpoint = Files.copy(FIXTURE, directory.resolve("checkpoint.zip"));
        byte[] before = Files.readAllBytes(checkpoint);
        Throwable refusal = catchThrowable(() -> {
            LearningCurve curve = TinyTraining.trainer()
                    .checkpoint(checkpoint)
                    .fit(TinyTraining.images())
                    .curve();
            assertThat(curve.epochs()).hasSize(6);
            assertThat(curve.epochs().get(0).seconds()).isEqualTo(SECONDS_OF_ITS_EPOCH);
        });

        if (refusal != null) {
            assertThat(refusal)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(checkpoint.toString())
                    .hasMessageFindingMatch("Give this training (another file|a file of its own)");
            assertThat(checkpoint).hasBinaryContent(before);
        }
    }
}
