package org.spikernel.jupyter.display;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.BlockSpace;
import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.checkup.Checkup;
import org.spikernel.checkup.Finding;
import org.spikernel.checkup.Symptom;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Lif;
import org.spikernel.plot.CellDiagram;
import org.spikernel.plot.Pictures;
import org.spikernel.score.Energy;
import org.spikernel.score.RScore;
import org.spikernel.score.Scorer;
import org.spikernel.score.SynapticOperations;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;
import org.spikernel.study.OperationSignificance;
import org.spikernel.study.Repetition;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;
import org.spikernel.train.Trainer;

import static org.assertj.core.api.Assertions.assertThat;

class LibraryDisplaysTest {

    private static final Pattern STILL =
            Pattern.compile("<img alt=\"[^\"]+\" style=\"[^\"]*\" src=\"data:image/svg\\+xml;base64,([^\"]+)\">");

    private static final Cell CELL = Cell.parse("conv3x3 | skip conv5x5 | skip zero avg3x3");
    private static final Network NETWORK = SnasNet.cifar10().withChannels(2).network(CELL);

    private final Renderer renderer = new Renderer();

    LibraryDisplaysTest() {
        Displays.register(renderer, () -> new CellRun("", 0));
    }

    /** What is shown, with drawings as elements in place of images. */
    private String shown(Object value, MIMEType type) {
        return STILL.matcher(asWritten(value, type))
                .replaceAll(still -> Matcher.quoteReplacement(
                        new String(Base64.getDecoder().decode(still.group(1)), StandardCharsets.UTF_8)));
    }

    private String asWritten(Object value, MIMEType type) {
        return String.valueOf(renderer.render(value).getData(type));
    }

    @Test
    void drawingsAreImagesInHtmlSinceUntrustedPagesLeaveElementsOfSvgOut() {
        SearchResult search = search(network -> network.nodes().size());
        List<Object> drawn = List.of(
                CELL,
                CellDiagram.of(CELL),
                CellArchitecture.of(CELL),
                search,
                search.best(),
                BlockArchitecture.parse("SRB_k5 skip"),
                Pictures.images(Datasets.textures(), 2),
                Datasets.textures());

        assertThat(drawn)
                .allSatisfy(value -> assertThat(asWritten(value, MIMEType.TEXT_HTML))
                        .containsPattern(STILL)
                        .doesNotContain("<svg"));
    }

    @Test
    void findingsOfACheckupAreAList() {
        Finding finding = Finding.at("a<b", Symptom.SILENT_NEURONS, "rate 0", "more", List.of("one", "other"));
        Checkup checkup = new Checkup("it", List.of(finding), List.of("neurons"), List.of());
        Checkup clean = new Checkup("it", List.of(), List.of("neurons"), List.of());

        assertThat(shown(checkup, MIMEType.TEXT_HTML))
                .contains("<div>Checkup of it: 1 finding</div>")
                .contains("<b>neurons hardly ever spike at 'a&lt;b'</b><div>Found: rate 0</div>")
                .contains("<li><code>one</code></li><li><code>other</code></li>")
                .endsWith("<div>Looked at: neurons.</div>");
        assertThat(shown(clean, MIMEType.TEXT_HTML))
                .isEqualTo("<div>Checkup of it: nothing is out of the ordinary</div><div>Looked at: neurons.</div>");
        assertThat(shown(clean, MIMEType.TEXT_PLAIN)).isEqualTo(clean.toString());
    }

    @Test
    void cellIsDrawnWithItsOperations() {
        assertThat(shown(CELL, MIMEType.IMAGE_SVG))
                .startsWith("<svg")
                .contains(">conv3x3<", ">conv5x5<", ">avg3x3<", ">skip<")
                .doesNotContain(">zero<");
        assertThat(shown(CELL, MIMEType.TEXT_PLAIN)).isEqualTo(CELL.toString());
    }

    @Test
    void blocksAreDrawnAloneAndOfACandidateInTheirNetwork() {
        BlockArchitecture blocks = BlockArchitecture.parse("SRB_k5 skip SCB_k3 skip SRB_k7");
        AutoSnn macro = AutoSnn.snn1(SnnFrame.cifar10().withChannels(2));
        SearchResult found = Search.of(BlockSpace.autoSnn().withBlocks(SpikingBlock.SRB_K7), macro, network -> 1)
                .strategy(Strategy.random(1))
                .run();

        assertThat(shown(blocks, MIMEType.TEXT_HTML)).contains("SRB_k5 skip SCB_k3 skip SRB_k7", "<svg", ">SRB_k7<");
        assertThat(shown(blocks, MIMEType.TEXT_PLAIN)).isEqualTo(blocks.toString());
        assertThat(shown(found, MIMEType.TEXT_HTML)).contains("<svg", ">SRB_k7<", ">max2x2<");
        assertThat(shown(found.best(), MIMEType.TEXT_HTML)).contains(">stem<", ">2 x 32<");
    }

