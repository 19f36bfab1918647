package org.spikernel.train.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import org.spikernel.internal.convolution.Kernel;

/** Convolutions of any numbers, by oneDNN. */
final class DenseConvolution {

    private final Kernel kernel;

    DenseConvolution(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Writes the output for rows from {@code first} to before {@code end}. */
    void forward(INDArray input, INDArray weights, INDArray output, int first, int end) {
        Nd4j.exec(operation("conv2d")
                .addInputs(rows(input, first, end), weights)
                .addOutputs(rows(output, first, end))
                .build());
    }

    /** Writes the gradient of the input for some rows, and that of the weights summed over these rows. */
    void backward(
            INDArray input,
            INDArray weights,
            INDArray epsilon,
            INDArray inputGradient,
            INDArray weightGradient,
            int first,
            int end) {
        Nd4j.exec(operation("conv2d_bp")
                .addInputs(rows(input, first, end), weights, rows(epsilon, first, end))
                .addOutputs(rows(inputGradient, first, end), weightGradient)
                .build());
    }

    private static INDArray rows(INDArray array, int first, int end) {
        return first == 0 && end == array.size(0) ? array : array.get(NDArrayIndex.interval(first, end));
    }

    /** Kernel, stride, padding, dilation 1; padding as given; channels first; weights [row, column, channel, filter]. */
    private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
        int size = kernel.window().size();
        int stride = kernel.window().stride();
        int padding = kernel.window().padding();
        return DynamicCustomOp.builder(name)
                .addIntegerArguments(size, size, stride, stride, padding, padding, 1, 1, 0, 0, 0);
    }
}
