package org.spikernel.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.engine.Batches;
import org.spikernel.internal.files.LockedFile;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.ProgressStep;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Measure;
import org.spikernel.score.RScore;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SearchJournalTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(2);
    private static final int ITERATIONS = 40;
    private static final int FUZZ_TRIALS = 2_000;

    /** How many lines the journal of {@link #search} has before its candidates. */
    private static final int HEADER_LINES = 20;

    private Path directory;
    private Path journal;
    private final AtomicInteger scored = new AtomicInteger();

    @BeforeEach
    @BeforeProperty
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("journal");
        journal = directory.resolve("journal.csv");
    }

    @AfterEach
    @AfterProperty
    void removeDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** Counts; has digits to lose, and no score for some. */
    private double score(Network network) {
        scored.incrementAndGet();
        int hash = network.name().hashCode();
        if (hash % 5 == 0) {
            throw new UndefinedScoreException("divisible by five");
        }
        return 1e9 / hash;
    }

    private Search search() {
        return search(Scorer.named("hash", this::score));
    }

    private static Search search(Scorer scorer) {
        return Search.of(SPACE, MACRO, scorer).strategy(draws(ITERATIONS));
    }

    private static Strategy draws(int iterations) {
        return Strategy.random(iterations).seed(7);
    }

    private SearchResult run() {
        return search().journal(journal).run();
    }

    private byte[] written() throws IOException {
        return Files.readAllBytes(journal);
    }

    private static List<Object> withoutSeconds(SearchResult result) {
        List<Object> candidates = new ArrayList<>();
        result.candidates()
                .forEach(candidate -> candidates.add(List.of(
                        candidate.setting(),
                        candidate.iteration(),
                        candidate.cell(),
                        candidate.macro(),
                        candidate.score(),
                        candidate.params())));
        return candidates;
    }

    @Test
    void searchWithAJournalFindsWhatItFindsWithoutOne() {
        SearchResult without = search().run();
        SearchResult with = run();

        assertThat(withoutSeconds(with)).isEqualTo(withoutSeconds(without));
        assertThat(with.complete()).isTrue();
    }

    @Test
    void whatIsInTheJournalIsNotScoredAgain() throws IOException {
        SearchResult first = run();
        byte[] after = written();
        scored.set(0);
        SearchResult second = run();

        assertThat(scored).hasValue(0);
        assertThat(second.candidates()).isEqualTo(first.candidates());
        assertThat(second.best()).isEqualTo(first.best());
        assertThat(second.complete()).isTrue();
        assertThat(written()).isEqualTo(after);
    }

    @Test
    void undefinedScoresAreWrittenDownToo() throws IOException {
        SearchResult result = run();
        Candidate undefined = result.candidates().stream()
                .filter(candidate -> candidate.score().isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(Files.readAllLines(journal))
                .anyMatch(line -> line.startsWith(undefined.iteration() + "," + undefined.cell() + ",,"));
    }

    @Property(tries = 500)
    void candidatesComeBackToTheLastBit(@ForAll long bits, @ForAll @IntRange(min = 0) int nanos) {
        OptionalDouble score = OptionalDouble.of(Double.longBitsToDouble(bits));
        CellArchitecture architecture =
                CellArchitecture.of(SPACE.cell(Math.floorMod(bits, SPACE.size())), SPACE.cell(nanos % SPACE.size()));
        Duration seconds = Duration.ofSeconds(nanos, nanos % 1_000_000_000);
        Proposal proposal = new Proposal(search().setting(), 17, architecture, MACRO);
        Candidate candidate = new Candidate(proposal, score, Map.of(), Optional.empty(), seconds);

        assertThat(JournalLine.parse(JournalLine.of(candidate, List.of()), search()))
                .isEqualTo(candidate);
    }

    @Test
    void lastLineThatIsTornAnywhereIsWrittenAnew() throws IOException {
        SearchResult uninterrupted = run();
        byte[] whole = written();
        int last = new String(whole, 0, whole.length - 1, StandardCharsets.UTF_8).lastIndexOf('\n') + 1;

        for (int length = last; length < whole.length; length++) {
            Files.write(journal, Arrays.copyOf(whole, length));
            scored.set(0);

            assertThat(withoutSeconds(run())).isEqualTo(withoutSeconds(uninterrupted));
            assertThat(scored).hasValue(1);
            assertThat(Arrays.copyOf(written(), last)).isEqualTo(Arrays.copyOf(whole, last));
            assertEverythingIsWritten(uninterrupted);
        }
    }

    private void assertEverythingIsWritten(SearchResult result) throws IOException {
        scored.set(0);
        run();

        assertThat(scored).hasValue(0);
        assertThat(Files.readAllLines(journal))
                .hasSize(HEADER_LINES + result.candidates().size());
    }

    @Property(tries = 100)
    void anyBeginningOfAJournalIsEnoughToContinue(
            @ForAll @IntRange(max = 1_000_000) int cut, @ForAll @IntRange(min = 1, max = 4) int threads)
            throws IOException {
        SearchResult uninterrupted = search().run();
        Files.deleteIfExists(journal);
        run();
        byte[] whole = written();
        Files.write(journal, Arrays.copyOf(whole, cut % (whole.length + 1)));
        int known = (int) Files.readString(journal).lines().skip(HEADER_LINES).count();
        scored.set(0);
        SearchResult resumed = search().threads(threads).journal(journal).run();

        assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(uninterrupted));
        assertThat(resumed.best().cell()).isEqualTo(uninterrupted.best().cell());
        assertThat(scored.get())
                .isBetween(
                        resumed.candidates().size() - known,
                        resumed.candidates().size() - known + 1);
        assertEverythingIsWritten(resumed);
    }

    @Property(tries = 100)
    void anyDamageToAWholeLineIsRefusedByItsNumber(
            @ForAll @IntRange(max = 1_000_000) int at, @ForAll @IntRange(min = 1, max = 255) int change)
            throws IOException {
        Files.deleteIfExists(journal);
        run();
        byte[] damaged = written();
        int place = at % (damaged.length - 1);
        long line = 1
                + new String(damaged, 0, place, StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        boolean endedALine = damaged[place] == '\n';
        damaged[place] ^= (byte) change;
        Files.write(journal, damaged);

        if (endedALine && damaged[place] == '\r') {
            // Another way to end a line.
            assertThat(withoutSeconds(run())).isEqualTo(withoutSeconds(search().run()));
            return;
        }
        assertThatThrownBy(this::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(journal.toString())
                .satisfies(refusal -> assertThat(line <= HEADER_LINES
                                || refusal.getMessage().startsWith("line " + line + " of the journal"))
                        .as(refusal.getMessage())
                        .isTrue());
        assertThat(written()).isEqualTo(damaged);
    }

    /** What editors do to a file that they save. */
    static Stream<Arguments> editors() {
        Function<byte[], byte[]> behindByteOrderMark =
                bytes -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, bytes);
        Function<byte[], byte[]> windows = bytes -> replaced(bytes, "\n", "\r\n");
        return Stream.of(
                Arguments.of("byte order mark", behindByteOrderMark),
                Arguments.of("Windows", windows),
                Arguments.of("Windows with byte order mark", windows.andThen(behindByteOrderMark)),
                Arguments.of("old Mac", (Function<byte[], byte[]>) bytes -> replaced(bytes, "\n", "\r")),
                Arguments.of(
                        "empty line at the end", (Function<byte[], byte[]>) bytes -> joined(bytes, new byte[] {'\n'})),
                Arguments.of(
                        "empty lines everywhere", (Function<byte[], byte[]>) bytes -> replaced(bytes, "\n", "\n \n\n")),
                Arguments.of("spaces at the end of lines", (Function<byte[], byte[]>)
                        bytes -> replaced(bytes, "\n", " \t\n")));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] replaced(byte[] bytes, String old, String other) {
        return new String(bytes, StandardCharsets.UTF_8).replace(old, other).getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("editors")
    void journalThatAnEditorSavedIsContinued(String editor, Function<byte[], byte[]> save) throws IOException {
        run();
        byte[] saved = save.apply(written());
        Files.write(journal, saved);
        scored.set(0);
        SearchResult longer =
                search().strategy(draws(2 * ITERATIONS)).journal(journal).run();
        int added = scored.get();
        scored.set(0);
        search().strategy(draws(2 * ITERATIONS)).journal(journal).run();

        assertThat(withoutSeconds(longer))
                .as(editor)
                .isEqualTo(
                        withoutSeconds(search().strategy(draws(2 * ITERATIONS)).run()));
        assertThat(added)
                .isEqualTo(longer.candidates().size() - run().candidates().size());
        assertThat(Arrays.copyOf(written(), saved.length)).isEqualTo(saved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void journalOfAnotherSystemLoadsAsATableWhenItWasContinued(String lineEnd) throws IOException {
        run();
        Files.write(journal, replaced(written(), "\n", lineEnd));
        SearchResult longer =
                search().strategy(draws(2 * ITERATIONS)).journal(journal).run();
        Table table = Table.read()
                .usingOptions(CsvReadOptions.builder(journal.toFile()).commentPrefix('#'));

        assertThat(table.numberColumn("score").asDoubleArray())
                .containsExactly(longer.table().doubleColumn("score").asDoubleArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFEFF, 0x00A0, 0x0009, 0x200B})
    void differenceThatNobodyWouldSeeIsWrittenAsItsCode(int code) throws IOException {
        run();
        // Behind a byte order mark, since that is allowed once.
        Files.write(journal, replaced(written(), "# Spikernel", "\uFEFF" + Character.toString(code) + "# Spikernel"));

        assertThatThrownBy(this::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "line 1 should be '# Spikernel search journal, format 1', but is '\\u%04X# Spikernel"
                                .formatted(code));
    }

    @Test
    void journalInAnotherEncodingIsRefused() throws IOException {
        run();
        byte[] utf16 = Files.readString(journal).getBytes(StandardCharsets.UTF_16);
        Files.write(journal, utf16);

        assertThatThrownBy(this::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but is '\\uFFFD\\uFFFD\\u0000#\\u0000 \\u0000S");
        assertThat(written()).isEqualTo(utf16);
    }

    @Test
    void journalWithLinesOfNoScoreIsContinuedAlike() throws IOException {
        Scorer sometimes = Scorer.named("sometimes", network -> {
            scored.incrementAndGet();
            return network.name().hashCode() % 3 == 0
                    ? Double.NaN
                    : network.name().hashCode();
        });
        SearchResult whole = search(sometimes).run();
        search(sometimes).journal(journal).run();
        List<String> lines = Files.readAllLines(journal);

        assertThat(lines).noneMatch(line -> line.contains("NaN"));
        for (int kept = HEADER_LINES; kept <= lines.size(); kept += 7) {
            Files.write(journal, lines.subList(0, kept));
            scored.set(0);
            SearchResult resumed = search(sometimes).journal(journal).run();

            assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(whole));
            assertThat(scored).hasValue(lines.size() - kept);
        }
    }

    @Test
    void numberThatIsNoScoreInAnEarlierJournalIsNone() throws IOException {
        SearchResult whole = run();
        Candidate best = whole.best();
        String line = JournalLine.of(best, List.of());
        String columns = line.substring(0, line.lastIndexOf(','));
        String score = Double.toString(best.score().getAsDouble());
        Files.write(journal, replaced(written(), line, JournalLine.withCheck(columns.replace(score, "NaN"))));
        SearchResult resumed = run();

        assertThat(resumed.candidates()).hasSameSizeAs(whole.candidates());
        assertThat(resumed.best().score().getAsDouble()).isLessThan(best.score().getAsDouble());
    }

    @Test
    void anyDamageIsNamedOrDoesNoHarm() throws IOException {
        Search small = search().strategy(draws(10));
        List<Object> uninterrupted = withoutSeconds(small.run());
        small.journal(journal).run();
        byte[] whole = written();
        int refused = 0;
        for (int trial = 0; trial < FUZZ_TRIALS; trial++) {
            byte[] damaged = damaged(whole, RandomStream.at(5, "damage", trial));
            Files.write(journal, damaged);
            try {
                SearchResult resumed = small.journal(journal).run();
                assertThat(withoutSeconds(resumed)).as("trial %d", trial).isEqualTo(uninterrupted);
                scored.set(0);
                small.journal(journal).run();
                assertThat(scored).as("trial %d", trial).hasValue(0);
            } catch (IllegalArgumentException named) {
                assertThat(named).hasMessageContaining(journal.toString());
                assertThat(written()).isEqualTo(damaged);
                refused++;
            }
        }
        assertThat(refused).isBetween(FUZZ_TRIALS / 4, FUZZ_TRIALS * 3 / 4);
    }

    /** Some bits flipped, the end cut off, or bytes added at the end or in between. */
    private static byte[] damaged(byte[] whole, RandomStream random) {
        int place = random.nextInt(whole.length);
        byte[] bytes = new byte[1 + random.nextInt(20)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(random.nextInt(2) == 0 ? 256 : 14);
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                byte[] flipped = whole.clone();
                for (int flip = random.nextInt(3); flip >= 0; flip--) {
                    flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                }
                return flipped;
            }
            case 1 -> {
                return Arrays.copyOf(whole, place);
            }
            case 2 -> {
                return joined(whole, bytes);
            }
            default -> {
                return joined(
                        joined(Arrays.copyOf(whole, place), bytes), Arrays.copyOfRange(whole, place, whole.length));
            }
        }
    }

    @Test
    void lineThatStandsTwiceIsRefused() throws IOException {
        run();
        List<String> lines = Files.readAllLines(journal);
        lines.add(lines.get(HEADER_LINES));
        Files.write(journal, lines);

        assertThatThrownBy(this::run)
                .hasMessageContaining("line " + lines.size() + " of the journal")
                .hasMessageContaining("stands in an earlier line")
                .hasMessageContaining("Remove the line");
    }

    @Test
    void longerSearchContinuesTheShorter() {
        int shorter = run().candidates().size();
        scored.set(0);
        SearchResult longer =
                search().strategy(draws(3 * ITERATIONS)).journal(journal).run();
        SearchResult uninterrupted = search().strategy(draws(3 * ITERATIONS)).run();

        assertThat(withoutSeconds(longer)).isEqualTo(withoutSeconds(uninterrupted));
        assertThat(scored).hasValue(2 * longer.candidates().size() - shorter);
    }

    @Test
    void shorterSearchTakesItsPartOfTheLonger() {
        search().strategy(draws(3 * ITERATIONS)).journal(journal).run();
        scored.set(0);
        SearchResult shorter = run();

        assertThat(scored).hasValue(0);
        assertThat(withoutSeconds(shorter)).isEqualTo(withoutSeconds(search().run()));
    }

    private Scorer scorer(Map<String, String> settings) {
        return new Scorer() {
            @Override
            public double of(Network network) {
                return score(network);
            }

            @Override
            public Map<String, String> settings() {
                return settings;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"rule: a", "rule\na", "rule\ra", "rule "})
    void settingThatWouldBeReadBackAsAnotherIsRefusedBeforeTheJournalBegins(String name) {
        Scorer scorer = scorer(Map.of(name, "b"));

        assertThatThrownBy(() -> search(scorer).journal(journal).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no journal can hold the setting 'score " + JournalText.visible(name) + "'")
                .hasMessageContaining("Give it a name without ': '");
        assertThat(journal).doesNotExist();
        assertThat(scored).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rule:a", "rule:", "rule = a"})
    void settingWithAColonIsReadBack(String name) {
        Scorer scorer = scorer(Map.of(name, "b: c"));

        assertThat(withoutSeconds(search(scorer).journal(journal).run()))
                .isEqualTo(withoutSeconds(search(scorer).journal(journal).run()));
    }

    @Test
    void journalOfAnotherSearchIsRefusedWithEveryDifference() throws IOException {
        run();
        byte[] before = written();
        Scorer anotherHash = Scorer.named("another hash", this::score);
        Search other = Search.of(SearchSpace.of(KernelSet.SET_1), MACRO.withChannels(3), anotherHash)
                .strategy(Strategy.random(1000).seed(8))
                .budget(MemoryBudget.params(10_000_000))
                .journal(journal);

        assertThatThrownBy(other::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        the journal %s is that of another search:
                          seed: the journal says 7, this search says 8
                          space: the journal says 3x3_5x5 [zero, skip, conv3x3, conv5x5, avg3x3], this search says 1x1_3x3 [zero, skip, conv1x1, conv3x3, avg3x3]
                          budget: the journal says none, this search says at most 10,000,000 parameters (total)
                          macro-architecture channels: the journal says 2, this search says 3
                          score name: the journal says hash, this search says another hash
                        Give this search a file of its own, or set it as the journal says.""".formatted(journal));
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void settingThatOnlyOneOfTwoSearchesHasIsADifference() {
        run();
        RScore score = RScore.on(Batches.normal(2, 3, 32, 1));

        assertThatThrownBy(() -> search(score).journal(journal).run())
                .hasMessageContaining("score alpha: the journal says nothing, this search says SPARSITY")
                .hasMessageContaining("score image fingerprint: the journal says nothing, this search says ");
    }

    @Test
    void headerSaysAllThatScoresDependOn() throws IOException {
        RScore score = RScore.on(Batches.normal(2, 3, 32, 1)).timesteps(1).seed(9);
        search(score).strategy(draws(1)).journal(journal).run();

        assertThat(Files.readString(journal))
                .startsWith("""
                        # Spikernel search journal, format 1
                        # search: random
                        # seed: 7
                        # space: 3x3_5x5 [zero, skip, conv3x3, conv5x5, avg3x3]
                        # budget: none
                        # macro-architecture name: SnasNet
                        # macro-architecture image: [3, 32, 32]
                        # macro-architecture classes: 10
                        # macro-architecture votes: 10
                        # macro-architecture channels: 2
                        # macro-architecture stem stride: 1
                        # macro-architecture hidden: 1024
                        # macro-architecture last pooling: 2
                        # macro-architecture timesteps: 5
                        # macro-architecture cells: 2
                        # macro-architecture neuron tau: 1.33333337306976318359375
                        # macro-architecture neuron threshold: 1
                        # macro-architecture neuron reset: 0
                        # score name: RScore
                        # score alpha: SPARSITY
                        # score aggregation: SUM
                        # score timesteps: 1
                        # score weights: random on a grid, seed 9
                        # score images: 2
                        # score image fingerprint: %s
                        iteration,cell,score,params,seconds,check
                        1,""".formatted(score.batch().fingerprint()));
    }

    @Test
    void fileThatIsNoJournalIsRefusedAndKept() throws IOException {
        Files.writeString(journal, "dear diary");

        assertThatThrownBy(this::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("journal.csv is no search journal of this format")
                .hasMessageContaining("line 1 should be '# Spikernel search journal, format 1'")
                .hasMessageContaining("Give the search another file");
        assertThat(journal).hasContent("dear diary");
    }

    private Search measuringSearch() {
        Measure layers = new Measure("layers", network -> network.nodes().size());
        Measure odd = new Measure("odd", network -> network.name().hashCode() % 2 == 0 ? Double.NaN : 1 / 3.0);
        return search(Scorer.named("hash", this::score).within(layers, 60).measuring(odd));
    }

    @Test
    void whatWasMeasuredComesBackToTheLastBit() throws IOException {
        SearchResult first = measuringSearch().journal(journal).run();
        int counted = scored.getAndSet(0);
        SearchResult second = measuringSearch().journal(journal).run();

        assertThat(counted).isPositive();
        assertThat(scored).hasValue(0);
        assertThat(Files.readString(journal))
                .contains("# score measures: layers at most 60.0; odd\n")
                .contains("iteration,cell,score,layers,odd,params,seconds,check\n");
        assertThat(second.candidates()).isEqualTo(first.candidates());
        assertThat(first.candidates())
                .anyMatch(candidate -> candidate.measures().equals(Map.of("layers", candidate.measure("layers"))))
                .anyMatch(candidate -> candidate.measure("odd") == 1 / 3.0);
        assertThatThrownBy(this::run)
                .hasMessageContaining("columns: the journal says iteration,cell,score,layers,odd,params,seconds,check,"
                        + " this search says iteration,cell,score,params,seconds,check");
    }

    @Test
    void nameOfSeveralLinesIsKnownAgain() {
        Scorer scorer = Scorer.named(" two\nlines ", this::score);
        search(scorer).journal(journal).run();

        assertThatCode(() -> search(scorer).journal(journal).run()).doesNotThrowAnyException();
    }

    @Test
    void scorerThatDoesNotSayHowItScoresIsRefused() {
        assertThatThrownBy(() -> search(this::score).journal(journal).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the scorer does not say how it scores")
                .hasMessageContaining("Scorer.named(");
        assertThat(journal).doesNotExist();
    }

    @Test
    void journalInADirectoryThatDoesNotExistIsRefused() {
        Path nowhere = directory.resolve("nowhere").resolve("journal.csv");

        assertThatThrownBy(() -> search().journal(nowhere).run())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot open the journal " + nowhere)
                .hasMessageContaining("there is no directory " + nowhere.getParent())
                .hasMessageContaining("in a directory that exists");
    }

    @Test
    void journalOfARunningSearchIsRefused() {
        List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
        Scorer scorer = Scorer.named("hash", network -> {
            try {
                run();
            } catch (IllegalStateException refusal) {
                refusals.add(refusal);
            }
            return score(network);
        });
        SearchResult result = search(scorer).journal(journal).run();

        assertThat(refusals)
                .hasSameSizeAs(result.candidates())
                .allSatisfy(
                        refusal -> assertThat(refusal).hasMessageContaining("journal.csv is in use by another search"));
        assertThat(withoutSeconds(run())).isEqualTo(withoutSeconds(search().run()));
    }

    @Test
    void otherNameOfAnOpenFileIsRefused() throws IOException {
        Files.createFile(journal);
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), journal);

        try (LockedFile open = LockedFile.open(journal, "search")) {
            assertThat(open.content()).isEmpty();
            assertThatThrownBy(() -> LockedFile.open(link, "search")).hasMessageContaining("link.csv is in use");
        }
        assertThatCode(() -> LockedFile.open(link, "search").close()).doesNotThrowAnyException();
    }

    @Test
    void failureToWriteNamesTheJournal() {
        Candidate candidate = search().run().best();
        SearchJournal closed = SearchJournal.open(journal, search());
        closed.close();

        assertThatThrownBy(() -> closed.append(candidate))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write to the journal " + journal)
                .hasMessageContaining("start the search again");
    }

    @Test
    void journalThatAnotherProgramChangedMeanwhileIsLeftAlone() throws IOException {
        Candidate candidate = search().run().best();
        try (SearchJournal open = SearchJournal.open(journal, search())) {
            Files.writeString(journal, "# note\n", StandardOpenOption.APPEND);
            byte[] changed = written();

            assertThatThrownBy(() -> open.append(candidate))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot write to the journal " + journal)
                    .hasMessageContaining("another program has changed it meanwhile from")
                    .hasMessageContaining("end what else writes to it");
            assertThat(written()).isEqualTo(changed);
        }
    }

    @Test
    void interruptedSearchContinues() throws InterruptedException, IOException {
        SearchResult uninterrupted = search().run();
        scored.set(0);
        Thread searcher = new Thread(() -> search(Scorer.named("hash", network -> {
                    double score = score(network);
                    return scored.get() > 10 ? waitForInterrupt(score) : score;
                }))
                .journal(journal)
                .run());
        searcher.start();
        while (scored.get() <= 10) {
            Thread.onSpinWait();
        }
        searcher.interrupt();
        searcher.join();

        assertThat(Files.readAllLines(journal)).hasSizeBetween(HEADER_LINES + 5, HEADER_LINES + 11);
        assertThat(withoutSeconds(run())).isEqualTo(withoutSeconds(uninterrupted));
    }

    private static double waitForInterrupt(double score) {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        return score;
    }

    @Test
    void whatIsInTheJournalIsDoneFromTheBeginning() {
        SearchResult half = run();
        List<ProgressStep> steps = new ArrayList<>();
        SearchResult whole =
                search().strategy(draws(2 * ITERATIONS)).journal(journal).run(steps::add);
        int known = half.candidates().size();
        int all = whole.candidates().size();

        assertThat(steps).hasSize(1 + all - known).allMatch(step -> step.total() == all);
        assertThat(steps.get(0).done()).isEqualTo(known);
        assertThat(steps.get(0).remark()).startsWith("best score");
    }

    @Test
    void earlierWorkCountsWithTheTimeThatItTook() {
        List<Candidate> known = Stream.of(1, 2)
                .map(iteration -> new Candidate(
                        new Proposal("earlier", iteration, CellArchitecture.of(SPACE.cell(iteration)), MACRO),
                        OptionalDouble.of(iteration),
                        Map.of(),
                        Optional.empty(),
                        Duration.ofHours(1)))
                .toList();
        List<ProgressStep> steps = new ArrayList<>();
        SearchProgress progress = new SearchProgress(steps::add, "candidates", 2);
        progress.expect(2, 0);
        progress.known(known);

        assertThat(progress.elapsed()).isBetween(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).elapsed()).isGreaterThan(Duration.ofHours(1));
        assertThat(steps.get(0).remark()).isEqualTo("best score 2.00");
    }

    @Test
    void journalLoadsAsATable() {
        SearchResult result = run();
        Table table = Table.read()
                .usingOptions(CsvReadOptions.builder(journal.toFile()).commentPrefix('#'));

        assertThat(table.columnNames()).containsExactly("iteration", "cell", "score", "params", "seconds", "check");
        assertThat(table.numberColumn("score").asDoubleArray())
                .containsExactly(result.table().doubleColumn("score").asDoubleArray());
    }
}
