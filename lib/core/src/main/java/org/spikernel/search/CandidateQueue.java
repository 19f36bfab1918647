package org.spikernel.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

/** Scores drawn cells on several threads, tells of progress, and ends early when the calling thread is interrupted. */
final class CandidateQueue {

    private final List<Draw> draws;
    private final Function<Draw, Candidate> scoring;
    private final String unit;
    private final int threads;
    private final Progress progress;
    private final long start = System.nanoTime();
    private double best = Double.NEGATIVE_INFINITY;

    CandidateQueue(List<Draw> draws, Function<Draw, Candidate> scoring, String unit, int threads, Progress progress) {
        this.draws = draws;
        this.scoring = scoring;
        this.unit = unit;
        this.threads = threads;
        this.progress = progress;
    }

    /** The candidates that were scored before the end or an interrupt, in the order of their draws. */
    List<Candidate> scoreAll() {
        ExecutorService workers = Executors.newFixedThreadPool(threads, CandidateQueue::worker);
        try {
            return collect(new ExecutorCompletionService<>(workers));
        } finally {
            workers.shutdownNow();
            progress.close();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "spikernel-search");
        thread.setDaemon(true);
        return thread;
    }

    private List<Candidate> collect(CompletionService<Candidate> service) {
        draws.forEach(draw -> service.submit(() -> scoring.apply(draw)));
        List<Candidate> scored = new ArrayList<>();
        try {
            while (scored.size() < draws.size()) {
                scored.add(result(service.take()));
                progress.update(step(scored));
            }
        } catch (InterruptedException interrupted) {
            for (Future<Candidate> done = service.poll(); done != null; done = service.poll()) {
                scored.add(result(done));
            }
            Thread.currentThread().interrupt();
        }
        scored.sort(Comparator.comparingInt(Candidate::iteration));
        return scored;
    }

    private static Candidate result(Future<Candidate> done) {
        try {
            return done.get();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("a future that is done does not wait", impossible);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    private ProgressStep step(List<Candidate> scored) {
        best = Math.max(best, scored.get(scored.size() - 1).score().orElse(best));
        String remark = Double.isInfinite(best) ? "" : String.format(Locale.ROOT, "best score %.2f", best);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new ProgressStep(scored.size(), draws.size(), unit, elapsed, remark);
    }
}
