package org.spikernel.internal.passes;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.encoding.EncodedImages;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Encoding;
import org.spikernel.network.Network;

/** What a network sees of a batch at each timestep. */
abstract class Input implements Signal {

    private final Encoding encoding;
    private final int timesteps;
    private EncodedImages shown;

    private Input(Network network) {
        encoding = network.input().encoding();
        timesteps = network.timesteps();
    }

    /** That of a network, which has seen nothing yet. */
    static Input of(Network network) {
        return network.input().encoding().showsSpikes() ? new Spikes(network) : new Numbers(network);
    }

    /** Takes a batch; what is learned from takes another turn of chance at every step. */
    final void show(ImageBatch images, Batch batch) {
        shown = batch.purpose() == Batch.Purpose.TRAINING
                ? EncodedImages.of(images, encoding, timesteps, batch.iteration())
                : EncodedImages.of(images, encoding, timesteps);
    }

    final EncodedImages shown() {
        return shown;
    }

    private static final class Spikes extends Input implements SpikingSignal {

        Spikes(Network network) {
            super(network);
        }

        @Override
        public long[] spikes(int sample, int timestep) {
            return shown().words(sample, timestep);
        }
    }

    private static final class Numbers extends Input {

        private final Lanes lanes = Lanes.fastest();

        Numbers(Network network) {
            super(network);
        }

        @Override
        public void read(int sample, int timestep, int from, int count, float[] into, int at) {
            System.arraycopy(shown().numbers(), shown().start(sample, timestep) + from, into, at, count);
        }

        @Override
        public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
            lanes.add(shown().numbers(), shown().start(sample, timestep) + from, count, into, at);
        }
    }
}
