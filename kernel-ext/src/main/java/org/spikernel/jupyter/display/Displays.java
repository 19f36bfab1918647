package org.spikernel.jupyter.display;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

import com.google.gson.JsonParser;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.checkup.Checkup;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.Provenance;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.network.ParamCount;
import org.spikernel.neuron.LifTrace;
import org.spikernel.plot.BlockDiagram;
import org.spikernel.plot.CellDiagram;
import org.spikernel.plot.Picture;
import org.spikernel.plot.Plots;
import org.spikernel.score.Energy;
import org.spikernel.score.KernelMatrix;
import org.spikernel.score.Representation;
import org.spikernel.score.SynapticOperations;
import org.spikernel.search.Candidate;
import org.spikernel.search.SearchResult;
import org.spikernel.study.Measurements;
import org.spikernel.study.OperationWorth;
import org.spikernel.study.PairedComparisons;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/** The kinds of values that notebooks show richly; every other value is shown as its text. */
public final class Displays {

    private static final List<MIMEType> RICH_TYPES = List.of(
            MIMEType.TEXT_HTML,
            MIMEType.TEXT_MARKDOWN,
            MIMEType.TEXT_LATEX,
            MIMEType.IMAGE_SVG,
            MIMEType.IMAGE_PNG,
            MIMEType.IMAGE_JPEG,
            MIMEType.IMAGE_GIF);

    /** What some front ends, VS Code among them, draw by themselves. */
    static final MIMEType PLOTLY = MIMEType.parse("application/vnd.plotly.v1+json");

    private final Renderer renderer;

    private Displays(Renderer renderer) {
        this.renderer = renderer;
    }

    /**
     * Registers all kinds of values with a kernel's renderer.
     *
     * @param currentCell tells which cell runs
     */
    public static void register(Renderer renderer, Supplier<CellRun> currentCell) {
        FigureDisplay figures = new FigureDisplay(currentCell);
        Displays displays = new Displays(renderer);
        displays.html(Html.class, Html::html, html -> "HTML of " + html.html().length() + " characters");
        displays.rich(
                Svg.class,
                MIMEType.IMAGE_SVG,
                Svg::svg,
                svg -> "SVG of " + svg.svg().length() + " characters");
        displays.html(Table.class, TableDisplay::html, TableDisplay::text);
        displays.figure(figures);
        displays.drawing(Picture.class, Picture::svg, Picture::toString);
        displays.html(Dataset.class, LibraryDisplays::html, Dataset::toString);
        displays.html(Network.class, LibraryDisplays::html, Network::toString);
        displays.html(ParamCount.class, LibraryDisplays::html, ParamCount::toString);
        displays.html(Representation.class, LibraryDisplays::html, Representation::toString);
        displays.html(Energy.class, LibraryDisplays::html, Energy::toString);
        displays.html(SynapticOperations.class, LibraryDisplays::html, SynapticOperations::toString);
        displays.html(TrainedCell.class, LibraryDisplays::html, TrainedCell::toString);
        displays.html(TrainedCells.class, LibraryDisplays::html, TrainedCells::toString);
        displays.html(Measurements.class, LibraryDisplays::html, Measurements::toString);
        displays.html(OperationWorth.class, LibraryDisplays::html, OperationWorth::toString);
        displays.html(PairedComparisons.class, LibraryDisplays::html, PairedComparisons::toString);
        displays.html(Candidate.class, LibraryDisplays::html, Candidate::toString);
        displays.html(CellArchitecture.class, LibraryDisplays::html, CellArchitecture::toString);
        displays.html(SearchResult.class, LibraryDisplays::html, SearchResult::toString);
        displays.html(
                TrainedModel.class,
                model -> LibraryDisplays.html(model) + figures.html(LibraryDisplays.learningCurve(model)),
                TrainedModel::toString);
        displays.html(
                TestResult.class,
                result -> LibraryDisplays.html(result)
                        + figures.html(Plots.confusionMatrix(result.classNames(), result.confusionMatrix())),
                TestResult::toString);
        displays.html(Checkup.class, LibraryDisplays::html, Checkup::toString);
        displays.html(LearningCurve.class, LibraryDisplays::html, LearningCurve::toString);
        displays.html(Provenance.class, LibraryDisplays::html, Provenance::toString);
        displays.drawing(Cell.class, cell -> CellDiagram.of(cell).svg(), Cell::toString);
        displays.html(BlockArchitecture.class, LibraryDisplays::html, BlockArchitecture::toString);
        displays.drawing(BlockDiagram.class, BlockDiagram::svg, BlockDiagram::toString);
        displays.drawing(
                CellDiagram.class, CellDiagram::svg, diagram -> diagram.cell().toString());
        displays.html(KernelMatrix.class, kernel -> figures.html(Plots.kernelMatrix(kernel)), KernelMatrix::toString);
        displays.html(LifTrace.class, trace -> figures.html(Plots.membranePotential(trace)), LifTrace::toString);
        displays.html(ImageSet.class, ImageDisplay::html, ImageSet::toString);
        displays.html(ImageBatch.class, ImageDisplay::html, ImageBatch::toString);
        displays.content(Optional.class, optional -> optional);
        displays.content(OptionalInt.class, number -> number.stream().boxed().findFirst());
        displays.content(OptionalLong.class, number -> number.stream().boxed().findFirst());
        displays.content(OptionalDouble.class, number -> number.stream().boxed().findFirst());
        displays.text(Duration.class, ValueText::of);
        displays.text(Object.class, ValueText::of);
    }

