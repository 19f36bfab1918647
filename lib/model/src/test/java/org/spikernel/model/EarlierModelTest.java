package org.spikernel.model;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.data.Datasets;

import static org.assertj.core.api.Assertions.assertThat;

/** Models that an earlier version saved; what is known of them stands beside them. */
class EarlierModelTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
    private static final int[] LABELS = {3, 1, 0, 1, 4, 3, 3, 2, 0, 1, 6, 0, 0, 3, 5, 5, 9, 7, 6, 1};
    private static final double SPIKES_AN_IMAGE = 20.65;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"trained-model-format-1.npz", "trained-model-format-2.npz"})
    void isLoadedAndPredictsTheSameLabels(String name) {
        TrainedModel model = TrainedModel.load(FIXTURES.resolve(name));

        assertPredictsTheSameLabels(model);
        assertThat(model.curve().epochs()).hasSize(30);
        assertThat(model.provenance().seed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trained-model-format-1.npz", "trained-model-format-2.npz"})
    void isSavedInTheFormatOfThisVersion(String name) {
        Path saved = directory.resolve("saved.npz");
        TrainedModel.load(FIXTURES.resolve(name)).save(saved);

        assertPredictsTheSameLabels(TrainedModel.load(saved));
    }

    private static void assertPredictsTheSameLabels(TrainedModel model) {
        TestResult result = model.test(Datasets.textures().test().first(LABELS.length));

        assertThat(result.predictions()).isEqualTo(LABELS);
        assertThat(result.spikesPerImage()).isEqualTo(SPIKES_AN_IMAGE);
    }
}
