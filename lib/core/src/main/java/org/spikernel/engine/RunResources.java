package org.spikernel.engine;

import java.util.function.IntConsumer;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;

/**
 * What all layers of a run compute with.
 *
 * @param samples samples in the batch
 * @param lanes inner loops
 * @param workers share out the samples
 * @param arrays are borrowed until the run ends, if they are not given back before
 * @param bytes that the numbers of its layers may take, if those of a single timestep do
 */
record RunResources(int samples, Lanes lanes, Workers workers, ArrayPool.Loan arrays, long bytes) {

    /** Does a task for every sample, in any order and on any thread. */
    void forEachSample(IntConsumer task) {
        workers.forEach(samples, task);
    }
}
