package org.spikernel.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.encoding.EncodedImages;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Encoding;

/** A batch as networks see it: encoded once for all that see it alike. */
final class ShownInputs {

    private final ImageBatch batch;
    private final Workers workers;
    private final Map<Shown, Signal> signals = new HashMap<>();

    private record Shown(Encoding encoding, int timesteps) {}

    /** Of a batch. */
    ShownInputs(ImageBatch batch, Workers workers) {
        this.batch = batch;
        this.workers = workers;
    }

    /** What an encoding shows over some timesteps. */
    synchronized Signal of(Encoding encoding, int timesteps) {
        // What never changes is the same for any number of timesteps.
        Shown shown = new Shown(encoding, encoding.isStatic() ? 1 : timesteps);
        return signals.computeIfAbsent(shown, isNew -> signal(EncodedImages.of(batch, encoding, shown.timesteps())));
    }

    private Signal signal(EncodedImages encoded) {
        return encoded.areBits()
                ? new SpikeSignal(spikes(encoded))
                : new Field(encoded.shape(), encoded.timesteps(), encoded.numbers(), null);
    }

    private List<SpikeMatrix> spikes(EncodedImages encoded) {
        return IntStream.range(0, encoded.timesteps())
                .mapToObj(timestep -> new SpikeMatrix(
                        encoded.shape(),
                        IntStream.range(0, batch.size())
                                .mapToObj(sample -> encoded.words(sample, timestep))
                                .toArray(long[][]::new),
                        workers))
                .toList();
    }
}
