package org.spikernel.network;

import java.util.LinkedHashMap;
import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.data.Dataset;
import org.spikernel.internal.checks.Given;
import org.spikernel.neuron.LeakyNeuron;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

/**
 * All that AutoSNN's networks, and the hand-crafted ones that it compares them with, have in common: what they see, how they answer, how
 * wide they are, how long they run and of which neurons they are made. Networks of one frame can be compared.
 *
 * <pre>{@code
 * SnnFrame frame = SnnFrame.forDataset(images).withChannels(32);
 * Network found = AutoSnn.snn1(frame).network(BlockArchitecture.parse("SRB_k5 SRB_k5 skip SRB_k3 SRB_k5"));
 * Network compared = CifarNet.fang(frame);
 * }</pre>
 *
 * @param image shape of an image
 * @param classes classes to tell apart
 * @param votes output neurons a class, averaged by voting
 * @param channels initial channels C; later layers have a multiple of them
 * @param timesteps timesteps to run for
 * @param neuron dynamics of every neuron; AutoSNN's is {@link Plif}, of which every layer learns a time constant of its own
 * @param encoding what networks see of a sample at each timestep
 */
@CheckReturnValue
public record SnnFrame(
        Shape image, int classes, int votes, int channels, int timesteps, LeakyNeuron neuron, Encoding encoding) {

    private static final int PUBLISHED_VOTES = 10;
    private static final int PUBLISHED_CHANNELS = 16;
    private static final int PUBLISHED_TIMESTEPS = 8;

    public SnnFrame {
        Given.value(image, "the shape of an image");
        Given.positive(classes, "classes");
        Given.positive(votes, "votes");
        Given.positive(channels, "channels");
        Given.positive(timesteps, "timesteps");
        Given.value(neuron, "a neuron");
        Given.value(encoding, "the encoding of images");
    }

    /** With direct encoding. */
    public SnnFrame(Shape image, int classes, int votes, int channels, int timesteps, LeakyNeuron neuron) {
        this(image, classes, votes, channels, timesteps, neuron, Encoding.direct());
    }

    /** That of AutoSNN's search on CIFAR-10: 16 channels, 8 timesteps, 10 votes, time constants that start at 2. */
    public static SnnFrame cifar10() {
        return forImages(new Shape(3, 32, 32), 10);
    }

    /**
     * The same for any images; the paper takes 64 channels for other data sets of images than CIFAR-10. Of frames of events, networks see
     * one as spikes at each timestep; the paper takes 20 frames.
     */
    public static SnnFrame forDataset(Dataset images) {
        SnnFrame frame = forImages(Given.value(images, "a data set").imageShape(), images.classes());
        return images.frames().isPresent()
                ? frame.withEncoding(Encoding.events())
                        .withTimesteps(images.frames().getAsInt())
                : frame;
    }

    private static SnnFrame forImages(Shape image, int classes) {
        return new SnnFrame(image, classes, PUBLISHED_VOTES, PUBLISHED_CHANNELS, PUBLISHED_TIMESTEPS, Plif.DEFAULT);
    }

    /** The same with other initial channels. */
    public SnnFrame withChannels(int channels) {
        return new SnnFrame(image, classes, votes, channels, timesteps, neuron, encoding);
    }

    /** The same with another number of timesteps. */
    public SnnFrame withTimesteps(int timesteps) {
        return new SnnFrame(image, classes, votes, channels, timesteps, neuron, encoding);
    }

    /** The same with other neurons, such as {@code Lif.DEFAULT}, which learn nothing. */
    public SnnFrame withNeuron(LeakyNeuron neuron) {
        return new SnnFrame(image, classes, votes, channels, timesteps, neuron, encoding);
    }

    /** The same with another number of output neurons a class. */
    public SnnFrame withVotes(int votes) {
        return new SnnFrame(image, classes, votes, channels, timesteps, neuron, encoding);
    }

    /** The same with another encoding of images: {@code Encoding.rate()}, {@code Encoding.latency()}. */
    public SnnFrame withEncoding(Encoding encoding) {
        return new SnnFrame(image, classes, votes, channels, timesteps, neuron, encoding);
    }

    /** All that networks depend on beside their body, by name. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("image", image.toString());
        settings.put("classes", Integer.toString(classes));
        settings.put("votes", Integer.toString(votes));
        settings.put("channels", Integer.toString(channels));
        settings.put("timesteps", Integer.toString(timesteps));
        settings.putAll(neuron.settings());
        encoding.putInto(settings);
        return settings;
    }

    /** A network of this frame that has its stem and no body yet. */
    BlockAssembly assemble(String name) {
        return new BlockAssembly(name, this);
    }
}
