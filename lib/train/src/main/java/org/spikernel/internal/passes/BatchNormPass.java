package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.List;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network.Node;

/**
 * Batch normalisation in groups of timesteps, each with statistics of its own, as {@link org.spikernel.train.layers.BatchNormLayer} says.
 * Its numbers are kept nowhere: they are those of its input, scaled and shifted as they are read.
 */
final class BatchNormPass extends LayerPass {

    private static final double EPSILON = 1e-5;
    private static final float MOMENTUM = 0.1f;

    private final int groups;
    private final int channels;
    private final ParameterArray scale;
    private final ParameterArray shift;
    private final ParameterArray runningMean;
    private final ParameterArray runningVariance;

    /** What makes the output of the input, and the input's gradient of the output's, for every group and the channels of some positions. */
    private final float[][] factors;

    private final float[][] summands;
    private final float[][] gradientFactors;
    private final float[][] inputFactors;
    private final float[][] gradientSummands;

    private final double[][] means;
    private final double[][] inverseDeviations;

    /** Sums over the samples of a lane: of numbers and their squares, or of gradients and their products with numbers. */
    private final double[][][] sums;

    private final double[][][] products;

    /** The gradients of scale and shift, summed over the groups up to now. */
    private final double[] scaleGradients;

    private final double[] shiftGradients;

    /**
     * Of a layer.
     *
     * @param perTimestep whether every timestep has statistics of its own
     */
    BatchNormPass(Node node, int timesteps, List<Signal> inputs, boolean perTimestep, ParameterArrays parameters) {
        super(node, timesteps, inputs);
        groups = perTimestep ? timesteps : 1;
        channels = shape.channels();
        scale = parameters.trained(node, "scales", channels, 1);
        shift = parameters.trained(node, "shifts", channels, 0);
        runningMean = parameters.statistic(node, "running means", channels, 0);
        runningVariance = parameters.statistic(node, "running variances", channels, 1);
        factors = new float[groups][Lanes.factorsFor(channels)];
        summands = new float[groups][Lanes.factorsFor(channels)];
        gradientFactors = new float[groups][Lanes.factorsFor(channels)];
        inputFactors = new float[groups][Lanes.factorsFor(channels)];
        gradientSummands = new float[groups][Lanes.factorsFor(channels)];
        means = new double[groups][channels];
        inverseDeviations = new double[groups][channels];
        sums = new double[Lane.COUNT][groups][channels];
        products = new double[Lane.COUNT][groups][channels];
        scaleGradients = new double[channels];
        shiftGradients = new double[channels];
    }

    @Override
    void runInSteps() {
        if (groups < timesteps) {
            throw new IllegalArgumentException("layer '" + node.place()
                    + "' stands within feedback, where a timestep is computed before the next is known, so its statistics cannot be"
                    + " those of all timesteps together; use NormalisationStatistics.PER_TIMESTEP");
        }
    }

    @Override
    List<ParameterArray> parameters() {
        return List.of(scale, shift, runningMean, runningVariance);
    }

    @Override
    boolean needsBatch() {
        return true;
    }

    @Override
    boolean keepsNumbers() {
        return false;
    }

    @Override
    void makeRoom(int samples) {}

    private int group(int timestep) {
        return groups == 1 ? 0 : timestep;
    }

    /** The groups that some timesteps fill. */
    private Span groups(Span span) {
        return groups == 1 ? Span.all(1) : span;
    }

    @Override
    void beginForward(Batch batch) {
        clearSums();
        if (!batch.measures()) {
            for (int group = 0; group < groups; group++) {
                for (int c = 0; c < channels; c++) {
                    setStatistics(
                            group, c, runningMean.values()[c], runningVariance.values()[c]);
                }
            }
        }
    }

