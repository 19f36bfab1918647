package org.spikernel.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.engine.Weights;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.LifTrace;
import org.spikernel.score.KernelMatrix;
import org.spikernel.score.RScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PicturesTest {

    private static final Dataset TEXTURES = Datasets.textures();
    private static final ImageBatch BATCH = TEXTURES.train().batch(4, 1);
    private static final Network NETWORK =
            SnasNet.cifar10().withChannels(2).network(Cell.parse("conv3x3 | skip conv5x5 | skip zero avg3x3"));

    @Test
    void imagesStandAboveTheNamesOfTheirClasses() {
        String svg = Pictures.images(TEXTURES, 12).svg();

        assertThat(found(svg, "<image ")).hasSize(12);
        assertThat(svg)
                .contains(">" + TEXTURES.classNames().get(TEXTURES.train().label(11)) + "</text>");
        assertThatThrownBy(() -> Pictures.images(TEXTURES, 0))
                .hasMessageContaining("count should be from 1 to 200, but is 0");
        assertThatThrownBy(() -> Pictures.images(null, 1)).hasMessageContaining("dataset");
    }

    @Test
    void spikesStandBesideTheirImageTimestepByTimestep() {
        SpikeRecorder recorder = new SpikeRecorder();
        SpikeEngine.common().run(NETWORK, BATCH, Weights.random(0), 3, recorder);
        String place = recorder.places().iterator().next();
        Picture picture = Pictures.spikes(BATCH, 1, recorder.at(place));
        int[] counts =
                recorder.at(place).stream().mapToInt(spikes -> spikes.count(1)).toArray();

        assertThat(picture.svg())
                .contains(
                        ">image<",
                        ">timestep 0<",
                        ">timestep 2<",
                        String.format(Locale.ROOT, ">%,d spikes<", counts[2]));
        assertThat(picture.svg()).doesNotContain(">timestep 3<");
        assertThat(picture.description()).contains("Spikes a timestep: " + Arrays.toString(counts));
        assertThatThrownBy(() -> Pictures.spikes(BATCH, 4, recorder.at(place)))
                .hasMessageContaining("sample should be from 0 to 3, but is 4");
        assertThatThrownBy(() -> Pictures.spikes(BATCH, 0, List.of())).hasMessageContaining("no timestep");
    }

    @Test
    void kernelMatrixHasTheImageOfEachRowAndColumn() {
        KernelMatrix kernel = RScore.on(BATCH).represent(NETWORK).kernel();
        String svg = Pictures.kernelMatrix(kernel, BATCH).svg();

        assertThat(found(svg, "<image ")).hasSize(2 * 4);
        assertThat(found(svg, "M0 0h")).as("nothing on the diagonal").isEmpty();
        assertThatThrownBy(() -> Pictures.kernelMatrix(kernel, TEXTURES.train().batch(5, 1)))
                .hasMessageContaining("it is of 4 and the batch has 5");
    }

    @Test
    void neuronShowsItsInputsItsPotentialAndItsSpikes() {
        Lif neuron = Lif.DEFAULT.withTau(2).withReset(-0.5);
        Picture picture = Pictures.neuron(neuron, new double[] {2, -1.25}, "||.|||", "....|.");
        LifTrace trace = neuron.respond(2, 2, 0, 2, 0.75, 2);

        assertThat(trace.spikeTimes()).containsExactly(1);
        assertThat(picture.svg())
                .contains(
                        ">input 2<",
                        ">weight 2<",
                        ">weight -1.25<",
                        ">threshold 1<",
                        ">reset -0.5<",
                        ">1 spike<",
                        "1/tau = 50%");
        assertThat(found(picture.svg(), "<circle "))
                .as("the soma and its edge, and a mark a spike")
                .hasSize(2 + trace.spikeTimes().length);
        assertThat(picture.description())
                .contains(
                        "Timestep 1: 0.5 + (2 - (0.5 - (-0.5))) / 2 = 1, which reaches the threshold of 1: a spike, and back to -0.5")
                .contains(Arrays.toString(trace.spikeTimes()));
        assertThat(Pictures.neuron(neuron, new double[] {0.1}, "|.").description())
                .contains("0 spikes", "stays below the threshold of 1.");
    }

    @Test
    void inputOfANeuronThatCannotBeReadIsNamed() {
        double[] two = {1, 1};

        assertThatThrownBy(() -> Pictures.neuron(Lif.DEFAULT, two, "|..", "|x."))
                .hasMessageContaining("but input 2 is \"|x.\"");
        assertThatThrownBy(() -> Pictures.neuron(Lif.DEFAULT, two, "|..", "|.")).hasMessageContaining("equally long");
        assertThatThrownBy(() -> Pictures.neuron(Lif.DEFAULT, two, "|.."))
                .hasMessageContaining("1 inputs and 2 weights");
        assertThatThrownBy(() -> Pictures.neuron(Lif.DEFAULT, new double[] {Double.NaN}, "|"))
                .hasMessageContaining("the weight of input 1 must be finite, but is NaN");
    }

    @Test
    void answersStandClassByClassOverTime() {
        List<float[][]> answers = List.of(
                new float[][] {{0, 0}, {0.5f, 0.25f}, {0, 0}, {0, 0}},
                new float[][] {{0, 0}, {0.5f, 0.75f}, {0, 0}, {0, 0}});
        Dataset pair = Datasets.textures(2);
        ImageBatch four = pair.train().first(4).all();
        Picture picture = Pictures.answers(four, 1, answers, pair.classNames());

        assertThat(picture.description())
                .contains("would be taken for: " + pair.classNames().get(0) + ", "
                        + pair.classNames().get(1));
        assertThat(found(picture.svg(), ">0\\.(25|50|75)<")).hasSize(4);
        assertThat(picture.svg()).contains(">after so many timesteps<", ">2<");
        assertThatThrownBy(() -> Pictures.answers(four, 4, answers, pair.classNames()))
                .hasMessageContaining("sample should be from 0 to 3, but is 4");
        assertThatThrownBy(() -> Pictures.answers(four, 0, answers, List.of("only")))
                .hasMessageContaining("4 images and 1 classes, but one has 4 and 2");
        assertThatThrownBy(() -> Pictures.answers(four, 0, List.of(), pair.classNames()))
                .hasMessageContaining("0 timesteps and 2 classes");
    }

    @Test
    void kernelsStandAboveThoseThatTrainingMadeOfThem() {
        Network.Node layer = NETWORK.at("stem.conv3x3");
        Picture picture = Pictures.kernels(layer, Weights.random(1), Weights.random(2));

        assertThat(found(picture.svg(), "<g transform"))
                .as("two kernels, twice")
                .hasSize(4);
        assertThat(picture.svg()).contains(">before<", ">after<");
        assertThat(Pictures.kernels(layer, Weights.random(1), Weights.random(1)).description())
                .contains("2 of 6 kernels of 3 x 3 weights", "moved by 0% of their length");
        assertThatThrownBy(
                        () -> Pictures.kernels(NETWORK.at("classifier.flatten"), Weights.random(1), Weights.random(1)))
                .hasMessageContaining("kernels are those of a convolution, but classifier.flatten is");
        assertThatThrownBy(() -> NETWORK.at("stem"))
                .hasMessageContaining("there is no layer at 'stem'; there are [stem.");
    }

    @Test
    void everyClassHasAnImage() {
        String svg = Pictures.classes(TEXTURES, 10).svg();

        assertThat(found(svg, "<image ")).hasSize(10);
        TEXTURES.classNames().forEach(name -> assertThat(svg).contains(">" + name + "</text>"));
        assertThat(found(Pictures.classes(TEXTURES, 3).svg(), "<image ")).hasSize(3);
        assertThatThrownBy(() -> Pictures.classes(TEXTURES, 0)).hasMessageContaining("most should be from 1 to 200");
    }

    @Test
    void networkIsAChainOfItsPartsWithTheirParameters() {
        String svg = Pictures.network(NETWORK).svg();

        assertThat(svg).contains(">image<", ">3 x 32 x 32<", ">stem<", ">cell1<", ">cell2<", ">classifier<");
        long parts =
                found(svg, "font-size=\"[0-9.]+\" fill=\"#222222\" text-anchor=\"middle\">([0-9,]+)</text>").stream()
                        .mapToLong(match -> Long.parseLong(match.group(1).replace(",", "")))
                        .sum();
        // The answer's size is a number too.
        assertThat(parts).isGreaterThanOrEqualTo(NETWORK.params().total());
        assertThat(svg)
                .contains(String.format(
                        Locale.ROOT, "%,d parameters", NETWORK.params().total()));
    }

    private static List<MatchResult> found(String svg, String pattern) {
        return Pattern.compile(pattern).matcher(svg).results().toList();
    }
}
