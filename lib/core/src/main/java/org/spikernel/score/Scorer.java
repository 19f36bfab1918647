package org.spikernel.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The score of a network, and what else this scorer measures: nothing, unless it says so in {@link #measures}. */
    default Evaluation evaluate(Network network) {
        return new Evaluation(ifDefined(network), Map.of());
    }

    /** The names of what {@link #evaluate} finds out beside the score, in the order of columns. */
    default List<String> measures() {
        return List.of();
    }

    /** The same scorer, which also measures. */
    default Scorer measuring(Measure measure) {
        return new MeasuringScorer(this, measure, OptionalDouble.empty());
    }

    /**
     * The same scorer for networks that do not exceed a limit; the others are measured, have no score, and take no time to be scored.
     *
     * @param limit the largest number that is allowed
     */
    default Scorer within(Measure measure, double limit) {
        return new MeasuringScorer(this, measure, OptionalDouble.of(limit));
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
            public Evaluation evaluate(Network network) {
                return scorer.evaluate(network);
            }

            @Override
            public List<String> measures() {
                return scorer.measures();
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
