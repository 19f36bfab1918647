package org.spikernel.internal.networks;

import java.util.Locale;

import org.spikernel.data.ImageSet;
import org.spikernel.internal.encoding.Showing;
import org.spikernel.network.Network;
import org.spikernel.shapes.Shape;

/** Whether images fit a network. */
public final class Fitting {

    private Fitting() {}

    /**
     * Refuses images that a network cannot read or be shown, or with labels that it has no answer for.
     *
     * @param classes classes of the data set, by their number
     * @param what the images are, for the message
     * @throws IllegalArgumentException if they do not fit
     */
    public static void require(Network network, int classes, ImageSet images, String what) {
        Shape reads = network.input().shape();
        Shape shape = images.imageShape();
        if (!reads.equals(shape)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s reads images of shape %s, but the %s have shape %s; build the network for them, as SnasNet.forDataset does",
                    network.name(),
                    reads,
                    what,
                    shape));
        }
        Showing.require(network, network.timesteps(), images.frames(), "the " + what);
        int answers = network.output().shape().size();
        if (classes != answers) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s tells %d classes apart, but the %s have %d; build the network for them, as SnasNet.forDataset does",
                    network.name(),
                    answers,
                    what,
                    classes));
        }
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the %s should have labels from 0 to %d, one for each class, but image %d has label %d; correct the labels or name more classes",
                        what,
                        classes - 1,
                        i,
                        images.label(i)));
            }
        }
    }
}
