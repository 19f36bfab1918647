package org.spikernel.data;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;

class MovingBarsTest {

    private static final Dataset BARS = Datasets.movingBars();

    @Test
    void haveTheSameBitsEverywhere() {
        assertThat(BARS.train().all().fingerprint()).isEqualTo("982ebfb39d1b0c0d");
        assertThat(BARS.test().all().fingerprint()).isEqualTo("2928372f2f59d6ba");
    }

    @Test
    void areDescribed() {
        assertThat(BARS)
                .hasToString(
                        "built-in moving bars: 800 training samples, 400 test samples of 8 frames of [2, 32, 32] in 4 classes");
        assertThat(BARS.classNames()).containsExactly("up", "down", "together", "apart");
        assertThat(BARS.imageShape()).isEqualTo(new Shape(2, 32, 32));
        assertThat(BARS.frames()).hasValue(8);
    }

    /** From each frame to the next, events go on in the direction of the motion. */
    @Test
    void motionTellsTheClass() {
        long right = IntStream.range(0, BARS.test().size())
                .filter(i -> motion(BARS.test().image(i)) == BARS.test().label(i))
                .count();

        assertThat((double) right / BARS.test().size()).isGreaterThan(0.95);
    }

    private static int motion(byte[] sample) {
        double down = 0;
        double outwards = 0;
        for (int frame = 0; frame < 7; frame++) {
            for (int polarity = 0; polarity < 2; polarity++) {
                int map = (frame * 2 + polarity) * 1024;
                for (int row = 2; row < 30; row++) {
                    for (int column = 2; column < 30; column++) {
                        int event = sample[map + row * 32 + column];
                        int next = map + 2048 + row * 32 + column;
                        int side = column < 16 ? -1 : 1;
                        down += event * (sample[next + 32] + sample[next + 64] - sample[next - 32] - sample[next - 64]);
                        outwards += event
                                * (sample[next + side]
                                        + sample[next + 2 * side]
                                        - sample[next - side]
                                        - sample[next - 2 * side]);
                    }
                }
            }
        }
        if (Math.abs(down) > Math.abs(outwards)) {
            return down < 0 ? 0 : 1;
        }
        return outwards < 0 ? 2 : 3;
    }

    /** By the nearest mean of a class of what a frame correlates with itself; chance is a half. */
    @Test
    void aFrameTellsNotWhichWay() {
        assertThat(recognised(MovingBarsTest::frame)).isBetween(0.4, 0.6);
        assertThat(recognised(MovingBarsTest::sum)).isBetween(0.4, 0.6);
    }

    private interface Picture {
        /** One picture [polarity, row, column] of a sample. */
        int[] of(byte[] sample);
    }

    private static int[] frame(byte[] sample) {
        return IntStream.range(0, 2048).map(i -> sample[3 * 2048 + i]).toArray();
    }

    private static int[] sum(byte[] sample) {
        return IntStream.range(0, 2048)
                .map(i -> IntStream.range(0, 8)
                        .map(frame -> sample[frame * 2048 + i])
                        .sum())
                .toArray();
    }

    /** How well up is told from down, and together from apart. */
    private static double recognised(Picture picture) {
        double[][] means = new double[4][];
        for (int i = 0; i < BARS.train().size(); i++) {
            double[] features = features(picture.of(BARS.train().image(i)));
            int label = BARS.train().label(i);
            means[label] = means[label] == null ? new double[features.length] : means[label];
            for (int j = 0; j < features.length; j++) {
                means[label][j] += features[j] / 200;
            }
        }
        int right = 0;
        for (int i = 0; i < BARS.test().size(); i++) {
            double[] features = features(picture.of(BARS.test().image(i)));
            int label = BARS.test().label(i);
            right += distance(features, means[label]) < distance(features, means[label ^ 1]) ? 1 : 0;
        }
        return (double) right / BARS.test().size();
    }

    private static double distance(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> (one[i] - other[i]) * (one[i] - other[i]))
                .sum();
    }

    /** Correlations of darker with brighter pixels that are some rows, or some columns towards a side, away. */
    private static double[] features(int[] picture) {
        double[] features = new double[22];
        for (int row = 6; row < 26; row++) {
            for (int column = 6; column < 26; column++) {
                int darker = picture[row * 32 + column];
                int side = column < 16 ? -1 : 1;
                for (int apart = -5; darker > 0 && apart <= 5; apart++) {
                    features[apart + 5] += darker * picture[1024 + (row + apart) * 32 + column];
                    features[apart + 16] += darker * picture[1024 + row * 32 + column + apart * side];
                }
            }
        }
        return features;
    }
}
