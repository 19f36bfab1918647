package org.spikernel.internal.passes;

/**
 * Numbers of a layer that training moves. They lie in parts of equal length; the numbers of a part are always moved together: those of a
 * position of a kernel, and all numbers of anything else.
 *
 * @param values the numbers
 * @param gradient their gradient, summed over the last batch
 * @param moments what an optimiser keeps of their gradients so far, as many arrays as it needs, each as long as the numbers
 * @param updates how often an optimiser has moved each part
 * @param isTrained whether an optimiser moves them; else the passes themselves do, such as running statistics
 */
public record ParameterArray(float[] values, float[] gradient, float[][] moments, int[] updates, boolean isTrained) {

    /** How many bytes they all have. */
    long bytes() {
        long moment = isTrained ? (long) moments.length * values.length : 0;
        return Float.BYTES * (values.length + gradient.length + moment);
    }

    /** How many numbers a part has. */
    public int partLength() {
        return values.length / updates.length;
    }

    /**
     * Numbers that an optimiser moves, all zero.
     *
     * @param parts how many parts they have, which divide their number
     * @param moments how many arrays the optimiser needs
     */
    static ParameterArray trained(int length, int parts, int moments) {
        return new ParameterArray(
                new float[length], new float[length], new float[moments][length], new int[parts], true);
    }

    /** Numbers that the passes move, all zero; moments are there, but empty. */
    static ParameterArray statistic(int length, int moments) {
        return new ParameterArray(new float[length], new float[0], new float[moments][0], new int[1], false);
    }
}
