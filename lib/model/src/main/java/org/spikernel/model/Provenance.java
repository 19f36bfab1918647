package org.spikernel.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;

/**
 * Where a trained model comes from: all that its weights depend on apart from its network.
 *
 * @param facts what it was trained on ({@code data ...}), with which settings ({@code setting ...}) and of which versions
 *     ({@code version ...}), by name
 */
public record Provenance(Map<String, String> facts) {

    /** What the names of facts about the images begin with. */
    public static final String DATA = "data ";
    /** What the names of settings begin with. */
    public static final String SETTING = "setting ";
    /** What the names of versions begin with. */
    public static final String VERSION = "version ";

    private static final Predicate<String> IS_FACT =
            name -> name.startsWith(DATA) || name.startsWith(SETTING) || name.startsWith(VERSION);

    public Provenance {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(Given.value(facts, "the facts of a provenance")));
    }

    /** The facts among some lines of a file; other lines are left out. */
    public static Provenance of(Map<String, String> lines) {
        Map<String, String> facts = new LinkedHashMap<>(Given.value(lines, "the lines of a provenance"));
        facts.keySet().removeIf(IS_FACT.negate());
        return new Provenance(facts);
    }

    /** The data set's description and a fingerprint of its training images, as far as they are known. */
    public String data() {
        return facts.getOrDefault(DATA + "images", "images that nobody has described")
                + known(", fingerprint ", DATA + "fingerprint");
    }

    /**
     * The seed of the weights, of the order of images and of their augmentation.
     *
     * @throws IllegalStateException if it is not known
     */
    public long seed() {
        String seed = facts.get(SETTING + "seed");
        if (seed == null) {
            throw new IllegalStateException("this provenance tells no '" + SETTING + "seed'; it tells "
                    + (facts.isEmpty() ? "nothing" : facts.keySet()));
        }
        return Long.parseLong(seed);
    }

    private String known(String before, String fact) {
        return facts.containsKey(fact) ? before + facts.get(fact) : "";
    }

    /** One row per fact: fact, value. */
    public Table table() {
        return Table.create(
                "provenance",
                StringColumn.create("fact", facts.keySet().stream()),
                StringColumn.create("value", facts.values().stream()));
    }

    @Override
    public String toString() {
        return "trained on " + data() + known(", seed ", SETTING + "seed");
    }
}
