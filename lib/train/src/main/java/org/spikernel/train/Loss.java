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
    },
    /** Mean over batch and classes of (output - target)^2, where the target is 1 for the image's class and else 0: AutoSNN. */
    MEAN_SQUARED_ERROR {
        @Override
        LossLayer layer() {
            return new LossLayer.Builder(new LossMSE())
                    .activation(Activation.IDENTITY)
                    .build();
        }
    };

    abstract LossLayer layer();
}
