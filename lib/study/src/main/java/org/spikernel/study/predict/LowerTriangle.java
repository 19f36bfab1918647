package org.spikernel.study.predict;

/** Equations with a lower triangle, such as a Cholesky factor. */
final class LowerTriangle {

    private LowerTriangle() {}

    /**
     * Solves factor^T x = right.
     *
     * @param factor [row][column]
     */
    static double[] backward(double[][] factor, double[] right) {
        double[] solved = right.clone();
        for (int i = right.length - 1; i >= 0; i--) {
            solved[i] /= factor[i][i];
            for (int j = 0; j < i; j++) {
                solved[j] -= factor[i][j] * solved[i];
            }
        }
        return solved;
    }
}
