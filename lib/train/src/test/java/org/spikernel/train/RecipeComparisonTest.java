package org.spikernel.train;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.data.Augmentation;

import static org.assertj.core.api.Assertions.assertThat;

class RecipeComparisonTest {

    @Test
    void tellsWhatDiffersFromSnasNet() {
        Table table = RecipeComparison.withSnasNet(
                TrainingRecipe.defaults().withAugmentation(Augmentation.none()).withSeed(7));
        Table different = table.where(table.stringColumn("differs").isEqualTo("differs"));

        assertThat(table.columnNames()).containsExactly("setting", "here", "snasnet", "differs");
        assertThat(different.stringColumn("setting").asList())
                .containsExactly("epochs", "learning rate", "augmentation", "first weights");
        assertThat(different.stringColumn("here").asList())
                .contains(
                        "5",
                        "0.3, to 1% along half a cosine",
                        "as drawn; linear layers scaled to currents of unit variance");
        assertThat(different.stringColumn("snasnet").asList())
                .contains("300", "0.1, to 1% along half a cosine", "as drawn");
    }

    @Test
    void tellsWhatDiffersFromAutoSnn() {
        Table table = RecipeComparison.withAutoSnn(TrainingRecipe.autoSnn().withEpochs(5));
        Table snasNet = RecipeComparison.withAutoSnn(TrainingRecipe.snasNet());

        assertThat(table.columnNames()).containsExactly("setting", "here", "autosnn", "differs");
        assertThat(table.where(table.stringColumn("differs").isEqualTo("differs"))
                        .stringColumn("setting")
                        .asList())
                .containsExactly("epochs");
        assertThat(snasNet.where(snasNet.stringColumn("differs").isEqualTo("differs"))
                        .stringColumn("setting")
                        .asList())
                .contains("momentum", "loss", "first weights");
    }
}
