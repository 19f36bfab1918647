package org.spikernel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.spikernel.checkup.Checkup;
import org.spikernel.checkup.Finding;
import org.spikernel.checkup.Symptom;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checkup.NeuronCheckup;
import org.spikernel.model.LearningCurve.Epoch;

/** Looks at a trained model: at its neurons, at how its loss went, and at its answers. */
final class ModelCheckup {

    /** Images on which neurons are watched, at most. */
    static final int WATCHED = 32;

    private static final String TRY_BEFORE =
            "Trainer.of(network).checkup(images), which tells whether gradients arrive and whether the learning rate moves the weights";

    /** Of what there is above chance. */
    private static final double WELL_KNOWN = 0.25;

    private static final double HARDLY_FALLS = 0.98;

    /** From one epoch to the next: later epochs of trainings that learn jump by a tenth. */
    private static final double JUMPS = 1.5;

    /** A jump is forgiven to a loss that has come down to this share of where it began. */
    private static final double RECOVERED = 0.5;

    /** Guessing does better than this many standard deviations once in a thousand times. */
    private static final double DEVIATIONS = 3;

    /** Of a class with fewer images, that none was recognised says little. */
    private static final int IMAGES_OF_A_CLASS = 10;

    private final TrainedModel model;
    private final ImageSet images;
    private final TestResult result;
    private final NeuronCheckup neurons;
    private final List<Epoch> epochs;
    private NeuronCheckup asInTraining;

    private ModelCheckup(TrainedModel model, ImageSet images) {
        this.model = model;
        this.images = images;
        result = model.test(images);
        neurons = watched(model.weights());
        epochs = model.curve().epochs();
    }

    static Checkup of(TrainedModel model, ImageSet images) {
        return new ModelCheckup(model, images).checkup();
    }

    private Checkup checkup() {
        List<Finding> findings = new ArrayList<>(neurons.findings(this::againstSilence));
        loss().ifPresent(findings::add);
        accuracy().ifPresent(findings::add);
        predictions().ifPresent(findings::add);
        return new Checkup(
                String.format(
                        Locale.ROOT,
                        "%s, trained, on %,d images",
                        model.network().name(),
                        images.size()),
                findings,
                List.of(neurons.scope(), scopeOfLoss(), scopeOfAccuracy(), "how often each class is predicted"),
                neurons.layers());
    }

    private NeuronCheckup watched(Weights weights) {
        return NeuronCheckup.of(
                model.network(),
                weights,
                images.first(Math.min(WATCHED, images.size())).all(),
                Optional.empty());
    }

    /**
     * Of neurons that are normalised by these images, at each timestep anew, as training usually does; looked at when somebody asks, since for
     * most models nobody does.
     */
    private NeuronCheckup asInTraining() {
        if (asInTraining == null) {
            Map<String, LayerWeights> layers = new HashMap<>();
            model.layers().forEach((place, layer) -> layers.put(place, layer.engineWeights()));
            asInTraining = watched(NeuronCheckup.asInTraining(layers));
        }
        return asInTraining;
    }

    /**
     * Neurons that spike in training and not in a test are normalised by statistics that are not those of the images; others, if they have
     * spiked before a training, were driven away from their threshold by its steps.
     */
    private List<String> againstSilence(String place) {
        if (!asInTraining().isSilent(place)) {
            return List.of(
                    "more steps, in more epochs or smaller batches: by the statistics of these images at each timestep the neurons spike, so the"
                            + " running statistics of normalisation have not settled");
        }
        return epochs.isEmpty()
                ? List.of()
                : List.of("if they spike before a training, which Trainer.of(network).checkup(images) tells: "
                        + lowerRate());
    }

    private String lowerRate() {
        return String.format(
                Locale.ROOT,
                "a lower learning rate: .learningRate(%.2g)",
                epochs.get(0).learningRate() / 4);
    }

    // How it learned.

    private String scopeOfLoss() {
        return epochs.isEmpty()
                ? "no loss, since the learning curve has no epoch"
                : String.format(
                        Locale.ROOT,
                        "the loss over %d epochs, from %.3f to %.3f",
                        epochs.size(),
                        epochs.get(0).loss(),
                        lastEpoch().loss());
    }

    private Epoch lastEpoch() {
        return model.curve().last();
    }

