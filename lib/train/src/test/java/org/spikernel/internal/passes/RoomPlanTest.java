package org.spikernel.internal.passes;

import java.util.LinkedHashMap;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;

class RoomPlanTest {

    private static final int STAGES = 8;

    private static Frames frames(int size) {
        return new Frames(Shape.vector(size), 1);
    }

    private static float[] array(Frames frames) {
        frames.makeRoom(1);
        return frames.numbers();
    }

    @Test
    void whatComesLaterLiesWhereSomethingLargerLay() {
        Frames small = frames(3);
        Frames large = frames(5);
        Frames meanwhile = frames(4);
        RoomPlan plan = RoomPlan.of(
                Map.of(small, new Lifetime(2, 3), large, new Lifetime(0, 1), meanwhile, new Lifetime(1, 2)));

        assertThat(array(small)).isSameAs(array(large)).hasSize(5);
        assertThat(array(meanwhile)).isNotSameAs(array(large));
        assertThat(plan.sampleBytes()).isEqualTo((5 + 4) * Float.BYTES);
    }

    @Property(tries = 200)
    void whatIsNeededAtOnceLiesApart(@ForAll long seed) {
        Map<Frames, Lifetime> lifetimes = lifetimes(RandomStream.at(seed, "lifetimes"));
        RoomPlan.of(lifetimes);

        lifetimes.forEach((one, lifetime) -> lifetimes.forEach((other, another) -> {
            if (one != other && lifetime.overlaps(another)) {
                assertThat(array(one)).isNotSameAs(array(other));
            }
        }));
        assertThat(lifetimes.keySet())
                .allSatisfy(frames -> assertThat(array(frames)).hasSizeGreaterThanOrEqualTo((int) frames.sampleSize()));
    }

    private static Map<Frames, Lifetime> lifetimes(RandomStream random) {
        Map<Frames, Lifetime> lifetimes = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            int first = random.nextInt(STAGES);
            lifetimes.put(frames(1 + random.nextInt(5)), new Lifetime(first, first + random.nextInt(STAGES - first)));
        }
        return lifetimes;
    }
}
