package org.spikernel.train;

import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * What training makes small: how far the mean over time of a network's voted outputs is from a target, which is 1 for the image's class
 * and else 0.
 *
 * <p>Labels can be smoothed (Szegedy et al., CVPR 2016, section 7): of K classes, the image's then has the target 1 - s + s / K and every
 * other s / K, so that a network gains nothing by growing ever surer of images that it knows.
 *
 * <pre>{@code
 * Trainer.of(network).loss(Loss.CROSS_ENTROPY.withLabelSmoothing(0.1)).fit(images);
 * }</pre>
 *
 * @param distance how far an output is from its target
 * @param labelSmoothing the share s of every target that is spread over all classes, from 0 to below 1
 */
@CheckReturnValue
public record Loss(Distance distance, double labelSmoothing) {

    /** Cross-entropy of the softmax, mean over the batch: SNASNet, SpiKernel, SpikeNAS. */
    public static final Loss CROSS_ENTROPY = new Loss(Distance.CROSS_ENTROPY, 0);

    /** Mean over batch and classes of (output - target)^2: AutoSNN. */
    public static final Loss MEAN_SQUARED_ERROR = new Loss(Distance.MEAN_SQUARED_ERROR, 0);

    public Loss {
        Given.value(distance, "the distance of a loss");
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "label smoothing must lie from 0 (included) to 1 (excluded), such as 0.1, but is "
                            + labelSmoothing);
        }
    }

    /** The same with another share of every target spread over all classes; 0.1 is usual. */
    public Loss withLabelSmoothing(double share) {
        return new Loss(distance, share);
    }

    /** How far an output is from its target. */
    public enum Distance {
        /** That of the softmax of the output. */
        CROSS_ENTROPY {
            @Override
            LossLayer layer() {
                return new LossLayer.Builder(new LossMCXENT())
                        .activation(Activation.SOFTMAX)
                        .build();
            }

            @Override
            double differentiate(float[] answer, double[] targets, float[] gradient) {
                double largest = Float.NEGATIVE_INFINITY;
                for (float score : answer) {
                    largest = Math.max(largest, score);
                }
                double sum = 0;
                double aimed = 0;
                for (int c = 0; c < answer.length; c++) {
                    sum += StrictMath.exp(answer[c] - largest);
                    aimed += targets[c] * answer[c];
                }
                for (int c = 0; c < answer.length; c++) {
                    gradient[c] = (float) (StrictMath.exp(answer[c] - largest) / sum - targets[c]);
                }
                return StrictMath.log(sum) + largest - aimed;
            }
        },
        /** The mean of squares. */
        MEAN_SQUARED_ERROR {
            @Override
            LossLayer layer() {
                return new LossLayer.Builder(new LossMSE())
                        .activation(Activation.IDENTITY)
                        .build();
            }

            @Override
            double differentiate(float[] answer, double[] targets, float[] gradient) {
                double sum = 0;
                for (int c = 0; c < answer.length; c++) {
                    double difference = answer[c] - targets[c];
                    gradient[c] = (float) (2 * difference / answer.length);
                    sum += difference * difference;
                }
                return sum / answer.length;
            }
        };

        abstract LossLayer layer();

        abstract double differentiate(float[] answer, double[] targets, float[] gradient);
    }

    /** The loss as a layer of DL4J, which is given targets. */
    LossLayer layer() {
        return distance.layer();
    }

    /** What an image's outputs should be, a number a class. */
    double[] targets(int label, int classes) {
        double[] targets = new double[classes];
        for (int c = 0; c < classes; c++) {
            targets[c] = (c == label ? 1 - labelSmoothing : 0) + labelSmoothing / classes;
        }
        return targets;
    }

    /**
     * The loss on one image.
     *
     * @param answer of the network, a number a class
     * @param gradient takes the derivative of the loss with respect to each
     */
    double differentiate(float[] answer, int label, float[] gradient) {
        return distance.differentiate(answer, targets(label, answer.length), gradient);
    }

    /** What it is, as trainings name it in their files. */
    @Override
    public String toString() {
        return distance + (labelSmoothing == 0 ? "" : ", labels smoothed by " + labelSmoothing);
    }
}
