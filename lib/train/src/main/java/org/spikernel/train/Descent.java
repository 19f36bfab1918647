package org.spikernel.train;

import java.util.List;

import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.internal.threads.Workers;

/** Moves parameters along their gradients, as an {@link Optimizer} says. */
abstract class Descent {

    private static final int NUMBERS_AT_A_TIME = 1 << 15;

    private final List<ParameterArray> parameters;
    private final Workers workers;

    private Descent(List<ParameterArray> parameters, Workers workers) {
        this.parameters = parameters;
        this.workers = workers;
    }

    /** That of a recipe, of these parameters. */
    static Descent of(TrainingRecipe recipe, List<ParameterArray> parameters, Workers workers) {
        float weightDecay = (float) recipe.weightDecay();
        return recipe.optimizer().accept(new Optimizer.Visitor<>() {
            @Override
            public Descent gradientDescent(Optimizer.GradientDescent optimizer) {
                return new ByMomentum((float) optimizer.momentum(), weightDecay, parameters, workers);
            }

            @Override
            public Descent adam(Optimizer.Adam optimizer) {
                return new ByAdam(optimizer, weightDecay, parameters, workers);
            }
        });
    }

    /** A step, where the gradients are sums over {@code samples} samples. */
    final void step(float learningRate, int samples) {
        parameters.stream().filter(ParameterArray::isTrained).forEach(parameter -> {
            int length = parameter.values().length;
            count(parameter.updates());
            workers.forEach((length + NUMBERS_AT_A_TIME - 1) / NUMBERS_AT_A_TIME, block -> {
                int start = block * NUMBERS_AT_A_TIME;
                step(parameter, start, Math.min(length, start + NUMBERS_AT_A_TIME), learningRate, samples);
            });
        });
    }

    private static void count(int[] updates) {
        for (int part = 0; part < updates.length; part++) {
            updates[part]++;
        }
    }

    /** Moves some numbers of a parameter; its updates count this one already. */
    abstract void step(ParameterArray parameter, int start, int end, float learningRate, int samples);

    /** v &lt;- mu v + g; w &lt;- w - learningRate v. */
    private static final class ByMomentum extends Descent {

        private final float momentum;
        private final float weightDecay;

        ByMomentum(float momentum, float weightDecay, List<ParameterArray> parameters, Workers workers) {
            super(parameters, workers);
            this.momentum = momentum;
            this.weightDecay = weightDecay;
        }

        @Override
        void step(ParameterArray parameter, int start, int end, float learningRate, int samples) {
            float[] w = parameter.values();
            float[] g = parameter.gradient();
            float[] v = parameter.moments()[0];
            for (int i = start; i < end; i++) {
                v[i] = momentum * v[i] + (g[i] / samples + weightDecay * w[i]);
                w[i] -= learningRate * v[i];
            }
        }
    }

    /** As {@link Optimizer.Adam} says. */
    private static final class ByAdam extends Descent {

        private final Optimizer.Adam adam;
        private final float weightDecay;

        ByAdam(Optimizer.Adam adam, float weightDecay, List<ParameterArray> parameters, Workers workers) {
            super(parameters, workers);
            this.adam = adam;
            this.weightDecay = weightDecay;
        }

        /** Part by part, since parts may have been moved a different number of times. */
        @Override
        void step(ParameterArray parameter, int start, int end, float learningRate, int samples) {
            int length = parameter.partLength();
            for (int from = start; from < end; ) {
                int part = from / length;
                int to = Math.min(end, (part + 1) * length);
                step(parameter, from, to, parameter.updates()[part], learningRate, samples);
                from = to;
            }
        }

        private void step(ParameterArray parameter, int start, int end, int t, float learningRate, int samples) {
            float rate = (float) (learningRate / (1 - StrictMath.pow(adam.firstShare(), t)));
            float root = (float) Math.sqrt(1 - StrictMath.pow(adam.secondShare(), t));
            float kept = (float) adam.firstShare();
            float added = (float) (1 - adam.firstShare());
            float squaresKept = (float) adam.secondShare();
            float squaresAdded = (float) (1 - adam.secondShare());
            float epsilon = (float) adam.epsilon();
            float[] w = parameter.values();
            float[] g = parameter.gradient();
            float[] m = parameter.moments()[0];
            float[] v = parameter.moments()[1];
            for (int i = start; i < end; i++) {
                float gradient = g[i] / samples + weightDecay * w[i];
                m[i] = kept * m[i] + added * gradient;
                v[i] = squaresKept * v[i] + squaresAdded * (gradient * gradient);
                w[i] -= rate * (m[i] / ((float) Math.sqrt(v[i]) / root + epsilon));
            }
        }
    }
}
