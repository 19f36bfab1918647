package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.spikernel.internal.convolution.EventConvolution;
import org.spikernel.internal.convolution.Events;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/**
 * A convolution. Forward, every event of the input adds a row of weights to each output that it reaches; the gradient of the weights adds
 * a row of gradients for each event; the gradient of the input is a product of matrices for each of its rows.
 */
final class ConvolutionPass extends FramesPass {

    private final Kernel kernel;
    private final Shape input;
    private final ParameterArray weights;
    private final InputProduct inputProduct;
    private final GradientMap map;
    private final float[][] laneGradients = new float[Lane.COUNT][];

    private EventConvolution convolution;

    /** A normalisation that alone reads the convolution: it makes its gradient whenever it is read. */
    private Optional<BatchNormPass> onlyReader = Optional.empty();

    ConvolutionPass(
            Node node, int timesteps, List<Signal> inputs, Layer.Convolution layer, ParameterArrays parameters) {
        super(node, timesteps, inputs);
        input = node.inputShape();
        kernel = new Kernel(input.channels(), layer.filters(), layer.view());
        weights = parameters.kernel(node);
        inputProduct = InputProduct.of(kernel, input, shape);
        map = inputProduct.map();
    }

    @Override
    List<ParameterArray> parameters() {
        return List.of(weights);
    }

    /** Beside the weights, their gradient in every lane, and what they are turned into for gradients of the input. */
    @Override
    long bytes(int samples) {
        long gradients = (long) Lane.COUNT * kernel.weights() * Float.BYTES;
        return super.bytes(samples) + gradients + (inputNeedsGradient() ? inputProduct.bytes() : 0);
    }

    @Override
    void beginForward(Batch batch) {
        convolution = inputs.get(0) instanceof SpikingSignal
                ? EventConvolution.ofSpikes(kernel, input, weights.values(), lanes)
                : EventConvolution.of(kernel, input, weights.values(), lanes);
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        Events events = lane.events();
        for (int t = span.from(); t < span.end(); t++) {
            if (inputs.get(0) instanceof SpikingSignal spiking) {
                events.readBits(spiking.spikes(sample, t), input, convolution.rows());
            } else {
                float[] numbers = read(sample, t, lane);
                events.readNumbers(numbers, input, convolution.rows());
                lane.give(numbers);
            }
            convolution.convolve(events, values.numbers(), values.start(sample, t));
        }
    }

    /** The numbers of the input, in an array that is given back. */
    private float[] read(int sample, int timestep, Lane lane) {
        float[] numbers = lane.take(input.size());
        inputs.get(0).read(sample, timestep, 0, input.size(), numbers, 0);
        return numbers;
    }

    // Backward.

    @Override
    void prepare() {
        super.prepare();
        onlyReader = readers().size() == 1 && readers().get(0) instanceof BatchNormPass reader
                ? Optional.of(reader)
                : Optional.empty();
    }

    @Override
    boolean keepsGradient() {
        return onlyReader.isEmpty();
    }

    @Override
    void beginBackward(Batch batch) {
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            if (laneGradients[lane] == null) {
                laneGradients[lane] = new float[weights.values().length];
            } else {
                Arrays.fill(laneGradients[lane], 0);
            }
        }
        if (inputNeedsGradient()) {
            inputProduct.takeWeights(weights.values());
        }
    }

    @Override
    void backward(int sample, Span span, Lane lane) {
        super.backward(sample, span, lane);
        if (!inputNeedsGradient()) {
            forEachTimestep(sample, span, lane, (timestep, gradients) -> {});
        }
    }

    @Override
    void addInputGradient(int inputIndex, int sample, Span span, float[] into, int at, Lane lane) {
        forEachTimestep(
                sample,
                own(inputIndex, span),
                lane,
                (timestep, gradients) -> inputProduct.add(gradients, into, inputStart(inputIndex, at, timestep), lane));
    }

    /** Work on the gradients of a sample at a timestep, in their map. */
    private interface MapTask {
        void run(int timestep, float[] gradients);
    }

    /** Adds the gradient of the weights, and does a task while the gradients are at hand. */
    private void forEachTimestep(int sample, Span span, Lane lane, MapTask task) {
        float[] gradients = lane.take(map.size());
        for (int t = span.from(); t < span.end(); t++) {
            int timestep = t;
            map.write((from, count, at) -> readGradient(sample, timestep, from, count, gradients, at), gradients);
            addWeightGradient(sample, t, gradients, lane);
            task.run(t, gradients);
        }
        lane.give(gradients);
    }

    private void readGradient(int sample, int timestep, int from, int count, float[] into, int at) {
        if (onlyReader.isPresent()) {
            onlyReader.get().readInputGradient(sample, timestep, from, count, into, at);
        } else {
            gradient().read(sample, timestep, from, count, into, at);
        }
    }

    private void addWeightGradient(int sample, int timestep, float[] gradients, Lane lane) {
        int filters = kernel.filters();
        if (inputs.get(0) instanceof SpikingSignal spiking) {
            lane.channelEvents().readBits(spiking.spikes(sample, timestep), input, map.lineStep(), filters);
        } else {
            float[] numbers = read(sample, timestep, lane);
            lane.channelEvents().readNumbers(numbers, input, map.lineStep(), filters);
            lane.give(numbers);
        }
        int width = kernel.size() * filters;
        float[] sums = laneGradients[lane.index()];
        for (int channel = 0; channel < kernel.channels(); channel++) {
            for (int row = 0; row < kernel.size(); row++) {
                int start = (channel * kernel.size() + row) * width;
                lane.channelEvents().addRows(lanes, channel, gradients, map.offset(row), sums, start, width);
            }
        }
    }

    /** Adds up the groups of samples, one after another. */
    @Override
    void addUpGradients() {
        int width = kernel.size() * kernel.filters();
        float[] gradient = weights.gradient();
        kernel.mirror(width, kernel.size() * width, (to, from) -> {
            System.arraycopy(laneGradients[0], from, gradient, to, kernel.filters());
            for (int lane = 1; lane < Lane.COUNT; lane++) {
                lanes.add(laneGradients[lane], from, kernel.filters(), gradient, to);
            }
        });
    }
}
