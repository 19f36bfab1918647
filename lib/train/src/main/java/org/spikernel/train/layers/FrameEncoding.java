package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;

/**
 * Frames of events, one at each timestep: what a {@code Network} with {@code Encoding.eventCounts()} sees, or, as spikes, with {@code
 * Encoding.events()}.
 *
 * <pre>
 *     y_t = x_t                         x  [batch, T x polarity, row, column]; x_t are the polarities of frame t
 *     y_t = 1 where x_t &gt; 0, else 0     as spikes
 *                                       y  [T x batch, polarity, row, column]
 * </pre>
 *
 * <p>The gradient of the input is that of its frame; as spikes it is 0.
 */
public final class FrameEncoding extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    @JsonProperty
    private boolean spikes;

    private FrameEncoding() {}

    /**
     * An encoding that shows how many events there are.
     *
     * @param timesteps as many as a sample has frames
     */
    public static FrameEncoding over(int timesteps) {
        FrameEncoding layer = new FrameEncoding();
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    /** The same that shows a spike wherever there are events. */
    public FrameEncoding asSpikes() {
        return with((FrameEncoding layer) -> layer.spikes = true);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional maps = FeatureMaps.of(this, input);
        requireWholeFrames(maps.getChannels());
        return InputType.convolutional(maps.getHeight(), maps.getWidth(), maps.getChannels() / timesteps);
    }

    private void requireWholeFrames(long channels) {
        if (channels % timesteps != 0) {
            throw new IllegalArgumentException("frames over " + timesteps
                    + " timesteps are read as [batch, T x polarity, row, column] with T = " + timesteps + ", but found "
                    + channels + " channels, which are no multiple of " + timesteps);
        }
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps, spikes);
    }

    @Override
    Computation computation() {
        return new Computation() {
            @Override
            public INDArray forward(INDArray input, Pass pass) {
                requireWholeFrames(input.size(1));
                long[] shape = input.shape().clone();
                shape[0] *= timesteps;
                shape[1] /= timesteps;
                INDArray output = pass.output(shape);
                FloatBuffer from = Floats.of(input);
                FloatBuffer to = Floats.of(output);
                forEach(from.capacity(), (int) input.size(0), (ofSample, ofTime) -> {
                    float events = from.get(ofSample);
                    to.put(ofTime, spikes ? (events > 0 ? 1 : 0) : events);
                });
                return output;
            }

            @Override
            public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
                INDArray gradient = pass.inputGradient(input.shape());
                FloatBuffer from = Floats.of(epsilon);
                FloatBuffer to = Floats.of(gradient);
                forEach(
                        from.capacity(),
                        (int) input.size(0),
                        (ofSample, ofTime) -> to.put(ofSample, spikes ? 0 : from.get(ofTime)));
                return gradient;
            }
        };
    }

    /** Work on a number that stands at one place where frames follow samples, and at another where samples follow timesteps. */
    private interface Move {
        void run(int ofSample, int ofTime);
    }

    private void forEach(int numbers, int batch, Move move) {
        int size = numbers / batch / timesteps;
        for (int i = 0; i < numbers; i++) {
            int sample = i / size / timesteps;
            int timestep = i / size % timesteps;
            move.run(i, (timestep * batch + sample) * size + i % size);
        }
    }
}
