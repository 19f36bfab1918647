package org.spikernel.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network;

/**
 * A scorer that also measures.
 *
 * @param scorer gives the score
 * @param measure what else is found out
 * @param limit a network that measures more has no score, and the scorer is not asked; empty for no limit
 */
record MeasuringScorer(Scorer scorer, Measure measure, OptionalDouble limit) implements Scorer {

    private static final String SETTING = "measures";

    MeasuringScorer {
        Given.value(measure, "a measure");
        limit.ifPresent(most -> Given.finite((float) most, "the limit of " + measure.name()));
        if (scorer.measures().contains(measure.name())) {
            throw new IllegalArgumentException("there is a measure '" + measure.name()
                    + "' already; a name is that of a column, so give this one another");
        }
    }

    @Override
    public double of(Network network) {
        double measured = limit.isPresent() ? measure.of().applyAsDouble(network) : 0;
        if (exceeds(measured)) {
            throw new UndefinedScoreException(String.format(
                    Locale.ROOT,
                    "%s has %s %.4g, and at most %.4g are allowed",
                    network.name(),
                    measure.name(),
                    measured,
                    limit.getAsDouble()));
        }
        return scorer.of(network);
    }

    /** What cannot be measured exceeds any limit. */
    private boolean exceeds(double measured) {
        return limit.isPresent() && !(measured <= limit.getAsDouble());
    }

    @Override
    public Evaluation evaluate(Network network) {
        double measured = measure.of().applyAsDouble(network);
        Evaluation evaluation =
                exceeds(measured) ? new Evaluation(OptionalDouble.empty(), Map.of()) : scorer.evaluate(network);
        return evaluation.with(measure.name(), measured);
    }

    @Override
    public List<String> measures() {
        List<String> measures = new ArrayList<>(scorer.measures());
        measures.add(measure.name());
        return List.copyOf(measures);
    }

    @Override
    public Optional<Series> series(Stream<Network> networks) {
        return scorer.series(networks)
                .map(series -> new Series(series.order(), new MeasuringScorer(series.scorer(), measure, limit)));
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(scorer.settings());
        if (!settings.isEmpty()) {
            String text = measure.name() + (limit.isPresent() ? " at most " + limit.getAsDouble() : "");
            settings.merge(SETTING, text, (before, added) -> before + "; " + added);
            measure.settings().forEach((name, value) -> settings.put(measure.name() + " " + name, value));
        }
        return settings;
    }
}
