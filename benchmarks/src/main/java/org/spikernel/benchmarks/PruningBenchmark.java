package org.spikernel.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.Progress;
import org.spikernel.score.RScore;
import org.spikernel.search.Candidate;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;
import org.spikernel.space.Architecture;
import org.spikernel.study.BestOfDraws;
import org.spikernel.study.Summary;
import org.spikernel.study.tabular.SpikeNasBench;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/**
 * Compares LightSNN's search by pruning with random search: at equally many scores, in equal time, and by how many draws have a score as high.
 *
 * <pre>
 * bench pruning [--seeds 5] [--draws 400]
 * </pre>
 *
 * <p>Each seed has images, weights and draws of its own. What random search finds in so many draws is the mean over all orders of its draws, so
 * that it has no luck. Beside both stand random cells with a convolution on every edge, which take no search: where these score as high, a
 * search has found out no more than that the score grows with the number of convolutions. Times are seconds of processors, whatever else the
 * machine does. Where SpikeNAS-Bench is present, its space is searched too, and what is found is judged by the test accuracies of its cells.
 */
public final class PruningBenchmark {

    private static final int CHANNELS = 8;
    private static final int BATCH = 32;
    private static final int TIMESTEPS = 3;
    private static final int CONVOLVING = 20;
    private static final int WARM_UP_ITERATIONS = 100;
    private static final int EPOCHS = 100;

    private final Dataset images;
    private final int draws;
    private final int seeds;

    private PruningBenchmark(Dataset images, int draws, int seeds) {
        this.images = images;
        this.draws = draws;
        this.seeds = seeds;
    }

    /** Prints a line for what is found with each seed, and then the means over seeds, for each space. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--seeds SEEDS", "--draws DRAWS"), PruningBenchmark::compare);
    }

    private static void compare(Arguments given) {
        PruningBenchmark benchmark = new PruningBenchmark(
                Datasets.cifar10().orElseTextures(),
                given.number("--draws").orElse(400),
                given.number("--seeds").orElse(5));
        benchmark.print(SearchSpace.of(KernelSet.SET_3), Optional.empty());
        if (SpikeNasBench.cifar10().isPresent()) {
            benchmark.print(
                    SpikeNasBench.SPACE,
                    Optional.of(SpikeNasBench.cifar10().orElseThrow().trainedFor(EPOCHS)));
        }
    }

    private void print(SearchSpace space, Optional<TrainedCells> trained) {
        System.out.printf(
                Locale.ROOT,
                "%s on %s, C=%d, batch %d, %d timesteps%n",
                space,
                images.name(),
                CHANNELS,
                BATCH,
                TIMESTEPS);
        timed(space, seeds, Strategy.random(WARM_UP_ITERATIONS));
        timed(space, seeds, Strategy.pruning());
        Map<String, DoubleStream.Builder> numbers = new LinkedHashMap<>();
        for (int seed = 0; seed < seeds; seed++) {
            new Comparison(space, seed, trained)
                    .numbers()
                    .forEach((name, number) -> numbers.computeIfAbsent(name, first -> DoubleStream.builder())
                            .add(number));
        }
        System.out.printf(Locale.ROOT, "mean of %d seeds, with its 95%% interval; %d draws each%n", seeds, draws);
        numbers.forEach((name, builder) -> print(name, builder.build().toArray()));
    }

    private static void print(String name, double[] numbers) {
        Table summary = Summary.of(
                Table.create(
                        StringColumn.create("seeds", Collections.nCopies(numbers.length, "all")),
                        DoubleColumn.create("number", numbers)),
                "number",
                "seeds");
        System.out.printf(
                Locale.ROOT,
                "  %-62s %8.2f [%.2f, %.2f]%n",
                name,
                summary.doubleColumn("number").get(0),
                summary.doubleColumn("number_low").get(0),
                summary.doubleColumn("number_high").get(0));
    }

    /** What a search found, and what it took. */
    private record Timed(SearchResult result, double seconds) {

        int scores() {
            return result.candidates().size() + result.steps().size();
        }
    }

    private Timed timed(SearchSpace space, long seed, Strategy strategy) {
        RScore score = RScore.on(images.train().batch(BATCH, seed))
                .timesteps(TIMESTEPS)
                .seed(seed);
        Search search = Search.of(space, SnasNet.forDataset(images).withChannels(CHANNELS), score)
                .strategy(strategy);
        double start = Processors.seconds();
        SearchResult result = search.run(Progress.none());
        return new Timed(result, Processors.seconds() - start);
    }

    /** Of one seed. */
    private final class Comparison {

        private final Optional<TrainedCells> trained;
        private final Timed pruned;
        private final Timed random;
        private final Timed convolving;

        /** The candidate of each draw that has a score. */
        private final List<Candidate> drawn;

