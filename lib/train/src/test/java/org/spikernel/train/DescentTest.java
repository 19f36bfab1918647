package org.spikernel.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.internal.passes.ParameterArrays;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network.Node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** What a step does to numbers, in 64 bits. */
class DescentTest {

    private static final TrainingRecipe ADAM = TrainingRecipe.autoSnn().withWeightDecay(0.01);
    private static final int SAMPLES = 4;

    private static final float[][] GRADIENTS = {
        {0.5f, -2.0f, 1e-3f}, {0.25f, -1.0f, 0.0f}, {-1.0f, 3.0f, 2e-3f}, {0.125f, 0.5f, -1e-3f}
    };

    private static ParameterArray array(TrainingRecipe recipe, int parts, float... values) {
        ParameterArrays arrays = new ParameterArrays(recipe.optimizer().moments(), Node::place);
        arrays.add("here", new ParameterArrays.Form("weights", values.length, parts, true));
        ParameterArray array = arrays.of("here").get(0);
        System.arraycopy(values, 0, array.values(), 0, values.length);
        return array;
    }

    private static void step(TrainingRecipe recipe, ParameterArray array, float[] gradient, double rate) {
        System.arraycopy(gradient, 0, array.gradient(), 0, gradient.length);
        Descent.of(recipe, List.of(array), Workers.all()).step((float) rate, SAMPLES);
    }

    /** Computed by NumPy, in 64 bits. */
    @Test
    void adamMovesNumbersAsItsPaperSays() {
        ParameterArray array = array(ADAM, 1, 1, -0.5f, 0.25f);
        for (float[] gradient : GRADIENTS) {
            step(ADAM, array, gradient, 1e-3);
        }

        assertThat(array.values())
                .usingComparatorWithPrecision(2e-7f)
                .containsExactly(0.99824006f, -0.49827223f, 0.24601501f);
        assertThat(array.updates()).containsExactly(4);
    }

    @Property(tries = 50)
    void adamEqualsItsFormulaInSixtyFourBits(
            @ForAll @Size(12) List<@FloatRange(min = -2, max = 2) Float> gradients,
            @ForAll @FloatRange(min = -1, max = 1) float first,
            @ForAll @FloatRange(min = 0, max = 0.1f) float decay) {
        TrainingRecipe recipe = ADAM.withWeightDecay(decay);
        ParameterArray array = array(recipe, 1, first);
        double w = first;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= gradients.size(); t++) {
            float gradient = gradients.get(t - 1);
            step(recipe, array, new float[] {gradient}, 1e-3);
            double g = gradient / (double) SAMPLES + decay * w;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            w -= 1e-3 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
        }
        assertThat((double) array.values()[0]).isCloseTo(w, within(2e-6));
        assertThat((double) array.moments()[0][0]).isCloseTo(m, within(1e-6));
        assertThat((double) array.moments()[1][0]).isCloseTo(v, within(1e-6));
    }

    /** As if each part were a parameter of its own. */
    @Property(tries = 30)
    void partsThatWereMovedLessOftenAreMovedAsTheyWouldBeAlone(@ForAll @IntRange(min = 1, max = 200) int earlier) {
        ParameterArray both = array(ADAM, 2, 1, 1);
        ParameterArray alone = array(ADAM, 1, 1);
        both.updates()[1] = earlier;
        both.moments()[1][1] = 0.5f;

        step(ADAM, both, new float[] {0.3f, 0.3f}, 1e-3);
        step(ADAM, alone, new float[] {0.3f}, 1e-3);

        assertThat(both.values()[0]).isEqualTo(alone.values()[0]);
        assertThat(both.values()[1]).isNotEqualTo(alone.values()[0]);
        assertThat(both.updates()).containsExactly(1, earlier + 1);
    }

    @Test
    void momentumMovesNumbersByWhatItKeepsOfEarlierSteps() {
        TrainingRecipe recipe = TrainingRecipe.snasNet();
        ParameterArray array = array(recipe, 1, 1);
        double w = 1;
        double v = 0;
        for (float[] gradient : GRADIENTS) {
            step(recipe, array, Arrays.copyOf(gradient, 1), 0.1);
            v = 0.9 * v + gradient[0] / SAMPLES + 5e-4 * w;
            w -= 0.1 * v;
        }
        assertThat((double) array.values()[0]).isCloseTo(w, within(1e-6));
    }

    @Test
    void whatAdamKeepsIsKeptWithTheNumbers() throws IOException {
        ParameterArray array = array(ADAM, 3, 1, -0.5f, 0.25f);
        step(ADAM, array, GRADIENTS[0], 1e-3);
        array.updates()[1] = 7;
        byte[] bytes = bytes(ADAM, array);

        ParameterArray read = array(ADAM, 3, 0, 0, 0);
        KeptArrays.of(ADAM).read(List.of(read), in(bytes));

        assertThat(bytes).hasSize((int) KeptArrays.of(ADAM).size(List.of(array)));
        assertThat(read.values()).isEqualTo(array.values());
        assertThat(read.moments()).isDeepEqualTo(array.moments());
        assertThat(read.updates()).containsExactly(1, 7, 1);
        assertThatThrownBy(() -> KeptArrays.of(ADAM).read(List.of(array(ADAM, 1, 0, 0)), in(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has a layer of 3 numbers where this network has one of 2");
    }

    private static byte[] bytes(TrainingRecipe recipe, ParameterArray array) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KeptArrays.of(recipe).write(List.of(array), new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
