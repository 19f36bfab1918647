package org.spikernel.engine;

/**
 * What a layer does in a run.
 *
 * @param stage the kind of work
 * @param bits that a number takes which it gives; 0 if it gives what it reads in another way, and so has no numbers of its own
 * @param isShared whether other networks that are shown the same images may well have the same layer behind the same numbers
 * @param work computes some timesteps
 */
record Step(EngineProfile.Stage stage, int bits, boolean isShared, Work work) {

    /** Computes what the layer gives at the timesteps of the run that come next. */
    interface Work {
        /**
         * Does it.
         *
         * @param keep whether what is given outlives the run, and so needs arrays of its own
         */
        Signal make(boolean keep);
    }

    /** Whether it has no numbers of its own. */
    boolean isView() {
        return bits == 0;
    }
}
