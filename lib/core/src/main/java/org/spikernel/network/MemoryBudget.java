package org.spikernel.network;

import java.util.Locale;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.space.Architecture;

/**
 * The most parameters that a network may have.
 *
 * <pre>{@code
 * MemoryBudget.params(10_000_000);                        // everything that is trained
 * MemoryBudget.params(1_200_000).withScope(Scope.FEATURES);   // as the papers count
 * MemoryBudget.bytes(4 << 20, 8);                         // 4 MiB of 8-bit parameters
 * }</pre>
 *
 * @param limit most parameters
 * @param scope which parameters count
 */
@CheckReturnValue
public record MemoryBudget(long limit, Scope scope) {

    public MemoryBudget {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "a memory budget must allow at least one parameter, but allows " + limit);
        }
        Given.value(scope, "the scope of a memory budget");
    }

    /** A budget in parameters, of everything that is trained. */
    public static MemoryBudget params(long limit) {
        return new MemoryBudget(limit, Scope.TOTAL);
    }

    /**
     * A budget in bytes, of everything that is trained (SpikeNAS Eq. 8).
     *
     * @param bytes memory for parameters
     * @param bits width of a parameter
     */
    public static MemoryBudget bytes(long bytes, int bits) {
        Given.positive(bits, "bits");
        if (bytes > Long.MAX_VALUE / Byte.SIZE) {
            throw new IllegalArgumentException(
                    "a memory budget of " + bytes + " bytes is no limit; leave it out, or give fewer");
        }
        return params(bytes * Byte.SIZE / bits);
    }

    /** The same limit on another scope. */
    public MemoryBudget withScope(Scope scope) {
        return new MemoryBudget(limit, scope);
    }

    /** Whether a network of so many parameters fits. */
    public boolean allows(ParamCount params) {
        return params.of(scope) <= limit;
    }

    /** Whether the network with an architecture fits, as a memory model counts it. */
    public boolean allows(Architecture architecture, MemoryModel memory) {
        return memory.params(architecture, scope) <= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "at most %,d parameters (%s)", limit, scope);
    }
}
