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

/**
 * Scores drawn cells on several threads, tells of progress, and ends early when the calling thread is interrupted. Candidates that are
 * known already count as done, in the time that they took.
 */
final class CandidateQueue {

    private final List<Candidate> known;
    private final List<Draw> draws;
    private final Function<Draw, Candidate> scoring;
    private final int later;
    private final String unit;
    private final int threads;
    private final Progress progress;
    private final long start = System.nanoTime();
    private final long earlier;
    private double best = Double.NEGATIVE_INFINITY;

    /**
     * A queue.
     *
     * @param known candidates that are known already
     * @param draws what is to be scored
     * @param scoring scores it
     * @param later how many candidates are expected after these; progress counts them as to be done
     * @param unit what progress counts
     * @param threads how many candidates are scored at once
     * @param progress is told of every candidate
     */
    CandidateQueue(
            List<Candidate> known,
            List<Draw> draws,
            Function<Draw, Candidate> scoring,
            int later,
            String unit,
            int threads,
            Progress progress) {
        this.known = known;
        this.draws = draws;
        this.scoring = scoring;
        this.later = later;
        this.unit = unit;
        this.threads = threads;
        this.progress = progress;
        this.earlier = known.stream()
                        .mapToLong(candidate -> candidate.seconds().toNanos())
                        .sum()
                / threads;
    }

    /** How many candidates there are, known and to be scored. */
    int size() {
        return known.size() + draws.size();
    }

    /** How long the work has taken, that on known candidates included. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start + earlier);
    }

    /** The candidates that were known, or scored before the end or an interrupt, in the order of their draws. */
    List<Candidate> scoreAll() {
        ExecutorService workers = Executors.newFixedThreadPool(threads, CandidateQueue::worker);
        try {
            return collect(new ExecutorCompletionService<>(workers));
        } finally {
            workers.shutdownNow();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "spikernel-search");
        thread.setDaemon(true);
        return thread;
    }

    private List<Candidate> collect(CompletionService<Candidate> service) {
        draws.forEach(draw -> service.submit(() -> scoring.apply(draw)));
        List<Candidate> scored = new ArrayList<>(known);
        known.forEach(this::note);
        if (!known.isEmpty()) {
            progress.update(step(scored.size()));
        }
        try {
            while (scored.size() < size()) {
                Candidate candidate = result(service.take());
                scored.add(candidate);
                note(candidate);
                progress.update(step(scored.size()));
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
            throw asItself(failure.getCause());
        }
    }

    private static RuntimeException asItself(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    private void note(Candidate candidate) {
        best = Math.max(best, candidate.score().orElse(best));
    }

    private ProgressStep step(int done) {
        String remark = Double.isInfinite(best) ? "" : String.format(Locale.ROOT, "best score %.2f", best);
        return new ProgressStep(done, size() + later, unit, elapsed(), remark);
    }
}
