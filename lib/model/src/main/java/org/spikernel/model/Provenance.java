package org.spikernel.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where a trained model comes from: all that its weights depend on beside its network.
 *
 * @param facts what it was trained on ({@code data ...}), with which settings ({@code setting ...}) and with which versions of what it
 *     took ({@code version ...}), by name
 */
public record Provenance(Map<String, String> facts) {

    public static final String DATA = "data ";
    public static final String SETTING = "setting ";
    public static final String VERSION = "version ";

    private static final Predicate<String> IS_FACT =
            name -> name.startsWith(DATA) || name.startsWith(SETTING) || name.startsWith(VERSION);

    public Provenance {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** What some lines say of it; other lines among them are left alone. */
    public static Provenance ofLines(Map<String, String> lines) {
        Map<String, String> facts = new LinkedHashMap<>(lines);
        facts.keySet().removeIf(IS_FACT.negate());
        return new Provenance(facts);
    }

    /** The data set's description and a fingerprint of its training images. */
    public String data() {
        return facts.get(DATA + "images") + ", fingerprint " + facts.get(DATA + "fingerprint");
    }

    /** The seed of the weights, of the order of images and of their augmentation. */
    public long seed() {
        return Long.parseLong(facts.get(SETTING + "seed"));
    }

    /** One row a fact: fact, value. */
    public Table table() {
        return Table.create(
                "provenance",
                StringColumn.create("fact", facts.keySet().stream()),
                StringColumn.create("value", facts.values().stream()));
    }

    @Override
    public String toString() {
        return "trained on " + data() + ", seed " + seed();
    }
}
