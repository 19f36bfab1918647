package org.spikernel.network;

import java.util.List;
import java.util.Optional;

import org.spikernel.internal.checks.Given;
import org.spikernel.neuron.LearningNeuron;
import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * One step of a spiking network, without weights.
 *
 * <p>A layer knows the shape of what it makes from the shape of what it reads, and which parameters that takes. All else is known to
 * the readers of networks (a forward pass, a parameter count, a picture), which visit it: whoever adds a kind of layer gives {@link Visitor}
 * a method, and the compiler names every reader that must learn the new kind.
 */
public sealed interface Layer {

    /**
     * The shape that comes out.
     *
     * @throws IllegalArgumentException if the layer cannot read such inputs
     */
    Shape output(List<Shape> inputs);

    /** What training sets, given the shape of the input. */
    Parameters parameters(Shape input);

    /** What a table of layers calls it. */
    String text();

    /**
     * A reader of layers, with an answer for every kind.
     *
     * @param <R> what it answers
     */
    interface Visitor<R> {
        /** The answer for a convolution. */
        R convolution(Convolution layer);

        /** The answer for batch normalisation. */
        R batchNorm(BatchNorm layer);

        /** The answer for neurons. */
        R spiking(Spiking layer);

        /** The answer for average pooling. */
        R averagePooling(AveragePooling layer);

        /** The answer for max pooling. */
        R maxPooling(MaxPooling layer);

        /** The answer for a sum. */
        R sum(Sum layer);

        /** The answer for a concatenation. */
        R concatenation(Concatenation layer);

        /** The answer for a crop. */
        R crop(Crop layer);

        /** The answer for zeros. */
        R zero(Zero layer);

        /** The answer for a delay. */
        R delay(Delay layer);

        /** The answer for flattening. */
        R flatten(Flatten layer);

        /** The answer for dropout. */
        R dropout(Dropout layer);

        /** The answer for a linear layer. */
        R linear(Linear layer);

        /** The answer for voting. */
        R voting(Voting layer);
    }

    /** Asks a reader, by the method for this kind of layer. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A convolution with a square kernel and zero padding.
     *
     * @param filters channels that come out
     * @param kernelSize rows and columns of the kernel
     * @param stride step between kernel positions
     * @param padding zeros around the input, on each side
     */
    record Convolution(int filters, int kernelSize, int stride, int padding) implements Layer {
        public Convolution {
            Given.positive(filters, "filters");
            requireWindow("kernel size", kernelSize, stride, padding);
        }

        /**
         * A convolution that, at stride 1, keeps rows and columns.
         *
         * @throws IllegalArgumentException if the kernel size is even, since such a kernel has no padding that keeps them
         */
        public static Convolution same(int filters, int kernelSize, int stride) {
            if (kernelSize % 2 == 0) {
                throw new IllegalArgumentException("the kernel size must be odd to keep rows and columns, but is "
                        + kernelSize + "; new Layer.Convolution(filters, kernelSize, stride, padding) takes any");
            }
            return new Convolution(filters, kernelSize, stride, kernelSize / 2);
        }

        /** The window through which each output position sees the input. */
        public Window view() {
            return new Window(kernelSize, stride, padding);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return view().output(only(inputs), filters);
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.ofWeights(kernelSize, kernelSize, input.channels(), filters);
        }

        @Override
        public String text() {
            return "conv" + kernelSize + "x" + kernelSize + (stride == 1 ? "" : " stride " + stride);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.convolution(this);
        }
    }

