package org.spikernel.network;

import org.spikernel.network.ParamCount.Scope;
import org.spikernel.space.Architecture;

/** How many parameters the networks of a macro-architecture have, so that a search can leave out what exceeds its budget. */
@FunctionalInterface
public interface MemoryModel {

    /**
     * The parameters of the network with an architecture: as many as {@link ParamCount#of(Network)} finds.
     *
     * @throws IllegalArgumentException if the macro-architecture makes no network of it
     */
    long params(Architecture architecture, Scope scope);
}
