package org.spikernel.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Margin;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.Symbol;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.network.MemoryBudget;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.LifTrace;
import org.spikernel.score.KernelMatrix;
import org.spikernel.search.SearchResult;
import org.spikernel.select.ParetoFront;
import org.spikernel.shapes.Shape;

/**
 * Figures of searches, scores, spikes and training. Each is a Tablesaw figure, which a notebook shows by itself.
 *
 * <pre>{@code
 * Plots.bestScore(result);
 * Plots.scoreAgainstParams(result.table(), MemoryBudget.params(10_000_000));
 * }</pre>
 */
public final class Plots {

    private static final String FIRST_COLOUR = SeriesStyle.COLOURS.get(0);
    private static final String ACCENT = "#D55E00";
    private static final String QUIET = "#999999";
    private static final int HEIGHT = 420;
    private static final int SQUARE = 520;

    /** How large the points of a line are where some have no other beside them. */
    private static final int LONE = 6;

    /** How many letters of a label are written beside a figure, so that these take no more than two fifths of it. */
    private static final int LONGEST_LABEL = 40;

    /** How far from its bar a label is, as a share of the distance between two: not to be seen. */
    private static final double ASIDE = 0.02;

    private Plots() {}

    /**
     * Saves a figure as a still picture for a text, 160 mm wide.
     *
     * @param file ends with {@code .svg}, {@code .png} or {@code .pdf}
     * @return the file
     * @see Picture#save(Path, double)
     */
    public static Path save(Figure figure, Path file) {
        return Picture.of(figure).save(file);
    }

    /**
     * Saves a figure as a still picture of a width, with lettering of one size at every width.
     *
     * @param file ends with {@code .svg}, {@code .png} or {@code .pdf}
     * @param millimetres width
     * @return the file
     * @see Picture#save(Path, double)
     */
    public static Path save(Figure figure, Path file, double millimetres) {
        return Picture.of(figure).save(file, millimetres);
    }

    /** The best score so far against iterations, one line a search. */
    public static Figure bestScore(SearchResult... results) {
        requireAll("results", (Object[]) results);
        List<SeriesStyle> styles =
                SeriesStyle.of(Arrays.stream(results).map(SearchResult::setting).toList());
        List<Trace> traces = new ArrayList<>();
        for (SearchResult result : results) {
            Table best = result.bestSoFar();
            SeriesStyle style = styles.get(traces.size());
            NumericColumn<?> iterations = best.numberColumn("iteration");
            NumericColumn<?> scores = best.numberColumn("score");
            traces.add(ScatterTrace.builder(iterations, scores)
                    .mode(modeOfLine(iterations, scores))
                    .marker(Marker.builder()
                            .size(LONE)
                            .symbol(style.symbol())
                            .color(style.colour())
                            .build())
                    .line(Line.builder()
                            .shape(Line.Shape.HV)
                            .color(style.colour())
                            .dash(style.dash())
                            .build())
                    .name(result.setting())
                    .build());
        }
        return figure(
                "Best score so far", axis("iteration", Axis.Type.LINEAR), axis("best R", Axis.Type.LINEAR), traces);
    }

    /** How the scores of searches are distributed, one histogram a search. */
    public static Figure scoreDistribution(SearchResult... results) {
        return scoreDistribution(candidates(results));
    }

    private static Table candidates(SearchResult... results) {
        requireAll("results", (Object[]) results);
        return SearchResult.tableOf(List.of(results));
    }

    /** How the scores of a table of candidates are distributed, one histogram a setting. */
    public static Figure scoreDistribution(Table candidates) {
        Columns columns = Columns.of(candidates);
        columns.numbers("score");
        List<Table> settings = columns.parts(columns.any("setting"));
        List<SeriesStyle> styles = styles(settings);
        List<Trace> traces = new ArrayList<>();
        for (Table ofSetting : settings) {
            traces.add(HistogramTrace.builder(finite(ofSetting.numberColumn("score")))
                    .name(ofSetting.name())
                    .opacity(0.7)
                    .marker(Marker.builder()
                            .color(styles.get(traces.size()).colour())
                            .build())
                    .build());
        }
        Layout layout = layout(
                        "Distribution of scores", axis("R", Axis.Type.LINEAR), axis("candidates", Axis.Type.LINEAR))
                .barMode(Layout.BarMode.OVERLAY)
                .showLegend(traces.size() > 1)
                .build();
        return new LiteralFigure(layout, traces);
    }

