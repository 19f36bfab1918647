package org.spikernel.study.kernelbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

import org.spikernel.cell.KernelSet;
import org.spikernel.data.DatasetException;
import org.spikernel.random.RandomStream;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.Summary;
import org.spikernel.study.kernelbench.Planned.Role;
import org.spikernel.study.kernelbench.TrainedNetwork.Activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

class KernelBenchTest {

    private static final String IMAGES = "e46c6ded2d256738";

    @TempDir
    Path directory;

    @Test
    void shipsWhatWasPlanned() {
        KernelBench bench = KernelBench.cifar10();
        int last = bench.trainings().get(bench.trainings().size() - 1).planned().number();
        List<Planned> plan = KernelBenchPlan.first(last);
        assertThat(bench.trainings()).isNotEmpty().allSatisfy(each -> {
            assertThat(each.planned()).isEqualTo(plan.get(each.planned().number() - 1));
            assertThat(each.params())
                    .isEqualTo(each.planned().network().params().total());
            assertThat(each.validationAccuracies()).hasSize(KernelBenchPlan.EPOCHS);
            assertThat(each.testAccuracy()).isBetween(5.0, 95.0);
        });
        assertThat(bench.table().rowCount()).isEqualTo(bench.trainings().size());
    }

    @Test
    void readsWhatItWrote() {
        TrainedNetwork trained = trained(KernelBenchPlan.first(1).get(0), planned -> 47.04);
        Path file = directory.resolve("bench.csv");
        try (KernelBenchFile written = KernelBenchFile.open(file, IMAGES)) {
            written.append(trained);
        }
        assertThat(KernelBench.read(file).trainings()).containsExactly(trained);
    }