    /** Batch normalisation of every channel, with a trained scale (weights) and shift (biases). */
    record BatchNorm() implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            return only(inputs);
        }

        @Override
        public Parameters parameters(Shape input) {
            return new Parameters(List.of(input.channels()), input.channels(), input.channels());
        }

        @Override
        public String text() {
            return "batch norm";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.batchNorm(this);
        }
    }

    /**
     * Neurons, one for every number of the input; the only layer with a state from timestep to timestep.
     *
     * @param neuron dynamics of each neuron
     */
    record Spiking(Neuron neuron) implements Layer {
        public Spiking {
            Given.value(neuron, "the neuron of a spiking layer");
            Given.finite((float) neuron.rest(), "the potential at rest of " + neuron);
            if (neuron instanceof LearningNeuron learning && learning.parameters().length == 0) {
                throw new IllegalArgumentException("the neuron " + neuron
                        + " should learn at least one parameter, but has none; make it a DifferentiableNeuron");
            }
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return only(inputs);
        }

        /** The neuron, if it learns something: then its parameters are the layer's weights [parameter]. */
        public Optional<LearningNeuron> learning() {
            return neuron instanceof LearningNeuron learning ? Optional.of(learning) : Optional.empty();
        }

        @Override
        public Parameters parameters(Shape input) {
            return learning()
                    .map(learning -> Parameters.ofWeights(learning.parameters().length))
                    .orElse(Parameters.NONE);
        }

        @Override
        public String text() {
            return neuron.toString();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.spiking(this);
        }
    }

    /**
     * Average pooling; padding counts in the mean.
     *
     * @param window rows and columns of the window
     * @param stride step between windows
     * @param padding zeros around the input, on each side
     */
    record AveragePooling(int window, int stride, int padding) implements Layer {
        public AveragePooling {
            requireWindow("window", window, stride, padding);
        }

        /** The window through which each output position sees the input. */
        public Window view() {
            return new Window(window, stride, padding);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return view().output(only(inputs), only(inputs).channels());
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "avg" + window + "x" + window + (stride == 1 ? "" : " stride " + stride);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.averagePooling(this);
        }
    }

    /**
     * Max pooling; padding does not count, and a window of nothing but padding makes 0.
     *
     * @param window rows and columns of the window
     * @param stride step between windows
     * @param padding positions around the input, on each side
     */
    record MaxPooling(int window, int stride, int padding) implements Layer {
        public MaxPooling {
            requireWindow("window", window, stride, padding);
        }

        /** The window through which each output position sees the input. */
        public Window view() {
            return new Window(window, stride, padding);
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return view().output(only(inputs), only(inputs).channels());
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "max" + window + "x" + window + (stride == 1 ? "" : " stride " + stride);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.maxPooling(this);
        }
    }

    /** The sum of inputs of equal shape. */
    record Sum() implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            if (inputs.stream().distinct().count() != 1) {
                throw new IllegalArgumentException("a sum needs inputs of one shape, but found " + inputs);
            }
            return inputs.get(0);
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "sum";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sum(this);
        }
    }

    /** The channels of its inputs, which have as many rows and columns as one another, one input's behind the other's. */
    record Concatenation() implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            if (inputs.stream().map(shape -> shape.withChannels(1)).distinct().count() != 1) {
                throw new IllegalArgumentException(
                        "a concatenation needs inputs of as many rows and columns, but found " + inputs);
            }
            return inputs.get(0)
                    .withChannels(inputs.stream().mapToInt(Shape::channels).sum());
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "concatenation";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concatenation(this);
        }
    }

    /**
     * Feature maps without their first rows and columns: {@code x[offset:, offset:]}.
     *
     * @param offset how many rows, and as many columns, are left out
     */
    record Crop(int offset) implements Layer {
        public Crop {
            Given.positive(offset, "the offset of a crop");
        }

        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = only(inputs);
            if (input.rows() <= offset || input.columns() <= offset) {
                throw new IllegalArgumentException(
                        "a crop that leaves out " + offset + " rows and columns leaves nothing of " + input);
            }
            return new Shape(input.channels(), input.rows() - offset, input.columns() - offset);
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "crop " + offset;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.crop(this);
        }
    }

    /** Zeros in the shape of the input: a node of a cell that nothing reaches. */
    record Zero() implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            return only(inputs);
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "zero";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.zero(this);
        }
    }

    /**
     * What another layer of the network, which may come later in it, gave one timestep earlier; zeros at the first timestep. The only layer
     * that reads nothing of its own timestep: which layer it hears, the network knows ({@link Network#feedback}).
     *
     * @param shape of what it carries back
     */
    record Delay(Shape shape) implements Layer {
        public Delay {
            Given.value(shape, "the shape of a delay");
        }

        @Override
        public Shape output(List<Shape> inputs) {
            if (!inputs.isEmpty()) {
                throw new IllegalArgumentException("a delay reads nothing of its own timestep, but found " + inputs
                        + "; tell the builder what it carries back with feedBack");
            }
            return shape;
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "delay";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.delay(this);
        }
    }

    /** Feature maps as one vector, in the order [channel, row, column]. */
    record Flatten() implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            return Shape.vector(only(inputs).size());
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "flatten";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flatten(this);
        }
    }

    /**
     * Drops inputs at random while training; one mask for all timesteps of a sample. Does nothing elsewhere.
     *
     * @param rate share that is dropped, from 0 (included) to 1 (excluded)
     */
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException(
                        "the rate of dropout must lie from 0 (included) to 1 (excluded), but is " + rate);
            }
        }

        @Override
        public Shape output(List<Shape> inputs) {
            return only(inputs);
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "dropout " + rate;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropout(this);
        }
    }

    /**
     * Every output is a weighted sum of all inputs.
     *
     * @param features numbers that come out
     * @param bias whether a trained bias is added
     */
    record Linear(int features, boolean bias) implements Layer {
        public Linear {
            Given.positive(features, "features");
        }

        @Override
        public Shape output(List<Shape> inputs) {
            requireVector("a linear layer", only(inputs));
            return Shape.vector(features);
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.ofWeights(input.size(), features).withBiases(bias ? features : 0);
        }

        @Override
        public String text() {
            return "linear";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.linear(this);
        }
    }

    /**
     * Voting: the mean over each group of neighbours is the score of a class.
     *
     * @param votes neighbours in a group
     */
    record Voting(int votes) implements Layer {
        public Voting {
            Given.positive(votes, "votes");
        }

        @Override
        public Shape output(List<Shape> inputs) {
            requireVector("voting", only(inputs));
            int features = only(inputs).size();
            if (features % votes != 0) {
                throw new IllegalArgumentException(votes + " votes a class do not divide " + features + " features");
            }
            return Shape.vector(features / votes);
        }

        @Override
        public Parameters parameters(Shape input) {
            return Parameters.NONE;
        }

        @Override
        public String text() {
            return "voting of " + votes;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.voting(this);
        }
    }

    private static Shape only(List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("this layer reads one input, but found " + inputs.size());
        }
        return inputs.get(0);
    }

    private static void requireVector(String what, Shape input) {
        if (!input.isVector()) {
            throw new IllegalArgumentException(what + " reads a vector, but found " + input + "; flatten it first");
        }
    }

    private static void requireWindow(String name, int size, int stride, int padding) {
        Given.positive(size, name);
        Given.positive(stride, "stride");
        Given.notNegative(padding, "padding");
    }
}
