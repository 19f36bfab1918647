package org.spikernel.jupyter.display;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.checkup.Checkup;
import org.spikernel.checkup.Finding;
import org.spikernel.data.Dataset;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.Provenance;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.network.ParamCount;
import org.spikernel.plot.BlockDiagram;
import org.spikernel.plot.CellDiagram;
import org.spikernel.plot.Pictures;
import org.spikernel.plot.Plots;
import org.spikernel.score.Energy;
import org.spikernel.score.Representation;
import org.spikernel.score.SynapticOperations;
import org.spikernel.search.Candidate;
import org.spikernel.search.SearchResult;
import org.spikernel.study.Measurements;
import org.spikernel.study.OperationWorth;
import org.spikernel.study.PairedComparisons;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/** How the library's own objects look as HTML: what they say of themselves, and what there is to see. */
final class LibraryDisplays {

    private static final int BEST_ROWS = 5;

    /** As many as stand in one row of a page. */
    private static final int CLASSES_SHOWN = 10;

    private LibraryDisplays() {}

    /**
     * One line, in an element of a class by which a report finds out which images it used; the fingerprint is the one that models keep. Then how
     * many images of a class there are to learn from, and one of each of the first classes.
     */
    static String html(Dataset images) {
        return "<div class=\"spikernel-dataset\">" + Html.withCode(images.description())
                + " (fingerprint of the training images: " + images.train().fingerprint() + ")</div>"
                + "<div>" + ofEach(images) + " training images of each class</div>"
                + StillPicture.html(Pictures.classes(images, CLASSES_SHOWN));
    }

    /** How many training images a class has: one number, or from the least to the most. */
    private static String ofEach(Dataset images) {
        int[] counts = images.train().imagesOfClasses(images.classes());
        int least = Arrays.stream(counts).min().orElse(0);
        int most = Arrays.stream(counts).max().orElse(0);
        return least == most
                ? String.format(Locale.ROOT, "%,d", most)
                : String.format(Locale.ROOT, "%,d to %,d", least, most);
    }

    static String html(Network network) {
        return described(network) + TableDisplay.wholeHtml(network.table());
    }

    static String html(ParamCount params) {
        return described(params) + TableDisplay.wholeHtml(params.table());
    }

    static String html(Representation representation) {
        return described(representation) + TableDisplay.wholeHtml(representation.table());
    }

    static String html(Energy energy) {
        return described(energy) + TableDisplay.wholeHtml(energy.table());
    }

    static String html(SynapticOperations operations) {
        return described(operations) + TableDisplay.wholeHtml(operations.table());
    }

    static String html(TrainedCell trained) {
        return described(trained) + drawn(trained.cell());
    }

    static String html(TrainedCells trained) {
        return TableDisplay.html(trained.table());
    }

    static String html(Candidate candidate) {
        return described(candidate) + drawn(candidate);
    }

    static String html(BlockArchitecture architecture) {
        return described(architecture) + drawn(BlockDiagram.of(architecture));
    }

    static String html(CellArchitecture architecture) {
        return described(architecture) + drawn(architecture);
    }

    /** A picture: of cells alone, which are the same in every network; of blocks in their network, where each has its width; else none. */
    private static String drawn(Candidate candidate) {
        if (candidate.architecture() instanceof CellArchitecture cells) {
            return drawn(cells);
        }
        return candidate.architecture() instanceof BlockArchitecture ? drawn(BlockDiagram.of(candidate.network())) : "";
    }

    /** One picture for all cells, or one for each under its number. */
    private static String drawn(CellArchitecture architecture) {
        if (architecture.isUniform()) {
            return drawn(architecture.cell());
        }
        return IntStream.range(0, architecture.cells().size())
                .mapToObj(i -> "<div>cell " + (i + 1) + "</div>"
                        + drawn(architecture.cells().get(i)))
                .collect(Collectors.joining());
    }

    private static String drawn(Cell cell) {
        return StillPicture.html(CellDiagram.of(cell).svg(), cell.toString());
    }

    private static String drawn(BlockDiagram blocks) {
        return StillPicture.html(blocks.svg(), blocks.toString());
    }

    /** The search in words, its best cells drawn, and its best candidates. */
    static String html(SearchResult result) {
        if (result.candidates().stream().allMatch(candidate -> candidate.score().isEmpty())) {
            return described(result);
        }
        Table best = result.ranking().first(BEST_ROWS);
        return described(result)
                + drawn(result.best())
                + TableDisplay.html(best.setName("best candidates of " + result.setting()));
    }

    static String html(TrainedModel model) {
        return described(model);
    }

    static Figure learningCurve(TrainedModel model) {
        return Plots.learningCurves(model.curve().table(model.network().name()));
    }

    /** The result in words, and class by class. */
    static String html(TestResult result) {
        return described(result) + TableDisplay.html(result.table());
    }

    /** How many findings, each with what to try, and what was looked at. */
    static String html(Checkup checkup) {
        String findings =
                checkup.findings().stream().map(LibraryDisplays::html).collect(Collectors.joining("</li><li>"));
        return described(checkup.headline())
                + (checkup.isClean() ? "" : "<ol><li>" + findings + "</li></ol>")
                + described(checkup.scope());
    }

    private static String html(Finding finding) {
        String advice = finding.advice().stream()
                .map(line -> "<li><code>" + Html.escape(line) + "</code></li>")
                .collect(Collectors.joining("", "<div>Try one of</div><ul>", "</ul>"));
        return "<b>" + Html.escape(finding.headline()) + "</b>"
                + described("Found: " + finding.found())
                + described("Expected: " + finding.expected())
                + advice;
    }

    static String html(LearningCurve curve) {
        return described(curve) + TableDisplay.html(curve.table());
    }

    static String html(Provenance provenance) {
        return described(provenance) + TableDisplay.wholeHtml(provenance.table());
    }

    static String html(Measurements measurements) {
        return described(measurements) + TableDisplay.wholeHtml(measurements.summary());
    }

    static String html(OperationWorth worth) {
        return described(worth) + TableDisplay.wholeHtml(worth.table());
    }

    static String html(PairedComparisons compared) {
        return described(compared) + TableDisplay.wholeHtml(compared.table());
    }

    private static String described(Object value) {
        return Stream.of(value.toString().split("\\R"))
                .map(line -> "<div>" + Html.escape(line) + "</div>")
                .collect(Collectors.joining());
    }
}
