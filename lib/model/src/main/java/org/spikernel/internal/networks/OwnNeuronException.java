package org.spikernel.internal.networks;

/** Says that a text names a neuron that a user has written, which cannot be made again of its text. */
public final class OwnNeuronException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    OwnNeuronException(String layer) {
        super("the neurons of '" + layer + "' are none of the library's, and cannot be made again of their text");
    }
}