    /** Score against parameters of what a search has found, with the Pareto front. */
    public static Figure scoreAgainstParams(SearchResult result) {
        return scoreAgainstParams(candidates(result));
    }

    /** As {@link #scoreAgainstParams(SearchResult)}, with a line at the budget, in the parameters of its scope. */
    public static Figure scoreAgainstParams(SearchResult result, MemoryBudget budget) {
        return scoreAgainstParams(candidates(result), budget);
    }

    /** Score against parameters of a table of candidates, one colour a setting, with the Pareto front. */
    public static Figure scoreAgainstParams(Table candidates) {
        return against(candidates, "params", "score", "Score against parameters", "parameters", "R");
    }

    /** As {@link #scoreAgainstParams(Table)}, with a line at the budget, in the parameters of its scope. */
    public static Figure scoreAgainstParams(Table candidates, MemoryBudget budget) {
        requireAll("budget", budget);
        Figure figure = against(
                candidates,
                budget.scope().column(),
                "score",
                "Score against parameters",
                "parameters (" + budget.scope() + ")",
                "R");
        double[] scores = finite(candidates.numberColumn("score"));
        double lowest = Arrays.stream(scores).min().orElse(0);
        double highest = Arrays.stream(scores).max().orElse(1);
        double room = lowest < highest ? 0 : 0.5;
        Trace line = ScatterTrace.builder(
                        new double[] {budget.limit(), budget.limit()}, new double[] {lowest - room, highest + room})
                .mode(ScatterTrace.Mode.LINE)
                .line(Line.builder().color(ACCENT).dash(Line.Dash.DASH).build())
                .name(String.format(Locale.ROOT, "budget %,d", budget.limit()))
                .build();
        List<Trace> traces = new ArrayList<>(Arrays.asList(figure.getTraces()));
        traces.add(line);
        return new LiteralFigure(figure.getLayout(), traces);
    }

    private static Figure against(Table candidates, String x, String y, String title, String xTitle, String yTitle) {
        Columns columns = Columns.of(candidates);
        columns.numbers(x);
        columns.numbers(y);
        columns.any("cell");
        List<Table> settings = columns.parts(columns.any("setting"));
        List<SeriesStyle> styles = styles(settings);
        List<Trace> traces = new ArrayList<>();
        for (Table ofSetting : settings) {
            SeriesStyle style = styles.get(traces.size());
            traces.add(ScatterTrace.builder(ofSetting.column(x), ofSetting.column(y))
                    .mode(ScatterTrace.Mode.MARKERS)
                    .marker(Marker.builder()
                            .size(6)
                            .opacity(0.6)
                            .symbol(style.symbol())
                            .color(style.colour())
                            .build())
                    .text(cells(ofSetting))
                    .name(ofSetting.name())
                    .build());
        }
        Table front = ParetoFront.of(candidates).minimize(x).maximize(y).front();
        traces.add(ScatterTrace.builder(front.column(x), front.column(y))
                .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
                .line(Line.builder()
                        .shape(Line.Shape.HV)
                        .color("#000000")
                        .width(1)
                        .build())
                .marker(Marker.builder()
                        .size(9)
                        .symbol(Symbol.DIAMOND)
                        .color("#000000")
                        .build())
                .text(cells(front))
                .name("Pareto front")
                .build());
        return figure(title, axis(xTitle, Axis.Type.LINEAR), axis(yTitle, Axis.Type.LINEAR), traces);
    }

    private static String[] cells(Table candidates) {
        return Columns.texts(candidates.column("cell")).toArray(String[]::new);
    }

    /**
     * A heat map of a kernel matrix: which samples of the batch look alike to the network. The diagonal, every sample beside itself,
     * is left blank: it is so much larger that all pairs would have one colour.
     */
    public static Figure kernelMatrix(KernelMatrix kernel) {
        return kernelMatrix(kernel, "Kernel matrix");
    }

