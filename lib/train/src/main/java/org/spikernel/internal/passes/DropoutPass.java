package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;
import org.spikernel.random.RandomStream;

/** Dropout with one mask for all timesteps of a sample, as {@link org.spikernel.train.layers.TimeDropoutLayer} says. */
final class DropoutPass extends FramesPass {

    private final double rate;
    private final long seed;
    private boolean drops;

    /** A factor for every number of every sample, in the order of the numbers. */
    private float[] mask = {};

    DropoutPass(Node node, int timesteps, List<Signal> inputs, double rate, long seed) {
        super(node, timesteps, inputs);
        this.rate = rate;
        this.seed = seed;
    }

    @Override
    long bytes(int samples) {
        return super.bytes(samples) + (long) samples * shape.size() * Float.BYTES;
    }

    @Override
    void makeRoom(int samples) {
        super.makeRoom(samples);
        if (mask.length < samples * shape.size()) {
            mask = new float[samples * shape.size()];
        }
    }

    /** Masks are drawn in the order [sample, channel, row, column]. */
    @Override
    void beginForward(Batch batch) {
        drops = batch.drops();
        if (!drops) {
            return;
        }
        float kept = (float) (1 / (1 - rate));
        RandomStream random = RandomStream.at(seed, "dropout", node.place(), batch.iteration());
        for (int sample = 0; sample < batch.samples(); sample++) {
            for (int c = 0; c < shape.channels(); c++) {
                for (int position = 0; position < shape.positions(); position++) {
                    mask[sample * shape.size() + position * shape.channels() + c] =
                            random.nextDouble() < rate ? 0 : kept;
                }
            }
        }
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        int size = shape.size();
        for (int t = span.from(); t < span.end(); t++) {
            int start = values.start(sample, t);
            inputs.get(0).read(sample, t, 0, size, values.numbers(), start);
            for (int i = 0; drops && i < size; i++) {
                values.numbers()[start + i] *= mask[sample * size + i];
            }
        }
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        int size = shape.size();
        Span own = own(input, span);
        for (int t = own.from(); t < own.end(); t++) {
            int from = gradient().start(sample, t);
            int start = inputStart(input, at, t);
            for (int i = 0; i < size; i++) {
                into[start + i] += gradient().numbers()[from + i] * mask[sample * size + i];
            }
        }
    }
}
