package org.spikernel.random;

import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RandomStreamTest {

    @Test
    void numbersAreTheSameAsInAnIndependentImplementation() {
        RandomStream stream = RandomStream.at(42, "cell1", "0->1", 3);

        assertThat(stream.nextLong()).isEqualTo(-696401953357254826L);
        assertThat(stream.nextNormal()).isEqualTo(1.5142658168991043);
    }

    @Test
    void placeNamesTheStream() {
        assertThat(RandomStream.at(1, "ab").nextLong())
                .isEqualTo(RandomStream.at(1, "ab").nextLong())
                .isNotEqualTo(RandomStream.at(1, "a", "b").nextLong())
                .isNotEqualTo(RandomStream.at(2, "ab").nextLong());
    }

    @Test
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        RandomStream stream = RandomStream.at(7, "normal");
        double[] normals = IntStream.range(0, 100_000)
                .mapToDouble(i -> stream.nextNormal())
                .toArray();

        double mean =
                IntStream.range(0, normals.length).mapToDouble(i -> normals[i]).sum() / normals.length;
        double variance = IntStream.range(0, normals.length)
                        .mapToDouble(i -> normals[i] * normals[i])
                        .sum()
                / normals.length;

        assertThat(mean).isBetween(-0.01, 0.01);
        assertThat(variance).isBetween(0.98, 1.02);
    }

    @Property
    void integersStayBelowTheirBound(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
        assertThat(RandomStream.at(seed).nextInt(bound)).isBetween(0, bound - 1);
    }

    @Property
    void permutationHoldsEveryNumberOnce(@ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int size) {
        assertThat(RandomStream.at(seed).permutation(size))
                .containsExactlyInAnyOrder(IntStream.range(0, size).toArray());
    }

    @Test
    void boundMustBePositive() {
        assertThatThrownBy(() -> RandomStream.at(1).nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bound must be positive, but is 0");
    }
}
