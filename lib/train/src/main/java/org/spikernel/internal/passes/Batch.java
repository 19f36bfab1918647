package org.spikernel.internal.passes;

/**
 * What a pass over a batch is.
 *
 * @param samples images in the batch
 * @param purpose what it is for
 * @param iteration passes for that purpose before this one
 */
record Batch(int samples, Purpose purpose, int iteration) {

    /** What a pass is for. */
    enum Purpose {
        /** To learn: statistics are those of the batch, the running ones follow them, and dropout drops. */
        TRAINING,
        /** To know the statistics: they are those of the batch, the running ones become their mean, and nothing is dropped. */
        STATISTICS,
        /** To answer: by the running statistics. */
        INFERENCE
    }

    /** Whether statistics are those of the batch. */
    boolean measures() {
        return purpose != Purpose.INFERENCE;
    }

    /** Whether dropout drops. */
    boolean drops() {
        return purpose == Purpose.TRAINING;
    }
}
