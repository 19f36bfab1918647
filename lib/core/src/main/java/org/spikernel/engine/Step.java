package org.spikernel.engine;

/**
 * What a layer does at every timestep of a run.
 *
 * @param stage the kind of work
 * @param givesSpikes whether it gives a {@link SpikeSignal}
 * @param isShared whether other networks that are shown the same images may have the same layer behind the same numbers
 * @param work computes a timestep
 */
record Step(EngineProfile.Stage stage, boolean givesSpikes, boolean isShared, Work work) {

    /** Computes what the layer gives at a timestep; timesteps come in their order, though some may be left out. */
    interface Work {
        Signal at(int timestep);
    }
}
