package org.spikernel.train;

import java.time.Duration;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageSet;
import org.spikernel.internal.checks.Given;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.TrainedModel;
import org.spikernel.progress.Forecast;

/** How long a training will take on this machine, measured on a few of its steps. */
public final class TrainingForecast {

    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final Duration ONE_STEP = Duration.ofNanos(1);
    private static final int TESTED = 100;

    private TrainingForecast() {}

    /**
     * Trains for a few seconds, discards the result, and estimates the time of all epochs and the tests after them for a training that
     * starts from the beginning. A network whose steps are long is trained for two of them.
     */
    public static Forecast of(Trainer trainer, Dataset images) {
        Trainer probe = Given.value(trainer, "the trainer").alone();
        probe.within(ONE_STEP).fit(images);
        TrainedModel model = probe.within(MEASURED).fit(images);
        LearningCurve curve = model.curve();
        Forecast epoch = Forecast.of(1, seconds(curve.seconds() / curve.last().epoch()));
        return trainer.validation()
                .map(validation -> epoch.and(test(model, validation)))
                .orElse(epoch)
                .times(trainer.recipe().epochs());
    }

    private static Forecast test(TrainedModel model, ImageSet images) {
        ImageSet some = images.first(Math.min(TESTED, images.size()));
        Duration took =
                Forecast.of(1, () -> model.test(some), () -> model.test(some)).time();
        return Forecast.of(1, seconds(took.toNanos() / 1e9 * images.size() / some.size()));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
