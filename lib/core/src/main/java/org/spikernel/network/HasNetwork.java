package org.spikernel.network;

/** Something that stands for one network, such as a candidate of a search: what a network can be given to takes it as well. */
public interface HasNetwork {

    /** The network. */
    Network network();
}
