package org.spikernel.network;

import org.spikernel.block.SpikingBlock;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;

/**
 * Puts a network of blocks together: a stem, a body of one layer or block after another, and linear layers, all of which end in neurons.
 *
 * <p>Places are {@code stem.conv|bn|neuron}, {@code body.<slot>.*} or, of a block, {@code body.<slot>.<block>.*}, where slots count blocks,
 * convolutions and poolings alike from 0, and {@code head.<i>.linear|neuron}: layers of different blocks never have the same place. Convolutions and linear layers have no biases.
 */
final class BlockAssembly {

    private static final int HALVED = 2;

    private final String name;
    private final SnnFrame frame;
    private final Network.Builder builder;
    private Source features;
    private int stems = 1;
    private int slots;
    private int linears;

    /** The stem: a 3x3 convolution, computed once an image with direct encoding, and neurons. */
    BlockAssembly(String name, SnnFrame frame) {
        this.name = name;
        this.frame = frame;
        builder = Network.builder(name, frame.image(), frame.encoding()).timesteps(frame.timesteps());
        features = convolved("stem", "", frame.channels(), 3, 1, builder.input());
    }

    private Source currents(String place, String number, int channels, int kernelSize, int stride, Source source) {
        Layer convolution = Layer.Convolution.same(channels, kernelSize, stride);
        Source convolved = builder.add(place + ".conv" + number, convolution, source);
        return builder.add(place + ".bn" + number, new Layer.BatchNorm(), convolved);
    }

    private Node neurons(String place, String number, Source currents) {
        return builder.add(place + ".neuron" + number, new Layer.Spiking(frame.neuron()), currents);
    }

    private Source convolved(String place, String number, int channels, int kernelSize, int stride, Source source) {
        return neurons(place, number, currents(place, number, channels, kernelSize, stride, source));
    }

    private String nextSlot() {
        return "body." + slots++;
    }

    /** Halves maps in the stem, for images of many pixels: max pooling of spikes, a 3x3 convolution of as many channels, and neurons. */
    BlockAssembly deeperStem() {
        String number = stems > 1 ? Integer.toString(stems) : "";
        Source pooled = builder.add("stem.pooling" + number, new Layer.MaxPooling(HALVED, HALVED, 0), features);
        features = convolved("stem", Integer.toString(++stems), frame.channels(), 3, 1, pooled);
        return this;
    }

    /** A 3x3 convolution and neurons. */
    BlockAssembly convolution(int channels) {
        features = convolved(nextSlot(), "", channels, 3, 1, features);
        return this;
    }

    /** A block; the first of its convolutions halves maps if the stride is 2. */
    BlockAssembly block(SpikingBlock block, int channels, int stride) {
        features = block.accept(new InSlot(nextSlot() + "." + block.text(), features, channels, stride));
        return this;
    }

    /** Max pooling that halves maps: a spike where there was one under the window. */
    BlockAssembly maxPooling() {
        features = builder.add(nextSlot() + ".pooling", new Layer.MaxPooling(HALVED, HALVED, 0), features);
        return this;
    }

    /** Average pooling that halves maps, and neurons. */
    BlockAssembly averagePooling() {
        return averagePooling(HALVED);
    }

    /**
     * Global average pooling, and neurons.
     *
     * @throws IllegalArgumentException if maps are not square
     */
    BlockAssembly globalPooling() {
        Shape maps = features.shape();
        if (maps.rows() != maps.columns()) {
            throw new IllegalArgumentException(
                    name + ": global average pooling needs square feature maps, but found " + maps);
        }
        return averagePooling(maps.rows());
    }

    private BlockAssembly averagePooling(int window) {
        String place = nextSlot();
        features = neurons(
                place, "", builder.add(place + ".pooling", new Layer.AveragePooling(window, window, 0), features));
        return this;
    }

    /** A linear layer and neurons. */
    BlockAssembly linear(int outputs) {
        String place = "head." + linears++;
        Source vector = linears > 1 ? features : builder.add("head.flatten", new Layer.Flatten(), features);
        features = neurons(place, "", builder.add(place + ".linear", new Layer.Linear(outputs, false), vector));
        return this;
    }

    /** The network, whose last linear layer has its votes for each class. */
    Network vote() {
        linear(Math.multiplyExact(frame.classes(), frame.votes()));
        return builder.build(builder.add("head.voting", new Layer.Voting(frame.votes()), features));
    }

    /**
     * The layers of a block in its slot.
     *
     * @param channels that come out
     */
    private final class InSlot implements SpikingBlock.Visitor<Source> {

        private final String place;
        private final Source input;
        private final int channels;
        private final int stride;

        InSlot(String place, Source input, int channels, int stride) {
            this.place = place;
            this.input = input;
            this.channels = channels;
            this.stride = stride;
        }

        private boolean keepsWidth() {
            return input.shape().channels() == channels;
        }

        @Override
        public Source skip() {
            if (stride == HALVED) {
                return halved();
            }
            return keepsWidth() ? input : convolved(place, "", channels, 1, stride, input);
        }

        /** Two convolutions, one of the pixels with even rows and columns and one of those with odd ones. */
        private Source halved() {
            requireEven();
            Layer convolution = new Layer.Convolution(channels / 2, 1, HALVED, 0);
            Source even = builder.add(place + ".conv1", convolution, input);
            Source odd =
                    builder.add(place + ".conv2", convolution, builder.add(place + ".crop", new Layer.Crop(1), input));
            Source both = builder.add(place + ".concatenation", new Layer.Concatenation(), even, odd);
            return neurons(place, "", builder.add(place + ".bn", new Layer.BatchNorm(), both));
        }

        private void requireEven() {
            Shape reads = input.shape();
            if ((reads.rows() | reads.columns() | channels) % 2 != 0) {
                throw new IllegalArgumentException(name + ", block '" + place
                        + "': a skip of stride 2 needs even numbers of rows, columns and channels, but reads " + reads
                        + " and makes " + channels + " channels; take another block, image or width");
            }
        }

        @Override
        public Source convolution(SpikingBlock.Convolution block) {
            return neurons(place, "2", twice(block.kernelSize()));
        }

        @Override
        public Source residual(SpikingBlock.Residual block) {
            return neurons(place, "2", withInput(twice(block.kernelSize())));
        }

        /** The currents behind two convolutions with neurons between them. */
        private Source twice(int kernelSize) {
            Source spikes = convolved(place, "1", channels, kernelSize, stride, input);
            return currents(place, "2", channels, kernelSize, 1, spikes);
        }

        private Source withInput(Source currents) {
            return builder.add(place + ".sum", new Layer.Sum(), currents, shortcut());
        }

        private Source shortcut() {
            if (keepsWidth() && stride == 1) {
                return input;
            }
            Layer projection = Layer.Convolution.same(channels, 1, stride);
            Source projected = builder.add(place + ".shortcut_conv", projection, input);
            return builder.add(place + ".shortcut_bn", new Layer.BatchNorm(), projected);
        }

        @Override
        public Source invertedBottleneck(SpikingBlock.InvertedBottleneck block) {
            int between = Math.multiplyExact(block.expansion(), input.shape().channels());
            Source expanded = convolved(place, "1", between, 1, 1, input);
            Source spikes = convolved(place, "2", between, block.kernelSize(), stride, expanded);
            Source currents = currents(place, "3", channels, 1, 1, spikes);
            return neurons(place, "3", stride == 1 ? withInput(currents) : currents);
        }
    }
}
