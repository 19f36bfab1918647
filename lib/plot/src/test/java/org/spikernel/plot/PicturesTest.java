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
