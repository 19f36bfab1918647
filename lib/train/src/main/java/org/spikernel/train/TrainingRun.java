package org.spikernel.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Weights;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.LearningCurve.Epoch;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedModel;
import org.spikernel.progress.Progress;

/** One training under way: epoch by epoch, step by step, from the beginning or from a checkpoint. */
final class TrainingRun implements AutoCloseable {

    private final Trainer trainer;
    private final TrainingRecipe recipe;
    private final Dataset images;
    private final Progress progress;
    private final Checkpoint checkpoint;
    private final TrainableNetwork network;
    private final LearningRates rates;
    private final long stepsAnEpoch;
    private final long start = System.nanoTime();
    private final double earlierSeconds;
    private LearningCurve curve;

    private TrainingRun(Trainer trainer, Dataset images, Progress progress, Checkpoint checkpoint) {
        this.trainer = trainer;
        this.recipe = trainer.recipe();
        this.images = images;
        this.progress = progress;
        this.checkpoint = checkpoint;
        this.network = checkpoint.network();
        this.curve = checkpoint.curve();
        this.earlierSeconds = curve.seconds();
        this.rates = LearningRates.of(recipe, images.train());
        this.stepsAnEpoch = rates.steps() / recipe.epochs();
    }

    /** Begins a training, or takes up that of the trainer's checkpoint. */
    static TrainingRun start(Trainer trainer, Dataset images, Progress progress) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("training was interrupted before its first step");
        }
        return new TrainingRun(trainer, images, progress, Checkpoint.open(trainer, images));
    }

    /** Trains what is left to be trained, as far as the time limit allows; at least one step. */
    TrainedModel finish() {
        boolean goesOn = true;
        for (int epoch = curve.epochs().size(); epoch < recipe.epochs() && goesOn; epoch++) {
            EpochRun run = new EpochRun(epoch);
            run.finish();
            curve = curve.with(run.result());
            if (run.isWhole()) {
                checkpoint.save(network, curve);
            }
            goesOn = isInTime();
        }
        return new TrainedModel(
                trainer.network(), network.layers(), images.classNames(), curve, checkpoint.provenance());
    }

    private boolean isInTime() {
        return trainer.limit()
                .map(limit -> Duration.ofNanos(System.nanoTime() - start).compareTo(limit) < 0)
                .orElse(true);
    }

    @Override
    public void close() {
        checkpoint.close();
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
            double loss = network.step(batch, learningRate(tally.steps()));
            if (!Double.isFinite(loss)) {
                throw diverged("the loss is " + loss + " at " + where());
            }
            tally.add(loss, batch.size(), network.recognised());
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
            network.layers().forEach((place, layer) -> {
                if (!layer.isFinite()) {
                    throw diverged("weights of layer '" + place + "' are no longer finite before " + where());
                }
            });
        }

        private TrainingDivergedException diverged(String what) {
            return new TrainingDivergedException(String.format(
                    Locale.ROOT,
                    "%s: %s, at a learning rate of %.4g. Set a lower one, such as .learningRate(%s)%s",
                    trainer.network().name(),
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
            return tally.epoch(testAccuracy(), learningRate(tally.steps() - 1));
        }

        private OptionalDouble testAccuracy() {
            return trainer.validation().isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(TestResult.of(
                                    trainer.network(),
                                    Weights.of(network.weights()),
                                    images.classNames(),
                                    trainer.validation().get())
                            .accuracy());
        }
    }
}
