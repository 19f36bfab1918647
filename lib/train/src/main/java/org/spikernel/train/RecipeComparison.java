package org.spikernel.train;

import java.util.LinkedHashMap;
import java.util.Map;

import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;
import org.spikernel.model.Provenance;

/** Compares a recipe with that of SNASNet's code (Kim et al., ECCV 2022), by which the networks of the papers were trained. */
public final class RecipeComparison {

    private RecipeComparison() {}

    /** One row per setting of the recipe: setting, here, snasnet, and differs, which is empty where the two are the same. */
    public static Table withSnasNet(TrainingRecipe recipe) {
        Map<String, String> here = settings(Given.value(recipe, "the recipe to compare"));
        Map<String, String> there = settings(TrainingRecipe.snasNet());
        return Table.create(
                "How these networks are trained, and how SNASNet's are",
                StringColumn.create("setting", here.keySet().stream()),
                StringColumn.create("here", here.values().stream()),
                StringColumn.create("snasnet", there.values().stream()),
                StringColumn.create(
                        "differs",
                        here.keySet().stream().map(name -> here.get(name).equals(there.get(name)) ? "" : "differs")));
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
