package org.spikernel.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageSet;
import org.spikernel.internal.checks.Given;
import org.spikernel.model.TrainedModel;
import org.spikernel.progress.Forecast;

/** How long a training will take on this machine, measured on a few of its steps. */
public final class TrainingForecast {

    private static final Duration MEASURED = Duration.ofSeconds(3);

    /** How often at most is trained where Java, which is slow at first, has not taken enough steps to be fast. */
    private static final int TRIES = 4;

    private static final int ENOUGH = 20;
    private static final Duration ONE_STEP = Duration.ofNanos(1);
    private static final int TESTED = 100;

    private TrainingForecast() {}

    /**
     * Trains for a few seconds, discards the result, and estimates from the later steps the time of all epochs and the tests after them for
     * a training that starts from the beginning. A network whose steps are long is trained for some of them.
     */
    public static Forecast of(Trainer trainer, Dataset images) {
        Trainer probe = Given.value(trainer, "the trainer").alone();
        probe.within(ONE_STEP).fit(images);
        List<Duration> steps = new ArrayList<>();
        TrainedModel model = measured(probe, images, steps);
        int batch = trainer.recipe().batch();
        Forecast epoch = Forecast.of((images.train().size() + batch - 1) / batch, steps);
        return trainer.validation()
                .map(validation -> epoch.and(test(model, validation)))
                .orElse(epoch)
                .times(trainer.recipe().epochs());
    }

    /** Trains, and adds what each step took. */
    private static TrainedModel measured(Trainer probe, Dataset images, List<Duration> steps) {
        for (int tries = 1; ; tries++) {
            long[] last = {System.nanoTime()};
            TrainedModel model = probe.within(MEASURED).fit(images, step -> {
                long now = System.nanoTime();
                steps.add(Duration.ofNanos(now - last[0]));
                last[0] = now;
            });
            if (tries == TRIES || steps.size() >= ENOUGH) {
                return model;
            }
        }
    }

    private static Forecast test(TrainedModel model, ImageSet images) {
        ImageSet some = images.first(Math.min(TESTED, images.size()));
        Duration took = Forecast.of(1, Stream.generate(() -> model.test(some))).time();
        return Forecast.of(1, took.multipliedBy(images.size()).dividedBy(some.size()));
    }
}
