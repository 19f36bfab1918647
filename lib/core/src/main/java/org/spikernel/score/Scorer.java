package org.spikernel.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.spikernel.network.Network;

/** Gives a network a number by which a search ranks it; higher is better. */
@FunctionalInterface
public interface Scorer {

    /**
     * The score of a network; the same for the same network, on any thread. What is not a number, or infinite, is no score.
     *
     * @throws UndefinedScoreException if the network has no score
     */
    double of(Network network);

    /** The score of a network; empty if it has none, whether the scorer says so or finds no finite number. */
    default OptionalDouble ifDefined(Network network) {
        try {
            double score = of(network);
            return Double.isFinite(score) ? OptionalDouble.of(score) : OptionalDouble.empty();
        } catch (UndefinedScoreException undefined) {
            return OptionalDouble.empty();
        }
    }

    /**
     * How networks are scored soonest that are to be scored one after another, such as those of a search; empty if order makes no
     * difference to this scorer, which then builds none of them.
     *
     * @param networks all of them
     */
    default Optional<Series> series(Stream<Network> networks) {
        return Optional.empty();
    }

    /**
     * What scores depend on beside the network, by the name of the setting, in a fixed order; the same in every run of a program.
     *
     * <p>A search that continues from a journal knows by them that the scores in it are its own. None, as of a lambda, means that the
     * scorer cannot say; {@link #named} gives it a name.
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * The same scorer with a name that tells its scores from others; scores computed in another way need another name.
     *
     * <pre>{@code
     * Scorer smallest = Scorer.named("fewest parameters", network -> -network.params().total());
     * }</pre>
     */
    static Scorer named(String name, Scorer scorer) {
        Map<String, String> settings = new LinkedHashMap<>(scorer.settings());
        settings.put("name", name);
        return new Scorer() {
            @Override
            public double of(Network network) {
                return scorer.of(network);
            }

            @Override
            public Optional<Series> series(Stream<Network> networks) {
                return scorer.series(networks).map(series -> new Series(series.order(), named(name, series.scorer())));
            }

            @Override
            public Map<String, String> settings() {
                return Collections.unmodifiableMap(settings);
            }
        };
    }
}
