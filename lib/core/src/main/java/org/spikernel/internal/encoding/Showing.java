package org.spikernel.internal.encoding;

import java.util.Locale;
import java.util.OptionalInt;

import org.spikernel.network.Network;

/** Whether samples are what the encoding of a network can show. */
public final class Showing {

    private Showing() {}

    /**
     * Refuses frames of events where a network sees still images, still images where it sees frames, and frames that are not as many as
     * timesteps.
     *
     * @param timesteps that the network is run for
     * @param frames of the samples; empty of still images
     * @param what the samples are, for the message: "the test images"
     * @throws IllegalArgumentException if the network cannot be shown them
     */
    public static void require(Network network, int timesteps, OptionalInt frames, String what) {
        boolean readsImages = network.input().encoding().isOfImages();
        if (readsImages && frames.isPresent()) {
            throw refusal(
                    network,
                    "still images",
                    what + " are frames of events; build it with Encoding.events(), as SnasNet.forDataset does");
        }
        if (!readsImages && frames.isEmpty()) {
            throw refusal(
                    network,
                    "frames of events",
                    what
                            + " are still images; show it frames, or build it with Encoding.direct(), rate() or latency()");
        }
        if (!readsImages && frames.getAsInt() != timesteps) {
            throw refusal(
                    network,
                    "a frame of events at each of " + timesteps + " timesteps",
                    String.format(
                            Locale.ROOT,
                            "%s have %d frames; give it as many timesteps, or make as many frames",
                            what,
                            frames.getAsInt()));
        }
    }

    private static IllegalArgumentException refusal(Network network, String reads, String but) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "%s reads %s (encoding '%s'), but %s",
                network.name(),
                reads,
                network.input().encoding(),
                but));
    }
}
