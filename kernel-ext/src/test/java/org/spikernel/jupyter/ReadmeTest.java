package org.spikernel.jupyter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.Document;
import org.spikernel.Snippets;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.study.RankCorrelation;
import org.spikernel.train.SuperNetwork;
import org.spikernel.train.SuperNetworkTrainer;
import org.spikernel.train.Trainer;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code README.md} shows of super-networks works, here with few images, channels, epochs and iterations. */
class ReadmeTest {

    private static final List<String> BLOCKS = Document.of(Path.of("..", "README.md"))
            .section("## Networks that spike little")
            .blocks("java");

    private static final String FEW_IMAGES = "var images = Datasets.textures().first(24, 4);"
            + "var macro = SnasNet.forDataset(images).withChannels(4).withStemStride(4).withTimesteps(2);";

    private static final Map<String, String> SMALLER = Map.of(
            "withChannels(16)", "withChannels(2).withTimesteps(2)",
            "holdingOut(images.train().size() / 5)", "holdingOut(4)",
            "epochs(20)", "epochs(1).batch(4)",
            "test(), 20)", "test(), 2)",
            "autoSnnEvolution()", "autoSnnEvolution().rounds(1)",
            "evolution(1000)", "evolution(51)",
            "Progress.bar()", "Progress.none()");

    @TempDir
    private Path work;

    private String small(String code) {
        String smaller = code.replace("RunFiles.of(", "RunFiles.in(Path.of(\"" + work + "\"), ");
        for (Map.Entry<String, String> change : SMALLER.entrySet()) {
            smaller = smaller.replace(change.getKey(), change.getValue());
        }
        return smaller;
    }

    @Test
    void superNetworks() {
        assertThat(SMALLER.keySet()).allMatch(String.join("", BLOCKS)::contains);
        String ofBlocks = BLOCKS.get(0).substring(BLOCKS.get(0).indexOf("var blocks"));
        try (Snippets notebook = Snippets.here()) {
            StartupImports.packages().forEach(name -> notebook.run("import " + name + ".*;"));
            notebook.run(FEW_IMAGES);
            notebook.run(small(ofBlocks));

            String front =
                    "ParetoFront.of(found.table()).minimize(\"spikes\").minimize(\"params\").maximize(\"accuracy\")";
            assertThat(notebook.value("found.candidates().size()")).isEqualTo("20");
            assertThat(notebook.value(front + ".front().rowCount() + " + front + ".dominated().rowCount()"))
                    .isEqualTo("20");

            notebook.run(small(BLOCKS.get(1)));

            assertThat(notebook.value("one.places() > 20")).isEqualTo("true");
            assertThat(notebook.value("again"))
                    .contains("1x1_3x3_5x5_7x7 in SnasNet C=4, shared kernels")
                    .endsWith("; statistics computed anew for each network on 4 batches");
        }
        assertThat(work.resolve("kernel-sizes")).isDirectoryContaining("glob:**super-network-*.zip");
    }

    /** The example of {@link SuperNetwork}. */
    @Test
    void whichStatisticsRankBetterIsSeenByNetworksThatAreTrainedAlone() {
        Dataset split =
                new Dataset("stripes", "noisy stripes", List.of("rows", "columns"), stripes(40, 1), stripes(40, 2));
        SearchSpace sizes = SearchSpace.of(KernelSet.of(1, 3));
        SnasNet macro = SnasNet.forDataset(split).withChannels(4).withTimesteps(2);
        SuperNetwork trained =
                SuperNetworkTrainer.of(sizes, macro).epochs(4).batch(8).fit(split);
        List<Network> networks = sizes.draws(1)
                .map(CellArchitecture::canonical)
                .distinct()
                .limit(5)
                .map(macro::network)
                .toList();

        SuperNetwork again = trained.withStatisticsFrom(split.train(), 2);
        double[] alone = networks.stream()
                .mapToDouble(network -> Trainer.of(network)
                        .epochs(4)
                        .batch(8)
                        .fit(split)
                        .test(split)
                        .accuracy())
                .toArray();
        double[] stored = accuracies(trained, networks, split);
        double[] anew = accuracies(again, networks, split);
        RankCorrelation.Estimate tau = RankCorrelation.of(anew, alone).tau();

        assertThat(anew).hasSize(5).isNotEqualTo(stored);
        assertThat(tau.value()).isBetween(tau.low(), tau.high());
    }

    private static double[] accuracies(SuperNetwork trained, List<Network> networks, Dataset split) {
        return networks.stream()
                .mapToDouble(trained.accuracyOn(split.test())::of)
                .toArray();
    }

    /** Grey images of 8x8 whose rows or columns are bright in turn, most of the time. */
    private static ImageSet stripes(int count, long seed) {
        Shape shape = new Shape(1, 8, 8);
        RandomStream random = RandomStream.at(seed, "stripes");
        byte[] intensities = new byte[count * shape.size()];
        for (int i = 0; i < intensities.length; i++) {
            int along = i / shape.size() % 2 == 0 ? i / 8 : i;
            boolean isBright = (along % 2 == 0) ^ random.nextDouble() < 0.3;
            intensities[i] = (byte) (isBright ? 200 : 50);
        }
        int[] labels = IntStream.range(0, count).map(image -> image % 2).toArray();
        return ImageSet.of(shape, intensities, labels, new Normalisation(List.of(0.5), List.of(0.3)));
    }
}
