package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.spikernel.score.Scorer;

/**
 * Scores on threads of this process.
 *
 * <p>They are threads of its own rather than the helpers that layers and samples share: the calling thread only waits for them, so that
 * an interrupt ends a search at once, however long its scorer takes and whether or not it listens.
 *
 * @param scorer what ranks networks
 */
record ThreadEvaluator(Scorer scorer) implements Evaluator {

    @Override
    public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads, ThreadEvaluator::worker);
        try {
            collect(proposals, new ExecutorCompletionService<>(workers), scored);
        } finally {
            workers.shutdownNow();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "spikernel-search");
        thread.setDaemon(true);
        return thread;
    }

    private void collect(List<Proposal> proposals, CompletionService<Candidate> service, Consumer<Candidate> scored)
            throws InterruptedException {
        proposals.forEach(proposal -> service.submit(() -> proposal.scoredBy(scorer)));
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
    public Map<String, String> settings() {
        return scorer.settings();
    }
}
