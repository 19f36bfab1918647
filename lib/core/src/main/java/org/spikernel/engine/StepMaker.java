package org.spikernel.engine;

import java.util.Arrays;
import java.util.Optional;

import org.spikernel.engine.EngineProfile.Stage;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;

/** All that an engine knows of kinds of layers: makes the step of one layer of a run. */
final class StepMaker implements Layer.Visitor<Step> {

    /** With more arrays than that, to add them up once is cheaper than whenever somebody reads the sum. */
    private static final int MOST_PARTS_OF_A_SUM = 8;

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

    private int timesteps() {
        return run.timesteps(node);
    }

    /** A step whose numbers the layer makes itself: shared if nothing stands before it but the input. */
    private Step step(Stage stage, FieldMaker.SampleMaker maker) {
        return new Step(
                stage, Float.SIZE, run.plan().seesInputAlone(node), keep -> fields.make(timesteps(), keep, maker));
    }

    /** A step that hands on what it reads, so there is nothing to share. */
    private static Step view(Stage stage, Step.Work work) {
        return new Step(stage, 0, false, work);
    }

    @Override
    public Step convolution(Layer.Convolution layer) {
        boolean givesIntegers = run.readsSpikes(input()) && weights().grid().isPresent();
        return new Step(
                Stage.CONVOLUTION,
                givesIntegers ? Short.SIZE : Float.SIZE,
                run.plan().seesInputAlone(node) || run.isShared(input()),
                keep -> new SampleConvolver(layer, node.inputShape(), weights(), lanes, run.profile())
                        .convolve(read(), timesteps(), keep, fields));
    }

    @Override
    public Step batchNorm(Layer.BatchNorm layer) {
        Optional<LayerWeights.RunningStatistics> running = weights().runningStatistics();
        if (running.isPresent()) {
            return view(Stage.NORMALISATION, keep -> Statistics.normalise(read(), weights(), running.get()));
        }
        run.takeStatisticsOf(input());
        return view(Stage.NORMALISATION, keep -> {
            Signal read = read();
            return Statistics.of(read, timesteps(), run.resources()).normalise(read, weights());
        });
    }

    @Override
    public Step spiking(Layer.Spiking layer) {
        boolean isStatic = run.plan().isStatic(input());
        Neurons neurons = new Neurons(neuron(layer), node.shape(), run.resources());
        return new Step(
                Stage.NEURONS,
                1,
                input() instanceof Node && run.plan().seesInputAlone(input()),
                keep -> neurons.spike(read(), isStatic, timesteps(), keep, run.isComingInParts()));
    }

    /** The neuron with what the layer has learned. */
    private Neuron neuron(Layer.Spiking layer) {
        return layer.learning()
                .<Neuron>map(learning -> learning.with(weights().weights()))
                .orElse(layer.neuron());
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
        return step(
                Stage.POOLING,
                (sample, timestep, values, start) -> pooler.pool(read(), sample, timestep, values, start));
    }

    @Override
    public Step sum(Layer.Sum layer) {
        return view(Stage.SUM, keep -> {
            Sum sum = new Sum(node.inputs().stream().map(run::read).toList());
            return sum.parts() <= MOST_PARTS_OF_A_SUM ? sum : fields.make(timesteps(), keep, reading(sum));
        });
    }

    private FieldMaker.SampleMaker reading(Signal signal) {
        int size = node.shape().size();
        return (sample, timestep, values, start) -> signal.read(sample, timestep, 0, size, values, start, lanes);
    }

    @Override
    public Step concatenation(Layer.Concatenation layer) {
        int channels = node.shape().channels();
        return step(Stage.OTHER, (sample, timestep, values, start) -> {
            int first = 0;
            for (Source source : node.inputs()) {
                int count = source.shape().channels();
                float[] numbers = numbers(source, sample, timestep);
                for (int position = 0; position < node.shape().positions(); position++) {
                    System.arraycopy(numbers, position * count, values, start + position * channels + first, count);
                }
                Scratch.ofThread().giveBack();
                first += count;
            }
        });
    }

    @Override
    public Step crop(Layer.Crop layer) {
        Shape shape = node.inputShape();
        int line = node.shape().columns() * shape.channels();
        return step(Stage.OTHER, (sample, timestep, values, start) -> {
            for (int row = 0; row < node.shape().rows(); row++) {
                int from = ((row + layer.offset()) * shape.columns() + layer.offset()) * shape.channels();
                read().read(sample, timestep, from, line, values, start + row * line, lanes);
            }
        });
    }

    @Override
    public Step zero(Layer.Zero layer) {
        return view(Stage.OTHER, keep -> new Zeros(node.shape()));
    }

    @Override
    public Step delay(Layer.Delay layer) {
        return view(Stage.OTHER, keep -> run.earlier(node));
    }

    @Override
    public Step flatten(Layer.Flatten layer) {
        Shape shape = node.inputShape();
        return step(Stage.OTHER, (sample, timestep, values, start) -> {
            float[] numbers = numbers(sample, timestep);
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int position = 0; position < shape.positions(); position++) {
                    values[start + channel * shape.positions() + position] =
                            numbers[position * shape.channels() + channel];
                }
            }
            Scratch.ofThread().giveBack();
        });
    }

    /** What a sample brings, in an array of the thread that is to be given back. */
    private float[] numbers(int sample, int timestep) {
        return numbers(input(), sample, timestep);
    }

    private float[] numbers(Source source, int sample, int timestep) {
        int size = source.shape().size();
        float[] numbers = Scratch.ofThread().take(size);
        run.read(source).read(sample, timestep, 0, size, numbers, 0, lanes);
        return numbers;
    }

    /** Does nothing outside training. */
    @Override
    public Step dropout(Layer.Dropout layer) {
        return view(Stage.OTHER, keep -> read());
    }

    @Override
    public Step linear(Layer.Linear layer) {
        return new Step(Stage.LINEAR, Float.SIZE, run.plan().seesInputAlone(node), keep -> {
            Field target = fields.make(timesteps(), keep, reading(new Zeros(node.shape())));
            LinearSums sums = new LinearSums(layer, node.inputShape().size(), weights(), run.resources(), target);
            run.profile().did(sums.add(read()));
            return target;
        });
    }

    @Override
    public Step voting(Layer.Voting layer) {
        int classes = node.shape().size();
        return step(Stage.OTHER, (sample, timestep, values, start) -> {
            float[] numbers = numbers(sample, timestep);
            Arrays.fill(values, start, start + classes, 0);
            for (int i = 0; i < classes * layer.votes(); i++) {
                values[start + i / layer.votes()] += numbers[i] / layer.votes();
            }
            Scratch.ofThread().giveBack();
        });
    }
}
