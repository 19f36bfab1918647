package org.spikernel.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Margin;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.Symbol;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.Shape;
import org.spikernel.neuron.LifTrace;
import org.spikernel.score.KernelMatrix;
import org.spikernel.search.SearchResult;
import org.spikernel.select.ParetoFront;

/**
 * Figures of searches, scores and spikes. Each is a Tablesaw figure, which a notebook shows by itself.
 *
 * <pre>{@code
 * Plots.bestScore(result);
 * Plots.scoreAgainstParams(result.table(), MemoryBudget.params(10_000_000));
 * }</pre>
 */
public final class Plots {

    /** Colours that are told apart by most colour-blind readers (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#666666");

    private static final String ACCENT = "#D55E00";
    private static final String QUIET = "#999999";
    private static final int HEIGHT = 420;

    private Plots() {}

    /** The best score so far against iterations, one line a search. */
    public static Figure bestScore(SearchResult... results) {
        List<Trace> traces = new ArrayList<>();
        for (SearchResult result : results) {
            Table best = result.bestSoFar();
            traces.add(ScatterTrace.builder(best.column("iteration"), best.column("score"))
                    .mode(ScatterTrace.Mode.LINE)
                    .line(Line.builder()
                            .shape(Line.Shape.HV)
                            .color(colour(traces.size()))
                            .build())
                    .name(result.setting())
                    .build());
        }
        return figure("Best score so far", "iteration", "best R", traces);
    }

    /** How the scores of a table of candidates are distributed, one histogram a setting. */
    public static Figure scoreDistribution(Table candidates) {
        List<Trace> traces = new ArrayList<>();
        for (Table ofSetting : bySetting(candidates)) {
            traces.add(HistogramTrace.builder(scores(ofSetting))
                    .name(ofSetting.name())
                    .opacity(0.7)
                    .marker(Marker.builder().color(colour(traces.size())).build())
                    .build());
        }
        Layout layout = layout("Distribution of scores", axis("R"), axis("candidates"))
                .barMode(Layout.BarMode.OVERLAY)
                .showLegend(traces.size() > 1)
                .build();
        return new Figure(layout, traces.toArray(Trace[]::new));
    }

    /** Score against parameters of a table of candidates, one colour a setting, with the Pareto front. */
    public static Figure scoreAgainstParams(Table candidates) {
        return against(candidates, "params", "score", "Score against parameters", "parameters", "R");
    }

    /** As {@link #scoreAgainstParams(Table)}, with a line at the budget, in the parameters of its scope. */
    public static Figure scoreAgainstParams(Table candidates, MemoryBudget budget) {
        Figure figure = against(
                candidates,
                budget.scope().column(),
                "score",
                "Score against parameters, " + budget,
                "parameters (" + budget.scope() + ")",
                "R");
        double[] scores = scores(candidates);
        double lowest = Arrays.stream(scores).min().orElse(0);
        double highest = Arrays.stream(scores).max().orElse(1);
        Trace line = ScatterTrace.builder(new double[] {budget.limit(), budget.limit()}, new double[] {lowest, highest})
                .mode(ScatterTrace.Mode.LINE)
                .line(Line.builder().color(ACCENT).dash(Line.Dash.DASH).build())
                .name("budget")
                .build();
        List<Trace> traces = new ArrayList<>(Arrays.asList(figure.getTraces()));
        traces.add(line);
        return new Figure(figure.getLayout(), traces.toArray(Trace[]::new));
    }

