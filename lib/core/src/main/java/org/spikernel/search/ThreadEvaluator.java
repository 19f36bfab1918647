package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.spikernel.score.Scorer;
import org.spikernel.score.Series;

/**
 * Scores on threads of this process, some proposals at a time, these in the order that is best for the scorer.
 *
 * <p>They are threads of its own rather than the helpers that layers and samples share: the calling thread only waits for them, so that
 * an interrupt ends a search at once, however long its scorer takes and whether or not it listens.
 *
 * @param scorer what ranks networks
 */
record ThreadEvaluator(Scorer scorer) implements Evaluator {

    /** So that what an interrupted search has scored is nearly what its strategy wanted first. */
    private static final int PROPOSALS_AT_A_TIME = 256;

    @Override
    public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads, ThreadEvaluator::worker);
        try {
            for (int from = 0; from < proposals.size(); from += PROPOSALS_AT_A_TIME) {
                List<Proposal> some = proposals.subList(from, Math.min(proposals.size(), from + PROPOSALS_AT_A_TIME));
                collect(some, series(some), new ExecutorCompletionService<>(workers), scored);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "spikernel-search");
        thread.setDaemon(true);
        return thread;
    }

    /** Neighbours may share much of what they compute; a single one shares nothing. */
    private Series series(List<Proposal> proposals) {
        Optional<Series> soonest = proposals.size() == 1
                ? Optional.empty()
                : scorer.series(proposals.stream().map(Proposal::network));
        return soonest.orElseGet(
                () -> new Series(IntStream.range(0, proposals.size()).boxed().toList(), scorer));
    }

    private void collect(
            List<Proposal> proposals, Series series, CompletionService<Candidate> service, Consumer<Candidate> scored)
            throws InterruptedException {
        series.order()
                .forEach(place -> service.submit(() -> proposals.get(place).scoredBy(series.scorer())));
        try {
            for (int left = proposals.size(); left > 0; left--) {
                scored.accept(result(service.take()));
            }
        } catch (InterruptedException interrupted) {
            for (Future<Candidate> done = service.poll(); done != null; done = service.poll()) {
                scored.accept(result(done));
            }
            throw interrupted;
        }
    }

    private static Candidate result(Future<Candidate> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failure) {
            throw asItself(failure.getCause());
        }
    }

    private static RuntimeException asItself(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    @Override
    public List<String> measures() {
        return scorer.measures();
    }

    @Override
    public Map<String, String> settings() {
        return scorer.settings();
    }
}
