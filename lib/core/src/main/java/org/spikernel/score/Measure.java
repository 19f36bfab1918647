package org.spikernel.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.engine.Presentation;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network;

/**
 * A number that is found out about a network beside its score, such as its energy: a column of the results of a search, something that a
 * front goes by, or a limit.
 *
 * <pre>{@code
 * Measure energy = Measure.microjoules(SpikeEngine.common().on(batch, Weights.random(0)));
 * Search.of(space, macro, RScore.on(batch).measuring(energy)).run().table();         // with a column microjoules
 * Search.of(space, macro, RScore.on(batch).within(energy, 2.5)).run().best();        // takes no more than 2.5 uJ an image
 * }</pre>
 *
 * @param name of the column: letters, digits and underscores
 * @param of what it is of a network; not finite where there is none
 * @param settings what it depends on beside the network, by the name of the setting, in a fixed order; the same in every run of a program.
 *     A search that continues from a journal knows by them, and by the name, that the measures in it are its own
 */
@CheckReturnValue
public record Measure(String name, ToDoubleFunction<Network> of, Map<String, String> settings) {

    /** All that may be a name, but for what tables have anyway. */
    public static final String NAME = "[A-Za-z][A-Za-z0-9_]*";

    /** What tables of candidates have anyway. */
    private static final Set<String> TAKEN =
            Set.of("iteration", "cell", "setting", "stage", "score", "seconds", "check");

    public Measure {
        Given.value(name, "the name of a measure");
        Given.value(of, "what the measure " + name + " is of a network");
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (!name.matches(NAME) || TAKEN.contains(lowerCase) || lowerCase.startsWith("params")) {
            throw new IllegalArgumentException(
                    "the name of a measure is that of a column: a letter, then letters, digits and underscores, and none of "
                            + TAKEN + " or params, but found '" + name + "'");
        }
        settings = Collections.unmodifiableMap(
                new LinkedHashMap<>(Given.value(settings, "the settings of the measure " + name)));
    }

    /** One that depends on nothing but the network, or whose name says on what else. */
    public Measure(String name, ToDoubleFunction<Network> of) {
        this(name, of, Map.of());
    }

    /** The same with other settings. */
    public Measure withSettings(Map<String, String> settings) {
        return new Measure(name, of, settings);
    }

    /** The {@linkplain Energy energy} for an image, in millionths of a joule, at the costs of 32-bit floats. */
    public static Measure microjoules(Presentation shown) {
        return microjoules(shown, EnergyCosts.FP32_45NM);
    }

    /** The {@linkplain Energy energy} for an image, in millionths of a joule. */
    public static Measure microjoules(Presentation shown, EnergyCosts costs) {
        Given.value(shown, "the images that energy is measured on");
        Given.value(costs, "the costs of energy");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("costs", costs.settings());
        settings.putAll(settings(shown));
        return new Measure(
                "microjoules", network -> Energy.of(network, shown).on(costs).microjoules(), settings);
    }

    /** The spikes of an image, over all layers and timesteps. */
    public static Measure spikes(Presentation shown) {
        Given.value(shown, "the images that spikes are counted on");
        return new Measure("spikes", network -> spikes(network, shown), settings(shown));
    }

    private static double spikes(Network network, Presentation shown) {
        SpikeCount spikes = SpikeCount.byLayer();
        shown.run(network, network.timesteps(), spikes);
        return spikes.perSample();
    }

    private static Map<String, String> settings(Presentation shown) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("weights", shown.weights().origin());
        settings.put("images", Integer.toString(shown.batch().size()));
        settings.put("image fingerprint", shown.batch().fingerprint());
        return settings;
    }
}
