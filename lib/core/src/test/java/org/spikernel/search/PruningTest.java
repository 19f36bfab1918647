package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.block.BlockSpace;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Edge;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.cell.SuperCell;
import org.spikernel.data.Datasets;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.progress.ProgressStep;
import org.spikernel.random.RandomStream;
import org.spikernel.score.RScore;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PruningTest {

    private static final SearchSpace WITH_ZERO = SearchSpace.of(KernelSet.SET_3);
    private static final SearchSpace ALWAYS_CONNECTED =
            SearchSpace.of(Operation.SKIP, Operation.conv(3), Operation.conv(5), Operation.AVG3X3);
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(2);

    /** What each operation is worth on each edge, whatever stands on others. */
    private record Worths(long seed, double least, double most) {

        double of(Edge edge, Operation operation) {
            return operation.equals(Operation.ZERO)
                    ? 0
                    : RandomStream.at(seed, edge + operation.text()).uniform((float) least, (float) most);
        }

        OptionalDouble of(Architecture architecture) {
            Cell cell = cell(architecture);
            return OptionalDouble.of(Stream.concat(Edge.ALL.stream(), Edge.BACKWARD.stream())
                    .flatMap(edge -> parts(cell.operation(edge)).stream().map(part -> Map.entry(edge, part)))
                    .mapToDouble(part -> of(part.getKey(), part.getValue()))
                    .sum());
        }

        /** The operation that is worth most. */
        Operation best(Edge edge, List<Operation> operations) {
            return operations.stream()
                    .reduce((one, other) -> of(edge, other) > of(edge, one) ? other : one)
                    .orElseThrow();
        }
    }

    private static Cell cell(Architecture architecture) {
        return architecture instanceof SuperCell open ? open.cell() : ((CellArchitecture) architecture).cell();
    }

    private static List<Operation> parts(Operation operation) {
        return Stream.of(operation.text().split("\\+")).map(Operation::parse).toList();
    }

    private static SearchResult pruned(SearchSpace space, Worths worths) {
        return Search.of(space, MACRO, Evaluator.lookup(worths::of))
                .strategy(Strategy.pruning())
                .run();
    }

    private static Scorer byName() {
        return Scorer.named("hash", network -> 1e9 / network.name().hashCode());
    }

    @Property(tries = 20)
    void leavesOnEachEdgeWhatIsWorthMostWhereWorthsAddUp(@ForAll long seed) {
        Worths worths = new Worths(seed, -1, 1);

        SearchResult result = pruned(ALWAYS_CONNECTED, worths);

        assertThat(result.candidates())
                .singleElement()
                .extracting(Candidate::cell)
                .isEqualTo(new Cell(Edge.ALL.stream()
                        .map(edge -> worths.best(edge, ALWAYS_CONNECTED.operations()))
                        .toList()));
        assertThat(result.best()).isEqualTo(result.candidates().get(0));
        assertThat(result.steps()).allMatch(step -> step.architecture() instanceof SuperCell);
    }

    /** Some super-cell is always worth more than the cell that is left, but is no cell. */
    @Test
    void bestIsNeverASuperCell() {
        SearchResult result = pruned(WITH_ZERO, new Worths(1, 0.1f, 1));

        assertThat(result.steps())
                .anyMatch(step ->
                        step.score().getAsDouble() > result.best().score().getAsDouble());
        assertThat(result.best().cell().operations())
                .allSatisfy(operation -> assertThat(WITH_ZERO.operations()).contains(operation));
        assertThat(result.table().rowCount()).isEqualTo(1);
    }

    @Test
    void zeroGoesFirstWhereAllElseHelpsAndStaysWhereNothingDoes() {
        Cell full = pruned(WITH_ZERO, new Worths(1, 0.1f, 1)).best().cell();
        Cell bare = pruned(WITH_ZERO, new Worths(1, -1, -0.1f)).best().cell();

        assertThat(full.operations()).doesNotContain(Operation.ZERO);
        assertThat(bare.toString()).matches("zero \\| zero zero \\| \\w+ zero zero");
    }

    /** Five edges begin with five operations, and 0->3 with the four that carry something. */
    @Test
    void scoresEachSuperCellOnce() {
        List<Architecture> asked = new ArrayList<>();
        Worths worths = new Worths(2, 0.1f, 1);
        SearchResult result = Search.of(WITH_ZERO, MACRO, Evaluator.lookup(architecture -> {
                    asked.add(architecture);
                    return worths.of(architecture);
                }))
                .strategy(Strategy.pruning())
                .run();

        assertThat(result.setting()).isEqualTo("3x3_5x5_pruning");
        assertThat(result.iterations()).isEqualTo(5 * (5 + 4 + 3 + 2) + (4 + 3 + 2) + 1);
        // In the first round, five super-cells without zero compute the same.
        assertThat(result.equivalent()).isEqualTo(4);
        assertThat(asked).doesNotHaveDuplicates().hasSize(result.iterations() - 4);
        assertThat(asked).hasSize(result.steps().size() + 1);
        assertThat(SearchResult.comparisonOf(List.of(result))
                        .intColumn("scored")
                        .get(0))
                .isEqualTo(asked.size());
        assertThat(result.toString()).contains("1 different candidates", "after 75 steps on the way");
    }

    @Test
    void everyRoundTakesOneOperationFromEveryEdge() {
        SearchResult result = pruned(ALWAYS_CONNECTED, new Worths(3, -1, 1));

        assertThat(result.steps().stream()
                        .map(step -> cell(step.architecture()).operations().stream()
                                .mapToInt(operation -> parts(operation).size())
                                .sum())
                        .toList())
                .isEqualTo(Stream.of(6 * 4 - 1, 6 * 3 - 1, 6 * 2 - 1)
                        .flatMap(left -> Stream.generate(() -> left).limit(left + 1L))
                        .toList());
    }

    @Property(tries = 3)
    void cellThatIsLeftMeetsTheBudgetThatSuperCellsExceed(@ForAll long seed) {
        Worths worths = new Worths(seed, 0.1f, 1);
        Search search =
                Search.of(WITH_ZERO, MACRO, Evaluator.lookup(worths::of)).strategy(Strategy.pruning());
        long free = MACRO.memory().params(search.run().best().architecture(), Scope.FEATURES);
        long frame = MACRO.network(Cell.EMPTY).params().features();
        MemoryBudget budget =
                MemoryBudget.params(frame + (free - frame) / 2 + 1).withScope(Scope.FEATURES);

        SearchResult result = search.budget(budget).run();

        assertThat(budget.allows(result.best().architecture(), MACRO.memory())).isTrue();
        assertThat(result.overBudget()).isZero();
        assertThat(result.steps()).anyMatch(step -> !budget.allows(step.architecture(), MACRO.memory()));
    }

    @Test
    void budgetThatNoCellMeetsIsRefusedBeforeAnythingIsScored() {
        Evaluator never = Evaluator.lookup(architecture -> {
            throw new AssertionError("nothing should be asked for");
        });
        Search search = Search.of(SearchSpace.of(Operation.conv(3), Operation.conv(5)), MACRO, never)
                .strategy(Strategy.pruning())
                .budget(MemoryBudget.params(500).withScope(Scope.FEATURES));

        assertThatThrownBy(search::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("no cell of conv3x3_conv5x5 meets the budget of at most 500 parameters \\(.*\\);"
                        + " the smallest has [\\d,]+ \\(conv3x3 \\| conv3x3 conv3x3 \\| conv3x3 conv3x3 conv3x3\\)\\."
                        + " Raise the budget, or use fewer channels than SnasNet C=2\\.");
    }

    /** One direction between two nodes is left. */
    @Test
    void prunesDirectionsToo(@TempDir Path directory) throws IOException {
        SearchSpace space = SearchSpace.of(KernelSet.SET_1).withBackward();
        Path journal = directory.resolve("journal.csv");
        Search search =
                Search.of(space, MACRO, byName()).strategy(Strategy.pruning()).journal(journal);

        SearchResult whole = search.run();

        Cell best = whole.best().cell();
        assertThat(space.choices(CellArchitecture.of(best))).doesNotContain(-1);
        assertThat(whole.steps()).anyMatch(step -> cell(step.architecture()).hasFeedback());
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).anyMatch(line -> line.contains(",super ") && line.contains("; back 1->0 "));
        Files.write(journal, lines.subList(0, lines.size() - 30));
        assertThat(withoutTime(search.run())).isEqualTo(withoutTime(whole));
        assertThat(Files.readAllLines(journal)).hasSameSizeAs(lines);
    }

    private static List<String> withoutTime(SearchResult result) {
        return Stream.concat(result.steps().stream(), result.candidates().stream())
                .map(candidate -> candidate.iteration() + " " + candidate.architecture() + " " + candidate.score())
                .toList();
    }

    @Test
    void goesOnFromItsJournalWithTheSameScores(@TempDir Path directory) throws IOException {
        Path journal = directory.resolve("journal.csv");
        Scorer score = RScore.on(Datasets.textures().train().first(4).all()).timesteps(1);
        Search search = Search.of(SearchSpace.of(Operation.SKIP, Operation.conv(3)), MACRO, score)
                .strategy(Strategy.pruning());
        SearchResult whole = search.journal(journal).run();
        List<String> lines = Files.readAllLines(journal);
        for (int kept : List.of(lines.size() - 1, lines.size() / 2)) {
            Files.write(journal, lines.subList(0, kept));

            assertThat(withoutTime(search.journal(journal).run())).isEqualTo(withoutTime(whole));
        }
        assertThat(withoutTime(search.threads(3).run())).isEqualTo(withoutTime(whole));
        assertThat(whole.best().score().getAsDouble())
                .isEqualTo(score.of(MACRO.network(whole.best().cell())));
    }

    private static Search scored(Scorer scorer) {
        return Search.of(SearchSpace.of(Operation.ZERO, Operation.SKIP, Operation.conv(3)), MACRO, scorer)
                .strategy(Strategy.pruning());
    }

    @Test
    void progressKnowsHowManyIterationsThereWillBe() {
        List<ProgressStep> steps = new ArrayList<>();
        SearchResult result = scored(byName()).run(steps::add);

        assertThat(steps.get(0).total()).isBetween((long) result.steps().size(), result.iterations() + 1L);
        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
        assertThat(steps.subList(0, steps.size() - 1))
                .allMatch(step -> step.remark().isEmpty());
        assertThat(steps.get(steps.size() - 1).remark()).contains("best score");
        assertThat(Strategy.pruning().expectedIterations(scored(byName()))).hasValue(result.iterations());
    }

    @Test
    void interruptedSearchHasNoBestYet() {
        AtomicInteger scored = new AtomicInteger();
        SearchResult result = scored(Scorer.named("interrupting", network -> {
                    scored.incrementAndGet();
                    return network.nodes().size();
                }))
                .run(step -> {
                    if (scored.get() > 5) {
                        Thread.currentThread().interrupt();
                    }
                });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.complete()).isFalse();
        assertThatThrownBy(result::best)
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("was interrupted after " + result.steps().size() + " scores on the way");
    }

    @Test
    void operationWithoutWhichThereIsNoScoreStays() {
        Operation needed = Operation.conv(3);
        SearchResult result = Search.of(ALWAYS_CONNECTED, MACRO, Evaluator.lookup(architecture -> {
                    boolean isThere = cell(architecture).operations().stream()
                            .allMatch(operation -> parts(operation).contains(needed));
                    return isThere ? OptionalDouble.of(1) : OptionalDouble.empty();
                }))
                .strategy(Strategy.pruning())
                .run();

        assertThat(result.best().cell().operations()).containsOnly(needed);
    }

    @Test
    void whatCannotBePrunedIsRefused() {
        assertThatThrownBy(() -> Search.of(WITH_ZERO, MACRO, Evaluator.lookup(architecture -> OptionalDouble.empty()))
                        .strategy(Strategy.pruning())
                        .run())
                .hasMessageContaining("none of 29 has one, such as super ")
                .hasMessageContaining("take a scorer rather than a table of cells");
        assertThatThrownBy(() -> Search.of(
                                BlockSpace.autoSnn(), AutoSnn.snn1(SnnFrame.forDataset(Datasets.textures())), byName())
                        .strategy(Strategy.pruning())
                        .run())
                .hasMessageContaining("needs a macro-architecture of cells, but found");
        SearchSpace sums = SearchSpace.of(Operation.SKIP, Operation.parse("avg3x3+conv3x3"));
        assertThatThrownBy(() -> Search.of(sums, MACRO, byName())
                        .strategy(Strategy.pruning())
                        .run())
                .hasMessageContaining("none of them zero or a sum");
        assertThat(Strategy.pruning().settings()).isEqualTo(Map.of("search", "pruning"));
    }

    /** With nothing to take away, the only cell is the answer. */
    @Test
    void oneOperationNeedsNoStep() {
        SearchResult result = Search.of(SearchSpace.of(Operation.conv(3)), MACRO, byName())
                .strategy(Strategy.pruning())
                .run();

        assertThat(result.steps()).isEmpty();
        assertThat(result.candidates().stream()
                        .map(each -> each.cell().toString())
                        .collect(Collectors.joining()))
                .isEqualTo("conv3x3 | conv3x3 conv3x3 | conv3x3 conv3x3 conv3x3");
    }
}
