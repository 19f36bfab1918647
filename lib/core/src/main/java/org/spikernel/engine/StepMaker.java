package org.spikernel.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.spikernel.engine.EngineProfile.Stage;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;

/** All that an engine knows of kinds of layers: makes the step of one layer of a run. */
final class StepMaker implements Layer.Visitor<Step> {

    private final EngineRun run;
    private final Node node;
    private final FieldMaker fields;
    private final Lanes lanes;

    /**
     * For one layer.
     *
     * @param run knows what the layer reads
     * @param fields makes the layer's numbers
     */
    StepMaker(EngineRun run, Node node, FieldMaker fields) {
        this.run = run;
        this.node = node;
        this.fields = fields;
        lanes = run.resources().lanes();
    }

    private Source input() {
        return node.inputs().get(0);
    }

    private Signal read() {
        return run.read(input());
    }

    private LayerWeights weights() {
        return run.weights().of(node);
    }

    /** A step whose numbers the layer makes itself: shared if nothing stands before it but the image. */
    private Step step(Stage stage, FieldMaker.SampleMaker maker) {
        return new Step(stage, false, run.plan().isStatic(node), timestep -> fields.make(maker));
    }

    @Override
    public Step convolution(Layer.Convolution layer) {
        SampleConvolver convolver =
                SampleConvolver.of(layer, node.inputShape(), run.readsSpikes(input()), weights(), lanes);
        return new Step(Stage.CONVOLUTION, false, run.plan().isStatic(node) || run.isShared(input()), timestep -> {
            Signal input = read();
            return fields.make(
                    (sample, values, start) -> run.profile().did(convolver.convolve(input, sample, values, start)));
        });
    }

    /** Hands on the numbers that it reads, so there is nothing to share. */
    @Override
    public Step batchNorm(Layer.BatchNorm layer) {
        LayerWeights weights = weights();
        Optional<LayerWeights.RunningStatistics> running = weights.runningStatistics();
        FieldMaker copies = new FieldMaker(node.inputShape(), run.resources());
        if (running.isPresent()) {
            return handsOn(timestep -> Statistics.normalise(copies.copyOf(read()), weights, running.get()));
        }
        copies.withStatistics();
        run.takeStatisticsOf(input());
        return handsOn(timestep -> {
            Field field = copies.copyOf(read());
            return Statistics.of(field, run.resources()).normalise(field, weights);
        });
    }

    private static Step handsOn(Step.Work work) {
        return new Step(Stage.NORMALISATION, false, false, work);
    }

    @Override
    public Step spiking(Layer.Spiking layer) {
        boolean isShared = input() instanceof Node && run.plan().isStatic(input());
        return new Step(
                Stage.NEURONS,
                true,
                isShared,
                timestep -> run.firing(node, layer.neuron()).at(timestep, read()));
    }

    @Override
    public Step averagePooling(Layer.AveragePooling layer) {
        return pooling(Pooler.average(layer.view(), node, lanes));
    }

    @Override
    public Step maxPooling(Layer.MaxPooling layer) {
        return pooling(Pooler.max(layer.view(), node, lanes));
    }

    private Step pooling(Pooler pooler) {
        return step(Stage.POOLING, (sample, values, start) -> pooler.pool(read(), sample, values, start));
    }

    @Override
    public Step sum(Layer.Sum layer) {
        int size = node.shape().size();
        List<Source> others = node.inputs().subList(1, node.inputs().size());
        return step(Stage.SUM, (sample, values, start) -> {
            read().read(sample, 0, size, values, start, lanes);
            for (Source other : others) {
                run.read(other).addTo(sample, 0, size, values, start, lanes);
            }
        });
    }

    @Override
    public Step zero(Layer.Zero layer) {
        int size = node.shape().size();
        return step(Stage.OTHER, (sample, values, start) -> Arrays.fill(values, start, start + size, 0));
    }

    @Override
    public Step flatten(Layer.Flatten layer) {
        Shape shape = node.inputShape();
        return step(Stage.OTHER, (sample, values, start) -> {
            float[] numbers = numbers(sample);
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int position = 0; position < shape.positions(); position++) {
                    values[start + channel * shape.positions() + position] =
                            numbers[position * shape.channels() + channel];
                }
            }
        });
    }

    /** What a sample brings, in an array of the thread. */
    private float[] numbers(int sample) {
        int size = node.inputShape().size();
        float[] numbers = Scratch.ofThread().currents(size);
        read().read(sample, 0, size, numbers, 0, lanes);
        return numbers;
    }

    /** Does nothing outside training. */
    @Override
    public Step dropout(Layer.Dropout layer) {
        return new Step(Stage.OTHER, run.readsSpikes(input()), false, timestep -> read());
    }

    @Override
    public Step linear(Layer.Linear layer) {
        LinearSums sums = new LinearSums(layer, node.inputShape().size(), weights(), run.resources());
        return new Step(Stage.LINEAR, false, run.plan().isStatic(node), timestep -> {
            float[] values = fields.values();
            run.profile().did(sums.write(read(), values));
            return new Field(node.shape(), values, null);
        });
    }

    @Override
    public Step voting(Layer.Voting layer) {
        int classes = node.shape().size();
        return step(Stage.OTHER, (sample, values, start) -> {
            float[] numbers = numbers(sample);
            Arrays.fill(values, start, start + classes, 0);
            for (int i = 0; i < classes * layer.votes(); i++) {
                values[start + i / layer.votes()] += numbers[i] / layer.votes();
            }
        });
    }
}
