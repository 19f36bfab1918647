package org.spikernel.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.SpikingBlock;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/**
 * A drawing of a network that is made of blocks as SVG, or of the architecture alone: a box for every block, from the image to the answer
 * (as in AutoSNN, Figures 7 and 11). A colour is a size of kernel, as in {@link CellDiagram}; an arc over a box is the connection by which a
 * residual block is passed, and a skip has no box. In a network a box is as high as its maps have rows, and says how large they are.
 *
 * <p>The text takes the colour of its surroundings, so the drawing suits light and dark pages.
 */
public final class BlockDiagram {

    private static final int BOX_WIDTH = 74;
    private static final int GAP = 14;
    private static final int LOWEST = 26;
    private static final int HIGHEST = 104;
    private static final int ARC = 14;
    private static final int NOTE = 24;
    private static final int MIDDLE = ARC + 4 + HIGHEST / 2;
    private static final int HEIGHT = MIDDLE + HIGHEST / 2 + NOTE;

    private static final Pattern BODY = Pattern.compile("body\\.(\\d+)(?:\\.(.+))?");

    private final String name;
    private final List<Part> parts;

    private BlockDiagram(String name, List<Part> parts) {
        this.name = name;
        this.parts = List.copyOf(parts);
    }

    /** The blocks of an architecture, in the order of their slots. */
    public static BlockDiagram of(BlockArchitecture architecture) {
        return new BlockDiagram(
                architecture.toString(),
                architecture.blocks().stream()
                        .map(block -> Part.of(block, "", 0.5))
                        .toList());
    }

    /**
     * A whole network of blocks, such as {@code AutoSnn}, {@code CifarNet} and {@code ResNet} build.
     *
     * @throws IllegalArgumentException if it is not made of blocks (says what was expected)
     */
    public static BlockDiagram of(Network network) {
        Parts parts = new Parts(network.input().shape().rows());
        List<Node> nodes = network.nodes();
        for (int first = 0, end; first < nodes.size(); first = end) {
            String place = part(nodes.get(first));
            end = first + 1;
            while (end < nodes.size() && part(nodes.get(end)).equals(place)) {
                end++;
            }
            parts.add(place, nodes.subList(first, end));
        }
        if (!parts.hasBody) {
            throw new IllegalArgumentException(
                    "a drawing of blocks needs a network of blocks, such as that of AutoSnn, but " + network.name()
                            + " has none; CellDiagram draws cells");
        }
        return new BlockDiagram(network.name(), parts.parts);
    }

    /** The place of all layers that are drawn as one. */
    private static String part(Node node) {
        int end = node.place().lastIndexOf('.');
        return end < 0 ? node.place() : node.place().substring(0, end);
    }

    /** The parts of a network, one after another. */
    private static final class Parts {

        private final int rows;
        private final List<Part> parts = new ArrayList<>();
        private int slots;
        private boolean hasBody;

        /** @param rows of an image */
        Parts(int rows) {
            this.rows = rows;
        }

        /** Adds what stands at a place, where only linear layers of the head and all of the body are worth a box. */
        void add(String place, List<Node> layers) {
            Node last = layers.get(layers.size() - 1);
            Shape maps = last.shape();
            String size = maps.isVector() ? Integer.toString(maps.channels()) : maps.channels() + " x " + maps.rows();
            double height = (double) maps.rows() / rows;
            Matcher body = BODY.matcher(place);
            if (body.matches()) {
                hasBody = true;
                // A skip where nothing changes has no layer of its own: only its number shows that it is there.
                for (int slot = Integer.parseInt(body.group(1)); slots < slot; slots++) {
                    parts.add(Part.of(SpikingBlock.SKIP, "", 0));
                }
                slots++;
                parts.add(
                        body.group(2) == null
                                ? Part.of(layers.get(0), size, height)
                                : Part.of(SpikingBlock.parse(body.group(2)), size, height)
                                        .withResidual(layers.stream()
                                                .anyMatch(layer -> layer.place().equals(place + ".sum"))));
            } else if (last.isSpiking()) {
                parts.add(new Part(
                        place.startsWith("stem") ? "stem" : "linear", KernelColours.PASSING, false, size, height));
            }
        }
    }

