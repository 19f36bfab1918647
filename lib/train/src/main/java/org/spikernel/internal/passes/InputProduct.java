package org.spikernel.internal.passes;

import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.lanes.Winograd;
import org.spikernel.shapes.Shape;

/** The gradient of a convolution's input: that of its output times its weights. */
interface InputProduct {

    /** That of the fewest multiplications. */
    static InputProduct of(Kernel kernel, Shape input, Shape output) {
        return Winograd.ofWeights(kernel.size())
                .filter(way -> kernel.window().stride() == 1)
                .<InputProduct>map(way -> new WinogradProduct(kernel, input, output, way))
                .orElseGet(() -> new PlainProduct(kernel, input, output));
    }

    /** How many bytes the weights have that it keeps. */
    long bytes();

    /** Where it reads the gradients of the output. */
    GradientMap map();

    /**
     * Takes the weights of a step.
     *
     * @param weights [row, column, channel, filter]
     */
    void takeWeights(float[] weights);

    /**
     * Adds the gradient of the input of one sample at one timestep.
     *
     * @param gradients of the output, in their map
     * @param into [row, column, channel], from {@code at}
     */
    void add(float[] gradients, float[] into, int at, Lane lane);
}
