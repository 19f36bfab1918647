package org.spikernel.study.predict;

/**
 * A lower triangle L, and equations with it: the Cholesky factor of a matrix A = L L^T. Sums run in a fixed order, so that it has the same bits
 * on every machine.
 */
final class LowerTriangle {

    /** The least square of a diagonal element: what varies less does so by rounding. */
    private static final double LEAST = 1e-12;

    /** [row][column], as long as the triangle is wide. */
    private final double[][] rows;

    private LowerTriangle(double[][] rows) {
        this.rows = rows;
    }

    /** An element of a symmetric matrix that has not more columns than rows; asked once for each, row by row. */
    interface Elements {
        double at(int row, int column);
    }

    /** The Cholesky factor of a positive definite matrix, of which the lower triangle is asked for. */
    static LowerTriangle factor(int size, Elements matrix) {
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double rest = matrix.at(i, j) - dot(rows[i], rows[j], j);
                rows[i][j] = i == j ? Math.sqrt(Math.max(rest, LEAST)) : rest / rows[j][j];
            }
        }
        return new LowerTriangle(rows);
    }

    /** Half of the logarithm of the determinant of the matrix that this is the factor of. */
    double halfLogDeterminant() {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += StrictMath.log(rows[i][i]);
        }
        return sum;
    }

    /** L x. */
    double[] times(double[] right) {
        double[] product = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            product[i] = dot(rows[i], right, i + 1);
        }
        return product;
    }

    /** Solves L x = right. */
    double[] forward(double[] right) {
        double[] solved = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            solved[i] = (right[i] - dot(rows[i], solved, i)) / rows[i][i];
        }
        return solved;
    }

    /** Solves L^T x = right. */
    double[] backward(double[] right) {
        double[] solved = right.clone();
        for (int i = right.length - 1; i >= 0; i--) {
            solved[i] /= rows[i][i];
            for (int j = 0; j < i; j++) {
                solved[j] -= rows[i][j] * solved[i];
            }
        }
        return solved;
    }

    /**
     * The inner product of the first elements. Four sums run side by side, so that a processor need not wait for each: the order is fixed all
     * the same.
     */
    static double dot(double[] one, double[] other, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            first += one[i] * other[i];
            second += one[i + 1] * other[i + 1];
            third += one[i + 2] * other[i + 2];
            fourth += one[i + 3] * other[i + 3];
        }
        for (; i < length; i++) {
            first += one[i] * other[i];
        }
        return (first + second) + (third + fourth);
    }
}
