package org.spikernel.score;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;

/**
 * How alike the samples of a batch look to a network: K of SpikeNAS Eq. 4, summed over layers of neurons and timesteps.
 *
 * <p>Symmetric; an entry is large where two samples make the same neurons spike. Immutable.
 */
public final class KernelMatrix {

    private final double[][] entries;

    private KernelMatrix(double[][] entries) {
        this.entries = entries;
    }

    /**
     * A kernel matrix of given entries.
     *
     * @throws IllegalArgumentException if they are not square and symmetric
     */
    public static KernelMatrix of(double[][] entries) {
        double[][] copy = Arrays.stream(entries).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < copy.length; i++) {
            for (int j = 0; j < copy.length; j++) {
                if (copy[i].length != copy.length || copy[i][j] != copy[j][i]) {
                    throw new IllegalArgumentException(
                            "a kernel matrix is square and symmetric, but row " + i + " is not");
                }
            }
        }
        return new KernelMatrix(copy);
    }

    /** Samples in the batch: rows and columns. */
    public int samples() {
        return entries.length;
    }

    /** How alike two samples are. */
    public double entry(int one, int other) {
        return entries[one][other];
    }

    /** A copy of the entries. */
    public double[][] toArray() {
        return Arrays.stream(entries).map(double[]::clone).toArray(double[][]::new);
    }

    /** log|det K|, from an LU decomposition; negative infinity where the matrix is singular. */
    public double logDeterminant() {
        LUDecomposition_F64<DMatrixRMaj> lu = DecompositionFactory_DDRM.lu(samples(), samples());
        lu.decompose(new DMatrixRMaj(entries));
        DMatrixRMaj upper = lu.getUpper(null);
        double log = 0;
        for (int i = 0; i < samples(); i++) {
            log += StrictMath.log(Math.abs(upper.get(i, i)));
        }
        return log;
    }

    /**
     * How alike two different samples look on average: the mean entry off the diagonal as a share of the mean entry on it. 1 where all samples
     * look the same; not a number for a single sample.
     */
    public double meanSimilarity() {
        double diagonal = 0;
        double others = 0;
        for (int i = 0; i < samples(); i++) {
            diagonal += entries[i][i];
            for (int j = 0; j < i; j++) {
                others += entries[i][j];
            }
        }
        int pairs = samples() * (samples() - 1) / 2;
        return others / pairs / (diagonal / samples());
    }

    @Override
    public String toString() {
        return "kernel matrix of " + samples() + " samples, log|det K| = " + logDeterminant();
    }
}
