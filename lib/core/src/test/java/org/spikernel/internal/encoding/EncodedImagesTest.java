package org.spikernel.internal.encoding;

import java.util.Arrays;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.engine.Batches;
import org.spikernel.network.Encoding;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

class EncodedImagesTest {

    private static final Shape SHAPE = new Shape(3, 5, 7);

    private static ImageBatch batch(Encoding encoding, int timesteps, long seed) {
        return Batches.shownBy(encoding, timesteps, 4, SHAPE, seed);
    }

    /** Where the pixel of an index in [channel, row, column] order stands in [row, column, channel] order. */
    private static int last(int pixel) {
        return pixel % SHAPE.positions() * SHAPE.channels() + pixel / SHAPE.positions();
    }

    private static double spikes(EncodedImages encoded, int sample, int pixel) {
        return IntStream.range(0, encoded.timesteps())
                .mapToDouble(t -> encoded.at(sample, t)[last(pixel)])
                .sum();
    }

    @Property(tries = 20)
    void ratesTendToIntensities(@ForAll long seed, @ForAll @FloatRange(min = 0, max = 1) float intensity) {
        float[] pixels = new float[SHAPE.size()];
        Arrays.fill(pixels, intensity);
        ImageBatch grey = ImageBatch.of(SHAPE, pixels, new int[1], Normalisation.none(3));
        EncodedImages encoded = EncodedImages.of(grey, Encoding.rate(seed), 60);
        double known = grey.intensities()[0];

        double rate = IntStream.range(0, SHAPE.size())
                        .mapToDouble(pixel -> spikes(encoded, 0, pixel))
                        .sum()
                / (60 * SHAPE.size());

        double deviation = Math.sqrt(known * (1 - known) / (60 * SHAPE.size()));
        assertThat(rate).isCloseTo(known, within(5 * deviation + 1e-12));
    }

    @Property(tries = 20)
    void drawsDependOnSeedImageAndTimestepAlone(@ForAll long seed) {
        ImageBatch batch = batch(Encoding.rate(), 6, seed);
        float[] alone = Arrays.copyOfRange(batch.pixels(), 2 * SHAPE.size(), 3 * SHAPE.size());
        EncodedImages longer = EncodedImages.of(batch, Encoding.rate(seed), 6);
        EncodedImages other = EncodedImages.of(batch, Encoding.rate(seed + 1), 6);
        EncodedImages shorter = EncodedImages.of(
                ImageBatch.of(SHAPE, alone, new int[1], Normalisation.none(3)), Encoding.rate(seed), 4);

        for (int t = 0; t < 4; t++) {
            assertThat(shorter.at(0, t)).isEqualTo(longer.at(2, t)).isNotEqualTo(other.at(2, t));
            assertThat(longer.at(2, t)).isNotEqualTo(longer.at(2, t + 1)).isNotEqualTo(longer.at(1, t));
        }
        assertThat(EncodedImages.of(batch, Encoding.rate(seed), 6, 0).at(1, 2)).isEqualTo(longer.at(1, 2));
        assertThat(EncodedImages.of(batch, Encoding.rate(seed), 6, 1).at(1, 2)).isNotEqualTo(longer.at(1, 2));
    }

    @Property(tries = 30)
    void latencySpikesOnceTheSoonerTheBrighter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int timesteps) {
        ImageBatch batch = batch(Encoding.latency(), timesteps, seed);
        float[] intensities = batch.intensities();
        EncodedImages encoded = EncodedImages.of(batch, Encoding.latency(), timesteps);

        for (int sample = 0; sample < 4; sample++) {
            for (int pixel = 0; pixel < SHAPE.size(); pixel++) {
                assertThat(spikes(encoded, sample, pixel)).isEqualTo(1);
                int when = Math.round((timesteps - 1) * (1 - intensities[sample * SHAPE.size() + pixel]));
                assertThat(encoded.at(sample, when)[last(pixel)]).isEqualTo(1);
            }
        }
    }

    @Test
    void brightestIsFirstAndDarkestLast() {
        ImageBatch ends =
                ImageBatch.of(new Shape(1, 1, 3), new float[] {0, 0.5f, 1}, new int[1], Normalisation.none(1));
        EncodedImages encoded = EncodedImages.of(ends, Encoding.latency(), 3);

        assertThat(encoded.at(0, 0)).containsExactly(0, 0, 1);
        assertThat(encoded.at(0, 1)).containsExactly(0, 1, 0);
        assertThat(encoded.at(0, 2)).containsExactly(1, 0, 0);
    }

    @Property(tries = 20)
    void framesComeInTheirOrder(@ForAll long seed) {
        ImageBatch batch = batch(Encoding.events(), 5, seed);
        EncodedImages spikes = EncodedImages.of(batch, Encoding.events(), 5);
        EncodedImages counts = EncodedImages.of(batch, Encoding.eventCounts(), 5);

        for (int sample = 0; sample < 4; sample++) {
            for (int t = 0; t < 5; t++) {
                for (int pixel = 0; pixel < SHAPE.size(); pixel++) {
                    float events = batch.pixels()[(sample * 5 + t) * SHAPE.size() + pixel];
                    assertThat(counts.at(sample, t)[last(pixel)]).isEqualTo(events);
                    assertThat(spikes.at(sample, t)[last(pixel)]).isEqualTo(Math.min(1, events));
                }
            }
        }
        assertThat(spikes.areBits()).isTrue();
        assertThat(counts.areBits()).isFalse();
    }

    @Test
    void directEncodingShowsNormalisedPixelsOnce() {
        ImageBatch batch = Datasets.textures().train().batch(3, 1);
        EncodedImages encoded = EncodedImages.of(batch, Encoding.direct(), 7);

        assertThat(encoded.timesteps()).isEqualTo(1);
        assertThat(encoded.numbers()).isEqualTo(batch.channelsLast());
        assertThat(encoded.at(2, 6)).isEqualTo(encoded.at(2, 0));
    }

    /** Not those of normalised pixels, half of which are below 0. */
    @Test
    void ratesOfImagesAreThoseOfTheirBytes() {
        ImageSet images = Datasets.textures().train().first(2);
        EncodedImages encoded = EncodedImages.of(images.all(), Encoding.rate(), 50);
        int size = images.imageShape().size();
        double spikes = IntStream.range(0, 2 * 50)
                .mapToDouble(i -> sum(encoded.at(i / 50, i % 50)))
                .sum();
        double bytes = IntStream.range(0, 2 * size)
                .mapToDouble(i -> Byte.toUnsignedInt(images.image(i / size)[i % size]))
                .sum();

        assertThat(spikes / 50).isCloseTo(bytes / 255, withinPercentage(1));
    }

    private static double sum(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).sum();
    }

    @Test
    void unknownIntensitiesAreRefusedByName() {
        ImageBatch unknown = Batches.normal(2, 3, 4, 1);

        assertThatThrownBy(() -> EncodedImages.of(unknown, Encoding.rate(7), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the encoding 'rate seed 7' reads intensities, but the intensities of this batch are not known");
    }
}
