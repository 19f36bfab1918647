package org.spikernel.plot;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.Weights;
import org.spikernel.internal.pictures.Canvas;
import org.spikernel.internal.pictures.Colours;
import org.spikernel.internal.pictures.Drawing;
import org.spikernel.internal.pictures.Ink;
import org.spikernel.internal.pictures.Lettering;
import org.spikernel.internal.pictures.Lettering.Anchor;
import org.spikernel.internal.pictures.Pixels;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.neuron.Lif;
import org.spikernel.score.KernelMatrix;
import org.spikernel.shapes.Shape;

/**
 * Still pictures of what a network is made of, is shown and does: a neuron, images, spikes, answers over time, kernels before and after a
 * training, kernel matrices, and the network itself.
 *
 * <pre>{@code
 * Pictures.images(Datasets.textures(), 12);
 * Pictures.spikes(batch, 0, recorder.at("stem"));
 * Pictures.kernelMatrix(score.represent(network).kernel(), batch);
 * Pictures.network(network);
 * }</pre>
 */
public final class Pictures {

    private static final double PAD = 10;
    private static final double SMALL = 11;
    private static final double LARGE = 14;
    private static final double TITLE = PAD + LARGE * 1.6;
    private static final double THUMBNAIL = 64;
    private static final double WIDEST = 800;
    private static final String EDGE = "#444444";
    private static final int MOST_SAMPLES = 64;
    private static final int MOST_IMAGES = 200;

    private static final Lettering UNDER = Lettering.of(SMALL, Anchor.MIDDLE);
    /** Of the title of a picture. */
    static final Lettering HEAD = Lettering.of(LARGE, Anchor.START).inBold();

    private Pictures() {}

    /**
     * The first images of a data set's training images, each above the name of its class.
     *
     * @param count how many at most, from 1 to 200
     */
    public static Picture images(Dataset dataset, int count) {
        Plots.requireAll("dataset", dataset);
        requireCount("count", count);
        return images(
                dataset, dataset.train().first(Math.min(count, dataset.train().size())));
    }

    /**
     * A training image of each class, above its name: the first one that there is, class by class. Of frames of events, the sum of each sample.
     *
     * @param most how many classes are drawn at most, from 1 to 200
     */
    public static Picture classes(Dataset dataset, int most) {
        Plots.requireAll("dataset", dataset);
        requireCount("most", most);
        ImageSet train = dataset.train();
        int[] first = new int[dataset.classes()];
        Arrays.fill(first, train.size());
        for (int i = train.size() - 1; i >= 0; i--) {
            first[train.label(i)] = i;
        }
        int[] shown = Arrays.stream(first)
                .filter(index -> index < train.size())
                .limit(most)
                .toArray();
        return images(dataset, train.chosen(shown));
    }

    static void requireSample(int sample, int samples) {
        if (sample < 0 || sample >= samples) {
            throw new IllegalArgumentException("sample should be from 0 to " + (samples - 1) + ", but is " + sample);
        }
    }

    private static void requireCount(String argument, int count) {
        if (count < 1 || count > MOST_IMAGES) {
            throw new IllegalArgumentException(argument + " should be from 1 to " + MOST_IMAGES + ", but is " + count);
        }
    }

    private static Picture images(Dataset dataset, ImageSet some) {
        ImageBatch batch = some.all();
        return images(batch, dataset.name(), sample -> dataset.classNames().get(batch.label(sample)));
    }

    private static Picture images(ImageBatch batch, String title, IntFunction<String> label) {
        double longest = IntStream.range(0, batch.size())
                .mapToDouble(sample -> UNDER.length(label.apply(sample)))
                .max()
                .orElse(0);
        double side = Math.max(THUMBNAIL, longest) + PAD;
        int columns = Math.max(1, Math.min(batch.size(), (int) (WIDEST / side)));
        int rows = (batch.size() + columns - 1) / columns;
        double line = THUMBNAIL + SMALL + 2 * PAD;
        double width = Math.max(2 * PAD + columns * side, 2 * PAD + HEAD.length(title));
        Shape shape = batch.imageShape();
        Thumbnails thumbnails = Thumbnails.of(batch);
        return Picture.drawn(new Drawing(
                width,
                TITLE + rows * line,
                title,
                String.format(
                        Locale.ROOT,
                        "%d images of %d x %d pixels, each above its class",
                        batch.size(),
                        shape.rows(),
                        shape.columns()),
                canvas -> {
                    canvas.write(title, PAD, TITLE - PAD, HEAD);
                    for (int i = 0; i < batch.size(); i++) {
                        double middle = PAD + (i % columns + 0.5) * side;
                        double y = TITLE + i / columns * line;
                        canvas.draw(thumbnails.image(i), middle - THUMBNAIL / 2, y, THUMBNAIL, THUMBNAIL);
                        canvas.write(label.apply(i), middle, y + THUMBNAIL + SMALL + 2, UNDER);
                    }
                }));
    }

