package org.spikernel.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.spikernel.progress.Progress;
import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;

/**
 * A search on its way: asks its strategy what to look at, leaves out what is known or exceeds the budget, takes from the journal what it
 * holds, has the rest scored, and asks again.
 */
final class RunningSearch {

    private final Search search;
    private final List<Stage> stages;
    private final String setting;
    private final Optional<Limit> limit;
    private final SearchProgress progress;
    private final List<Iteration> iterations = new ArrayList<>();

    /** What was proposed, in canonical form and in the order of first proposals; empty for what has no candidate, at least not yet. */
    private final Map<Trial, Optional<Candidate>> met = new LinkedHashMap<>();

    private Optional<SearchJournal> journal = Optional.empty();
    private int proposed;
    private int overBudget;
    private boolean complete = true;

    RunningSearch(Search search, Progress progress) {
        this.search = search;
        this.stages = Stage.inOrder(search.evaluator().stages());
        this.setting = search.setting();
        this.limit = search.budget().map(budget -> Limit.of(budget, search.macro()));
        this.progress = new SearchProgress(progress, "candidates of " + setting, search.threads());
    }

    /** Goes on until the strategy has nothing more to propose, or the calling thread is interrupted. */
    SearchResult toItsEnd() {
        try {
            List<Trial> batch = next();
            while (complete && !batch.isEmpty()) {
                lookAt(batch);
                batch = complete ? next() : List.of();
                complete &= batch.isEmpty() || !Thread.currentThread().isInterrupted();
            }
        } finally {
            journal.ifPresent(SearchJournal::close);
        }
        if (complete) {
            requireCandidates();
            progress.end();
        }
        return result();
    }

    private List<Trial> next() {
        List<Trial> next = search.strategy().trials(new SearchHistory(search, iterations));
        next.stream()
                .filter(trial -> !stages.contains(trial.stage()))
                .findFirst()
                .ifPresent(trial -> {
                    throw new IllegalArgumentException(
                            "the strategy of " + setting + " proposed to evaluate " + trial.architecture() + " to "
                                    + trial.stage() + "; its evaluator has the stages " + stages);
                });
        return next;
    }

    private void lookAt(List<Trial> batch) {
        List<Trial> forms = batch.stream().map(Trial::canonical).toList();
        List<Proposal> affordable = affordable(forms);
        progress.expect(affordable.size(), laterShare());
        List<Proposal> unknown = unknown(affordable);
        if (!unknown.isEmpty()) {
            score(unknown);
        }
        for (int i = 0; i < forms.size(); i++) {
            iterations.add(new Iteration(batch.get(i).architecture(), met.get(forms.get(i))));
        }
    }

    /** What was not met before, and meets the budget if it could be what is found. */
    private List<Proposal> affordable(List<Trial> forms) {
        List<Proposal> affordable = new ArrayList<>();
        for (Trial form : forms) {
            proposed++;
            if (met.putIfAbsent(form, Optional.empty()) == null) {
                if (limit.isEmpty()
                        || !form.architecture().isDecided()
                        || limit.get().allows(form.architecture())) {
                    affordable.add(new Proposal(setting, proposed, form.architecture(), search.macro(), form.stage()));
                } else {
                    overBudget++;
                }
            }
        }
        return affordable;
    }

    /** How many iterations are expected after those so far, for each of these. */
    private double laterShare() {
        int expected = search.strategy().expectedIterations(search).orElse(proposed);
        return Math.max(0, (double) (expected - proposed) / proposed);
    }

    /** What the journal has not; what it has is found. */
    private List<Proposal> unknown(List<Proposal> proposals) {
        if (search.journal().isEmpty() || proposals.isEmpty()) {
            return proposals;
        }
        SearchJournal written = opened(search.journal().get());
        List<Proposal> unknown = new ArrayList<>();
        List<Candidate> known = new ArrayList<>();
        for (Proposal proposal : proposals) {
            written.find(proposal).ifPresentOrElse(known::add, () -> unknown.add(proposal));
        }
        known.forEach(this::keep);
        progress.known(known);
        return unknown;
    }

    /** The journal, which is opened when there is something to score: a search that its budget leaves nothing of begins none. */
    private SearchJournal opened(Path file) {
        if (journal.isEmpty()) {
            journal = Optional.of(SearchJournal.open(file, search));
        }
        return journal.get();
    }

    private void score(List<Proposal> proposals) {
        Set<Proposal> awaited = new LinkedHashSet<>(proposals);
        try {
            search.evaluator().evaluate(proposals, search.threads(), candidate -> found(candidate, awaited));
            awaited.stream().findFirst().ifPresent(RunningSearch::refuseSilence);
        } catch (InterruptedException interrupted) {
            complete = false;
            Thread.currentThread().interrupt();
        }
    }

    private void found(Candidate candidate, Set<Proposal> awaited) {
        if (!awaited.remove(candidate.proposal())) {
            throw new IllegalStateException("the evaluator told of " + candidate.proposal()
                    + ", but was not asked for it, or has told of it already; it must tell of every proposal once");
        }
        journal.ifPresent(written -> written.append(candidate));
        keep(candidate);
        progress.scored(candidate);
    }

    private static void refuseSilence(Proposal missing) {
        throw new IllegalStateException("the evaluator ended, but told nothing of " + missing
                + "; it must tell of every proposal once, also of one that has no score");
    }

    private void keep(Candidate candidate) {
        met.put(candidate.proposal().trial(), Optional.of(candidate));
    }

    private void requireCandidates() {
        if (overBudget > 0 && overBudget == met.size()) {
            Set<Architecture> proposals =
                    met.keySet().stream().map(Trial::architecture).collect(Collectors.toCollection(LinkedHashSet::new));
            throw limit.orElseThrow().allowsNoneOf(proposals, setting);
        }
    }

    private SearchResult result() {
        Map<Boolean, List<Candidate>> scored = met.values().stream()
                .flatMap(Optional::stream)
                .collect(Collectors.partitioningBy(
                        candidate -> candidate.architecture().isDecided()));
        return new SearchResult(
                setting,
                proposed,
                scored.get(true),
                scored.get(false),
                overBudget,
                proposed - met.size(),
                complete,
                progress.elapsed());
    }
}