    @Test
    void candidatesWithoutAScoreAreNotAmongTheBest() {
        Scorer ofFew = network -> {
            if (network.params().total() > 40_000) {
                throw new UndefinedScoreException("too large");
            }
            return network.params().total();
        };
        SearchResult found = Search.of(
                        BlockSpace.autoSnn(), AutoSnn.snn1(SnnFrame.cifar10().withChannels(4)), ofFew)
                .strategy(Strategy.random(20))
                .run();

        long scored = found.candidates().stream()
                .filter(candidate -> candidate.score().isPresent())
                .count();
        assertThat(scored).isBetween(5L, 19L);
        assertThat(shown(found, MIMEType.TEXT_HTML)).doesNotContain("\u2013");
    }

    @Test
    void trainedCellIsDrawnAndSeveralAreATable() {
        TrainedCell trained =
                new TrainedCell(7, CELL, 1_000, 100, 87.5, 88.25, OptionalDouble.empty(), OptionalDouble.empty());

        assertThat(shown(trained, MIMEType.TEXT_HTML)).contains("test accuracy 88.25%", "<svg", ">conv5x5<");
        assertThat(shown(TrainedCells.of(List.of(trained)), MIMEType.TEXT_HTML))
                .contains("1 cells trained for 100 epochs", "<table", "88.25");
    }

    @Test
    void studiesAreShownWithWhatTheySay() {
        var measured = Repetition.of(List.of(1, 3))
                .named("kernel")
                .run((size, seed, progress) -> size + seed % 2)
                .measure("accuracy", Long::doubleValue);
        var worth = OperationSignificance.of(SearchSpace.SPIKENAS_2O)
                .run((space, seed, progress) -> space.operations().size() / 10.0);

        assertThat(shown(measured, MIMEType.TEXT_HTML)).contains("mean over 3 seeds", "standard_deviation", ">1.67<");
        assertThat(shown(measured.comparisons(), MIMEType.TEXT_HTML)).contains("1 of 1 differences", "p_corrected");
        assertThat(shown(worth, MIMEType.TEXT_HTML)).contains("nothing 0.2000", "standard_deviation_of_loss");
        assertThat(shown(worth, MIMEType.TEXT_PLAIN))
                .isEqualTo("accuracy, mean over 3 seeds: nothing 0.2000, skip 0.1000, conv3x3 0.1000");
    }

    @Test
    void datasetSaysWhichImagesInAnElementThatReportsFind() {
        assertThat(shown(Datasets.textures(), MIMEType.TEXT_HTML))
                .startsWith("<div class=\"spikernel-dataset\">")
                .contains(
                        Datasets.textures().description(),
                        "fingerprint of the training images: "
                                + Datasets.textures().train().fingerprint());
    }

    @Test
    void commandsInWhatADatasetSaysAreCode() {
        Dataset textures = Datasets.textures();
        Dataset instead = new Dataset(
                textures.name(),
                "in place of <A> (`./get a` gets it)",
                textures.classNames(),
                textures.train(),
                textures.test());

        assertThat(shown(instead, MIMEType.TEXT_HTML)).contains("in place of &lt;A&gt; (<code>./get a</code> gets it)");
    }

    @Test
    void datasetShowsItsClasses() {
        Dataset images = Datasets.textures(3).first(31, 7);
        String html = shown(images, MIMEType.TEXT_HTML);

        assertThat(html).contains("<div>10 to 11 training images of each class</div>");
        images.classNames().forEach(name -> assertThat(html).contains(">" + name + "</text>"));
        assertThat(html).containsOnlyOnce("<svg");
    }

    @Test
    void networkAndParametersAreTables() {
        assertThat(shown(NETWORK, MIMEType.TEXT_HTML)).contains("<table", "cell2.1-&gt;2.conv5x5", "[4, 16, 16]");
        assertThat(shown(NETWORK.params(), MIMEType.TEXT_HTML)).contains("<table", "classifier.hidden", "parameters (");
    }

