package org.spikernel.study;

import java.time.Duration;

import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

/**
 * One bar for several jobs. As long as it is not known otherwise, those to come are taken to be as long as the present one, so that the
 * time left is that of all. A job that tells nothing of its steps counts as one.
 */
final class JointProgress {

    private final int jobs;
    private final Progress bar;
    private final long start = System.nanoTime();
    private int begun;
    private long finished;

    JointProgress(int jobs, Progress bar) {
        this.jobs = jobs;
        this.bar = bar;
    }

    /**
     * The part of the next job, which is closed when the job is done.
     *
     * @param remark which job it is
     */
    Progress next(String remark) {
        begun++;
        return new Part(remark);
    }

    private final class Part implements Progress {

        private final String remark;
        private ProgressStep last;
        private boolean isClosed;

        Part(String remark) {
            this.remark = remark;
            this.last = new ProgressStep(0, 1, "runs", Duration.ZERO, "");
        }

        @Override
        public void update(ProgressStep step) {
            isClosed = false;
            last = step;
            bar.update(new ProgressStep(
                    finished + step.done(),
                    finished + step.total() * (jobs - begun + 1),
                    step.unit(),
                    Duration.ofNanos(System.nanoTime() - start),
                    step.remark().isEmpty() ? remark : remark + ", " + step.remark()));
        }

        /** The job may close what it was given, too, once for each piece of work that it has. */
        @Override
        public void close() {
            if (isClosed) {
                return;
            }
            isClosed = true;
            if (last.done() < last.total()) {
                update(new ProgressStep(last.total(), last.total(), last.unit(), last.elapsed(), ""));
            }
            finished += last.total();
        }
    }
}
