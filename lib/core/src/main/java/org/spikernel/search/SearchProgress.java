package org.spikernel.search;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

/** Counts the candidates of a search, and shows them. Those that a journal knows count as done, in the time that they took. */
final class SearchProgress {

    private final Progress shown;
    private final String unit;
    private final int threads;
    private final long start = System.nanoTime();
    private long earlier;
    private int done;
    private int total;
    private double best = Double.NEGATIVE_INFINITY;

    SearchProgress(Progress shown, String unit, int threads) {
        this.shown = shown;
        this.unit = unit;
        this.threads = threads;
    }

    /**
     * More candidates are to come.
     *
     * @param more how many now
     * @param later how many are expected after these, for each that there was until then
     */
    void expect(int more, double later) {
        total = done + more;
        total += (int) Math.min(later * total, Integer.MAX_VALUE - (double) total);
    }

    /** These are known already. */
    void known(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            earlier += candidate.seconds().toNanos() / threads;
            count(candidate);
        }
        if (!candidates.isEmpty()) {
            show();
        }
    }

    /** One was scored. */
    void scored(Candidate candidate) {
        count(candidate);
        show();
    }

    /** There are no more, even if more were expected. */
    void end() {
        if (done > 0 && done < total) {
            total = done;
            show();
        }
    }

    private void count(Candidate candidate) {
        done++;
        if (candidate.architecture().isDecided()) {
            best = Math.max(best, candidate.score().orElse(best));
        }
    }

    private void show() {
        String remark = Double.isInfinite(best) ? "" : String.format(Locale.ROOT, "best score %.2f", best);
        shown.update(new ProgressStep(done, total, unit, elapsed(), remark));
    }

    /** How long the work has taken, that on known candidates included. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start + earlier);
    }
}