    @Test
    void representationShowsScoreActivityAndKernelMatrix() {
        var representation = RScore.on(Datasets.textures().train().batch(4, 1)).represent(NETWORK);

        assertThat(shown(representation, MIMEType.TEXT_HTML)).contains("R = ", "firing_rate", "reduction.lif");
        assertThat(shown(representation.kernel(), MIMEType.TEXT_HTML)).contains("heatmap");
    }

    @Test
    void synapticOperationsAreATable() {
        var engine = SpikeEngine.common().on(Datasets.textures().train().batch(2, 1), Weights.random(0));

        assertThat(shown(SynapticOperations.of(NETWORK, engine), MIMEType.TEXT_HTML))
                .contains("synaptic operations for one image;", "<table", "cell1.1-&gt;2.conv5x5");
        assertThat(shown(Energy.of(NETWORK, engine), MIMEType.TEXT_HTML))
                .contains("uJ for one image", "<table", "effective_acs", "cell1.1-&gt;2.conv5x5");
    }

    @Test
    void candidateIsTakenWhereItsNetworkIs() {
        var candidate = search(network -> network.nodes().size()).best();
        var score = RScore.on(Datasets.textures().train().batch(4, 1));

        assertThat(Trainer.of(candidate).network().name())
                .isEqualTo(candidate.network().name());
        assertThat(score.represent(candidate).score())
                .isEqualTo(score.represent(candidate.network()).score());
    }

    @Test
    void searchShowsItsBestCell() {
        SearchResult result = search(network -> network.nodes().size());

        assertThat(shown(result, MIMEType.TEXT_HTML)).contains("3x3_5x5_10x", "<svg", "best candidates of 3x3_5x5_10x");
        assertThat(shown(result.best(), MIMEType.TEXT_HTML)).contains("<svg", "drawn at iteration");
    }

    @Test
    void cellsThatDifferAreDrawnOneByOne() {
        CellArchitecture mixed = CellArchitecture.of(CELL).with(2, 2, Cell.parse("skip | skip skip | skip skip skip"));
        String uniform = shown(CellArchitecture.of(CELL), MIMEType.TEXT_HTML);

        assertThat(shown(mixed, MIMEType.TEXT_HTML)).contains("cell 1</div><svg", "cell 2</div><svg");
        assertThat(uniform).contains("<svg").doesNotContain("cell 2</div>");
        assertThat(shown(mixed, MIMEType.TEXT_PLAIN)).isEqualTo(mixed.toString());
    }

    @Test
    void searchWithoutAScoreSaysSo() {
        SearchResult result = search(network -> {
            throw new UndefinedScoreException("none");
        });

        assertThat(shown(result, MIMEType.TEXT_HTML))
                .contains("no best candidate")
                .doesNotContain("<svg");
    }

    private static SearchResult search(Scorer scorer) {
        return Search.of(SearchSpace.of(KernelSet.SET_3), SnasNet.cifar10().withChannels(2), scorer)
                .strategy(Strategy.random(10))
                .run();
    }

    @Test
    void modelShowsHowItLearnedAndItsTestWhatItTakesForWhat() {
        Network network = SnasNet.cifar10().withChannels(2).withTimesteps(1).network(CELL);
        Dataset textures = Datasets.textures();
        Dataset few = new Dataset(
                "few",
                "few textures",
                textures.classNames(),
                textures.train().first(20),
                textures.test().first(20));
        TrainedModel model = Trainer.of(network).epochs(1).batch(10).fit(few);

        assertThat(shown(model, MIMEType.TEXT_HTML))
                .contains("1 epoch in", "trained on few textures", "Accuracy while training", network.name());
        assertThat(shown(model.test(few), MIMEType.TEXT_HTML))
                .contains("accuracy ", "precision", "Confusion matrix", "checks-diamonds-diamonds");
        assertThat(shown(model.curve(), MIMEType.TEXT_HTML)).contains("<table", "learning_rate");
        assertThat(shown(model.provenance(), MIMEType.TEXT_HTML)).contains("<table", "setting seed", "fingerprint");
    }

    @Test
    void neuronIsAFigure() {
        assertThat(shown(Lif.DEFAULT.respond(1.5, 1.5), MIMEType.TEXT_HTML)).contains("Membrane potential");
        assertThat(shown(List.of(1, 2), MIMEType.TEXT_PLAIN)).isEqualTo("[1, 2]");
    }
}
