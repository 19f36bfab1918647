package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.spikernel.random.RandomStream;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.RankCorrelation.Estimate;
import org.spikernel.study.tabular.Label;
import org.spikernel.study.tabular.TrainedCell;

/**
 * How far a prediction can go, as Kendall's tau with an interval of {@value #RESAMPLES} resamples: part of every accuracy is luck, which no predictor knows.
 *
 * <p>Where a benchmark trained several cells that compute the same ({@linkplain org.spikernel.cell.Cell#canonical one canonical form}), two
 * trainings of each say how much of an accuracy is the cell's. A predictor may do better than one training predicts another: it need not be
 * unlucky itself. Were the accuracies normally distributed, tau = 2 / pi asin(r) of their correlation r (Greiner's relation), and the mean
 * of many trainings would correlate with one of them by the square root of r; so a tau follows that nothing exceeds which only knows
 * the cell. Cells that were trained more than once are no random choice: small ones are more often the same as others.
 *
 * <p>An interval covers the luck of which trainings were drawn, each resample drawing pairs (or, for {@code validated}, trainings) as if
 * they were independent. Where {@link #of} takes several pairs of one form, they are not: the interval then holds for other trainings of
 * these very forms, and does not cover that a benchmark of other forms has another tau. It is too narrow for that, the more so the more
 * pairs few forms have. With {@link #ofForms} each form has one pair, so that other forms are covered, as far as those that were trained
 * more than once stand for them. No interval covers which trainings are paired with which, nor, in {@code expected}, that Greiner's
 * relation may not hold.
 *
 * <p>As with the predictions that it stands beside, forms count as often as there are cells of them ({@link #of}: all trainings of a form, in
 * pairs), or once ({@link #ofForms}: one pair of each).
 *
 * @param judge what is predicted
 * @param forms how many canonical forms were trained more than once
 * @param trainedAgain tau of two trainings of the same form; empty for fewer than {@value #FEWEST}
 * @param expected tau of the mean of many trainings with one, estimated as said; empty where the former is, or is not positive
 * @param validated tau of the validation accuracy of the same training: no ceiling for a predictor that only knows the cell, since it
 *     shares the luck; empty where that is the judge itself
 */
public record Ceiling(
        Label judge,
        int forms,
        Optional<Estimate> trainedAgain,
        Optional<Estimate> expected,
        Optional<Estimate> validated) {

    private static final int FEWEST = 20;

    /** Enough for the ends of an interval that is shown with three digits; a benchmark has many cells. */
    private static final int RESAMPLES = 200;

    private static final long SEED = 0;

    /**
     * The ceiling for predictions of trained cells.
     *
     * @param cells two or more, trained for the same number of epochs
     * @param judge what is predicted
     */
    public static Ceiling of(List<TrainedCell> cells, Label judge) {
        return of(cells, judge, false);
    }

    /** The same for predictions of canonical forms, of which each counts once. */
    public static Ceiling ofForms(List<TrainedCell> cells, Label judge) {
        return of(cells, judge, true);
    }

    static Ceiling of(List<TrainedCell> cells, Label judge, boolean once) {
        List<List<TrainedCell>> again =
                byForm(cells).values().stream().filter(same -> same.size() > 1).toList();
        Optional<Estimate> trainedAgain =
                again.size() < FEWEST ? Optional.empty() : Optional.of(pairs(again, judge, once));
        Optional<Estimate> expected = trainedAgain
                .filter(tau -> tau.value() > 0)
                .map(tau -> new Estimate(ofMean(tau.value()), ofMean(tau.low()), ofMean(tau.high())));
        Label validation = Label.validation();
        Optional<Estimate> validated = judge.equals(validation)
                ? Optional.empty()
                : Optional.of(RankCorrelation.of(validation.of(cells), judge.of(cells))
                        .tau());
        return new Ceiling(judge, again.size(), trainedAgain, expected, validated);
    }

    private static Map<String, List<TrainedCell>> byForm(List<TrainedCell> cells) {
        return cells.stream()
                .collect(Collectors.groupingBy(
                        trained -> trained.cell().canonical().toString(), TreeMap::new, Collectors.toList()));
    }

    /** Of pairs of trainings of each form, drawn at random; which of a pair comes first is drawn too. */
    private static Estimate pairs(List<List<TrainedCell>> again, Label judge, boolean once) {
        List<TrainedCell> first = new ArrayList<>();
        List<TrainedCell> second = new ArrayList<>();
        for (int form = 0; form < again.size(); form++) {
            List<TrainedCell> same = again.get(form);
            int[] order = RandomStream.at(SEED, "trained again", form).permutation(same.size());
            for (int i = 0; i + 1 < (once ? 2 : same.size()); i += 2) {
                first.add(same.get(order[i]));
                second.add(same.get(order[i + 1]));
            }
        }
        return tau(judge.of(first), judge.of(second));
    }

    private static Estimate tau(double[] one, double[] other) {
        return RankCorrelation.tauOf(one, other, RESAMPLES, SEED);
    }

    private static double ofMean(double tau) {
        double correlation = StrictMath.sin(Math.PI / 2 * Math.max(0, tau));
        return 2 / Math.PI * StrictMath.asin(Math.sqrt(correlation));
    }

    /** Those that are known, in words. */
    Map<String, Estimate> rows() {
        Map<String, Estimate> rows = new LinkedHashMap<>();
        trainedAgain.ifPresent(tau -> rows.put("ceiling: the same cells trained again", tau));
        expected.ifPresent(tau -> rows.put("ceiling: mean of many trainings, estimated", tau));
        validated.ifPresent(tau -> rows.put("ceiling: validation of the same training", tau));
        return rows;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "tau with %s: %s (%,d forms trained more than once)",
                judge,
                rows().entrySet().stream()
                        .map(row -> row.getKey().replace("ceiling: ", "") + " " + row.getValue())
                        .collect(Collectors.joining("; ")),
                forms);
    }
}
