package org.spikernel.model;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import com.oracle.labs.mlrg.olcut.util.Pair;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.ConfusionMetrics;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/**
 * A spiking network as Tribuo sees it: classes, and predictions that have been made. Tribuo evaluates models, so this stands for one;
 * it predicts nothing itself, since images are no Tribuo examples.
 */
final class PredictedLabels extends Model<Label> {

    private static final long serialVersionUID = 1L;

    /** Kept here, since the log manager forgets loggers that nobody keeps. */
    private static final Logger TRIBUO = Logger.getLogger(ConfusionMetrics.class.getName());

    private PredictedLabels(ImmutableOutputInfo<Label> classes) {
        super("spiking network", modelProvenance(), new ImmutableFeatureMap(List.of()), classes, false);
    }

    private static ModelProvenance modelProvenance() {
        return new ModelProvenance(
                TrainedModel.class.getName(),
                OffsetDateTime.now(),
                new EmptyDatasetProvenance(),
                new EmptyTrainerProvenance());
    }

    /**
     * Tribuo's evaluation of predictions.
     *
     * @param classes names of the classes; label 0 is the first
     * @param labels the class of every image
     * @param predictions what each was taken for
     * @throws IllegalArgumentException if two classes have the same name
     */
    static LabelEvaluation evaluate(List<Label> classes, int[] labels, int[] predictions) {
        Map<Label, Integer> domain = new LinkedHashMap<>();
        classes.forEach(label -> domain.put(label, domain.size()));
        if (domain.size() < classes.size()) {
            throw new IllegalArgumentException(
                    "every class needs another name to be told apart by, but they are called " + classes);
        }
        List<Prediction<Label>> pairs = IntStream.range(0, labels.length)
                .mapToObj(i -> prediction(classes.get(labels[i]), classes.get(predictions[i])))
                .toList();
        PredictedLabels model = new PredictedLabels(new LabelFactory().constructInfoForExternalModel(domain));
        LabelEvaluation evaluation =
                withoutWarnings(() -> new LabelEvaluator().evaluate(model, pairs, new EmptyDatasetProvenance()));
        evaluation.getConfusionMatrix().setLabelOrder(classes);
        return evaluation;
    }

    /**
     * Tribuo warns of every class that no image is of. That is how small test sets are, and whoever reads its accuracy finds NaN. The lock
     * keeps one evaluation from taking the silence of another for what was set before.
     */
    private static <T> T withoutWarnings(Supplier<T> evaluation) {
        synchronized (TRIBUO) {
            Level before = TRIBUO.getLevel();
            TRIBUO.setLevel(Level.OFF);
            try {
                return evaluation.get();
            } finally {
                TRIBUO.setLevel(before);
            }
        }
    }

    private static Prediction<Label> prediction(Label actual, Label predicted) {
        return new Prediction<>(predicted, Map.of(), 0, new ArrayExample<>(actual), false);
    }

    @Override
    public Prediction<Label> predict(Example<Label> example) {
        throw new UnsupportedOperationException("a spiking network predicts images: use TrainedModel.test");
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Map.of();
    }

    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.empty();
    }

    @Override
    protected Model<Label> copy(String newName, ModelProvenance newProvenance) {
        return new PredictedLabels(getOutputIDInfo());
    }
}