    private Optional<Finding> loss() {
        if (epochs.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> jump = IntStream.range(1, epochs.size())
                .filter(i -> epochs.get(i).loss() > JUMPS * epochs.get(i - 1).loss())
                .boxed()
                .findFirst();
        boolean isAtChance = lastEpoch().trainAccuracy() <= accuracyOfLuck(evenly(), trainImages());
        double share = lastEpoch().loss() / atBeginning();
        if (jump.isPresent() && share > RECOVERED || isAtChance && share > JUMPS) {
            return Optional.of(rising(jump));
        }
        return isAtChance && share > HARDLY_FALLS ? Optional.of(steady()) : Optional.empty();
    }

    /** Of one epoch alone, that of a network which knows nothing yet, where the loss tells it; else that of the first. */
    private double atBeginning() {
        double first = epochs.get(0).loss();
        return isCrossEntropy() ? Math.max(first, guessing()) : first;
    }

    /** The cross-entropy of one who holds all classes for equally likely. */
    private double guessing() {
        return Math.log(classes());
    }

    private boolean isCrossEntropy() {
        return model.provenance()
                .facts()
                .getOrDefault(Provenance.SETTING + "loss", "")
                .startsWith("CROSS_ENTROPY");
    }

    private Finding rising(Optional<Integer> jump) {
        return Finding.of(
                Symptom.RISING_LOSS,
                jump.map(i -> String.format(
                                Locale.ROOT,
                                "the loss jumped from %.3g to %.3g in epoch %d, and is %.3g in the last",
                                epochs.get(i - 1).loss(),
                                epochs.get(i).loss(),
                                i + 1,
                                lastEpoch().loss()))
                        .orElseGet(() -> String.format(
                                Locale.ROOT,
                                "the loss is %.3g in the last epoch%s",
                                lastEpoch().loss(),
                                besideGuessing())),
                "a loss that falls from epoch to epoch, with small jumps",
                List.of(lowerRate(), TRY_BEFORE));
    }

    private Finding steady() {
        return Finding.of(
                Symptom.STEADY_LOSS,
                String.format(
                        Locale.ROOT,
                        "the loss went from %.3f in the first epoch to %.3f in the last of %d%s; training accuracy %.1f%%, learning rate"
                                + " from %.3g",
                        epochs.get(0).loss(),
                        lastEpoch().loss(),
                        epochs.size(),
                        besideGuessing(),
                        100 * lastEpoch().trainAccuracy(),
                        epochs.get(0).learningRate()),
                "a loss that falls, and a training accuracy above what luck may have, "
                        + percent(accuracyOfLuck(evenly(), trainImages())),
                List.of("begin with the layers found above, if there are some", lowerRate(), TRY_BEFORE, moreEpochs()));
    }

    private String moreEpochs() {
        return String.format(Locale.ROOT, "more epochs: .epochs(%d)", 4 * Math.max(1, epochs.size()));
    }

    private String besideGuessing() {
        return isCrossEntropy()
                ? String.format(Locale.ROOT, ", where guessing among %d classes has %.3f", classes(), guessing())
                : "";
    }

    // What it answers.

    private int classes() {
        return result.classNames().size();
    }

    /** The accuracy of one who always says the most frequent class of the images. */
    private double chance() {
        return (double) Arrays.stream(imagesOfClasses()).max().orElse(0) / images.size();
    }

    private int[] imagesOfClasses() {
        return images.imagesOfClasses(classes());
    }

    private int[] predictionsOfClasses() {
        int[] counts = new int[classes()];
        Arrays.stream(result.predictions()).forEach(prediction -> counts[prediction]++);
        return counts;
    }

    /** How many images it learned from; as many as are looked at where nobody knows. */
    private int trainImages() {
        return Integer.parseInt(model.provenance()
                .facts()
                .getOrDefault(Provenance.DATA + "training images", Integer.toString(images.size())));
    }

    /** The accuracy of guessing where all classes have as many images, as nobody tells of those that it learned from. */
    private double evenly() {
        return 1.0 / classes();
    }

    private static double accuracyOfLuck(double chance, int ofImages) {
        return Math.min(Math.nextDown(1.0), chance + DEVIATIONS * Math.sqrt(chance * (1 - chance) / ofImages));
    }

    private String scopeOfAccuracy() {
        return String.format(
                Locale.ROOT,
                "accuracy %s on these images, where always saying their most frequent class has %s",
                percent(result.accuracy()),
                percent(chance()));
    }

    private Optional<Finding> accuracy() {
        if (result.accuracy() > accuracyOfLuck(chance(), images.size())) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Symptom.ACCURACY_AT_CHANCE,
                String.format(
                        Locale.ROOT,
                        "%s of %,d images are recognised%s",
                        percent(result.accuracy()),
                        images.size(),
                        epochs.isEmpty()
                                ? ""
                                : ", of the training images "
                                        + percent(lastEpoch().trainAccuracy())),
                String.format(
                        Locale.ROOT,
                        "more than %s: saying the most frequent class has %s, and luck may add the rest",
                        percent(accuracyOfLuck(chance(), images.size())),
                        percent(chance())),
                knowsItsTrainingImages()
                        ? List.of(
                                "compare with model.checkup(images.train()): it knows its training images, so the labels or the normalisation"
                                        + " of these may differ",
                                "more training images, or .augmentation(Augmentation.cropAndFlip())")
                        : List.of("begin with what is found above, if anything is", TRY_BEFORE, moreEpochs())));
    }

    /** Not only better than by luck, but a good part of them. */
    private boolean knowsItsTrainingImages() {
        return !epochs.isEmpty() && lastEpoch().trainAccuracy() > evenly() + (1 - evenly()) * WELL_KNOWN;
    }

    private Optional<Finding> predictions() {
        int[] there = imagesOfClasses();
        int[] predicted = predictionsOfClasses();
        List<String> never = IntStream.range(0, classes())
                .filter(label -> there[label] >= IMAGES_OF_A_CLASS && predicted[label] == 0)
                .mapToObj(result.classNames()::get)
                .toList();
        if (never.isEmpty()) {
            return Optional.empty();
        }
        int favourite = IntStream.range(0, classes())
                .reduce((one, other) -> predicted[other] > predicted[one] ? other : one)
                .orElseThrow();
        return Optional.of(Finding.of(
                Symptom.UNPREDICTED_CLASSES,
                String.format(
                        Locale.ROOT,
                        "no image is taken for %s; %s are taken for %s",
                        String.join(", ", never),
                        percent((double) predicted[favourite] / images.size()),
                        result.classNames().get(favourite)),
                "predictions of every class that has images",
                List.of(
                        "model.test(images), whose confusion matrix shows what these are taken for",
                        "as many training images of each class, or more epochs")));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
