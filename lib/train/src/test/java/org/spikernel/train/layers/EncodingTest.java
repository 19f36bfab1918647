package org.spikernel.train.layers;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.Normalisation;
import org.spikernel.internal.encoding.EncodedImages;
import org.spikernel.network.Encoding;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.LifTrace;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** What the layers make of numbers that one can follow by hand. */
class EncodingTest {

    private static float[][] output(TimeFoldedLayer layer, boolean training, float[]... input) {
        return new LoneLayer(layer).output(Nd4j.create(input), training).toFloatMatrix();
    }

    @Test
    void directEncodingRepeatsTheBatchTimeMajor() {
        assertThat(output(DirectEncoding.over(2), true, new float[] {1, 2}, new float[] {3, 4}))
                .isEqualTo(new float[][] {{1, 2}, {3, 4}, {1, 2}, {3, 4}});
    }

    @Test
    void latencyEncodingSpikesOnceTheSoonerTheLarger() {
        assertThat(output(LatencyEncoding.over(3), true, new float[] {1, 0.5f, 0, 7, -7}))
                .isEqualTo(new float[][] {{1, 0, 0, 1, 0}, {0, 1, 0, 0, 0}, {0, 0, 1, 0, 1}});
    }

    @Test
    void rateEncodingSpikesAsOftenAsTheNumberSays() {
        INDArray input = Nd4j.valueArrayOf(new long[] {1, 1000}, 0.3f, DataType.FLOAT);
        INDArray spikes = new LoneLayer(RateEncoding.over(20, 1)).output(input, true);

        assertThat(spikes.meanNumber().doubleValue()).isCloseTo(0.3, within(0.02));
        assertThat(spikes).isEqualTo(new LoneLayer(RateEncoding.over(20, 1)).output(input, true));
        assertThat(spikes).isNotEqualTo(new LoneLayer(RateEncoding.over(20, 2)).output(input, true));
    }

    @Test
    void framesAreShownOneAtATimestep() {
        INDArray frames = Nd4j.create(new float[] {0, 1, 2, 0, 3, 0, 0, 5}, new int[] {2, 4, 1, 1}, 'c');

        assertThat(new LoneLayer(FrameEncoding.over(2))
                        .output(frames, true)
                        .ravel()
                        .toFloatVector())
                .containsExactly(0, 1, 3, 0, 2, 0, 0, 5);
        assertThat(new LoneLayer(FrameEncoding.over(2).asSpikes())
                        .output(frames, true)
                        .ravel()
                        .toFloatVector())
                .containsExactly(0, 1, 1, 0, 1, 0, 0, 1);
        assertThat(FrameEncoding.over(2).asSpikes()).isNotEqualTo(FrameEncoding.over(2));
    }

    @Test
    void framesAreSpikesWhereThereAreEventsAndNothingElse() {
        INDArray frames = Nd4j.create(new float[] {-2, 1, 2, -0.5f}, new int[] {1, 4, 1, 1}, 'c');

        assertThat(new LoneLayer(FrameEncoding.over(2).asSpikes())
                        .output(frames, true)
                        .ravel()
                        .toFloatVector())
                .containsExactly(0, 1, 1, 0);
    }

    @Test
    void channelsThatAreNoWholeFramesAreRefused() {
        FrameEncoding frames = FrameEncoding.over(2);

        assertThatThrownBy(() -> frames.getOutputType(0, InputType.convolutional(4, 4, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "frames over 2 timesteps are read as [batch, T x polarity, row, column] with T = 2, but found 5"
                                + " channels, which are no multiple of 2");
        assertThatThrownBy(() -> new LoneLayer(frames).output(LoneLayer.normal(1, 3, 5, 2, 2), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but found 5 channels");
    }

    /** What the engine and trainings see: numbers of a sample draw alike wherever it stands. */
    @Test
    void codesAreThoseOfNetworks() {
        float[][] intensities = {{0.1f, 0.5f, 0.9f, 1}, {0.7f, 0, 0.3f, 0.6f}};
        ImageBatch batch = ImageBatch.of(
                new Shape(4, 1, 1),
                new float[] {0.1f, 0.5f, 0.9f, 1, 0.7f, 0, 0.3f, 0.6f},
                new int[2],
                Normalisation.none(4));

        assertThat(output(RateEncoding.over(5, 7), false, intensities)).isEqualTo(shown(batch, Encoding.rate(7)));
        assertThat(output(LatencyEncoding.over(5), false, intensities)).isEqualTo(shown(batch, Encoding.latency()));
    }

    private static float[][] shown(ImageBatch batch, Encoding encoding) {
        EncodedImages encoded = EncodedImages.of(batch, encoding, 5);
        return IntStream.range(0, 10)
                .mapToObj(row -> encoded.at(row % 2, row / 2))
                .toArray(float[][]::new);
    }

    @Test
    void neuronsSpikeAsTheNeuronOfTheCoreLibrary() {
        Lif neuron = Lif.DEFAULT.withTau(2);
        double[] currents = {0.9, 1.2, 1.4, 2.5, 0.1, 1.9};
        LifTrace trace = neuron.respond(currents);
        float[][] rows = new float[currents.length][1];
        for (int t = 0; t < rows.length; t++) {
            rows[t][0] = (float) currents[t];
        }

        float[][] spikes = output(LifLayer.over(6).withNeuron(neuron), false, rows);

        for (int t = 0; t < rows.length; t++) {
            assertThat(spikes[t][0]).as("timestep %d", t).isEqualTo(trace.spikes()[t] ? 1 : 0);
        }
    }

    @Test
    void resetBySubtractionKeepsWhatIsAboveTheThreshold() {
        float[][] currents = {{4}, {0}, {0}};
        LifLayer neurons = LifLayer.over(3).withTau(1.25f);

        assertThat(output(neurons, false, currents)).isEqualTo(new float[][] {{1}, {0}, {0}});
        assertThat(output(neurons.withTau(2).withReset(Reset.BY_SUBTRACTION), false, new float[][] {{6}, {0.5f}, {0}}))
                .isEqualTo(new float[][] {{1}, {1}, {0}});
    }

    @Test
    void dropoutKeepsAMaskForAllTimestepsAndDoesNothingInInference() {
        float[][] ones = new float[6][100];
        for (float[] row : ones) {
            Arrays.fill(row, 1);
        }
        TimeDropoutLayer dropout = TimeDropoutLayer.of(0.5, 3, 1);
        float[][] dropped = output(dropout, true, ones);

        assertThat(dropped[0]).isEqualTo(dropped[2]).isEqualTo(dropped[4]).isNotEqualTo(dropped[1]);
        assertThat(dropped[0]).contains(0, 2).doesNotContain(1);
        assertThat(output(dropout, false, ones)).isEqualTo(ones);
    }
}
