package org.spikernel.study.predict;

import java.util.Arrays;

/**
 * What decides how a {@link FeatureProcess} varies; all in its variance s^2.
 *
 * @param shares how much each feature counts; they add up to 1
 * @param nearness g, how much nearer than the features' deviations inputs must be to be alike
 * @param line w, how much of what features tell is a line
 * @param noise n, what an output varies by for itself
 * @param ofEdges u, how much is told by edges
 */
record Hyperparameters(double[] shares, double nearness, double line, double noise, double ofEdges) {

    /** Shares of features that all count alike. */
    static double[] equalShares(int features) {
        double[] shares = new double[features];
        Arrays.fill(shares, 1.0 / features);
        return shares;
    }
}
