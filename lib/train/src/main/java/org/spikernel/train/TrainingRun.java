package org.spikernel.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.LearningCurve.Epoch;
import org.spikernel.progress.Progress;

/** A training under way: epoch by epoch, step by step, from the beginning or from a checkpoint. */
final class TrainingRun {

    private final TrainingRecipe recipe;
    private final Optional<Duration> limit;
    private final int lastEpoch;
    private final Dataset images;
    private final Progress progress;
    private final Checkpoint<?> checkpoint;
    private final Learner learner;
    private final LearningRates rates;
    private final long stepsAnEpoch;
    private final long start = System.nanoTime();
    private final double earlierSeconds;
    private LearningCurve curve;

    /**
     * Begins where a checkpoint says.
     *
     * @param limit how long it may take
     * @param lastEpoch after how many epochs it ends, if not after all
     */
    TrainingRun(
            TrainingRecipe recipe,
            Optional<Duration> limit,
            int lastEpoch,
            Dataset images,
            Progress progress,
            Checkpoint<?> checkpoint) {
        this.recipe = recipe;
        this.limit = limit;
        this.lastEpoch = Math.min(lastEpoch, recipe.epochs());
        this.images = images;
        this.progress = progress;
        this.checkpoint = checkpoint;
        this.learner = checkpoint.learner();
        this.curve = checkpoint.curve();
        this.earlierSeconds = curve.seconds();
        this.rates = LearningRates.of(recipe, images.train());
        this.stepsAnEpoch = rates.steps() / recipe.epochs();
    }

    /**
     * Nobody wants to wait for the first weights of a training that will not be.
     *
     * @throws CancellationException if the thread is interrupted
     */
    static void requireNoInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("training was interrupted before its first step");
        }
    }

    /** Trains what is left to be trained, as far as the time limit allows; at least one step. */
    LearningCurve finish() {
        boolean goesOn = true;
        for (int epoch = curve.epochs().size(); epoch < lastEpoch && goesOn; epoch++) {
            EpochRun run = new EpochRun(epoch);
            run.finish();
            curve = curve.with(run.result());
            if (run.isWhole()) {
                checkpoint.save(curve);
            }
            goesOn = isInTime();
        }
        return curve;
    }

    private boolean isInTime() {
        return limit.map(most -> Duration.ofNanos(System.nanoTime() - start).compareTo(most) < 0)
                .orElse(true);
    }

    /** One pass over the training images. */
    private final class EpochRun {

        private final int epoch;
        private final EpochTally tally;

        /** The pass after so many epochs. */
        EpochRun(int epoch) {
            this.epoch = epoch;
            tally = new EpochTally(recipe, images.train().size(), epoch);
        }

        void finish() {
            Iterator<ImageBatch> batches = PreparedBatches.ofEpoch(epoch, recipe, images.train());
            while (batches.hasNext()) {
                step(batches.next());
                progress.update(tally.progress(
                        Duration.ofNanos(System.nanoTime() - start).plusNanos((long) (earlierSeconds * 1e9))));
                if (!isInTime()) {
                    break;
                }
            }
            requireFiniteWeights();
        }

        private void step(ImageBatch batch) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("training was interrupted before " + where() + checkpoint.hint());
            }
            double loss = learner.step(batch, learningRate(tally.steps()));
            if (!Double.isFinite(loss)) {
                throw diverged("the loss is " + loss + " at " + where());
            }
            tally.add(loss, batch.size(), learner.recognised());
        }

        private double learningRate(int step) {
            return rates.at(epoch * stepsAnEpoch + step);
        }

        private String where() {
            return String.format(
                    Locale.ROOT,
                    "step %,d of %,d (step %,d of epoch %d)",
                    epoch * stepsAnEpoch + tally.steps() + 1,
                    rates.steps(),
                    tally.steps() + 1,
                    epoch + 1);
        }

        /** The last step may have spoiled weights that no loss has been computed from yet. */
        private void requireFiniteWeights() {
            learner.layers().forEach((place, layer) -> {
                if (!layer.isFinite()) {
                    throw diverged("weights of layer '" + place + "' are no longer finite before " + where());
                }
            });
        }

        private TrainingDivergedException diverged(String what) {
            return new TrainingDivergedException(String.format(
                    Locale.ROOT,
                    "%s: %s, at a learning rate of %.4g. Set a lower one, such as .learningRate(%s)%s",
                    learner.name(),
                    what,
                    learningRate(Math.max(0, tally.steps() - 1)),
                    aQuarter(recipe.firstLearningRate()),
                    checkpoint.hintForAnother()));
        }

        /** In two digits, as one would write it. */
        private static String aQuarter(double learningRate) {
            return new BigDecimal(learningRate / 4)
                    .round(new MathContext(2))
                    .stripTrailingZeros()
                    .toPlainString();
        }

        boolean isWhole() {
            return tally.steps() == stepsAnEpoch;
        }

        Epoch result() {
            return tally.epoch(learner.testAccuracy(), learningRate(tally.steps() - 1));
        }
    }
}
