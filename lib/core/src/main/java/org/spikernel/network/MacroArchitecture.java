package org.spikernel.network;

import java.util.Map;

import org.spikernel.space.Architecture;

/** Everything of a network but the {@linkplain Architecture architecture} that a search chooses. */
public interface MacroArchitecture {

    /** What messages and tables call it. */
    String name();

    /**
     * All that its networks depend on beside their architecture, by the name of the setting, in a fixed order; the same in every run of a
     * program, and different wherever networks are.
     */
    Map<String, String> settings();

    /**
     * The network with an architecture.
     *
     * @throws IllegalArgumentException if it makes no network of such an architecture
     */
    Network network(Architecture architecture);

    /** Tells how many parameters its networks have; by building them, unless it knows a faster way. */
    default MemoryModel memory() {
        return (architecture, scope) -> network(architecture).params().of(scope);
    }
}
