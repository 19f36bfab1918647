package org.spikernel.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tech.tablesaw.plotly.components.Line.Dash;
import tech.tablesaw.plotly.components.Symbol;

import org.spikernel.cell.KernelSet;

/**
 * What a series of a figure looks like. A kernel set, a kernel size and an operation have a colour of their own, the same in every figure,
 * whatever else is drawn there; other series take the colours that are left, in the order of their names. Series of one colour differ in
 * symbol and dash.
 *
 * @param colour as CSS writes it
 * @param symbol of points
 * @param dash of lines
 */
record SeriesStyle(String colour, Symbol symbol, Dash dash) {

    /** Colours that are told apart by most colour-blind readers (Okabe and Ito); the six kernel sets of SpiKernel have the first six. */
    static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#666666");

    private static final List<Symbol> SYMBOLS = List.of(
            Symbol.CIRCLE, Symbol.SQUARE, Symbol.DIAMOND, Symbol.TRIANGLE_UP, Symbol.CROSS, Symbol.X, Symbol.STAR);

    private static final List<Dash> DASHES =
            List.of(Dash.SOLID, Dash.DASH, Dash.DOT, Dash.DASH_DOT, Dash.LONG_DASH, Dash.LONG_DASH_DOT);

    /** What keeps its colour: the sets of SpiKernel, single kernel sizes in further hues, and operations, some in those of cell diagrams. */
    private static final Map<String, String> OWN = own();

    /** Kernel sizes, alone or in a set, with a convolution before them, a threshold behind, or neither. */
    private static final Pattern KERNELS =
            Pattern.compile("(?<![A-Za-z0-9])(?:conv)?((\\d+)x\\2(?:_(\\d+)x\\3)*)(?![A-Za-z0-9])");

    private static final Pattern NUMBERED_SET = Pattern.compile("(?i)(?<![A-Za-z0-9])set[-_ ]([1-6])(?![0-9])");

    private static Map<String, String> own() {
        Map<String, String> own = new LinkedHashMap<>();
        for (int set = 0; set < KernelSet.ALL.size(); set++) {
            own.put(KernelSet.ALL.get(set).name(), COLOURS.get(set));
        }
        own.put("7x7", "#44AA99");
        own.put("1x1", "#999933");
        own.put("3x3", "#6A3D9A");
        own.put("5x5", "#882255");
        own.put("zero", "#BBBBBB");
        own.put("skip", "#8C8C8C");
        own.put("avg3x3", "#B45309");
        return own;
    }

    /** The styles of all series of a figure, in their order. */
    static List<SeriesStyle> of(List<String> names) {
        Map<String, String> colours = colours(names);
        Map<String, Integer> times = new HashMap<>();
        List<SeriesStyle> styles = new ArrayList<>();
        for (String name : names) {
            String colour = colours.get(name);
            int before = times.merge(colour, 1, Integer::sum) - 1;
            styles.add(new SeriesStyle(
                    colour,
                    SYMBOLS.get((symbolOf(colour) + before) % SYMBOLS.size()),
                    DASHES.get(before % DASHES.size())));
        }
        return styles;
    }

    /** Colours that are not far from each other have different symbols. */
    private static int symbolOf(String colour) {
        int place = List.copyOf(OWN.values()).indexOf(colour);
        return Math.floorMod(place < 0 ? colour.hashCode() : place, SYMBOLS.size());
    }

    private static Map<String, String> colours(List<String> names) {
        Map<String, String> colours = new HashMap<>();
        Set<String> others = new TreeSet<>();
        for (String name : names) {
            ownColour(name).ifPresentOrElse(colour -> colours.put(name, colour), () -> others.add(name));
        }
        List<String> left = COLOURS.stream()
                .filter(colour -> !colours.containsValue(colour))
                .toList();
        int next = 0;
        for (String other : others) {
            int again = next - left.size();
            colours.put(other, again < 0 ? left.get(next) : COLOURS.get(again % COLOURS.size()));
            next++;
        }
        return colours;
    }

    /** The colour of what a name speaks of, if that is one thing with a colour of its own. */
    private static Optional<String> ownColour(String name) {
        if (OWN.containsKey(name)) {
            return Optional.of(OWN.get(name));
        }
        Set<String> kernels = new LinkedHashSet<>();
        KERNELS.matcher(name).results().forEach(match -> kernels.add(match.group(1)));
        Matcher numbered = NUMBERED_SET.matcher(name);
        if (kernels.isEmpty() && numbered.find()) {
            kernels.add(
                    KernelSet.ALL.get(Integer.parseInt(numbered.group(1)) - 1).name());
        }
        return kernels.size() == 1 ? Optional.of(ofKernels(kernels.iterator().next())) : Optional.empty();
    }

    /** Sets without a named colour take a hue that follows from their sizes. */
    private static String ofKernels(String kernels) {
        int degrees = Math.floorMod(137 * kernels.hashCode(), 360);
        return OWN.getOrDefault(kernels, "hsl(" + degrees + ",70%,40%)");
    }
}