    /** As {@link #kernelMatrix(KernelMatrix)}, under a title. */
    public static Figure kernelMatrix(KernelMatrix kernel, String title) {
        requireAll("kernel", kernel);
        Object[] samples = IntStream.range(0, kernel.samples()).boxed().toArray();
        double[][] pairs = kernel.toArray();
        for (int i = 0; i < pairs.length; i++) {
            pairs[i][i] = Double.NaN;
        }
        Layout layout = layout(title, square("image").build(), square("image").build())
                .height(SQUARE)
                .build();
        return new LiteralFigure(
                layout, List.of(HeatmapTrace.builder(samples, samples, pairs).build()));
    }

    /**
     * A heat map of a confusion matrix: what a model takes the images of each class for. The first class is on top; what the model gets
     * right lies on the diagonal.
     *
     * @param classes names of the classes
     * @param counts how many images of a class (row) were taken for a class (column)
     * @throws IllegalArgumentException if there is not one row and one column a class
     */
    public static Figure confusionMatrix(List<String> classes, int[][] counts) {
        requireAll("classes", classes);
        requireAll("counts", (Object[]) counts);
        if (counts.length != classes.size() || Arrays.stream(counts).anyMatch(row -> row.length != classes.size())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a confusion matrix of %d classes needs as many rows and columns, but has %d rows of %s",
                    classes.size(),
                    counts.length,
                    Arrays.stream(counts).map(row -> row.length).distinct().toList()));
        }
        Object[] names = classes.toArray();
        double[][] numbers = Arrays.stream(counts)
                .map(row -> Arrays.stream(row).asDoubleStream().toArray())
                .toArray(double[][]::new);
        Axis taken = square("taken for").type(Axis.Type.CATEGORY).build();
        Axis actual = square("class")
                .type(Axis.Type.CATEGORY)
                .autoRange(Axis.AutoRange.REVERSED)
                .build();
        Layout layout = layout("Confusion matrix", taken, actual).height(SQUARE).build();
        return new LiteralFigure(
                layout, List.of(HeatmapTrace.builder(names, names, numbers).build()));
    }

    /**
     * Accuracy against epochs, one colour a model (as SpiKernel Fig. 3a): on the test images as a line, on the training images dashed.
     *
     * @param curves a row an epoch: {@code series} (text, which model), {@code epoch}, {@code train_accuracy} and {@code test_accuracy},
     *     from 0 to 1; missing where it was not measured
     */
    public static Figure learningCurves(Table curves) {
        Columns columns = Columns.of(curves);
        List.of("epoch", "train_accuracy", "test_accuracy").forEach(columns::numbers);
        List<Table> series = columns.parts(columns.any("series"));
        List<SeriesStyle> styles = styles(series);
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            Table curve = series.get(i);
            String colour = styles.get(i).colour();
            Table tested = curve.where(curve.numberColumn("test_accuracy").isNotMissing());
            traces.add(accuracy(curve, "train_accuracy", curve.name() + ", training", colour, Line.Dash.DOT));
            if (!tested.isEmpty()) {
                traces.add(accuracy(tested, "test_accuracy", curve.name() + ", test", colour, Line.Dash.SOLID));
            }
        }
        Axis accuracy = axis("accuracy (share of the images)", Axis.Type.LINEAR);
        return figure("Accuracy while training", axis("epoch", Axis.Type.LINEAR), accuracy, traces);
    }

    private static Trace accuracy(Table curve, String column, String name, String colour, Line.Dash dash) {
        return ScatterTrace.builder(curve.column("epoch"), curve.column(column))
                .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
                .line(Line.builder().color(colour).dash(dash).build())
                .marker(Marker.builder().size(5).color(colour).build())
                .name(name)
                .build();
    }

    /**
     * Which neurons of a layer spiked at which timestep, for one sample. Only neurons that ever spiked are drawn, at most
     * {@code neurons} of them.
     *
     * @param spikes of the layer, one matrix a timestep
     * @param sample which image of the batch
     * @param neurons how many neurons to draw at most
     */
    public static Figure spikeRaster(List<SpikeMatrix> spikes, int sample, int neurons) {
        if (spikes == null || spikes.isEmpty()) {
            throw new IllegalArgumentException("spikes holds no timestep to draw, but is " + spikes);
        }
        if (sample < 0 || sample >= spikes.get(0).samples() || neurons < 1) {
            throw new IllegalArgumentException("sample should be from 0 to "
                    + (spikes.get(0).samples() - 1) + " and neurons at least 1, but they are " + sample + " and "
                    + neurons);
        }
        List<Double> times = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        int active = 0;
        Shape shape = spikes.get(0).shape();
        for (int neuron = 0; neuron < shape.size(); neuron++) {
            int[] spikeTimes = spikeTimes(spikes, sample, neuron);
            for (int i = 0; i < spikeTimes.length && active < neurons; i++) {
                times.add((double) spikeTimes[i]);
                rows.add((double) active);
            }
            active += spikeTimes.length > 0 ? 1 : 0;
        }
        Trace trace = ScatterTrace.builder(doubles(times), doubles(rows))
                .mode(ScatterTrace.Mode.MARKERS)
                .marker(Marker.builder()
                        .symbol(Symbol.SQUARE)
                        .size(6)
                        .color(FIRST_COLOUR)
                        .build())
                .build();
        String title = String.format(Locale.ROOT, "%,d of %,d neurons spiked", active, shape.size())
                + (active > neurons ? "; drawn are " + neurons : "");
        Axis time = axis(AxisTitle.of("timestep"), Axis.Type.LINEAR);
        return figure(title, time, axis("neuron", Axis.Type.LINEAR), List.of(trace));
    }

    private static int[] spikeTimes(List<SpikeMatrix> spikes, int sample, int neuron) {
        Shape shape = spikes.get(0).shape();
        int channel = neuron / shape.positions();
        int position = neuron % shape.positions();
        return IntStream.range(0, spikes.size())
                .filter(t ->
                        spikes.get(t).fired(sample, channel, position / shape.columns(), position % shape.columns()))
                .toArray();
    }

    /**
     * Membrane potential of neurons over time, with a mark where each spiked and fell back to its reset potential; one colour a
     * neuron, named after what tells it from the others. Thresholds are dashed, and the current is drawn where all share it.
     */
    public static Figure membranePotential(LifTrace... neurons) {
        requireAll("neurons", (Object[]) neurons);
        if (neurons.length == 0) {
            throw new IllegalArgumentException("a picture of membrane potentials needs at least one neuron");
        }
        List<LifTrace> all = List.of(neurons);
        List<Trace> traces = new ArrayList<>();
        if (all.stream().map(LifTrace::current).allMatch(current -> Arrays.equals(current, neurons[0].current()))) {
            traces.add(inputCurrent(neurons[0]));
        }
        boolean sameThreshold = differing(all, Lif::threshold) == 1;
        if (sameThreshold) {
            traces.add(threshold(neurons[0], "#000000", true));
        }
        for (int i = 0; i < neurons.length; i++) {
            if (!sameThreshold) {
                traces.add(threshold(neurons[i], colour(i), false));
            }
            traces.add(potential(neurons[i], label(neurons[i], all), colour(i)));
            traces.add(spikeMarks(neurons[i], colour(i)));
        }
        return figure(
                "Membrane potential; a circle marks a spike",
                axis(AxisTitle.of("timestep"), Axis.Type.LINEAR),
                axis("potential, current", Axis.Type.LINEAR),
                traces);
    }

    private static Trace inputCurrent(LifTrace neuron) {
        DoubleColumn times = DoubleColumn.create("timestep", timesteps(neuron));
        DoubleColumn current = DoubleColumn.create("current", neuron.current());
        return ScatterTrace.builder(times, current)
                .mode(modeOfLine(times, current))
                .marker(Marker.builder().size(LONE).color(QUIET).build())
                .line(Line.builder()
                        .shape(Line.Shape.HVH)
                        .color(QUIET)
                        .width(1.5)
                        .build())
                .name("input current")
                .build();
    }

    private static Trace threshold(LifTrace neuron, String colour, boolean showLegend) {
        double threshold = neuron.neuron().threshold();
        return ScatterTrace.builder(new double[] {0, neuron.timesteps() - 1}, new double[] {threshold, threshold})
                .mode(ScatterTrace.Mode.LINE)
                .line(Line.builder().color(colour).width(1).dash(Line.Dash.DASH).build())
                .name(number("threshold", threshold))
                .showLegend(showLegend)
                .build();
    }

    /** The potential, falling to its reset at each spike. */
    private static Trace potential(LifTrace neuron, String name, String colour) {
        DoubleColumn times = DoubleColumn.create("timestep");
        DoubleColumn heights = DoubleColumn.create("potential");
        for (int t = 0; t < neuron.timesteps(); t++) {
            times.append(t);
            heights.append(neuron.potential()[t]);
            if (neuron.spikes()[t]) {
                times.append(t);
                heights.append(neuron.neuron().reset());
            }
        }
        return ScatterTrace.builder(times, heights)
                .mode(modeOfLine(times, heights))
                .marker(Marker.builder().size(LONE).color(colour).build())
                .line(Line.builder().color(colour).build())
                .name(name)
                .build();
    }

    /** The parameters in which neurons differ. */
    private static String label(LifTrace neuron, List<LifTrace> all) {
        List<String> parts = new ArrayList<>();
        if (differing(all, Lif::tau) > 1) {
            parts.add(number("tau", neuron.neuron().tau()));
        }
        if (differing(all, Lif::threshold) > 1) {
            parts.add(number("threshold", neuron.neuron().threshold()));
        }
        if (differing(all, Lif::reset) > 1) {
            parts.add(number("reset", neuron.neuron().reset()));
        }
        return parts.isEmpty() ? "potential" : String.join(", ", parts);
    }

    private static String number(String name, double value) {
        return name + " "
                + new BigDecimal(value)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static long differing(List<LifTrace> neurons, Function<Lif, Double> parameter) {
        return neurons.stream().map(LifTrace::neuron).map(parameter).distinct().count();
    }

    private static Trace spikeMarks(LifTrace neuron, String colour) {
        double[] times = Arrays.stream(neuron.spikeTimes()).asDoubleStream().toArray();
        double[] potential = neuron.potential();
        double[] heights = Arrays.stream(neuron.spikeTimes())
                .mapToDouble(t -> potential[t])
                .toArray();
        return ScatterTrace.builder(times, heights)
                .mode(ScatterTrace.Mode.MARKERS)
                .marker(Marker.builder().size(8).color(colour).build())
                .name(times.length == 1 ? "1 spike" : times.length + " spikes")
                .build();
    }

    /**
     * Numbers of any table against each other as lines, titled with the table's name; missing and infinite numbers leave a gap.
     *
     * @param x column of the horizontal axis, of any type
     * @param y column of the vertical axis, of numbers
     * @param by column that tells the lines apart, of any type
     * @throws IllegalArgumentException if there is no such column, or its type is another; names those that there are
     */
    public static Figure lines(Table table, String x, String y, String by) {
        return numbers(table, x, y, parts(by), ScatterTrace.Mode.LINE);
    }

    /**
     * As {@link #lines(Table, String, String, String)} of the first three columns: places, numbers, and what tells the lines apart, as the
     * library's tables of curves have them.
     *
     * @throws IllegalArgumentException if there are fewer columns
     */
    public static Figure lines(Table table) {
        List<String> names = Columns.of(table).first(3);
        return lines(table, names.get(0), names.get(1), names.get(2));
    }

    /** As {@link #lines(Table, String, String, String)}, all rows as one line. */
    public static Figure lines(Table table, String x, String y) {
        return numbers(table, x, y, whole(y), ScatterTrace.Mode.LINE);
    }

    /** As {@link #lines(Table, String, String, String)}, as points. */
    public static Figure points(Table table, String x, String y, String by) {
        return numbers(table, x, y, parts(by), ScatterTrace.Mode.MARKERS);
    }

    /** As {@link #points(Table, String, String, String)}, all of one colour. */
    public static Figure points(Table table, String x, String y) {
        return numbers(table, x, y, whole(y), ScatterTrace.Mode.MARKERS);
    }

    /** The rows of each value of a column. */
    private static Function<Columns, List<Table>> parts(String by) {
        return columns -> columns.parts(columns.any("by", by));
    }

    /** All rows together, named after the column of numbers that is drawn. */
    private static Function<Columns, List<Table>> whole(String number) {
        return columns -> List.of(columns.whole().setName(words(number)));
    }

    private static Figure numbers(
            Table table, String x, String y, Function<Columns, List<Table>> by, ScatterTrace.Mode mode) {
        Columns columns = Columns.of(table);
        Axis horizontal = axis(columns.any("x", x));
        Axis vertical = axis(columns.numbers("y", y));
        List<Table> parts = by.apply(columns);
        List<SeriesStyle> styles = styles(parts);
        List<Trace> traces = new ArrayList<>();
        for (Table part : parts) {
            SeriesStyle style = styles.get(traces.size());
            boolean lines = mode == ScatterTrace.Mode.LINE;
            traces.add(ScatterTrace.builder(part.column(x), part.column(y))
                    .mode(lines ? modeOfLine(part.column(x), part.numberColumn(y)) : mode)
                    .line(Line.builder()
                            .color(style.colour())
                            .dash(style.dash())
                            .build())
                    .marker(Marker.builder()
                            .size(lines ? LONE : 9)
                            .symbol(style.symbol())
                            .color(style.colour())
                            .build())
                    .name(part.name())
                    .build());
        }
        return figure(table.name(), horizontal, vertical, traces);
    }

    /** With marks where a point has no other beside it: no line reaches that, and it would not be seen. */
    private static ScatterTrace.Mode modeOfLine(Column<?> x, NumericColumn<?> y) {
        boolean alone = IntStream.range(0, x.size())
                .anyMatch(row -> isPoint(x, y, row) && !isPoint(x, y, row - 1) && !isPoint(x, y, row + 1));
        return alone ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE;
    }

    private static boolean isPoint(Column<?> x, NumericColumn<?> y, int row) {
        return row >= 0 && row < x.size() && isPlace(x, row) && isPlace(y, row);
    }

    private static boolean isPlace(Column<?> column, int row) {
        return column instanceof NumericColumn<?> numbers
                ? Double.isFinite(numbers.getDouble(row))
                : !column.isMissing(row);
    }

    /** An axis of numbers stays one where some of them are missing, and an axis of texts where they look like numbers. */
    private static Axis axis(Column<?> column) {
        Axis.Type others = column instanceof StringColumn ? Axis.Type.CATEGORY : Axis.Type.DEFAULT;
        return column instanceof NumericColumn<?> numbers
                ? axis(title(numbers), Axis.Type.LINEAR)
                : axis(AxisTitle.of(column.name()), others);
    }

    private static String title(NumericColumn<?> numbers) {
        return AxisTitle.of(numbers.name(), numbers.asDoubleArray());
    }

    /**
     * Numbers of any table as horizontal bars in the order of the table, the first row on top; titled with the table's name.
     *
     * @param label column that names the bars, of any type
     * @param numbers columns of numbers, one colour each
     * @throws IllegalArgumentException if there is no such column, or its type is another; names those that there are
     */
    public static Figure bars(Table table, String label, String... numbers) {
        Columns columns = Columns.of(table);
        List<String> labels = Columns.texts(columns.any("label", label));
        if (numbers == null || numbers.length == 0) {
            throw new IllegalArgumentException("bars need at least one column of numbers, but numbers names none");
        }
        List<NumericColumn<?>> lengths = Arrays.stream(numbers)
                .<NumericColumn<?>>map(number -> columns.numbers("numbers", number))
                .toList();
        List<SeriesStyle> styles = SeriesStyle.of(List.of(numbers));
        List<Trace> traces = new ArrayList<>();
        for (NumericColumn<?> length : lengths) {
            traces.add(BarTrace.builder(labels.toArray(), length.asDoubleArray())
                    .orientation(BarTrace.Orientation.HORIZONTAL)
                    .marker(Marker.builder()
                            .color(styles.get(traces.size()).colour())
                            .build())
                    .name(numbers.length == 1 ? words(length.name()) : title(length))
                    .build());
        }
        String title = numbers.length == 1
                ? title(lengths.get(0))
                : AxisTitle.shared(lengths.stream().map(Plots::title).toList());
        Layout layout = layout(table.name(), axis(title, Axis.Type.LINEAR), downwards(labels))
                .height(110 + 26 * numbers.length * labels.size())
                .margin(besideLabels(labels))
                .showLegend(traces.size() > 1)
                .build();
        return new LiteralFigure(layout, traces);
    }

    /**
     * How the numbers of any table are distributed within its groups: a horizontal box from the first to the third quartile with a
     * line at the median and a dashed one at the mean, and every number as a point; the first group on top, titled with the table's name.
     *
     * @param number column of the horizontal axis; missing and infinite numbers are left out
     * @param by column that tells the groups apart, of any type
     * @throws IllegalArgumentException if there is no such column, or its type is another; names those that there are
     */
    public static Figure boxes(Table table, String number, String by) {
        return boxes(table, number, parts(by));
    }

    /** As {@link #boxes(Table, String, String)}, one box for all rows. */
    public static Figure boxes(Table table, String number) {
        return boxes(table, number, whole(number));
    }

    private static Figure boxes(Table table, String number, Function<Columns, List<Table>> by) {
        Columns columns = Columns.of(table);
        String title = title(columns.numbers("number", number));
        List<Table> parts = by.apply(columns);
        List<String> names = parts.stream().map(Table::name).toList();
        List<SeriesStyle> styles = SeriesStyle.of(names);
        List<Trace> traces = new ArrayList<>();
        for (Table part : parts) {
            String colour = styles.get(traces.size()).colour();
            traces.add(new BoxAndPoints(part.name(), finite(part.numberColumn(number)), colour));
        }
        Layout layout = layout(table.name(), axis(title, Axis.Type.LINEAR), downwards(names))
                .height(110 + 56 * traces.size())
                .margin(besideLabels(names))
                .showLegend(false)
                .build();
        return new LiteralFigure(layout, traces);
    }

    /**
     * The accuracies of all seeds without each operation of a space, and with all of them on top (as SpikeNAS Fig. 6).
     *
     * @param worth table of an {@code OperationSignificance}
     */
    public static Figure operationSignificance(Table worth) {
        Columns.of(worth).any("removed");
        StringColumn removed = StringColumn.create("removed");
        DoubleColumn accuracy = DoubleColumn.create("accuracy");
        List<String> seeds = worth.columnNames().stream()
                .filter(name -> name.startsWith("seed_"))
                .toList();
        for (Row row : worth) {
            for (String seed : seeds) {
                removed.append("without " + row.getString("removed"));
                accuracy.append(row.getDouble(seed));
            }
        }
        return boxes(Table.create("Accuracy without an operation", removed, accuracy), "accuracy", "removed");
    }

    /**
     * Estimates of any table with their intervals: a dot and a horizontal line a row, the first row on top; titled with the table's name.
     * Captions of reports say of how many values they are, if the table does: in a column named numbers, cells or networks.
     *
     * @param label column that names the rows
     * @param number column of the estimates, such as {@code tau}; the ends of their intervals stand in {@code tau_low} and {@code tau_high}
     */
    public static Figure estimates(Table table, String label, String number) {
        Columns columns = Columns.of(table);
        List<String> labels = Columns.texts(columns.any("label", label));
        NumericColumn<?> values = columns.numbers("number", number);
        NumericColumn<?> lows = columns.numbers(values.name() + "_low");
        NumericColumn<?> highs = columns.numbers(values.name() + "_high");
        List<Trace> traces = new ArrayList<>();
        for (int row = table.rowCount() - 1; row >= 0; row--) {
            double[] interval = {lows.getDouble(row), highs.getDouble(row)};
            traces.add(estimate(interval, labels.get(row), ScatterTrace.Mode.LINE));
            traces.add(estimate(new double[] {values.getDouble(row)}, labels.get(row), ScatterTrace.Mode.MARKERS));
        }
        List<String> upwards = new ArrayList<>(labels);
        Collections.reverse(upwards);
        Axis names = labelled(upwards).build();
        Layout layout = layout(table.name(), axis(title(values), Axis.Type.LINEAR), names)
                .height(130 + 30 * table.rowCount())
                .margin(besideLabels(labels))
                .showLegend(false)
                .build();
        return new LiteralFigure(layout, traces, columns.amount("numbers", "cells", "networks"));
    }

    private static Trace estimate(double[] numbers, String name, ScatterTrace.Mode mode) {
        DoubleColumn places = DoubleColumn.create("place", numbers);
        StringColumn names = StringColumn.create("name", Collections.nCopies(numbers.length, name));
        return ScatterTrace.builder(places, names)
                .mode(mode)
                .line(Line.builder().color(FIRST_COLOUR).width(2).build())
                .marker(Marker.builder().size(9).color(FIRST_COLOUR).build())
                .build();
    }

    /** Room for labels to the left of a figure. */
    private static Margin besideLabels(List<String> labels) {
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        return Margin.builder()
                .left(20 + 7 * Math.min(longest, LONGEST_LABEL))
                .right(30)
                .top(60)
                .bottom(50)
                .build();
    }

    private static String words(String column) {
        return AxisTitle.words(column);
    }

    private static double[] timesteps(LifTrace neuron) {
        return IntStream.range(0, neuron.timesteps()).asDoubleStream().toArray();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] finite(NumericColumn<?> column) {
        return Arrays.stream(column.asDoubleArray()).filter(Double::isFinite).toArray();
    }

    private static List<SeriesStyle> styles(List<Table> parts) {
        return SeriesStyle.of(parts.stream().map(Table::name).toList());
    }

    private static String colour(int index) {
        return SeriesStyle.COLOURS.get(index % SeriesStyle.COLOURS.size());
    }

    private static Figure figure(String title, Axis x, Axis y, List<Trace> traces) {
        Layout layout = layout(title, x, y).showLegend(traces.size() > 1).build();
        return new LiteralFigure(layout, traces);
    }

    static void requireAll(String argument, Object... values) {
        if (values == null || Arrays.asList(values).contains(null)) {
            throw new IllegalArgumentException("a figure needs all of " + argument + ", but it is or holds null");
        }
    }

    /** A table need not have a name, and then neither has its figure. */
    private static Layout.LayoutBuilder layout(String title, Axis x, Axis y) {
        return Layout.builder()
                .title(title == null ? "" : title)
                .xAxis(x)
                .yAxis(y)
                .height(HEIGHT)
                .margin(Margin.builder().left(70).right(30).top(60).bottom(60).build())
                .plotBgColor("#ffffff");
    }

    /** An axis of names: the first on top, in the order of the legend. Plotly begins at the bottom. */
    private static Axis downwards(List<String> names) {
        return labelled(names).autoRange(Axis.AutoRange.REVERSED).build();
    }

    /** An axis of names, of which long ones are written in part; a mouse over what is drawn shows them whole. */
    private static Axis.AxisBuilder labelled(List<String> names) {
        Axis.AxisBuilder axis = axisBuilder("").type(Axis.Type.CATEGORY);
        if (names.stream().allMatch(name -> name.length() <= LONGEST_LABEL)) {
            return axis;
        }
        List<String> different = names.stream().distinct().toList();
        // What the mouse shows of a name is the label that stands exactly there, and without one the name itself.
        double[] places =
                IntStream.range(0, different.size()).mapToDouble(i -> i + ASIDE).toArray();
        String[] labels = different.stream().map(Plots::shortened).toArray(String[]::new);
        return axis.tickSettings(TickSettings.builder()
                .tickMode(TickSettings.TickMode.ARRAY)
                .arrayTicks(places, labels)
                .build());
    }

    private static String shortened(String label) {
        int end = LONGEST_LABEL - 1;
        return label.length() <= LONGEST_LABEL
                ? label
                : label.substring(0, Character.isHighSurrogate(label.charAt(end - 1)) ? end - 1 : end) + "\u2026";
    }

    private static Axis axis(String title, Axis.Type type) {
        return axisBuilder(title).type(type).build();
    }

    /** One of two axes of which a unit has the same length, however wide the page is: notebooks see to that where both are of this kind. */
    private static Axis.AxisBuilder square(String title) {
        return axisBuilder(title).constrain(Axis.Constrain.DOMAIN);
    }

    private static Axis.AxisBuilder axisBuilder(String title) {
        return Axis.builder().title(title).gridColor("#e5e5e5").showZeroLine(false);
    }
}
