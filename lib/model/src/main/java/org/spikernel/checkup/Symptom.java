package org.spikernel.checkup;

/** What can be wrong with a network that does not learn, from its neurons to its answers. */
public enum Symptom {
    /** No neuron of a layer spikes, or hardly any: what comes behind it sees nothing. */
    SILENT_NEURONS("neurons hardly ever spike"),
    /** Whatever spikes come, the potentials of a layer stay below the threshold. */
    UNREACHABLE_THRESHOLD("neurons cannot reach their threshold"),
    /** All neurons of a layer spike at nearly every timestep: what comes behind it sees the same of every image. */
    RESTLESS_NEURONS("neurons spike nearly always"),
    /** The surrogate's slope is next to nothing where the potentials of a layer are. */
    POTENTIALS_OUT_OF_REACH("potentials lie out of the surrogate's reach"),
    /** A layer has weights and something to read, but its gradient is zero. */
    NO_GRADIENT("no gradient arrives"),
    /** The gradients of the first layers are far smaller than those of later ones. */
    VANISHING_GRADIENT("the gradient vanishes on its way to the first layers"),
    /** The loss rises, or jumps up and down. */
    RISING_LOSS("the loss rises"),
    /** Steps leave the weights nearly where they are. */
    RESTING_WEIGHTS("the weights hardly move"),
    /** The loss stays where it began. */
    STEADY_LOSS("the loss does not fall"),
    /** Images are recognised no more often than by guessing. */
    ACCURACY_AT_CHANCE("images are recognised no better than by chance"),
    /** There are images of some classes, and none is ever taken for one of these. */
    UNPREDICTED_CLASSES("some classes are never predicted");

    private final String words;

    Symptom(String words) {
        this.words = words;
    }

    /** It in words: "neurons hardly ever spike". */
    @Override
    public String toString() {
        return words;
    }
}
