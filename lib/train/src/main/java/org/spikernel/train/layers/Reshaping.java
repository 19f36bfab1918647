package org.spikernel.train.layers;

import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The same numbers in another shape: [rows, feature] with as many dimensions of one as are asked for behind them. */
final class Reshaping implements Computation {

    private final int dimensions;

    Reshaping(int dimensions) {
        this.dimensions = dimensions;
    }

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        long[] shape = new long[dimensions];
        Arrays.fill(shape, 1);
        shape[0] = input.size(0);
        shape[1] = input.length() / input.size(0);
        return pass.asOutput(input.reshape(shape));
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        return pass.asInputGradient(epsilon.reshape(input.shape()));
    }
}