    /**
     * Where a layer spikes, timestep by timestep, beside the image that it is shown: the darker a place is, the more of its channels spike
     * there at that timestep. All timesteps have one scale.
     *
     * @param batch the images
     * @param sample which of them
     * @param spikes of a layer with rows and columns, one matrix a timestep, as a {@code SpikeRecorder} keeps them
     */
    public static Picture spikes(ImageBatch batch, int sample, List<SpikeMatrix> spikes) {
        Plots.requireAll("batch and spikes", batch, spikes);
        if (spikes.isEmpty()) {
            throw new IllegalArgumentException("spikes holds no timestep to draw, but is " + spikes);
        }
        requireSample(sample, Math.min(batch.size(), spikes.get(0).samples()));
        Shape shape = spikes.get(0).shape();
        int[][] counts =
                spikes.stream().map(each -> channelsThatSpike(each, sample)).toArray(int[][]::new);
        int most = Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(0);
        double side = 1.5 * THUMBNAIL;
        double width = 2 * PAD + (1 + counts.length) * (side + PAD) + PAD;
        String title = String.format(Locale.ROOT, "Spikes of %s, image %d", shape, sample);
        return Picture.drawn(new Drawing(
                Math.max(width, 2 * PAD + HEAD.length(title)),
                TITLE + side + 2.5 * SMALL + PAD,
                title,
                String.format(
                        Locale.ROOT,
                        "The image, and for each of %d timesteps where the layer spikes; black are %d of %d channels. Spikes a timestep: %s",
                        counts.length,
                        most,
                        shape.channels(),
                        Arrays.toString(Arrays.stream(counts)
                                .mapToInt(count -> Arrays.stream(count).sum())
                                .toArray())),
                canvas -> {
                    canvas.write(title, PAD, TITLE - PAD, HEAD);
                    drawUnder(canvas, Thumbnails.of(batch).image(sample), PAD, side, "image", "");
                    for (int t = 0; t < counts.length; t++) {
                        int[] shades = Arrays.stream(counts[t])
                                .map(count -> 0x10101 * (most == 0 ? 255 : 255 - 255 * count / most))
                                .toArray();
                        drawUnder(
                                canvas,
                                new Pixels(shape.rows(), shape.columns(), shades),
                                3 * PAD + side + t * (side + PAD),
                                side,
                                "timestep " + t,
                                String.format(
                                        Locale.ROOT,
                                        "%,d spikes",
                                        Arrays.stream(counts[t]).sum()));
                    }
                }));
    }

    private static void drawUnder(Canvas canvas, Pixels pixels, double x, double side, String first, String second) {
        canvas.draw(pixels, x, TITLE, side, side);
        canvas.draw(new Rectangle2D.Double(x, TITLE, side, side), Ink.line(EDGE, 0.8));
        canvas.write(first, x + side / 2, TITLE + side + 1.2 * SMALL, UNDER);
        canvas.write(second, x + side / 2, TITLE + side + 2.4 * SMALL, UNDER);
    }

