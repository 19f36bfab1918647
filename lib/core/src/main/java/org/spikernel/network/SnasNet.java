package org.spikernel.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.data.Dataset;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network.Node;
import org.spikernel.neuron.LeakyNeuron;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

/**
 * The macro-architecture of SNASNet, which SpiKernel and SpikeNAS search in (SpiKernel Fig. 2b):
 *
 * <pre>
 * stem conv3x3, batch norm                                    computed once, with direct encoding
 * -&gt; cell 1 -&gt; batch norm, LIF, conv3x3 to 2C, batch norm, 2x2 average pooling
 * -&gt; cell 2 -&gt; batch norm, LIF, average pooling, flatten, dropout
 * -&gt; linear, LIF -&gt; linear with bias -&gt; voting               mean over timesteps
 * </pre>
 *
 * <p>Where cells have backward connections, a node also adds up what {@linkplain Layer.Delay delays} carry back to it, and the operation of a
 * backward edge reads its node within the timestep, with neurons and batch normalisation of its own (SNASNet-Bw, as the released code has it).
 *
 * <pre>{@code
 * Network network = SnasNet.cifar10().withChannels(32).network(Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3"));
 * }</pre>
 *
 * @param image shape of an image
 * @param classes classes to tell apart
 * @param votes outputs a class, averaged by voting
 * @param channels channels C of stem and cell 1; later cells have twice as many
 * @param stemStride stride of the stem convolution
 * @param hidden features of the hidden linear layer
 * @param lastPooling window and stride of the pooling before the classifier
 * @param timesteps timesteps to run for
 * @param neuron dynamics of every neuron
 * @param cells how many cells there are: 2 in SNASNet, 1 to 3 in SpikeNAS
 * @param encoding what networks see of a sample at each timestep: in the papers, the image
 */
