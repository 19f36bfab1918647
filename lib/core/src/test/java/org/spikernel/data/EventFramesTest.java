package org.spikernel.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.data.EventFrames.Event;
import org.spikernel.data.EventFrames.Slices;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventFramesTest {

    private static final List<Event> EVENTS =
            List.of(new Event(2, 0, 1, 100), new Event(0, 1, 0, 109), new Event(2, 0, 1, 110), new Event(1, 1, 1, 139));

    private static List<Integer> counts(EventFrames frames) {
        return IntStream.range(0, frames.counts().length)
                .mapToObj(i -> Byte.toUnsignedInt(frames.counts()[i]))
                .toList();
    }

    @Test
    void slicesOfEqualTimeGoFromTheFirstEventToTheLast() {
        EventFrames frames = EventFrames.of(2, 3, EVENTS, 4, Slices.OF_EQUAL_TIME);

        assertThat(frames.shape()).isEqualTo(new Shape(2, 2, 3));
        assertThat(frames).hasToString("4 frames of [2, 2, 3]");
        assertThat(counts(frames).stream().mapToInt(count -> count).sum()).isEqualTo(4);
        assertThat(frames.count(0, 1, 0, 2)).isEqualTo(1);
        assertThat(frames.count(0, 0, 1, 0)).isEqualTo(1);
        assertThat(frames.count(1, 1, 0, 2)).isEqualTo(1);
        assertThat(frames.count(3, 1, 1, 1)).isEqualTo(1);
    }

    @Test
    void slicesOfEqualNumberLeaveTheRestToTheLast() {
        EventFrames frames = EventFrames.of(2, 3, EVENTS, 3, Slices.OF_EQUAL_NUMBER);

        assertThat(frames.count(0, 1, 0, 2)).isEqualTo(1);
        assertThat(frames.count(1, 0, 1, 0)).isEqualTo(1);
        assertThat(frames.count(2, 1, 0, 2)).isEqualTo(1);
        assertThat(frames.count(2, 1, 1, 1)).isEqualTo(1);
    }

    @Property(tries = 50)
    void everyEventIsCountedOnceInOrderOfTime(
            @ForAll long seed, @ForAll @IntRange(max = 60) int number, @ForAll @IntRange(min = 1, max = 7) int frames) {
        RandomStream random = RandomStream.at(seed);
        List<Event> events = IntStream.range(0, number)
                .mapToObj(i -> new Event(random.nextInt(4), random.nextInt(3), random.nextInt(2), i * 1000L))
                .toList();
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        for (Slices slices : Slices.values()) {
            EventFrames counted = EventFrames.of(3, 4, events, frames, slices);

            assertThat(counts(counted).stream().mapToInt(count -> count).sum()).isEqualTo(number);
            assertThat(counts(EventFrames.of(3, 4, shuffled, frames, slices))).isEqualTo(counts(counted));
            if (number >= frames) {
                assertThat(counts(counted).subList(0, 24)).as("the first frame").anyMatch(count -> count > 0);
                assertThat(counts(counted).subList(24 * (frames - 1), 24 * frames))
                        .as("the last frame")
                        .anyMatch(count -> count > 0);
            }
        }
    }

    @Test
    void aByteHoldsNoMoreThan255() {
        List<Event> many = Collections.nCopies(300, new Event(0, 0, 1, 5));

        assertThat(EventFrames.of(1, 1, many, 1, Slices.OF_EQUAL_TIME).count(0, 1, 0, 0))
                .isEqualTo(255);
        assertThat(counts(EventFrames.of(1, 1, List.of(), 3, Slices.OF_EQUAL_TIME)))
                .containsOnly(0);
    }

    @Test
    void whatCannotBeCountedIsRefusedByName() {
        assertThatThrownBy(() -> new Event(0, 0, -1, 0))
                .hasMessageContaining("is 1 (brighter) or 0 (darker), but is -1");
        assertThatThrownBy(() -> EventFrames.of(2, 3, List.of(new Event(3, 0, 1, 0)), 1, Slices.OF_EQUAL_TIME))
                .hasMessageContaining(
                        "of 2 rows and 3 columns has no pixel for Event[column=3, row=0, polarity=1, time=0]");
        List<Event> apart = List.of(new Event(0, 0, 1, Long.MIN_VALUE), new Event(0, 0, 1, Long.MAX_VALUE));
        assertThatThrownBy(() -> EventFrames.of(1, 1, apart, 2, Slices.OF_EQUAL_TIME))
                .hasMessageContaining("too far apart for 2 frames");
        EventFrames frames = EventFrames.of(2, 3, EVENTS, 4, Slices.OF_EQUAL_TIME);
        assertThatThrownBy(() -> frames.count(4, 0, 0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("4 frames of [2, 2, 3] have no pixel at frame 4");
    }

    @Test
    void samplesBecomeASetAndBatchesWithoutNormalisation() {
        EventFrames first = EventFrames.of(2, 3, EVENTS, 4, Slices.OF_EQUAL_TIME);
        EventFrames second = EventFrames.of(2, 3, List.of(), 4, Slices.OF_EQUAL_TIME);
        ImageSet set = ImageSet.ofFrames(List.of(first, second), new int[] {1, 0});
        ImageBatch batch = set.all();

        assertThat(set).hasToString("2 samples of 4 frames of [2, 2, 3]");
        assertThat(set.frames()).hasValue(4);
        assertThat(set.image(0)).isEqualTo(first.counts());
        assertThat(set.last(1).image(0)).isEqualTo(second.counts());
        assertThat(set.cropped(2, 1)).hasToString("2 samples of 4 frames of [2, 2, 1]");
        assertThat(set.cropped(2, 1).all().pixel(0, 3, 1, 1, 0)).isEqualTo(1);
        assertThat(batch.frames()).hasValue(4);
        assertThat(batch.pixel(0, 3, 1, 1, 1)).isEqualTo(1);
        assertThat(batch.pixels()).hasSize(2 * 4 * 12).containsOnly(0, 1);
        assertThat(batch.channelsLast()[3 * 12 + (1 * 3 + 1) * 2 + 1]).isEqualTo(1);
        assertThat(batch).asString().startsWith("batch of 2 samples of 4 frames of [2, 2, 3], ");
        assertThat(batch.fingerprint()).isNotEqualTo(set.first(1).all().fingerprint());
        assertThatThrownBy(batch::intensities).hasMessageContaining("frames of events have no intensities");
        assertThatThrownBy(() -> batch.pixel(0, 4, 0, 0, 0)).hasMessageContaining("no pixel at image 0, frame 4, ");
        assertThatThrownBy(() -> ImageSet.ofFrames(
                        List.of(first, EventFrames.of(2, 3, EVENTS, 3, Slices.OF_EQUAL_TIME)), new int[2]))
                .hasMessageContaining("sample 0 is 4 frames of [2, 2, 3] and sample 1 is 3 frames of [2, 2, 3]");
        assertThatThrownBy(() -> ImageBatch.ofFrames(new Shape(2, 1, 1), 1, new float[] {1, -1}, new int[1]))
                .hasMessageContaining("none below 0, but one is -1.0");
    }

    @Test
    void countsStayAsTheyAre() {
        List<Event> events = IntStream.range(0, 256)
                .boxed()
                .flatMap(column -> Collections.nCopies(column, new Event(column, 0, 0, 0)).stream())
                .toList();
        ImageBatch batch = ImageSet.ofFrames(
                        List.of(EventFrames.of(1, 256, events, 1, Slices.OF_EQUAL_TIME)), new int[1])
                .all();

        for (int count = 0; count < 256; count++) {
            assertThat(batch.pixel(0, 0, 0, 0, count)).isEqualTo(count);
        }
    }

    @Test
    void framesOfASampleAreAugmentedAlike() {
        List<Event> still = IntStream.range(0, 6)
                .mapToObj(frame -> new Event(1, 2, frame % 2, frame))
                .toList();
        ImageSet set = ImageSet.ofFrames(List.of(EventFrames.of(5, 5, still, 6, Slices.OF_EQUAL_TIME)), new int[1]);
        ImageBatch moved = set.batches(1, 3, new CropAndFlip(1)).iterator().next();

        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                for (int frame = 0; frame < 6; frame++) {
                    assertThat(moved.pixel(0, frame, frame % 2, row, column))
                            .isEqualTo(moved.pixel(0, 0, 0, row, column));
                }
            }
        }
        assertThat(moved.pixels()).contains(1);
    }

    @Test
    void moreFramesThanCanBeKeptAreRefused() {
        assertThatThrownBy(() -> EventFrames.of(128, 128, List.of(), 65_536, EventFrames.Slices.OF_EQUAL_TIME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a recording has at most 65,535 frames of [2, 128, 128], but 65,536 were asked for");
    }
}