    /** How many channels spike at each place. */
    private static int[] channelsThatSpike(SpikeMatrix spikes, int sample) {
        Shape shape = spikes.shape();
        int[] counts = new int[shape.positions()];
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += spikes.fired(sample, channel, i / shape.columns(), i % shape.columns()) ? 1 : 0;
            }
        }
        return counts;
    }

    /**
     * A kernel matrix with the image of each row and column beside it: which images look alike to a network. The diagonal is left blank,
     * as in {@link Plots#kernelMatrix(KernelMatrix)}.
     *
     * @param kernel of at most 64 images
     * @param batch the images, in the order of the matrix
     */
    public static Picture kernelMatrix(KernelMatrix kernel, ImageBatch batch) {
        Plots.requireAll("kernel and batch", kernel, batch);
        int samples = kernel.samples();
        if (batch.size() != samples || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "a kernel matrix is drawn with the images that it is of, at most " + MOST_SAMPLES
                            + ", but it is of " + samples + " and the batch has " + batch.size()
                            + "; Plots.kernelMatrix(kernel) draws any without images");
        }
        double[][] pairs = kernel.toArray();
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < samples; j++) {
                least = i == j ? least : Math.min(least, pairs[i][j]);
                greatest = i == j ? greatest : Math.max(greatest, pairs[i][j]);
            }
        }
        int[] colours = new int[samples * samples];
        for (int i = 0; i < colours.length; i++) {
            int row = i / samples;
            int column = i % samples;
            double share = greatest > least ? (pairs[row][column] - least) / (greatest - least) : 0.5;
            colours[i] = row == column ? Pixels.NOTHING : Colours.viridis(Math.rint(share * 63) / 63);
        }
        Thumbnails thumbnails = Thumbnails.of(batch);
        double cell = Math.max(10, Math.min(40, 480.0 / samples));
        double from = PAD + cell + 3;
        double below = TITLE + cell + 3;
        String range = String.format(
                Locale.ROOT,
                (greatest < 1_000 ? "dark %.4g, light %.4g" : "dark %,.0f, light %,.0f")
                        + ": the lighter, the more alike are the spikes of two images",
                least,
                greatest);
        double width = Math.max(from + samples * cell + PAD, 2 * PAD + UNDER.length(range));
        return Picture.drawn(new Drawing(
                width,
                below + samples * cell + 2.5 * SMALL,
                "Kernel matrix",
                "How alike the spikes of each two of " + samples + " images are, beside the images; " + range,
                canvas -> {
                    canvas.write("Kernel matrix", PAD, TITLE - PAD, HEAD);
                    for (int i = 0; i < samples; i++) {
                        Pixels image = thumbnails.image(i);
                        canvas.draw(image, from + i * cell, TITLE, cell - 1, cell - 1);
                        canvas.draw(image, PAD, below + i * cell, cell - 1, cell - 1);
                    }
                    canvas.draw(new Pixels(samples, samples, colours), from, below, samples * cell, samples * cell);
                    canvas.write(range, PAD, below + samples * cell + 1.6 * SMALL, Lettering.of(SMALL, Anchor.START));
                }));
    }

    /**
     * A spiking neuron from its inputs to its spikes, and what it computes: inputs with their weights, the current that is their sum, the
     * membrane potential with leak, threshold and reset, and the output. All numbers are those of the neuron; below, its equation stands with
     * the numbers of its first spike.
     *
     * <pre>{@code
     * Pictures.neuron(Lif.DEFAULT.withTau(4), new double[] {2, 1.2, -1}, "|..|..|..", ".|..|..|.", ".....|...");
     * }</pre>
     *
     * @param weights one for each input; of a negative one, spikes lower the potential
     * @param inputs 1 to 6, each a text with a letter for each of 1 to 60 timesteps: {@code |} for a spike, {@code .} for none
     */
    public static Picture neuron(Lif neuron, double[] weights, String... inputs) {
        return Picture.drawn(NeuronDrawing.of(neuron, weights, inputs));
    }

    /**
     * What a network answers as time goes on, class by class, beside the image that it is shown: a column is a number of timesteps, a number the
     * mean of its outputs for a class up to there, and framed is the class that the image would be taken for.
     *
     * @param batch the images
     * @param sample which of them
     * @param answers [sample, class] after one timestep, after two, and so on, as {@code model.answers(batch, timesteps)} has them; at most 30
     * @param classNames of at most 40 classes
     */
    public static Picture answers(ImageBatch batch, int sample, List<float[][]> answers, List<String> classNames) {
        return Picture.drawn(AnswerDrawing.of(batch, sample, answers, classNames));
    }

    /**
     * Kernels of a convolution before a training and after it, one above the other, in one scale of colours: those of the first filters, 16 at
     * most, that read the first channel.
     *
     * @param layer a convolution
     * @param before weights of the layer, such as {@code Weights.random(seed)}, from which a training of that seed starts
     * @param after weights of the layer, such as those of a trained model
     * @throws IllegalArgumentException if the layer is no convolution
     */
    public static Picture kernels(Node layer, Weights before, Weights after) {
        return Picture.drawn(KernelDrawing.of(layer, before, after));
    }

    /** What stands in a network under one name, such as a cell. */
    private record Part(String name, Shape shape, long params) {}

    /**
     * A whole network, from the image to the answer: a box for each of its parts, such as the stem and every cell, as high as its maps have
     * rows. Below it is how many channels of which size it hands on, and how many parameters it has. What is within a cell,
     * {@link CellDiagram} draws; a network of blocks is drawn block by block by {@link BlockDiagram}.
     */
    public static Picture network(Network network) {
        Plots.requireAll("network", network);
        List<Part> parts = parts(network);
        double box = 84;
        double gap = 22;
        double high = 110;
        double middle = TITLE + high / 2;
        double rows = network.input().shape().rows();
        String title = network.name();
        String params =
                String.format(Locale.ROOT, "%,d parameters", network.params().total());
        double width = Math.max(PAD + parts.size() * (box + gap), 2 * PAD + HEAD.length(title));
        return Picture.drawn(new Drawing(
                width,
                TITLE + high + 4.5 * SMALL + PAD,
                title,
                "A network from the image to the answer, " + params + ": "
                        + String.join(", ", parts.stream().map(Part::name).toList()),
                canvas -> {
                    canvas.write(title, PAD, TITLE - PAD, HEAD);
                    for (int i = 0; i < parts.size(); i++) {
                        Part part = parts.get(i);
                        double x = PAD + i * (box + gap);
                        double height =
                                28 + (high - 28) * Math.min(1, part.shape().rows() / rows);
                        if (i > 0) {
                            canvas.draw(new Line2D.Double(x - gap, middle, x, middle), Ink.line(EDGE, 1.5));
                        }
                        Rectangle2D edge = new Rectangle2D.Double(x, middle - height / 2, box, height);
                        canvas.draw(edge, Ink.fill(i == 0 ? "#FFFFFF" : "#E3ECF5"));
                        canvas.draw(edge, Ink.line(EDGE, 1.2));
                        double fitting = Math.min(SMALL + 1, (SMALL + 1) * (box - 8) / UNDER.length(part.name()));
                        canvas.write(
                                part.name(),
                                x + box / 2,
                                middle + 4,
                                Lettering.of(fitting, Anchor.MIDDLE).inBold());
                        double base = TITLE + high + 1.5 * SMALL;
                        canvas.write(size(part.shape()), x + box / 2, base, UNDER);
                        canvas.write(
                                part.params() == 0 ? "" : String.format(Locale.ROOT, "%,d", part.params()),
                                x + box / 2,
                                base + 1.3 * SMALL,
                                UNDER);
                    }
                    canvas.write(
                            "channels x rows x columns, and parameters below; " + params + " in all",
                            PAD,
                            TITLE + high + 4.5 * SMALL,
                            Lettering.of(SMALL, Anchor.START));
                }));
    }

    private static List<Part> parts(Network network) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("image", network.input().shape(), 0));
        List<Node> nodes = network.nodes();
        for (int first = 0, end; first < nodes.size(); first = end) {
            String name = part(nodes.get(first));
            end = first + 1;
            while (end < nodes.size() && part(nodes.get(end)).equals(name)) {
                end++;
            }
            List<Node> within = nodes.subList(first, end);
            String prefix = name + ".";
            long params = network.params().layers().stream()
                    .filter(layer -> layer.place().equals(name) || layer.place().startsWith(prefix))
                    .mapToLong(layer -> layer.params())
                    .sum();
            parts.add(new Part(name, within.get(within.size() - 1).shape(), params));
        }
        return parts;
    }

    private static String part(Node node) {
        return node.place().split("\\.", 2)[0];
    }

    private static String size(Shape shape) {
        return shape.isVector()
                ? Integer.toString(shape.channels())
                : shape.channels() + " x " + shape.rows() + " x " + shape.columns();
    }
}
