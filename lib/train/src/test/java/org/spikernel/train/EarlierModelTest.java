package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.data.Datasets;

import static org.assertj.core.api.Assertions.assertThat;

/** Models that an earlier version saved. */
class EarlierModelTest {

    private static final int[] LABELS = {3, 1, 0, 1, 4, 3, 3, 2, 0, 1, 6, 0, 0, 3, 5, 5, 9, 7, 6, 1};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"trained-model-format-1.npz", "trained-model-format-2.npz"})
    void isLoadedAndPredictsTheSameLabels(String name) throws IOException {
        TrainedModel model = TrainedModel.load(Fixture.copy(name, directory));
        TestResult result = model.test(Datasets.textures().test().first(LABELS.length));

        assertThat(result.predictions()).isEqualTo(LABELS);
        assertThat(result.spikesPerImage()).isEqualTo(20.65);
        assertThat(model.curve().epochs()).hasSize(30);
        assertThat(model.provenance().seed()).isEqualTo(1);
    }

    /** What is read from a file of whatever format is written in the present one. */
    @ParameterizedTest
    @ValueSource(strings = {"trained-model-format-1.npz", "trained-model-format-2.npz"})
    void comesBackFromTheFormatOfThisVersion(String name) throws IOException {
        TrainedModel model = TrainedModel.load(Fixture.copy(name, directory));
        Path saved = directory.resolve("saved.npz");
        model.save(saved);

        assertThat(Bits.of(TrainedModel.load(saved))).isEqualTo(Bits.of(model));
        assertThat(TrainedModel.load(saved).network().nodes())
                .isEqualTo(model.network().nodes());
    }
}