    private void clearSums() {
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            for (int group = 0; group < groups; group++) {
                Arrays.fill(sums[lane][group], 0);
                Arrays.fill(products[lane][group], 0);
            }
        }
    }

    private void setStatistics(int group, int channel, double mean, double variance) {
        double inverseDeviation = 1 / Math.sqrt(variance + EPSILON);
        means[group][channel] = mean;
        inverseDeviations[group][channel] = inverseDeviation;
        double factor = scale.values()[channel] * inverseDeviation;
        set(factors[group], channel, factor);
        set(summands[group], channel, shift.values()[channel] - mean * factor);
    }

    /** Sets a number of a channel at as many positions as there is room for. */
    private void set(float[] numbers, int channel, double number) {
        for (int i = channel; i < numbers.length; i += channels) {
            numbers[i] = (float) number;
        }
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        for (int t = span.from(); t < span.end(); t++) {
            double[] sum = sums[lane.index()][group(t)];
            double[] squares = products[lane.index()][group(t)];
            onInput(
                    sample,
                    t,
                    lane,
                    (numbers, start) ->
                            lanes.addMomentsWith(numbers, start, numbers, start, shape.size(), sum, squares));
        }
    }

    /** Work on the numbers of the input at a timestep. */
    private interface InputTask {
        void run(float[] numbers, int start);
    }

    private void onInput(int sample, int timestep, Lane lane, InputTask task) {
        float[] room = lane.take(shape.size());
        onInput(sample, timestep, 0, shape.size(), room, 0, task);
        lane.give(room);
    }

    /** Does it where they lie, or else in some room that there is for them. */
    private void onInput(int sample, int timestep, int from, int count, float[] room, int at, InputTask task) {
        if (inputs.get(0) instanceof FramesPass input) {
            task.run(input.values.numbers(), input.values.start(sample, timestep) + from);
        } else {
            inputs.get(0).read(sample, timestep, from, count, room, at);
            task.run(room, at);
        }
    }

    @Override
    void endForward(Batch batch, Span span, Workers workers) {
        if (!batch.measures()) {
            return;
        }
        long count = count(batch);
        Span filled = groups(span);
        for (int group = filled.from(); group < filled.end(); group++) {
            float share = share(batch, group);
            for (int c = 0; c < channels; c++) {
                double mean = overLanes(sums, group, c) / count;
                double squares = Math.max(0, overLanes(products, group, c) - count * mean * mean);
                setStatistics(group, c, mean, squares / count);
                // A single number says nothing of a variance.
                if (count > 1) {
                    move(runningMean.values(), c, mean, share);
                    move(runningVariance.values(), c, squares / (count - 1), share);
                }
            }
        }
    }

    /** Numbers of a channel in a group. */
    private long count(Batch batch) {
        return (long) batch.samples() * timesteps / groups * shape.positions();
    }

    private static double overLanes(double[][][] parts, int group, int channel) {
        double total = 0;
        for (double[][] part : parts) {
            total += part[group][channel];
        }
        return total;
    }

    /** How much a group's statistics count among the running ones: if all count alike, one over how many there were. */
    private float share(Batch batch, int group) {
        return batch.purpose() == Batch.Purpose.STATISTICS ? 1f / (batch.iteration() * groups + group + 1) : MOMENTUM;
    }

    private static void move(float[] running, int channel, double statistic, float share) {
        running[channel] = (1 - share) * running[channel] + share * (float) statistic;
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        float[] factor = factors[group(timestep)];
        float[] summand = summands[group(timestep)];
        onInput(
                sample,
                timestep,
                from,
                count,
                into,
                at,
                (numbers, start) -> lanes.normalise(numbers, start, count, factor, summand, into, at));
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        float[] factor = factors[group(timestep)];
        float[] summand = summands[group(timestep)];
        float[] room = inputs.get(0) instanceof FramesPass ? into : new float[count];
        onInput(
                sample,
                timestep,
                from,
                count,
                room,
                0,
                (numbers, start) -> lanes.addNormalised(numbers, start, count, factor, summand, into, at));
    }

    @Override
    void beginBackward(Batch batch) {
        clearSums();
        Arrays.fill(scaleGradients, 0);
        Arrays.fill(shiftGradients, 0);
    }

    @Override
    void backward(int sample, Span span, Lane lane) {
        super.backward(sample, span, lane);
        for (int t = span.from(); t < span.end(); t++) {
            int start = gradient().start(sample, t);
            double[] sum = sums[lane.index()][group(t)];
            double[] ofProducts = products[lane.index()][group(t)];
            onInput(
                    sample,
                    t,
                    lane,
                    (numbers, at) -> lanes.addMomentsWith(
                            gradient().numbers(), start, numbers, at, shape.size(), sum, ofProducts));
        }
    }

    /**
     * With g the gradient of the output, z = (x - mean) / deviation and n numbers in the group: dL/dgamma = sum(g z), dL/dbeta = sum(g),
     * dL/dx = gamma / deviation (g - sum(g) / n - z sum(g z) / n).
     */
    @Override
    void endBackward(Batch batch, Span span, Workers workers) {
        long count = count(batch);
        Span filled = groups(span);
        for (int c = 0; c < channels; c++) {
            for (int group = filled.from(); group < filled.end(); group++) {
                double inverse = inverseDeviations[group][c];
                double mean = means[group][c];
                double sum = overLanes(sums, group, c);
                double ofProducts = (overLanes(products, group, c) - mean * sum) * inverse;
                scaleGradients[c] += ofProducts;
                shiftGradients[c] += sum;
                double factor = scale.values()[c] * inverse;
                double slope = -factor * inverse * ofProducts / count;
                set(gradientFactors[group], c, factor);
                set(inputFactors[group], c, slope);
                set(gradientSummands[group], c, -factor * sum / count - slope * mean);
            }
            scale.gradient()[c] = (float) scaleGradients[c];
            shift.gradient()[c] = (float) shiftGradients[c];
        }
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        float[] numbers = lane.take(shape.size());
        Span own = own(input, span);
        for (int t = own.from(); t < own.end(); t++) {
            readInputGradient(sample, t, 0, shape.size(), numbers, 0);
            lanes.add(numbers, 0, shape.size(), into, inputStart(input, at, t));
        }
        lane.give(numbers);
    }

    /** Writes some of the gradient of the input. */
    void readInputGradient(int sample, int timestep, int from, int count, float[] into, int at) {
        int group = group(timestep);
        onInput(
                sample,
                timestep,
                from,
                count,
                into,
                at,
                (numbers, start) -> lanes.combine(
                        numbers,
                        start,
                        inputFactors[group],
                        gradient().numbers(),
                        gradient().start(sample, timestep) + from,
                        gradientFactors[group],
                        gradientSummands[group],
                        count,
                        into,
                        at));
    }
}
