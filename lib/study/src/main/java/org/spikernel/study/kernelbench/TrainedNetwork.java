package org.spikernel.study.kernelbench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.spikernel.cell.Cell;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.csv.CsvTable;
import org.spikernel.network.ParamCount;
import org.spikernel.study.kernelbench.Planned.Role;

/**
 * A network of KernelBench, and what came of it: a row of its file. Accuracies are in percent.
 *
 * @param planned which network it is, and from which seed it was trained
 * @param featureParams weights of convolutions
 * @param batchNormParams scales and shifts of batch normalisation
 * @param classifierParams weights and biases of linear layers
 * @param before what was known of it before training
 * @param after the same of the trained network
 * @param validationAccuracies after each epoch, on images that it was not trained on
 * @param testAccuracy after the last epoch, on all test images
 * @param seconds how long training took, with whatever else the machine did
 * @param images the fingerprint of the training images
 * @param version of this library and of Java
 */
public record TrainedNetwork(
        Planned planned,
        long featureParams,
        long batchNormParams,
        long classifierParams,
        Activity before,
        Activity after,
        List<Double> validationAccuracies,
        double testAccuracy,
        double seconds,
        String images,
        String version) {

    static final String HEADER =
            "number,block,role,kernels,cell,channels,seed,params_features,params_batch_norm,params_classifier,params,"
                    + "score,firing_rate,synaptic_operations,microjoules,"
                    + "trained_firing_rate,trained_synaptic_operations,trained_microjoules,"
                    + "validation_by_epoch,test_accuracy,seconds,images,version";

    /**
     * What a network does with images.
     *
     * @param score R, on a batch of 64 training images, with the weights that training starts from drawn anew from its seed; empty of a
     *     trained network, and where R is undefined
     * @param firingRate the share of neurons that spike, for each timestep
     * @param synapticOperations for one image
     * @param microjoules for one image, 4.6 pJ a multiply-accumulate and 0.9 pJ an accumulate
     */
    public record Activity(OptionalDouble score, double firingRate, double synapticOperations, double microjoules) {
        public Activity {
            Given.value(score, "the score of a network, or that it has none,");
        }
    }

    public TrainedNetwork {
        Given.value(planned, "the plan of a trained network");
        Given.value(before, "the activity before training");
        Given.value(after, "the activity after training");
        validationAccuracies = Given.list(validationAccuracies, "the validation accuracies of a trained network");
        Given.text(images, "the images of a trained network");
        Given.text(version, "the version that trained a network");
    }

    /** What was planned, with the parameters that it has. */
    public static TrainedNetwork of(
            Planned planned,
            Activity before,
            Activity after,
            List<Double> validationAccuracies,
            double testAccuracy,
            double seconds,
            String images,
            String version) {
        ParamCount params = planned.network().params();
        return new TrainedNetwork(
                planned,
                params.features(),
                params.batchNorm(),
                params.classifier(),
                before,
                after,
                validationAccuracies,
                testAccuracy,
                seconds,
                images,
                version);
    }

    /** All that is trained. */
    public long params() {
        return featureParams + batchNormParams + classifierParams;
    }

    /** After the last epoch, on images that it was not trained on. */
    public double validationAccuracy() {
        return validationAccuracies.get(validationAccuracies.size() - 1);
    }

    /** The row of a file, without its end. */
    String line() {
        return String.join(
                ",",
                Integer.toString(planned.number()),
                Integer.toString(planned.block()),
                planned.role().text(),
                planned.kernels(),
                planned.cell().toString(),
                Integer.toString(planned.channels()),
                Long.toString(planned.seed()),
                Long.toString(featureParams),
                Long.toString(batchNormParams),
                Long.toString(classifierParams),
                Long.toString(params()),
                before.score.isPresent() ? number("%.4f", before.score.getAsDouble()) : "",
                number("%.6f", before.firingRate),
                number("%.0f", before.synapticOperations),
                number("%.4f", before.microjoules),
                number("%.6f", after.firingRate),
                number("%.0f", after.synapticOperations),
                number("%.4f", after.microjoules),
                validationAccuracies.stream()
                        .map(accuracy -> number("%.2f", accuracy))
                        .collect(Collectors.joining(" ")),
                number("%.2f", testAccuracy),
                number("%.1f", seconds),
                images,
                version);
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    /** Reads a row. */
    static TrainedNetwork read(CsvTable.Row row) {
        try {
            return new TrainedNetwork(
                    new Planned(
                            row.count("number"),
                            row.count("block"),
                            Role.valueOf(row.text("role").toUpperCase(Locale.ROOT)),
                            row.text("kernels"),
                            Cell.parse(row.text("cell")),
                            row.count("channels"),
                            row.count("seed")),
                    row.count("params_features"),
                    row.count("params_batch_norm"),
                    row.count("params_classifier"),
                    new Activity(
                            row.numberIfAny("score"),
                            row.number("firing_rate"),
                            row.number("synaptic_operations"),
                            row.number("microjoules")),
                    new Activity(
                            OptionalDouble.empty(),
                            row.number("trained_firing_rate"),
                            row.number("trained_synaptic_operations"),
                            row.number("trained_microjoules")),
                    row.numbers("validation_by_epoch"),
                    row.percent("test_accuracy"),
                    row.number("seconds"),
                    row.text("images"),
                    row.text("version"));
        } catch (IllegalArgumentException damage) {
            throw row.damaged("is not a trained network: " + damage.getMessage());
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: test accuracy %.2f%%, %,d parameters (%,d of them features)",
                planned,
                testAccuracy,
                params(),
                featureParams);
    }
}
