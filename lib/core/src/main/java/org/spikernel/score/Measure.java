package org.spikernel.score;

import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

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
 */
public record Measure(String name, ToDoubleFunction<Network> of) {

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
    }

    /** The {@linkplain Energy energy} for an image, in millionths of a joule, at the costs of 32-bit floats. */
    public static Measure microjoules(Presentation shown) {
        return microjoules(shown, EnergyCosts.FP32_45NM);
    }

    /** The {@linkplain Energy energy} for an image, in millionths of a joule. */
    public static Measure microjoules(Presentation shown, EnergyCosts costs) {
        Given.value(shown, "the images that energy is measured on");
        Given.value(costs, "the costs of energy");
        return new Measure(
                "microjoules", network -> Energy.of(network, shown).on(costs).microjoules());
    }

    /** The spikes of an image, over all layers and timesteps. */
    public static Measure spikes(Presentation shown) {
        Given.value(shown, "the images that spikes are counted on");
        return new Measure("spikes", network -> {
            SpikeCount spikes = SpikeCount.byLayer();
            shown.run(network, network.timesteps(), spikes);
            return spikes.perSample();
        });
    }
}