    /**
     * What is drawn as one.
     *
     * @param name written in it
     * @param colour of its box; that of text on a line where there is no box
     * @param residual whether what it reads is added to what it makes
     * @param size of what it makes, written below; empty where unknown
     * @param height of its box, from 0 to 1
     */
    private record Part(String name, String colour, boolean residual, String size, double height) {

        static Part of(SpikingBlock block, String size, double height) {
            return block.accept(new SpikingBlock.Visitor<>() {
                @Override
                public Part skip() {
                    return part(KernelColours.PASSING, false);
                }

                @Override
                public Part convolution(SpikingBlock.Convolution convolution) {
                    return part(KernelColours.of(convolution.kernelSize()), false);
                }

                @Override
                public Part residual(SpikingBlock.Residual residual) {
                    return part(KernelColours.of(residual.kernelSize()), true);
                }

                @Override
                public Part invertedBottleneck(SpikingBlock.InvertedBottleneck bottleneck) {
                    return part(KernelColours.of(bottleneck.kernelSize()), true);
                }

                private Part part(String colour, boolean residual) {
                    return new Part(block.text(), colour, residual, size, height);
                }
            });
        }

        /** A layer of the body that is no block: a convolution of its own, or a pooling. */
        static Part of(Node layer, String size, double height) {
            List<Integer> weights = layer.parameters().weightShape();
            String colour = weights.isEmpty() ? KernelColours.POOLING : KernelColours.of(weights.get(0));
            return new Part(layer.layer().text().split(" ", 2)[0], colour, false, size, height);
        }

        /** The same, as it is in a network: an inverted bottleneck that halves its maps has no connection to pass it. */
        Part withResidual(boolean residual) {
            return new Part(name, colour, residual, size, height);
        }

        boolean isPassing() {
            return size.isEmpty() && name.equals(SpikingBlock.SKIP.text());
        }
    }

    /** The drawing, as an {@code svg} element. */
    public String svg() {
        int width = parts.size() * (BOX_WIDTH + GAP) + GAP;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"blocks %s\" "
                        + "style=\"max-width:100%%;height:auto\" font-family=\"system-ui,sans-serif\" font-size=\"13\">\n",
                width,
                HEIGHT,
                width,
                FigureScript.html(name)));
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M0 %d H%d\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.5\" stroke-width=\"2\"/>\n",
                MIDDLE,
                width));
        IntStream.range(0, parts.size()).forEach(i -> svg.append(drawn(parts.get(i), GAP + i * (BOX_WIDTH + GAP))));
        return svg.append("</svg>").toString();
    }

    private static String drawn(Part part, int left) {
        int middle = left + BOX_WIDTH / 2;
        if (part.isPassing()) {
            return text(part.name(), middle, MIDDLE - 8, "currentColor", 13);
        }
        int height = (int) (LOWEST + part.height() * (HIGHEST - LOWEST));
        int top = MIDDLE - height / 2;
        // A cubic curve reaches three quarters of the way to its control points.
        int control = MIDDLE - (height / 2 + ARC) * 4 / 3;
        String box = String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"/>",
                left,
                top,
                BOX_WIDTH,
                height,
                part.colour());
        String passing = String.format(
                Locale.ROOT,
                "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>",
                left - GAP / 2,
                MIDDLE,
                left - GAP / 2,
                control,
                left + BOX_WIDTH + GAP / 2,
                control,
                left + BOX_WIDTH + GAP / 2,
                MIDDLE,
                part.colour());
        return (part.residual() ? passing : "")
                + box
                + text(part.name(), middle, MIDDLE + 5, "#fff", part.name().length() > 8 ? 11 : 13)
                + text(part.size(), middle, HEIGHT - 6, "currentColor", 12)
                + "\n";
    }

    private static String text(String text, int middle, int baseline, String colour, int size) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" fill=\"%s\" font-size=\"%d\" text-anchor=\"middle\">%s</text>",
                middle,
                baseline,
                colour,
                size,
                FigureScript.html(text));
    }

    @Override
    public String toString() {
        return "drawing of " + name;
    }
}
