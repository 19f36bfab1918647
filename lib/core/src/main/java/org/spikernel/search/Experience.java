package org.spikernel.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.search.Predictor.Observation;
import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;

/** What the history of a {@link Guided} search says: how far each architecture came, what that cost, who may go on, what is to be learned. */
final class Experience {

    /** From fewer than these no line is fitted. */
    private static final int FEWEST = 5;

    private static final double ROUNDING = 1e-9;

    private final List<Stage> stages;
    private final int oneIn;

    /** What was proposed, in canonical form and in the order of first proposals, with its candidates stage by stage. */
    private final Map<Architecture, List<Candidate>> met = new LinkedHashMap<>();

    /** What architectures are worth, stage by stage, the best of each first. */
    private final List<Map<Architecture, Double>> worths;

    Experience(SearchHistory history, int oneIn, Worth worth) {
        this.stages = history.search().evaluator().stages();
        this.oneIn = oneIn;
        for (Iteration iteration : history.iterations()) {
            iteration
                    .candidate()
                    .ifPresentOrElse(
                            candidate -> met(candidate.architecture()).add(candidate),
                            () -> met(iteration.proposed().canonical()));
        }
        this.worths = IntStream.range(0, stages.size())
                .mapToObj(stage -> worth.of(at(stage)))
                .toList();
    }

    private List<Candidate> met(Architecture form) {
        return met.computeIfAbsent(form, first -> new ArrayList<>());
    }

    /** The candidates of a stage, in the order in which their architectures were proposed first. */
    private List<Candidate> at(int stage) {
        return met.values().stream()
                .map(candidates -> stage < candidates.size() ? candidates.get(stage) : null)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether an architecture was proposed. */
    boolean knows(Architecture form) {
        return met.containsKey(form);
    }

    /** What goes on to the next stage: it is one of the best of its stage, and has not gone on yet. */
    List<Trial> promotions() {
        return IntStream.range(0, stages.size() - 1)
                .boxed()
                .flatMap(stage -> waiting(stage, worths.get(stage).size() / oneIn))
                .toList();
    }

    /** What was left behind, that of the furthest stage and the best of it first: it may go on where nothing new is left. */
    Stream<Trial> leftBehind() {
        return IntStream.iterate(stages.size() - 2, stage -> stage >= 0, stage -> stage - 1)
                .boxed()
                .flatMap(stage -> waiting(stage, worths.get(stage).size()));
    }

    private Stream<Trial> waiting(int stage, int best) {
        return worths.get(stage).keySet().stream()
                .limit(best)
                .filter(form -> met.get(form).size() == stage + 1)
                .map(form -> new Trial(form, stages.get(stage + 1)));
    }

    /** Trials of what is new. */
    List<Trial> begun(List<Architecture> architectures) {
        return architectures.stream()
                .map(architecture -> new Trial(architecture, stages.get(0)))
                .toList();
    }

    /** As many of these as can be paid, in their order. */
    List<Trial> affordable(List<Trial> wanted, double most) {
        double paid = met.values().stream()
                .mapToDouble(candidates -> price(candidates.size()))
                .sum();
        List<Trial> affordable = new ArrayList<>();
        for (Trial trial : wanted) {
            int stage = stages.indexOf(trial.stage());
            paid += price(stage + 1) - price(stage);
            if (paid > most + ROUNDING) {
                break;
            }
            affordable.add(trial);
        }
        return affordable;
    }

    /** What it costs to come so far. */
    private double price(int passed) {
        return passed == 0 ? 0 : stages.get(passed - 1).price();
    }

    /** The best, of those that came furthest. */
    List<Architecture> best(int count) {
        return IntStream.iterate(stages.size() - 1, stage -> stage >= 0, stage -> stage - 1)
                .boxed()
                .flatMap(stage -> worths.get(stage).keySet().stream())
                .distinct()
                .limit(count)
                .toList();
    }

    /**
     * What is to be learned: for each architecture, its worth at the last stage that enough have come to, or what its worth at an earlier one
     * promises.
     */
    List<Observation> observations() {
        int target = IntStream.iterate(stages.size() - 1, stage -> stage > 0, stage -> stage - 1)
                .filter(stage -> worths.get(stage).size() >= FEWEST)
                .findFirst()
                .orElse(0);
        List<Optional<Line>> lines = IntStream.range(0, target)
                .mapToObj(stage -> line(stage, target))
                .toList();
        List<Observation> observations = new ArrayList<>();
        met.forEach((form, candidates) -> {
            int stage = Math.min(candidates.size() - 1, target);
            Double worth = stage < 0 ? null : worths.get(stage).get(form);
            if (worth != null && stage == target) {
                observations.add(new Observation(form, worth, 0));
            } else if (worth != null) {
                lines.get(stage)
                        .ifPresent(line -> observations.add(new Observation(form, line.at(worth), line.variance())));
            }
        });
        return observations;
    }

    /** A straight line, and the variance around it. */
    private record Line(double start, double slope, double variance) {
        double at(double worth) {
            return start + slope * worth;
        }
    }

    /** What the worth at a stage says of that at a later one, by those that have both; empty if these are all alike. */
    private Optional<Line> line(int from, int to) {
        List<double[]> pairs = new ArrayList<>();
        worths.get(to).forEach((form, worth) -> {
            Double earlier = worths.get(from).get(form);
            if (earlier != null) {
                pairs.add(new double[] {earlier, worth});
            }
        });
        double meanFrom = mean(pairs, 0);
        double meanTo = mean(pairs, 1);
        double spread = 0;
        double common = 0;
        for (double[] pair : pairs) {
            spread += (pair[0] - meanFrom) * (pair[0] - meanFrom);
            common += (pair[0] - meanFrom) * (pair[1] - meanTo);
        }
        if (pairs.size() < FEWEST || !(spread > 0)) {
            return Optional.empty();
        }
        double slope = common / spread;
        double rest = 0;
        for (double[] pair : pairs) {
            double missed = pair[1] - meanTo - slope * (pair[0] - meanFrom);
            rest += missed * missed;
        }
        return Optional.of(new Line(meanTo - slope * meanFrom, slope, rest / (pairs.size() - 2)));
    }

    private static double mean(List<double[]> pairs, int place) {
        return pairs.stream().mapToDouble(pair -> pair[place]).average().orElse(0);
    }
}
