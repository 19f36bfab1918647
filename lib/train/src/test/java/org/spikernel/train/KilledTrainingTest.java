package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.TrainedModel;
import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a checkpoint promises to trainings that die. */
class KilledTrainingTest {

    private static final int KILLS = 4;
    private static final int EPOCHS_A_RUN = 40;

    @TempDir
    private Path directory;

    @Test
    void trainingThatIsKilledAgainAndAgainEndsLikeOneThatIsNot() throws Exception {
        Path checkpoint = directory.resolve("checkpoint");
        Path model = directory.resolve("model.npz");
        RandomStream random = RandomStream.at(1, "kills");
        int before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = TinyTraining.start(checkpoint, model, log());
            awaitEpoch(checkpoint, process, before + 1 + random.nextInt(EPOCHS_A_RUN));
            TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
            assertThat(process.isAlive())
                    .as("training is alive at kill %d%n%s", kill, Files.readString(log()))
                    .isTrue();
            process.destroyForcibly().waitFor();
            int after = epochs(checkpoint);
            assertThat(after).isGreaterThan(before);
            before = after;
        }
        assertThat(TinyTraining.start(checkpoint, model, log()).waitFor())
                .as(Files.readString(log()))
                .isZero();

        TrainedModel resumed = TrainedModel.load(model);
        TrainedModel uninterrupted = TinyTraining.killable().fit(TinyTraining.images());
        assertThat(Bits.of(resumed)).isEqualTo(Bits.of(uninterrupted));
        assertThat(resumed.curve().epochs()).hasSameSizeAs(uninterrupted.curve().epochs());
        assertThat(losses(resumed)).isEqualTo(losses(uninterrupted));
        assertThat(directory).isDirectoryNotContaining("glob:**.{part,network,lock}");
    }

    private Path log() {
        return directory.resolve("log");
    }

    private static double[] losses(TrainedModel model) {
        return model.curve().table().doubleColumn("loss").asDoubleArray();
    }

    private static void awaitEpoch(Path checkpoint, Process process, int epoch) throws Exception {
        while (process.isAlive() && epochs(checkpoint) < epoch) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static int epochs(Path checkpoint) throws IOException {
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        try (OpenedZip zip = OpenedZip.open(checkpoint)) {
            return LearningCurve.parse(zip.text("curve.csv")).epochs().size();
        }
    }
}
