package org.spikernel.network;

import java.util.Locale;
import java.util.function.IntFunction;

import org.spikernel.internal.checks.Given;
import org.spikernel.network.ParamCount.Scope;

/**
 * One network at every width, so that it can be made as wide as the memory of another allows.
 *
 * <p>Larger kernels have more weights, and more weights alone may make a network more accurate. So who asks what a kernel size is worth compares
 * twice: at equal width, and with the small kernels in a network so wide that it has as many weights.
 *
 * <pre>{@code
 * Network large = macro.network(Cell.parse("conv7x7 | zero zero | skip conv7x7 zero"));
 * Network small = Widths.of(channels -> macro.withChannels(channels).network(Cell.parse("conv3x3 | zero zero | skip conv3x3 zero")))
 *         .asHeavyAs(large, Scope.FEATURES);
 * }</pre>
 */
public final class Widths {

    /** No network is wider than this. */
    private static final int WIDEST = 1 << 16;

    private final IntFunction<Network> network;

    private Widths(IntFunction<Network> network) {
        this.network = network;
    }

    /**
     * The widths of a network.
     *
     * @param network the network of a number of channels, 1 or more; a wider one has more parameters
     */
    public static Widths of(IntFunction<Network> network) {
        return new Widths(Given.value(network, "the network of a width"));
    }

    /**
     * The network whose number of parameters is nearest to that of another; of two equally near, the narrower.
     *
     * @param scope which parameters are to be as many
     * @throws IllegalArgumentException as {@link #channels}
     */
    public Network asHeavyAs(Network other, Scope scope) {
        ParamCount params = Given.value(other, "the network that another is made as heavy as")
                .params();
        return network.apply(channels(params.of(Given.value(scope, "which parameters count")), scope));
    }

    /**
     * At how many channels the number of parameters is nearest to a wanted one; of two equally near, the fewer.
     *
     * @param scope which parameters count
     * @throws IllegalArgumentException if the network of one channel has more, or if networks do not grow with their width
     */
    public int channels(long wanted, Scope scope) {
        Given.value(scope, "which parameters count");
        if (params(1, scope) > wanted) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s has %,d parameters (%s) with one channel, more than the %,d that were asked for;"
                            + " ask for more, or widen another network",
                    network.apply(1).name(),
                    params(1, scope),
                    scope,
                    wanted));
        }
        int enough = enough(wanted, scope);
        int fewer = enough / 2;
        while (enough - fewer > 1) {
            int between = (fewer + enough) >>> 1;
            if (params(between, scope) < wanted) {
                fewer = between;
            } else {
                enough = between;
            }
        }
        return fewer > 0 && wanted - params(fewer, scope) <= params(enough, scope) - wanted ? fewer : enough;
    }

    /** The first power of two that is wide enough. */
    private int enough(long wanted, Scope scope) {
        int channels = 1;
        while (params(channels, scope) < wanted) {
            if (channels == WIDEST) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s should grow with its width, but has only %,d of %,d parameters (%s) with %,d channels;"
                                + " give the network that has as many channels as it is asked for",
                        network.apply(channels).name(),
                        params(channels, scope),
                        wanted,
                        scope,
                        channels));
            }
            channels *= 2;
        }
        return channels;
    }

    private long params(int channels, Scope scope) {
        return network.apply(channels).params().of(scope);
    }
}