        Comparison(SearchSpace space, long seed, Optional<TrainedCells> trained) {
            this.trained = trained;
            pruned = timed(space, seed, Strategy.pruning());
            random = timed(space, seed, Strategy.random(draws).seed(seed));
            convolving = timed(
                    space,
                    seed,
                    Strategy.chosen(
                            convolutions(space).draws(seed).limit(CONVOLVING).toList()));
            drawn = drawn(space.draws(seed).limit(draws), random.result);
            if (drawn.size() < pruned.scores()) {
                throw new Arguments.Mistake("--draws must leave random search as many scores as pruning takes, "
                        + pruned.scores()
                        + " with seed " + seed + ", but " + drawn.size() + " of " + draws + " draws have a score; draw "
                        + "more, such as --draws 400");
            }
            System.out.println("  seed " + seed + ": " + pruned.result.best());
        }

        private static SearchSpace convolutions(SearchSpace space) {
            return SearchSpace.of(space.operations().stream()
                    .filter(operation -> CellArchitecture.parse(operation + " | zero zero | skip zero zero")
                                    .cell()
                                    .convolutions()
                            == 1)
                    .toArray(Operation[]::new));
        }

        private static List<Candidate> drawn(Stream<CellArchitecture> draws, SearchResult result) {
            Map<Architecture, Candidate> scored = result.candidates().stream()
                    .collect(Collectors.toMap(Candidate::architecture, candidate -> candidate));
            return draws.map(architecture -> scored.get(architecture.canonical()))
                    .filter(candidate -> candidate.score().isPresent())
                    .toList();
        }

        private static double score(Candidate candidate) {
            return candidate.score().orElse(Double.NaN);
        }

        /** How many draws random search scores in the time of pruning. */
        private double drawsInTime() {
            return draws * pruned.seconds / random.seconds;
        }

        Map<String, Double> numbers() {
            double found = score(pruned.result.best());
            BestOfDraws best = BestOfDraws.resampled(
                    drawn.stream().mapToDouble(Comparison::score).toArray());
            int inTime = (int) Math.max(1, Math.min(best.size(), Math.round(drawsInTime())));
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("scores paid by pruning", (double) pruned.scores());
            numbers.put("seconds of processors by pruning", pruned.seconds);
            numbers.put("draws that random search scores in that time", drawsInTime());
            numbers.put("R of the cell that is left", found);
            numbers.put("R ahead of random search with equally many draws", found - best.expected(pruned.scores()));
            numbers.put("R ahead of random search in equal time", found - best.expected(inTime));
            numbers.put("R ahead of the best of all draws", found - best.expected(best.size()));
            numbers.put("R ahead of a random cell that convolves on every edge", found - mean(Comparison::score));
            numbers.put(
                    "percent of draws with R as high",
                    100.0
                            * drawn.stream()
                                    .filter(candidate -> score(candidate) >= found)
                                    .count()
                            / drawn.size());
            trained.ifPresent(cells -> numbers.putAll(accuracies(cells, inTime)));
            return numbers;
        }

        /** Of what is known; a draw of which nothing is known is as if it were not drawn. */
        private Map<String, Double> accuracies(TrainedCells cells, int inTime) {
            List<Candidate> known = drawn.stream()
                    .filter(candidate -> accuracy(cells, candidate).isPresent())
                    .toList();
            // Scores are all but unique; of cells that share one, the first stands for all.
            Map<Double, Double> byScore = known.stream()
                    .collect(Collectors.toMap(
                            Comparison::score,
                            candidate -> accuracy(cells, candidate).getAsDouble(),
                            (first, other) -> first));
            BestOfDraws best = BestOfDraws.resampled(
                    known.stream().mapToDouble(Comparison::score).toArray());
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put(
                    "test accuracy of the cell that is left",
                    accuracy(cells, pruned.result.best()).orElse(Double.NaN));
            numbers.put("test accuracy of a draw", best.expected(1, byScore::get));
            numbers.put(
                    "test accuracy of the best by R of equally many draws",
                    best.expected(pruned.scores(), byScore::get));
            numbers.put(
                    "test accuracy of the best by R in equal time",
                    best.expected(Math.min(inTime, best.size()), byScore::get));
            numbers.put(
                    "test accuracy of a random cell that convolves on every edge",
                    mean(candidate -> accuracy(cells, candidate).orElse(Double.NaN)));
            return numbers;
        }

        private static OptionalDouble accuracy(TrainedCells cells, Candidate candidate) {
            return cells.find(candidate.cell()).stream()
                    .mapToDouble(TrainedCell::testAccuracy)
                    .findFirst();
        }

        /** The mean over the cells that convolve on every edge, of those of which something is known. */
        private double mean(ToDoubleFunction<Candidate> number) {
            return convolving.result.candidates().stream()
                    .mapToDouble(number)
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
