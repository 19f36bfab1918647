package org.spikernel.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.network.CellMemoryModel;
import org.spikernel.progress.Progress;

/** A search on its way, pass by pass: which architectures it has met, and what came of them. */
final class RunningSearch {

    private final SearchRun run;
    private final Optional<SearchJournal> journal;
    private final Progress progress;
    private final CellMemoryModel memory;
    private final Set<CellArchitecture> met = new HashSet<>();
    private List<Candidate> candidates = List.of();
    private int iterations;
    private int overBudget;
    private Duration elapsed = Duration.ZERO;
    private boolean complete = true;

    RunningSearch(SearchRun run, Optional<SearchJournal> journal, Progress progress) {
        this.run = run;
        this.journal = journal;
        this.progress = progress;
        this.memory = CellMemoryModel.of(run.macro());
    }

    /** Goes through the passes, as far as nothing interrupts it. */
    SearchResult through(List<Pass> passes) {
        for (int pass = 0; pass < passes.size() && complete; pass++) {
            List<CellArchitecture> drawn = passes.get(pass).after(result().leader());
            score(affordable(drawn), passes.size() - pass - 1);
        }
        return result();
    }

    private SearchResult result() {
        return new SearchResult(
                run.setting(), iterations, candidates, overBudget, iterations - met.size(), complete, elapsed);
    }

    /** The architectures that were not met before, and meet the budget. */
    private List<Draw> affordable(List<CellArchitecture> drawn) {
        List<Draw> affordable = new ArrayList<>();
        for (CellArchitecture architecture : drawn) {
            iterations++;
            if (met.add(architecture)) {
                if (meetsBudget(architecture)) {
                    affordable.add(new Draw(
                            iterations,
                            architecture,
                            run.macro().network(architecture).params()));
                } else {
                    overBudget++;
                }
            }
        }
        return affordable;
    }

    private boolean meetsBudget(CellArchitecture architecture) {
        return run.budget().isEmpty() || run.budget().get().allows(architecture, memory);
    }

    /** Scores what neither an earlier pass nor the journal has. */
    private void score(List<Draw> draws, int passesLeft) {
        List<Candidate> known = new ArrayList<>(candidates);
        List<Draw> rest = new ArrayList<>();
        for (Draw draw : draws) {
            journal.flatMap(written -> written.find(draw.architecture()))
                    .ifPresentOrElse(
                            line -> known.add(candidate(draw, line.score(), line.seconds())), () -> rest.add(draw));
        }
        CandidateQueue queue = new CandidateQueue(
                known,
                rest,
                this::scored,
                passesLeft * draws.size(),
                "candidates of " + run.setting(),
                run.threads(),
                progress);
        candidates = queue.scoreAll();
        complete = candidates.size() == queue.size();
        elapsed = queue.elapsed();
    }

    private Candidate scored(Draw draw) {
        long start = System.nanoTime();
        OptionalDouble score = score(draw);
        Candidate candidate = candidate(draw, score, Duration.ofNanos(System.nanoTime() - start));
        return journal.map(written -> written.append(candidate)).orElse(candidate);
    }

    /** What the scorer throws goes on as it is, and says of which candidate. */
    private OptionalDouble score(Draw draw) {
        try {
            return run.scorer().ifDefined(run.macro().network(draw.architecture()));
        } catch (Throwable failure) {
            failure.addSuppressed(new IllegalStateException(String.format(
                    Locale.ROOT,
                    "the scorer failed on %s, drawn at iteration %d of %s",
                    draw.architecture(),
                    draw.iteration(),
                    run.setting())));
            throw failure;
        }
    }

    private Candidate candidate(Draw draw, OptionalDouble score, Duration seconds) {
        return new Candidate(
                run.setting(), draw.iteration(), draw.architecture(), run.macro(), score, draw.params(), seconds);
    }
}