    /** Whether there is more to see than text. */
    public static boolean isRich(DisplayData data) {
        return RICH_TYPES.stream().anyMatch(data::hasDataForType);
    }

    private <T> void html(Class<T> kind, Function<T, String> html, Function<T, String> text) {
        rich(kind, MIMEType.TEXT_HTML, html, text);
    }

    /** A drawing in two ways: one that every page lets stand, and one whose letters can be chosen and copied. */
    private <T> void drawing(Class<T> kind, Function<T, String> svg, Function<T, String> text) {
        renderer.createRegistration(kind)
                .preferring(MIMEType.TEXT_HTML, MIMEType.IMAGE_SVG, MIMEType.TEXT_PLAIN)
                .register((value, context) -> {
                    String drawn = svg.apply(value);
                    String words = text.apply(value);
                    context.renderIfRequested(MIMEType.TEXT_HTML, () -> StillPicture.html(drawn, words));
                    context.renderIfRequested(MIMEType.IMAGE_SVG, () -> drawn);
                    context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> words);
                });
    }

    private <T> void rich(Class<T> kind, MIMEType type, Function<T, String> rich, Function<T, String> text) {
        renderer.createRegistration(kind).preferring(type, MIMEType.TEXT_PLAIN).register((value, context) -> {
            context.renderIfRequested(type, () -> rich.apply(value));
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> text.apply(value));
        });
    }

    /** A figure in all the ways in which front ends take one. */
    private void figure(FigureDisplay figures) {
        renderer.createRegistration(Figure.class)
                .preferring(MIMEType.TEXT_HTML, PLOTLY, MIMEType.IMAGE_SVG, MIMEType.TEXT_PLAIN)
                .register((figure, context) -> {
                    FigureDisplay.Shown shown = figures.shown(figure);
                    context.renderIfRequested(MIMEType.TEXT_HTML, shown::html);
                    shown.svg().ifPresent(svg -> context.renderIfRequested(MIMEType.IMAGE_SVG, () -> svg));
                    shown.json()
                            .ifPresent(json -> context.renderIfRequested(PLOTLY, () -> JsonParser.parseString(json)));
                    context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> FigureDisplay.text(figure));
                });
    }

    private <T> void text(Class<T> kind, Function<T, String> text) {
        renderer.createRegistration(kind)
                .preferring(MIMEType.TEXT_PLAIN)
                .register((value, context) -> context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> text.apply(value)));
    }

    /** Shows what an optional value holds as that shows itself. */
    private <T> void content(Class<T> kind, Function<T, Optional<?>> content) {
        renderer.createRegistration(kind)
                .preferring(MIMEType.TEXT_PLAIN)
                .register((optional, context) -> context.getOutputContainer()
                        .assign(content.apply(optional)
                                .map(renderer::render)
                                .orElseGet(() -> new DisplayData("empty " + kind.getSimpleName()))));
    }
}
