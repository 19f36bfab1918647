package org.spikernel.train.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a layer computes, forward and backward. One object belongs to one layer of one model; it may keep memory between passes. */
interface Computation {

    /** The layer's output for an input, both C-ordered floats. */
    INDArray forward(INDArray input, Pass pass);

    /**
     * Writes the gradient of every parameter, over whatever was there, and returns the gradient of the input.
     *
     * @param input what the forward pass read
     * @param epsilon gradient of the loss with respect to the output
     */
    INDArray backward(INDArray input, INDArray epsilon, Pass pass);
}
