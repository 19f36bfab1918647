package org.spikernel.study.predict;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LowerTriangleTest {

    private static final Offset<Double> ROUNDING = within(1e-9);

    @Property(tries = 100)
    void solvesWhatItIsTheFactorOf(@ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
        RandomStream random = RandomStream.at(seed, "matrix");
        double[][] spread = IntStream.range(0, size)
                .mapToObj(row -> normal(random, size + 3))
                .toArray(double[][]::new);
        double[] right = normal(random, size);
        LowerTriangle factor = LowerTriangle.factor(size, (row, column) -> element(spread, row, column));

        double[] solved = factor.backward(factor.forward(right));
        for (int row = 0; row < size; row++) {
            double product = 0;
            for (int column = 0; column < size; column++) {
                product += element(spread, row, column) * solved[column];
            }
            assertThat(product).isCloseTo(right[row], ROUNDING);
        }
        double[] back = factor.forward(factor.times(right));
        IntStream.range(0, size).forEach(i -> assertThat(back[i]).isCloseTo(right[i], ROUNDING));
    }

    @Property(tries = 50)
    void knowsTheDeterminantOfADiagonal(@ForAll @IntRange(min = 1, max = 20) int size) {
        LowerTriangle factor = LowerTriangle.factor(size, (row, column) -> row == column ? 2 + row : 0);
        double logDeterminant = IntStream.range(0, size)
                .mapToDouble(row -> StrictMath.log(2 + row))
                .sum();
        assertThat(2 * factor.halfLogDeterminant()).isCloseTo(logDeterminant, ROUNDING);
    }

    @Property(tries = 50)
    void multipliesFirstElements(@ForAll @IntRange(max = 20) int length) {
        double[] one = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        assertThat(LowerTriangle.dot(one, one, length)).isEqualTo(length * (length + 1) * (2 * length + 1) / 6.0);
    }

    /** Of a matrix that is positive definite, far from where rounding tells. */
    private static double element(double[][] spread, int row, int column) {
        return LowerTriangle.dot(spread[row], spread[column], spread[row].length) + (row == column ? 1 : 0);
    }

    private static double[] normal(RandomStream random, int length) {
        return DoubleStream.generate(random::nextNormal).limit(length).toArray();
    }
}
