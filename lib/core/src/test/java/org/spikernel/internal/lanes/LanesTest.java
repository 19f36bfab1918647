package org.spikernel.internal.lanes;

import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Loops across the lanes of registers give the bits that plain loops give. */
class LanesTest {

    private static final Lanes FASTEST = Lanes.fastest();
    private static final Lanes SCALAR = Lanes.scalar();
    private static final int START = 3;

    private static float[] numbers(String purpose, int count) {
        RandomStream random = RandomStream.at(1, purpose);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.uniform(-2, 2);
        }
        return numbers;
    }

    /** What some loops leave behind. */
    private interface Loops {
        Object of(Lanes lanes);
    }

    private static void requireSame(Loops loops) {
        assertThat(loops.of(FASTEST)).isEqualTo(loops.of(SCALAR));
    }

    @Property(tries = 100)
    void products(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 20) int inner,
            @ForAll @IntRange(min = 1, max = 80) int columns,
            @ForAll @IntRange(min = 1, max = 20) int step) {
        float[] a = numbers("a", rows * step + inner);
        float[] b = numbers("b", START + inner * columns);

        requireSame(lanes -> {
            float[] arranged = new float[START + inner * columns];
            lanes.arrange(b, START, inner, columns, arranged, START);
            float[] c = numbers("c", START + rows * columns);
            lanes.addProduct(a, 0, step, arranged, START, c, START, columns, rows, inner, columns);
            return c;
        });
    }

    @Property(tries = 20)
    void productsAreThoseOfTheDefinition(
            @ForAll @IntRange(min = 1, max = 20) int rows, @ForAll @IntRange(min = 1, max = 40) int columns) {
        int inner = 5;
        float[] a = numbers("a", rows * inner);
        float[] b = numbers("b", inner * columns);
        float[] arranged = new float[b.length];
        float[] found = new float[rows * columns];
        float[] expected = new float[rows * columns];

        FASTEST.arrange(b, 0, inner, columns, arranged, 0);
        FASTEST.addProduct(a, 0, inner, arranged, 0, found, 0, columns, rows, inner, columns);

        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < inner; k++) {
                expected[i] = Math.fma(a[i / columns * inner + k], b[k * columns + i % columns], expected[i]);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Property(tries = 60)
    void transformedProducts(
            @ForAll Winograd way,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 5) int lines,
            @ForAll @IntRange(min = 1, max = 4) int sums) {
        int wanted = Math.min(sums, way.sums());
        int pointStep = lines * width + START;
        float[] numbers = numbers("numbers", START + lines * way.points() * width);

        requireSame(lanes -> {
            float[] transformed = numbers("there", START + way.points() * pointStep);
            lanes.transform(
                    way, numbers, START, width, way.points() * width, lines, transformed, START, pointStep, width);
            float[] found = numbers("there", START + lines * way.sums() * width);
            lanes.addTransformedBack(
                    way, transformed, START, pointStep, lines, width, found, START, width, way.sums() * width, wanted);
            return Arrays.toString(transformed) + Arrays.toString(found);
        });
    }

    @Property(tries = 30)
    void shortSumsAreThoseOfTheDefinition(@ForAll Winograd way, @ForAll @IntRange(min = 1, max = 20) int width) {
        float[] numbers = numbers("numbers", way.points() * width);
        float[] weights = numbers("weights", way.weights());
        float[] products = new float[way.points() * width];
        float[] found = new float[way.sums() * width];

        FASTEST.transform(way, numbers, 0, width, 0, 1, products, 0, width, width);
        for (int point = 0; point < way.points(); point++) {
            double weight = 0;
            for (int i = 0; i < weights.length; i++) {
                weight += way.factor(point, i) * weights[i];
            }
            for (int i = 0; i < width; i++) {
                products[point * width + i] *= (float) weight;
            }
        }
        FASTEST.addTransformedBack(way, products, 0, width, 1, width, found, 0, width, 0, way.sums());

        for (int i = 0; i < found.length; i++) {
            double expected = 0;
            for (int j = 0; j < weights.length; j++) {
                expected += numbers[i + j * width] * weights[j];
            }
            assertThat((double) found[i]).isCloseTo(expected, within(2e-5));
        }
    }

    @Property(tries = 60)
    void rows(@ForAll @IntRange(min = 1, max = 300) int width, @ForAll @IntRange(min = 0, max = 9) int count) {
        float[] rowsOfNumbers = numbers("rows", 10 * width + START);
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i * 7 % 10 * width;
        }

        requireSame(lanes -> {
            float[] sums = numbers("sums", width + START);
            lanes.addRows(rowsOfNumbers, rows, 0, count, START, sums, START, width);
            return sums;
        });
    }

    @Property(tries = 60)
    void channels(
            @ForAll @IntRange(min = 1, max = 70) int channels, @ForAll @IntRange(min = 1, max = 50) int positions) {
        int count = channels * positions;
        float[] left = numbers("left", count + START);
        float[] right = numbers("right", count + START);
        float[] factors = numbers("factors", Lanes.factorsFor(channels));
        float[] others = numbers("others", Lanes.factorsFor(channels));
        float[] summands = numbers("summands", Lanes.factorsFor(channels));

        requireSame(lanes -> {
            double[] sums = new double[channels];
            double[] products = new double[channels];
            lanes.addMomentsWith(left, START, right, START, count, sums, products);
            return Arrays.toString(sums) + Arrays.toString(products);
        });
        requireSame(lanes -> {
            float[] into = right.clone();
            lanes.normalise(left, START, count, factors, summands, into, START);
            lanes.addNormalised(left, START, count, others, summands, into, START);
            lanes.combine(left, START, factors, right, START, others, summands, count, into, START);
            return into;
        });
    }

    @Property(tries = 60)
    void neurons(@ForAll @IntRange(min = 1, max = 200) int count) {
        float[] slopes = numbers("slopes", count);
        float[] charged = numbers("charged", count);

        requireSame(lanes -> {
            float[] gradients = numbers("gradients", count);
            float[] carried = numbers("carried", count);
            lanes.discharge(gradients, slopes, charged, carried, count, 1, 0.75f);
            return Arrays.toString(gradients) + Arrays.toString(carried);
        });
        requireSame(lanes -> {
            float[] potentials = numbers("potentials", START + count);
            lanes.chargeAtRate(charged, potentials, START, count, 0.3f, 0.1f);
            return potentials;
        });
    }
}
