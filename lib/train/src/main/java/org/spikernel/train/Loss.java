package org.spikernel.train;

import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** What training makes small, given the mean over time of a network's voted outputs. */
public enum Loss {
    /** Cross-entropy of the softmax, mean over the batch: SNASNet, SpiKernel, SpikeNAS. */
    CROSS_ENTROPY {
        @Override
        LossLayer layer() {
            return new LossLayer.Builder(new LossMCXENT())
                    .activation(Activation.SOFTMAX)
                    .build();
        }

        @Override
        double differentiate(float[] answer, int label, float[] gradient) {
            double largest = Float.NEGATIVE_INFINITY;
            for (float score : answer) {
                largest = Math.max(largest, score);
            }
            double sum = 0;
            for (float score : answer) {
                sum += StrictMath.exp(score - largest);
            }
            for (int c = 0; c < answer.length; c++) {
                gradient[c] = (float) (StrictMath.exp(answer[c] - largest) / sum - (c == label ? 1 : 0));
            }
            return StrictMath.log(sum) + largest - answer[label];
        }
    },
    /** Mean over batch and classes of (output - target)^2, where the target is 1 for the image's class and else 0: AutoSNN. */
    MEAN_SQUARED_ERROR {
        @Override
        LossLayer layer() {
            return new LossLayer.Builder(new LossMSE())
                    .activation(Activation.IDENTITY)
                    .build();
        }

        @Override
        double differentiate(float[] answer, int label, float[] gradient) {
            double sum = 0;
            for (int c = 0; c < answer.length; c++) {
                double difference = answer[c] - (c == label ? 1.0 : 0);
                gradient[c] = (float) (2 * difference / answer.length);
                sum += difference * difference;
            }
            return sum / answer.length;
        }
    };

    /** The loss as a layer of DL4J. */
    abstract LossLayer layer();

    /**
     * The loss on one image.
     *
     * @param answer of the network, a number a class
     * @param gradient takes the derivative of the loss with respect to each
     */
    abstract double differentiate(float[] answer, int label, float[] gradient);
}
