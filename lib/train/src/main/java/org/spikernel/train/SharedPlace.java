package org.spikernel.train;

import org.spikernel.network.Network.Node;

/** Where the networks of a space keep what they learn: layers that keep it at the same place share it. */
final class SharedPlace {

    private static final String BEHIND = " behind ";
    private static final int SIDES_OF_A_KERNEL = 4;

    private SharedPlace() {}

    /**
     * That of a layer: its place in the network. A normalisation that reads a convolution has one for each convolution that stands there in
     * some network, and for each kind of neurons whose spikes that reads: mean and variance of what they make are not those of another's.
     */
    static String of(Node layer) {
        return isNormalisation(layer) && layer.inputs().get(0) instanceof Node convolution && hasKernel(convolution)
                ? layer.place() + BEHIND + convolution.place() + neurons(convolution)
                : layer.place();
    }

    private static boolean isNormalisation(Node layer) {
        return layer.parameters().statistics() > 0;
    }

    /** Whether a layer has weights [row, column, channel, filter]. */
    static boolean hasKernel(Node layer) {
        return layer.parameters().weightShape().size() == SIDES_OF_A_KERNEL;
    }

    private static String neurons(Node convolution) {
        return convolution.inputs().get(0) instanceof Node neurons && neurons.isSpiking()
                ? BEHIND + neurons.layer().text()
                : "";
    }
}