    private static Figure against(Table candidates, String x, String y, String title, String xTitle, String yTitle) {
        List<Trace> traces = new ArrayList<>();
        for (Table ofSetting : bySetting(candidates)) {
            traces.add(ScatterTrace.builder(ofSetting.column(x), ofSetting.column(y))
                    .mode(ScatterTrace.Mode.MARKERS)
                    .marker(Marker.builder()
                            .size(6)
                            .opacity(0.6)
                            .color(colour(traces.size()))
                            .build())
                    .text(ofSetting.stringColumn("cell").asObjectArray())
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
                .text(front.stringColumn("cell").asObjectArray())
                .name("Pareto front")
                .build());
        return figure(title, xTitle, yTitle, traces);
    }

    /** A heat map of a kernel matrix: which samples of the batch look alike to the network. */
    public static Figure kernelMatrix(KernelMatrix kernel) {
        return kernelMatrix(kernel, "Kernel matrix");
    }

    /** As {@link #kernelMatrix(KernelMatrix)}, under a title. */
    public static Figure kernelMatrix(KernelMatrix kernel, String title) {
        Object[] samples = IntStream.range(0, kernel.samples()).boxed().toArray();
        Layout layout =
                layout(title, axis("image"), axis("image")).width(HEIGHT + 60).build();
        return new Figure(
                layout, HeatmapTrace.builder(samples, samples, kernel.toArray()).build());
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
        List<Double> times = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        int row = 0;
        Shape shape = spikes.get(0).shape();
        for (int neuron = 0; neuron < shape.size() && row < neurons; neuron++) {
            int[] spikeTimes = spikeTimes(spikes, sample, neuron);
            for (int time : spikeTimes) {
                times.add((double) time);
                rows.add((double) row);
            }
            row += spikeTimes.length > 0 ? 1 : 0;
        }
        Trace trace = ScatterTrace.builder(doubles(times), doubles(rows))
                .mode(ScatterTrace.Mode.MARKERS)
                .marker(Marker.builder()
                        .symbol(Symbol.SQUARE)
                        .size(6)
                        .color(COLOURS.get(0))
                        .build())
                .build();
        return figure(row + " neurons that spiked, of " + shape.size(), "timestep", "neuron", List.of(trace));
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

    /** Membrane potential of neurons over time, with a mark where each spiked; one colour a neuron. */
    public static Figure membranePotential(LifTrace... neurons) {
        List<Trace> traces = new ArrayList<>();
        for (LifTrace neuron : neurons) {
            String colour = colour(traces.size() / 2);
            traces.add(ScatterTrace.builder(timesteps(neuron), toDoubles(neuron.potential()))
                    .mode(ScatterTrace.Mode.LINE)
                    .line(Line.builder().color(colour).build())
                    .name(neuron.neuron().toString())
                    .build());
            traces.add(spikeMarks(neuron, colour));
        }
        return figure("Membrane potential; a circle marks a spike", "timestep", "potential", traces);
    }

    private static Trace spikeMarks(LifTrace neuron, String colour) {
        double[] times = Arrays.stream(neuron.spikeTimes()).asDoubleStream().toArray();
        float[] potential = neuron.potential();
        double[] heights = Arrays.stream(neuron.spikeTimes())
                .mapToDouble(t -> potential[t])
                .toArray();
        return ScatterTrace.builder(times, heights)
                .mode(ScatterTrace.Mode.MARKERS)
                .marker(Marker.builder().size(9).color(colour).build())
                .name(times.length + " spikes")
                .build();
    }

    private static double[] timesteps(LifTrace neuron) {
        return IntStream.range(0, neuron.timesteps()).asDoubleStream().toArray();
    }

    private static double[] toDoubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] scores(Table candidates) {
        return Arrays.stream(candidates.numberColumn("score").asDoubleArray())
                .filter(score -> !Double.isNaN(score))
                .toArray();
    }

    private static List<Table> bySetting(Table candidates) {
        List<Table> parts = new ArrayList<>();
        for (String setting : candidates.stringColumn("setting").unique()) {
            parts.add(candidates
                    .where(candidates.stringColumn("setting").isEqualTo(setting))
                    .setName(setting));
        }
        return parts;
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static Figure figure(String title, String x, String y, List<Trace> traces) {
        Layout layout =
                layout(title, axis(x), axis(y)).showLegend(traces.size() > 1).build();
        return new Figure(layout, traces.toArray(Trace[]::new));
    }

    private static Layout.LayoutBuilder layout(String title, Axis x, Axis y) {
        return Layout.builder()
                .title(title)
                .xAxis(x)
                .yAxis(y)
                .height(HEIGHT)
                .margin(Margin.builder().left(70).right(30).top(60).bottom(60).build())
                .plotBgColor("#ffffff");
    }

    private static Axis axis(String title) {
        return Axis.builder()
                .title(title)
                .gridColor("#e5e5e5")
                .showZeroLine(false)
                .build();
    }
}
