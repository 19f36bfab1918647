package org.spikernel.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.data.ImageSet;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network;
import org.spikernel.score.LayerActivity;

/**
 * How well a trained model recognises images, and what that costs it in spikes. Immutable.
 *
 * <pre>{@code
 * TestResult result = model.test(images);
 * result.accuracy();
 * Plots.confusionMatrix(result.classNames(), result.confusionMatrix());
 * }</pre>
 */
public final class TestResult {

    private final List<String> classNames;
    private final int[] labels;
    private final int[] predictions;
    private final double spikesPerImage;
    private final double spikesBehindMaxPooling;
    private final List<LayerActivity> layers;
    private final List<Label> classes;
    private final LabelEvaluation evaluation;

    /**
     * The outcome of a test.
     *
     * @param classNames names of the classes, all different; label 0 is the first
     * @param labels the class of every image
     * @param predictions what each was taken for
     * @param spikesPerImage spikes of all neurons and timesteps, as a mean over the images
     * @param spikesBehindMaxPooling ones that max pooling makes of spikes, as a mean over the images
     * @param layers activity of the layers of neurons, in the order of the network
     */
    TestResult(
            List<String> classNames,
            int[] labels,
            int[] predictions,
            double spikesPerImage,
            double spikesBehindMaxPooling,
            List<LayerActivity> layers) {
        this.classNames = List.copyOf(classNames);
        this.labels = labels.clone();
        this.predictions = predictions.clone();
        this.spikesPerImage = spikesPerImage;
        this.spikesBehindMaxPooling = spikesBehindMaxPooling;
        this.layers = List.copyOf(layers);
        this.classes = this.classNames.stream().map(Label::new).toList();
        this.evaluation = PredictedLabels.evaluate(classes, labels, predictions);
    }

    /**
     * Shows images to a network and looks at its answers and spikes; on the spike-driven engine, so the result has the same bits on every
     * machine, for any number of threads, with the vector module or without, on Java 17 to 25.
     *
     * @param weights of a trained network: its normalisation uses running statistics
     * @param classNames names of the classes that the network tells apart
     * @param images of the shape that the network reads, with labels of its classes
     * @throws IllegalArgumentException if the images do not fit the network
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static TestResult of(Network network, Weights weights, List<String> classNames, ImageSet images) {
        return TestRun.of(
                Given.value(network, "the network to test"),
                Given.value(weights, "the weights of the network to test"),
                Given.list(classNames, "the names of the classes"),
                Given.value(images, "the images to test on"));
    }

    /** How many images were tested. */
    public int images() {
        return labels.length;
    }

    /** The share of images that were recognised, from 0 to 1. */
    public double accuracy() {
        return evaluation.accuracy();
    }

    /** Spikes of all neurons over all timesteps, as a mean over the images. */
    public double spikesPerImage() {
        return spikesPerImage;
    }

    /**
     * Ones that max pooling makes of spikes, over all timesteps, as a mean over the images; 0 where there is none, as in SNASNet. No neuron
     * fires there, but AutoSNN counts them: {@link #spikesWithMaxPooling}. NaN where one reads spikes of the timestep before, by feedback, which
     * nobody counts.
     */
    public double spikesBehindMaxPooling() {
        return spikesBehindMaxPooling;
    }

    /**
     * The number of spikes as AutoSNN counts them: those of all neurons, and the ones {@linkplain #spikesBehindMaxPooling behind max pooling}
     * once more; NaN where these are.
     */
    public double spikesWithMaxPooling() {
        return spikesPerImage + spikesBehindMaxPooling;
    }

    /** Mean firing rate over all neurons, timesteps and images, from 0 to 1; NaN where there are no neurons. */
    public double firingRate() {
        return LayerActivity.firingRate(layers);
    }

    /** How active each layer of neurons was, in the order of the network. */
    public List<LayerActivity> layers() {
        return layers;
    }

    /** The names of the classes; label 0 is the first. */
    public List<String> classNames() {
        return classNames;
    }

    /** What an image was taken for: a label. */
    public int prediction(int image) {
        return predictions[image];
    }

    /** What an answer [class] means: the class with the highest number; of several, the first. */
    public static int predictionOf(float[] answer) {
        if (Given.value(answer, "an answer").length == 0) {
            throw new IllegalArgumentException("an answer must be a number a class, but is empty");
        }
        int highest = 0;
        for (int i = 1; i < answer.length; i++) {
            highest = answer[i] > answer[highest] ? i : highest;
        }
        return highest;
    }

    /** What every image was taken for, in the order of the images: a copy. */
    public int[] predictions() {
        return predictions.clone();
    }

    /**
     * Tribuo's whole evaluation of the predictions; its labels are the class names. It says 0 for precision, recall or f1 where
     * that is a share of nothing, and NaN for the accuracy of a class without images.
     */
    public LabelEvaluation evaluation() {
        return evaluation;
    }

    /** How many images of a class (row) were taken for a class (column). */
    public int[][] confusionMatrix() {
        return classes.stream()
                .map(actual -> classes.stream()
                        .mapToInt(predicted -> (int) evaluation.confusion(predicted, actual))
                        .toArray())
                .toArray(int[][]::new);
    }

    /**
     * One row per class: class, images, precision (which share of what was taken for it belongs to it), recall (which share of it was
     * recognised), f1 (harmonic mean of both). A share of nothing is missing: precision where nothing was taken for the class, recall where
     * no image is of it, f1 where both hold.
     */
    public Table table() {
        StringColumn names = StringColumn.create("class", classNames);
        IntColumn images = IntColumn.create("images");
        DoubleColumn precision = DoubleColumn.create("precision");
        DoubleColumn recall = DoubleColumn.create("recall");
        DoubleColumn f1 = DoubleColumn.create("f1");
        for (Label label : classes) {
            double right = evaluation.tp(label);
            double missed = evaluation.fn(label);
            double wrong = evaluation.fp(label);
            images.append((int) (right + missed));
            append(precision, evaluation.precision(label), right + wrong);
            append(recall, evaluation.recall(label), right + missed);
            append(f1, evaluation.f1(label), right + missed + wrong);
        }
        return Table.create("classes", names, images, precision, recall, f1);
    }

    private static void append(DoubleColumn column, double share, double of) {
        if (of > 0) {
            column.append(share);
        } else {
            column.appendMissing();
        }
    }

    /** One row per layer of neurons: place, neurons, firing_rate. */
    public Table activity() {
        return LayerActivity.table(layers);
    }

    /** One row per image, in their order: image (counted from 0), class, prediction. */
    public Table predictionTable() {
        return Table.create(
                "predictions",
                IntColumn.create("image", IntStream.range(0, images())),
                StringColumn.create("class", Arrays.stream(labels).mapToObj(classNames::get)),
                StringColumn.create("prediction", Arrays.stream(predictions).mapToObj(classNames::get)));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "accuracy %.2f%% on %,d images, %s",
                100 * accuracy(),
                images(),
                layers.isEmpty()
                        ? "no spiking neurons"
                        : String.format(
                                Locale.ROOT,
                                "%,.0f spikes an image, firing rate %.1f%%",
                                spikesPerImage,
                                100 * firingRate()));
    }
}
