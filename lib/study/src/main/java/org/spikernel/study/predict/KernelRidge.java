package org.spikernel.study.predict;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Kernel ridge regression with a Gaussian kernel: the prediction is a weighted sum of the likeness to each example,
 * exp(-gamma |x - x_i|^2), and the weights solve (K + lambda I) w = y.
 *
 * @param inputs of the examples, [example, feature], features of mean 0 and deviation 1
 * @param weights of the examples
 */
record KernelRidge(double[][] inputs, double[] weights) {

    /** Gamma times the number of features: what differs in every feature by its deviation is alike to exp(-NEARNESS). */
    private static final double NEARNESS = 0.12;

    /** Lambda: how little an example is trusted, in the variance of the outputs. */
    private static final double DISTRUST = 0.1;

    /** Learns from examples. */
    static KernelRidge fit(double[][] inputs, double[] outputs) {
        int size = inputs.length;
        DMatrixRMaj kernel = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                kernel.set(i, j, likeness(inputs[i], inputs[j]) + (i == j ? DISTRUST : 0));
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(size);
        DMatrixRMaj weights = new DMatrixRMaj(size, 1);
        if (!solver.setA(kernel)) {
            throw new IllegalArgumentException("the features of the examples are not numbers");
        }
        solver.solve(new DMatrixRMaj(size, 1, true, outputs), weights);
        return new KernelRidge(inputs, weights.getData());
    }

    /** The output for an input. */
    double predict(double[] input) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum += weights[i] * likeness(inputs[i], input);
        }
        return sum;
    }

    private static double likeness(double[] one, double[] other) {
        double distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return StrictMath.exp(-NEARNESS / Math.max(1, one.length) * distance);
    }
}
