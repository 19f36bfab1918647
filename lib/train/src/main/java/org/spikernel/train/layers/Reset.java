package org.spikernel.train.layers;

/** What becomes of the membrane potential where a neuron spiked. No gradient flows through the reset. */
public enum Reset {
    /** It becomes the potential at rest: v &lt;- v_reset. */
    TO_REST,
    /** The threshold is taken off it: v &lt;- v - (v_threshold - v_reset). */
    BY_SUBTRACTION
}
