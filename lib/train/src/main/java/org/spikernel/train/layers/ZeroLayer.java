package org.spikernel.train.layers;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Zeros in the shape of the input, y = 0: a node of a cell that nothing reaches. */
public final class ZeroLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @Override
    List<Object> settings() {
        return List.of();
    }

    @Override
    Computation computation() {
        return new Computation() {
            @Override
            public INDArray forward(INDArray input, Pass pass) {
                return pass.output(input.shape()).assign(0);
            }

            @Override
            public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
                return pass.inputGradient(input.shape()).assign(0);
            }
        };
    }
}
