package org.spikernel.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;
import org.spikernel.model.Provenance;

/** Compares a recipe with those by which the networks of the papers were trained. */
public final class RecipeComparison {

    private RecipeComparison() {}

    /**
     * With SNASNet's (Kim et al., ECCV 2022), by which those of SpiKernel and SpikeNAS were trained, too. One row per setting of the recipe:
     * setting, here, snasnet, and differs, which is empty where the two are the same.
     */
    public static Table withSnasNet(TrainingRecipe recipe) {
        return compared(recipe, TrainingRecipe.snasNet(), "SNASNet");
    }

    /** With AutoSNN's (Na et al., ICML 2022): as {@link #withSnasNet}, with a column autosnn. */
    public static Table withAutoSnn(TrainingRecipe recipe) {
        return compared(recipe, TrainingRecipe.autoSnn(), "AutoSNN");
    }

    private static Table compared(TrainingRecipe recipe, TrainingRecipe published, String name) {
        Map<String, String> here = settings(Given.value(recipe, "the recipe to compare"));
        Map<String, String> there = settings(published);
        return Table.create(
                "How these networks are trained, and how " + name + "'s are",
                StringColumn.create("setting", here.keySet().stream()),
                StringColumn.create("here", here.values().stream()),
                StringColumn.create(name.toLowerCase(Locale.ROOT), there.values().stream()),
                StringColumn.create(
                        "differs",
                        here.keySet().stream()
                                .map(setting -> here.get(setting).equals(there.get(setting)) ? "" : "differs")));
    }

    /** The facts of a recipe but for its seed, which tells no recipes apart. */
    private static Map<String, String> settings(TrainingRecipe recipe) {
        Map<String, String> settings = new LinkedHashMap<>();
        recipe.facts().forEach((name, value) -> settings.put(name.substring(Provenance.SETTING.length()), value));
        settings.remove("seed");
        settings.replace("first weights", recipe.firstWeights().description());
        return settings;
    }
}