@CheckReturnValue
public record SnasNet(
        Shape image,
        int classes,
        int votes,
        int channels,
        int stemStride,
        int hidden,
        int lastPooling,
        int timesteps,
        LeakyNeuron neuron,
        int cells,
        Encoding encoding)
        implements CellMacroArchitecture {

    private static final int PUBLISHED_CELLS = 2;
    private static final double DROPOUT = 0.5;

    public SnasNet {
        Given.value(image, "the shape of an image");
        Given.positive(classes, "classes");
        Given.positive(votes, "votes");
        Given.positive(channels, "channels");
        Given.positive(stemStride, "the stride of the stem");
        Given.positive(hidden, "hidden features");
        Given.positive(lastPooling, "the window of the last pooling");
        Given.positive(timesteps, "timesteps");
        Given.value(neuron, "a neuron");
        Given.positive(cells, "cells");
        Given.value(encoding, "the encoding of images");
    }

    /** With direct encoding, as in the papers. */
    public SnasNet(
            Shape image,
            int classes,
            int votes,
            int channels,
            int stemStride,
            int hidden,
            int lastPooling,
            int timesteps,
            LeakyNeuron neuron,
            int cells) {
        this(
                image,
                classes,
                votes,
                channels,
                stemStride,
                hidden,
                lastPooling,
                timesteps,
                neuron,
                cells,
                Encoding.direct());
    }

    /** The configuration for CIFAR-10 in SNASNet's released code: 256 channels. */
    public static SnasNet cifar10() {
        return new SnasNet(
                new Shape(3, 32, 32), 10, 10, 256, 1, 1024, 2, Network.DEFAULT_TIMESTEPS, Lif.DEFAULT, PUBLISHED_CELLS);
    }

    /** The configuration for CIFAR-100 in SNASNet's released code: 128 channels. */
    public static SnasNet cifar100() {
        return new SnasNet(
                new Shape(3, 32, 32), 100, 5, 128, 1, 1024, 2, Network.DEFAULT_TIMESTEPS, Lif.DEFAULT, PUBLISHED_CELLS);
    }

    /** The configuration for Tiny-ImageNet in SNASNet's released code: 128 channels. */
    public static SnasNet tinyImageNet() {
        return new SnasNet(
                new Shape(3, 64, 64), 200, 5, 128, 2, 4096, 2, Network.DEFAULT_TIMESTEPS, Lif.DEFAULT, PUBLISHED_CELLS);
    }

    /**
     * A configuration for any images: that of SNASNet where there is one; else stems of images above 32 rows halve them, there are 10
     * votes for up to 10 classes and 5 for more, and 128 channels. Of frames of events, it sees one as spikes at each timestep.
     */
    public static SnasNet forDataset(Dataset images) {
        SnasNet macro = forShape(images);
        return images.frames().isPresent()
                ? macro.withEncoding(Encoding.events())
                        .withTimesteps(images.frames().getAsInt())
                : macro;
    }

    private static SnasNet forShape(Dataset images) {
        Shape shape = Given.value(images, "a data set").imageShape();
        List<SnasNet> published = List.of(cifar10(), cifar100(), tinyImageNet());
        return published.stream()
                .filter(macro -> macro.image.equals(shape) && macro.classes == images.classes())
                .findFirst()
                .orElseGet(() -> forImages(shape, images.classes()));
    }

    private static SnasNet forImages(Shape shape, int classes) {
        boolean large = shape.rows() > 32;
        int votes = classes <= 10 ? 10 : 5;
        return new SnasNet(
                shape,
                classes,
                votes,
                128,
                large ? 2 : 1,
                large ? 4096 : 1024,
                2,
                Network.DEFAULT_TIMESTEPS,
                Lif.DEFAULT,
                PUBLISHED_CELLS);
    }

    /** The same with other channels of stem and cell 1. */
    public SnasNet withChannels(int channels) {
        return new SnasNet(
                image, classes, votes, channels, stemStride, hidden, lastPooling, timesteps, neuron, cells, encoding);
    }

    /** The same with another stride of the stem; 2 halves the feature maps of all cells, and what a training costs. */
    public SnasNet withStemStride(int stemStride) {
        return new SnasNet(
                image, classes, votes, channels, stemStride, hidden, lastPooling, timesteps, neuron, cells, encoding);
    }

    /** The same with another number of timesteps. */
    public SnasNet withTimesteps(int timesteps) {
        return new SnasNet(
                image, classes, votes, channels, stemStride, hidden, lastPooling, timesteps, neuron, cells, encoding);
    }

    /** The same with other neurons, such as {@code Plif.DEFAULT}, whose time constants are trained. */
    public SnasNet withNeuron(LeakyNeuron neuron) {
        return new SnasNet(
                image, classes, votes, channels, stemStride, hidden, lastPooling, timesteps, neuron, cells, encoding);
    }

    /** The same with another pooling before the classifier; 4 is that of the published checkpoint. */
    public SnasNet withLastPooling(int lastPooling) {
        return new SnasNet(
                image, classes, votes, channels, stemStride, hidden, lastPooling, timesteps, neuron, cells, encoding);
    }

    /**
     * The same with another number of cells (SpikeNAS Fig. 9). With one cell, the second is left out. With three, one more follows behind
     * a second reduction, which halves rows and columns but does not double the channels: SpikeNAS meets 1.2 million convolution weights
     * with three cells and C = 128, and a third cell of 4C would cost more before it had any operation.
     */
    public SnasNet withCells(int cells) {
        return new SnasNet(
                image, classes, votes, channels, stemStride, hidden, lastPooling, timesteps, neuron, cells, encoding);
    }

    /** The same with another encoding of images: {@code Encoding.rate()}, {@code Encoding.latency()}. */
    public SnasNet withEncoding(Encoding encoding) {
        return new SnasNet(
                image, classes, votes, channels, stemStride, hidden, lastPooling, timesteps, neuron, cells, encoding);
    }

    @Override
    public String name() {
        return "SnasNet " + (cells == PUBLISHED_CELLS ? "" : cells + "-cell ") + "C=" + channels;
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", "SnasNet");
        settings.put("image", image.toString());
        settings.put("classes", Integer.toString(classes));
        settings.put("votes", Integer.toString(votes));
        settings.put("channels", Integer.toString(channels));
        settings.put("stem stride", Integer.toString(stemStride));
        settings.put("hidden", Integer.toString(hidden));
        settings.put("last pooling", Integer.toString(lastPooling));
        settings.put("timesteps", Integer.toString(timesteps));
        settings.put("cells", Integer.toString(cells));
        settings.putAll(neuron.settings());
        encoding.putInto(settings);
        return settings;
    }

    @Override
    public CellMemoryModel memory() {
        return CellMemoryModel.of(this);
    }

    @Override
    public boolean takesFeedback() {
        return true;
    }

    @Override
    public Network network(List<Cell> architectures) {
        if (Given.list(architectures, "the cells of a network").size() != cells) {
            throw new IllegalArgumentException(
                    name() + " has " + cells + " cells, but found architectures for " + architectures.size());
        }
        return new Assembly(name() + " [" + new CellArchitecture(architectures) + "]").assemble(architectures);
    }

    /** Puts one network together. */
    private final class Assembly {

        private final Network.Builder builder;

        Assembly(String name) {
            builder = Network.builder(name, image, encoding).timesteps(timesteps);
        }

        Network assemble(List<Cell> cells) {
            Node stem = builder.add("stem.conv3x3", Layer.Convolution.same(channels, 3, stemStride), builder.input());
            stem = builder.add("stem.norm", new Layer.BatchNorm(), stem);
            Node features = reduction("reduction", cell("cell1", cells.get(0), stem));
            for (int i = 1; i < cells.size(); i++) {
                Node input = i == 1 ? features : reduction("reduction" + i, features);
                features = cell("cell" + (i + 1), cells.get(i), input);
            }
            return builder.build(classifier(features));
        }

        private Node cell(String place, Cell cell, Node input) {
            Map<Edge, Node> delays = new LinkedHashMap<>();
            for (Edge edge : cell.feedback()) {
                delays.put(edge, builder.add(place + "." + edge + ".delay", new Layer.Delay(input.shape())));
            }
            List<Node> nodes = new ArrayList<>();
            for (int target = Cell.INPUT; target <= Cell.OUTPUT; target++) {
                List<Node> currents = new ArrayList<>(target == Cell.INPUT ? List.of(input) : List.of());
                for (Edge edge : cell.connectedInto(target)) {
                    currents.add(currents(place, cell, edge, nodes.get(edge.source())));
                }
                for (Edge edge : delays.keySet()) {
                    if (edge.target() == target) {
                        currents.add(delays.get(edge));
                    }
                }
                nodes.add(node(place + ".node" + target, currents, input));
            }
            delays.forEach(
                    (edge, delay) -> builder.feedBack(currents(place, cell, edge, nodes.get(edge.source())), delay));
            return nodes.get(Cell.OUTPUT);
        }

        private Node currents(String place, Cell cell, Edge edge, Node source) {
            return cell.operation(edge).accept(new EdgeLayers(place + "." + edge, source, false));
        }

        private Node node(String place, List<Node> currents, Node cellInput) {
            return switch (currents.size()) {
                case 0 -> builder.add(place, new Layer.Zero(), cellInput);
                case 1 -> currents.get(0);
                default -> builder.add(place, new Layer.Sum(), currents);
            };
        }

        private Node reduction(String place, Node cell) {
            Node spikes = spikes(place, cell);
            Node currents = builder.add(place + ".conv3x3", Layer.Convolution.same(2 * channels, 3, 1), spikes);
            Node normalised = builder.add(place + ".norm", new Layer.BatchNorm(), currents);
            return builder.add(place + ".avg2x2", new Layer.AveragePooling(2, 2, 0), normalised);
        }

        private Node classifier(Node cell) {
            Node spikes = spikes("last", cell);
            Node pooled = builder.add("last.pooling", new Layer.AveragePooling(lastPooling, lastPooling, 0), spikes);
            Node flat = builder.add("classifier.flatten", new Layer.Flatten(), pooled);
            Node kept = builder.add("classifier.dropout", new Layer.Dropout(DROPOUT), flat);
            Node hiddenCurrents = builder.add("classifier.hidden", new Layer.Linear(hidden, false), kept);
            Node hiddenSpikes = builder.add("classifier.lif", new Layer.Spiking(neuron), hiddenCurrents);
            Node outputs = builder.add("classifier.output", new Layer.Linear(classes * votes, true), hiddenSpikes);
            return builder.add("classifier.voting", new Layer.Voting(votes), outputs);
        }

        private Node spikes(String place, Node source) {
            Node normalised = builder.add(place + ".currents", new Layer.BatchNorm(), source);
            return builder.add(place + ".lif", new Layer.Spiking(neuron), normalised);
        }

        /** The layers of an edge. */
        private final class EdgeLayers implements Operation.Visitor<Node> {

            private final String place;
            private final Node source;

            /** Whether others read the same source on the same edge, so that layers need names of their own. */
            private final boolean oneOfSeveral;

            EdgeLayers(String place, Node source, boolean oneOfSeveral) {
                this.place = place;
                this.source = source;
                this.oneOfSeveral = oneOfSeveral;
            }

            @Override
            public Node zero() {
                return builder.add(place + ".zero", new Layer.Zero(), source);
            }

            @Override
            public Node skip() {
                return source;
            }

            @Override
            public Node convolution(Operation.Convolution convolution) {
                // Not the whole text: cells that differ in thresholds alone share their random weights.
                String name = place + "." + (oneOfSeveral ? convolution.text() : convolution.kernelText());
                String own = oneOfSeveral ? name : place;
                Node spikes = builder.add(own + ".lif", new Layer.Spiking(neuronOf(convolution)), source);
                int channels = source.shape().channels();
                Node currents =
                        builder.add(name, Layer.Convolution.same(channels, convolution.kernelSize(), 1), spikes);
                return builder.add(own + ".norm", new Layer.BatchNorm(), currents);
            }

            private LeakyNeuron neuronOf(Operation.Convolution convolution) {
                return convolution.threshold().isPresent()
                        ? neuron.withThreshold(convolution.threshold().getAsDouble())
                        : neuron;
            }

            @Override
            public Node averagePooling(Operation.AveragePooling pooling) {
                int window = pooling.window();
                return builder.add(
                        place + "." + pooling.text(), new Layer.AveragePooling(window, 1, window / 2), source);
            }

            @Override
            public Node sum(Operation.Sum sum) {
                EdgeLayers each = new EdgeLayers(place, source, true);
                List<Node> parts = sum.operations().stream()
                        .map(operation -> operation.accept(each))
                        .toList();
                return builder.add(place + ".sum", new Layer.Sum(), parts);
            }
        }
    }
}
