package org.spikernel.internal.passes;

/**
 * Numbers of a layer that training moves.
 *
 * @param values the numbers
 * @param gradient their gradient, summed over the last batch
 * @param velocity what momentum keeps of their last change
 * @param isTrained whether gradient descent moves them; else the passes themselves do, such as running statistics
 */
public record ParameterArray(float[] values, float[] gradient, float[] velocity, boolean isTrained) {

    /** How many bytes they all have. */
    long bytes() {
        return (long) Float.BYTES * (values.length + gradient.length + velocity.length);
    }

    /** Numbers that gradient descent moves, all zero. */
    static ParameterArray trained(int length) {
        return new ParameterArray(new float[length], new float[length], new float[length], true);
    }

    /** Numbers that the passes move, all zero. */
    static ParameterArray statistic(int length) {
        return new ParameterArray(new float[length], new float[0], new float[0], false);
    }
}