    @Test
    void goesOnWhereItWasAndTrainsAgainWhatALineInPartHeld() throws IOException {
        List<Planned> plan = KernelBenchPlan.first(2);
        Path file = directory.resolve("bench.csv");
        try (KernelBenchFile written = KernelBenchFile.open(file, IMAGES)) {
            plan.forEach(planned -> written.append(trained(planned, each -> 40)));
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));
        try (KernelBenchFile again = KernelBenchFile.open(file, IMAGES)) {
            assertThat(again.has(plan.get(0))).isTrue();
            assertThat(again.has(plan.get(1))).isFalse();
            again.append(trained(plan.get(1), each -> 40));
        }
        assertThat(file).hasContent(whole);
    }

    @Test
    void refusesOtherImages() {
        Path file = directory.resolve("bench.csv");
        try (KernelBenchFile written = KernelBenchFile.open(file, IMAGES)) {
            written.append(trained(KernelBenchPlan.first(1).get(0), each -> 40));
        }
        assertThatThrownBy(() -> KernelBenchFile.open(file, "0123456789abcdef"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bench.csv", IMAGES, "0123456789abcdef", "file of their own");
    }

    @Test
    void refusesWhatIsNoFileOfItsOwn() throws IOException {
        Path other = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> KernelBenchFile.open(other, IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("other.csv", "'a,b'");
        assertThat(other).hasContent("a,b\n1,2\n");
    }

    @Test
    void leavesAnotherFileWithoutALineEndAsItIs() throws IOException {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "my only copy of important notes");
        assertThatThrownBy(() -> KernelBenchFile.open(notes, IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("notes.txt", "'my only copy of important notes'", "no file of this benchmark");
        assertThat(notes).hasContent("my only copy of important notes");
    }

    @Test
    void beginsAgainWhereItsBeginningWasInterrupted() throws IOException {
        Path file = directory.resolve("bench.csv");
        KernelBenchFile.open(file, IMAGES).close();
        String whole = Files.readString(file);
        for (int length : new int[] {0, 1, whole.length() - 1}) {
            Files.writeString(file, whole.substring(0, length));
            KernelBenchFile.open(file, IMAGES).close();
            assertThat(Files.readString(file)).isEqualTo(whole);
        }
    }

    @Test
    void refusesRowsOfAnotherPlan() throws IOException {
        Path file = directory.resolve("bench.csv");
        try (KernelBenchFile written = KernelBenchFile.open(file, IMAGES)) {
            written.append(trained(KernelBenchPlan.first(1).get(0), each -> 40));
        }
        Files.writeString(file, Files.readString(file).replace("1,1,set", "1,2,set"));
        assertThatThrownBy(() -> KernelBenchFile.open(file, IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bench.csv", "block 2", "block 1");
    }

    @Test
    void namesTheDamagedLine() throws IOException {
        Path file = directory.resolve("bench.csv");
        try (KernelBenchFile written = KernelBenchFile.open(file, IMAGES)) {
            written.append(trained(KernelBenchPlan.first(1).get(0), each -> 40));
        }
        String text = Files.readString(file);
        Files.writeString(file, text.replace(",set,", ",sat,"));
        assertThatThrownBy(() -> KernelBench.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("line 2", "bench.csv", "SAT");
        Files.writeString(file, text.replace("40.00,", "140.00,"));
        assertThatThrownBy(() -> KernelBenchFile.open(file, IMAGES))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("line 2", "test_accuracy", "140.00");
    }

    @Test
    void mixesNoImagesAndNothingTwice() {
        TrainedNetwork one = trained(KernelBenchPlan.first(1).get(0), each -> 40);
        assertThatThrownBy(() -> new KernelBench(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training 1 is there twice");
        Planned second = KernelBenchPlan.first(2).get(1);
        TrainedNetwork other = TrainedNetwork.of(
                second, one.before(), one.after(), one.validationAccuracies(), 40, 1, "ffff", one.version());
        assertThatThrownBy(() -> new KernelBench(List.of(one, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(IMAGES, "ffff");
    }

    @Test
    void findsWhatLargerKernelsAreWorth() {
        KernelBench bench = bench(KernelBenchTest::worth, planned -> planned.channels());
        Table differences = Summary.of(bench.largerKernels(), "difference", "comparison");
        assertThat(mean(differences, "7x7 and 3x3 at equal width")).isCloseTo(3, within(1e-9));
        assertThat(mean(differences, "5x5 and 3x3 at equal width")).isCloseTo(2, within(1e-9));
        assertThat(mean(differences, "7x7 and 3x3 at equal convolution weights"))
                .isCloseTo(-1, within(1e-9));
        assertThat(mean(differences, "5x5 and 3x3 at equal convolution weights"))
                .isBetween(-2.0, 0.0);
    }

    @Test
    void comparesAtEqualEnergyBetweenTheWidths() {
        // Energy is that of the width, and larger kernels take as much as 3x3 ones of 24 channels.
        KernelBench bench = bench(
                KernelBenchTest::worth,
                planned ->
                        planned.kernels().equals("7x7") || planned.kernels().equals("5x5") ? 24 : planned.channels());
        Table differences = Summary.of(bench.largerKernels(), "difference", "comparison");
        double halfway = 4 * Math.log(24 / 16.0) / Math.log(2);
        assertThat(mean(differences, "7x7 and 3x3 at equal energy")).isCloseTo(3 - halfway, within(1e-9));
    }

    @Test
    void saysHowMuchASmallerNetworkHasWhereNoneHasAsMuch() {
        KernelBench bench = bench(KernelBenchTest::worth, planned -> planned.channels());
        Table differences = bench.largerKernels();
        Table weights = differences.where(
                differences.stringColumn("comparison").isEqualTo("7x7 and 3x3 at equal convolution weights"));
        assertThat(weights.doubleColumn("share").asList())
                .isNotEmpty()
                .allSatisfy(share -> assertThat(share).isBetween(0.75, 0.95));
        Table width = differences.where(differences.stringColumn("comparison").isEqualTo("7x7 and 3x3 at equal width"));
        assertThat(width.doubleColumn("share").asList()).containsOnly(1.0);
    }

    @Test
    void tellsNoiseFromSeeds() {
        KernelBench bench = bench(planned -> 40 + 2 * planned.seed(), planned -> 1);
        assertThat(bench.noise()).isCloseTo(2, within(1e-9));
        assertThat(bench.networks().trainings())
                .extracting(each -> each.planned().seed())
                .containsOnly(1L);
    }

    @Test
    void knowsTheCeilingOfRankings() {
        KernelBench bench = bench(planned -> 30 + planned.block() + 0.01 * planned.seed(), planned -> 1);
        RankCorrelation ceiling = bench.ceiling();
        assertThat(ceiling.tau().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void ranksAmongAllNetworksWithinASetAndWithinAPattern() {
        // Accuracy follows the pattern, and falls a little with the convolutions' weights.
        KernelBench bench = bench(
                planned -> 10 * planned.block() - planned.network().params().features() / 1e6, planned -> 1);
        KernelBench fixed = bench.where(each -> each.planned().role() != Role.RANDOM);
        Table taus = fixed.ranking("block", "params_features");
        assertThat(tau(taus, "block", "one kernel set")).isCloseTo(1, within(1e-9));
        assertThat(tau(taus, "block", "all networks")).isGreaterThan(0.9);
        assertThat(tau(taus, "block", "one pattern")).isNaN();
        assertThat(tau(taus, "params features", "one pattern")).isCloseTo(-1, within(1e-9));
        assertThat(taus.doubleColumn("tau_low").get(0))
                .isLessThanOrEqualTo(taus.doubleColumn("tau").get(0));
    }

    @Test
    void intervalsWithinPatternsAreThoseOfAMeanOfAsManyPatternsAsThereAre() {
        // Weights rank one half of the patterns right and the other half wrong, so tau is a mean of ones and minus
        // ones.
        KernelBench bench = bench(
                        planned -> (planned.block() % 2 == 0 ? 1 : -1)
                                * planned.network().params().features()
                                / 1e6,
                        planned -> 1)
                .wholeBlocks()
                .where(each -> each.planned().role() != Role.RANDOM);
        int patterns = blocks(bench).size();

        Table taus = bench.ranking("params_features");
        Table within = taus.where(taus.stringColumn("among").isEqualTo("one pattern"));

        double width = within.doubleColumn("tau_high").get(0)
                - within.doubleColumn("tau_low").get(0);
        assertThat(width).isCloseTo(2 * 1.96 / Math.sqrt(patterns), withinPercentage(20));
    }

    @Test
    void agreesWithKendallsTauOverAllPairs() {
        KernelBench bench = bench(planned -> (planned.number() * 37) % 101 / 2.0, planned -> 1)
                .networks();
        Table table = bench.table();
        double kendall = RankCorrelation.kendall(
                table.longColumn("params").asDoubleArray(),
                table.doubleColumn("test_accuracy").asDoubleArray());
        assertThat(tau(bench.ranking("params"), "params", "all networks")).isCloseTo(kendall, within(1e-9));
    }

    @Test
    void predictsWhatFollowsFromTheCell() {
        KernelBench bench = bench(planned -> planned.network().params().features() / 1e3, planned -> 1);
        assertThat(tau(bench.ranking("predicted_accuracy"), "predicted accuracy", "one pattern"))
                .isGreaterThan(0.8);
    }

    @Test
    void predictsNetworksOfAPatternFromOtherPatternsAlone() {
        // What a pattern is worth cannot be known without its trainings, and is nearly all that matters among all
        // networks.
        KernelBench bench =
                bench(planned -> RandomStream.at(3, "worth", planned.block()).nextDouble() * 80 + 5, planned -> 1);
        assertThat(tau(bench.ranking("predicted_accuracy"), "predicted accuracy", "all networks"))
                .isLessThan(0.4);
    }

    @Test
    void ranksBySuperNetworkThoseThatItHolds() {
        KernelBench bench = KernelBench.cifar10().where(each -> each.planned().block() <= 3);
        Table taus = bench.ranking("super_network_accuracy", "super_network_accuracy_anew", "params");
        long narrow = bench.networks().trainings().stream()
                .filter(each -> each.planned().channels() == KernelBenchPlan.CHANNELS)
                .count();
        assertThat(taus.longColumn("networks").asList()).containsOnly(narrow);
        assertThat(tau(taus, "super network accuracy", "all networks")).isBetween(-1.0, 1.0);
        assertThat(tau(taus, "super network accuracy", "all networks"))
                .isNotEqualTo(tau(taus, "super network accuracy anew", "all networks"));
    }

    @Test
    void hasNoSuperNetworkOfOtherImages() {
        KernelBench others = new KernelBench(KernelBenchPlan.first(20).stream()
                .map(planned -> trained(planned, each -> 10 + each.number(), 1, "0123456789abcdef"))
                .toList());
        int networks = others.networks().trainings().size();
        assertThatThrownBy(() -> others.ranking("params", "super_network_accuracy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of " + networks + " networks")
                .hasMessageContaining("params is known of " + networks)
                .hasMessageContaining("super_network_accuracy is known of 0");
    }

    private static double tau(Table taus, String by, String among) {
        for (Row row : taus) {
            if (row.getString("by").equals(by) && row.getString("among").equals(among)) {
                return row.getDouble("tau");
            }
        }
        throw new AssertionError(by + " among " + among + " is not in " + taus.print());
    }

    @Test
    void leavesOutBlocksThatWereNotTrainedToTheirEnd() {
        KernelBench bench = bench(planned -> 1, planned -> 1);
        int cut = bench.trainings().get(bench.trainings().size() - 1).planned().block();
        KernelBench lacking = bench.where(each -> each.planned().number() != 20);
        assertThat(blocks(bench.wholeBlocks())).hasSize(cut - 1).doesNotContain(cut);
        assertThat(blocks(lacking.wholeBlocks())).hasSize(cut - 2).doesNotContain(2, cut);
    }

    private static Set<Integer> blocks(KernelBench bench) {
        return bench.trainings().stream().map(each -> each.planned().block()).collect(Collectors.toSet());
    }

    @Test
    void choosesKernelSets() {
        assertThat(bench(KernelBenchTest::worth, planned -> 1)
                        .in(KernelSet.SET_6)
                        .trainings())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.planned().kernels()).isEqualTo("5x5_7x7"));
    }

    /** Two and three points more for larger kernels, four for twice the width. */
    private static double worth(Planned planned) {
        double ofPattern = 40 + planned.block();
        return ofPattern
                + switch (planned.role()) {
                    case UNIFORM ->
                        planned.kernels().equals("3x3") ? 0 : planned.kernels().equals("5x5") ? 2 : 3;
                    case WIDER -> 4;
                    default -> 1;
                };
    }

    private static KernelBench bench(ToDoubleFunction<Planned> accuracy, ToDoubleFunction<Planned> microjoules) {
        return new KernelBench(KernelBenchPlan.first(120).stream()
                .map(planned -> trained(planned, accuracy, microjoules.applyAsDouble(planned)))
                .toList());
    }

    private static TrainedNetwork trained(Planned planned, ToDoubleFunction<Planned> accuracy) {
        return trained(planned, accuracy, 2.5);
    }

    private static TrainedNetwork trained(Planned planned, ToDoubleFunction<Planned> accuracy, double microjoules) {
        return trained(planned, accuracy, microjoules, IMAGES);
    }

    private static TrainedNetwork trained(
            Planned planned, ToDoubleFunction<Planned> accuracy, double microjoules, String images) {
        return TrainedNetwork.of(
                planned,
                new Activity(OptionalDouble.of(646.7595), 0.081987, 810422, 2.0629),
                new Activity(OptionalDouble.empty(), 0.089086, 1292288, microjoules),
                List.of(35.3, 41.45, 44.25, 47.8, 49.35, 49.9),
                accuracy.applyAsDouble(planned),
                79.8,
                images,
                "0.1.0 on Java 17");
    }

    private static double mean(Table summary, String comparison) {
        for (Row row : summary) {
            if (row.getString("comparison").equals(comparison)) {
                return row.getDouble("difference");
            }
        }
        throw new AssertionError(comparison + " is not among "
                + summary.stringColumn("comparison").asList());
    }

    @Test
    void saysInWordsWhatLargerKernelsAreWorth() {
        KernelBench bench = bench(KernelBenchTest::worth, planned -> planned.channels());
        int patterns = bench.largerKernels()
                .where(bench.largerKernels().stringColumn("comparison").isEqualTo("7x7 and 3x3 at equal width"))
                .rowCount();
        assertThat(bench.largerKernelsInWords())
                .hasSize(8)
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("7x7 and 3x3 at equal width: +3.0 points [")
                        .endsWith("larger kernels ahead in %d of %d patterns: larger kernels are ahead"
                                .formatted(patterns, patterns)));
    }
}
