package org.spikernel.train.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter of a layer.
 *
 * @param name DL4J's name for it
 * @param kind what it is, which decides how DL4J treats it
 * @param shape its shape, C-ordered
 * @param initial its first values
 */
record Parameter(String name, Kind kind, long[] shape, Initial initial) {

    /** What a parameter is to DL4J. */
    enum Kind {
        /** Trained, and regularised by DL4J's own updaters. */
        WEIGHT,
        /** Trained, with DL4J's settings for biases. */
        BIAS,
        /** Trained, and left alone by the regularisation of DL4J's own updaters. */
        SCALE,
        /** Not trained: written by the forward pass. */
        STATISTIC
    }

    /** Fills a parameter before training. */
    interface Initial {
        void fill(INDArray parameter);

        static Initial constant(double value) {
            return parameter -> parameter.assign(value);
        }
    }

    long length() {
        long length = 1;
        for (long side : shape) {
            length *= side;
        }
        return length;
    }
}
