package org.spikernel.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.model.Provenance;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.score.Energy;
import org.spikernel.score.RScore;
import org.spikernel.score.SynapticOperations;
import org.spikernel.study.kernelbench.KernelBenchFile;
import org.spikernel.study.kernelbench.KernelBenchPlan;
import org.spikernel.study.kernelbench.Planned;
import org.spikernel.study.kernelbench.TrainedNetwork;
import org.spikernel.study.kernelbench.TrainedNetwork.Activity;
import org.spikernel.train.Trainer;

/**
 * Trains the networks of KernelBench, one after another, and writes a row as each ends; goes on where it was interrupted.
 *
 * <pre>
 * kernelbench [--to FILE] [--trainings NUMBER] [--part K/N]
 * </pre>
 */
public final class KernelBenchTraining {

    /** About 400 networks. */
    static final int TRAININGS = 480;

    private static final int SCORED_IMAGES = 64;
    private static final long BATCH_SEED = 42;

    private final Dataset images;
    private final Dataset learned;
    private final ImageBatch scored;
    private final ImageBatch shown;

    private KernelBenchTraining(Dataset images) {
        this.images = images;
        this.learned = learned(images);
        this.scored = learned.train().batch(SCORED_IMAGES, BATCH_SEED);
        this.shown = images.test().batch(SCORED_IMAGES, BATCH_SEED);
    }

    /** What is trained on, with the images to validate on in place of the test images. */
    static Dataset learned(Dataset images) {
        int all = KernelBenchPlan.TRAINING_IMAGES + KernelBenchPlan.VALIDATION_IMAGES;
        return images.first(all, images.test().size()).holdingOut(KernelBenchPlan.VALIDATION_IMAGES);
    }

    /** Trains what is not in the file yet, and prints a line a training. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--to FILE", "--trainings NUMBER", "--part K/N"), given -> {
            Options options = Options.of(given);
            KernelBenchTraining training =
                    new KernelBenchTraining(Datasets.cifar10().orElseThrow());
            try (KernelBenchFile file = KernelBenchFile.open(options.file, training.fingerprint())) {
                training.trainAll(options.planned(), file);
            }
        });
    }

    /**
     * What is asked for.
     *
     * @param file that rows are added to
     * @param trainings how many of the plan
     * @param part every so-many-th of them, counted from 1
     * @param parts into how many the trainings are divided
     */
    private record Options(Path file, int trainings, int part, int parts) {

        private static final String PART = "which of how many parts, such as 2/3";

        static Options of(Arguments given) {
            int[] part = Stream.of(given.value("--part", "[1-9]\\d{0,3}/[1-9]\\d{0,3}", PART)
                            .orElse("1/1")
                            .split("/"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (part[0] > part[1]) {
                throw new Arguments.Mistake("--part", PART, part[0] + "/" + part[1]);
            }
            return new Options(given.file("--to"), given.number("--trainings").orElse(TRAININGS), part[0], part[1]);
        }

        List<Planned> planned() {
            return KernelBenchPlan.first(trainings).stream()
                    .filter(planned -> planned.number() % parts == part % parts)
                    .toList();
        }
    }

    private void trainAll(List<Planned> plan, KernelBenchFile file) {
        List<Planned> left = plan.stream().filter(planned -> !file.has(planned)).toList();
        System.out.printf(
                Locale.ROOT,
                "%,d trainings, of which %,d are done: %s%n",
                plan.size(),
                plan.size() - left.size(),
                file);
        for (int i = 0; i < left.size(); i++) {
            TrainedNetwork trained = train(left.get(i));
            file.append(trained);
            System.out.printf(Locale.ROOT, "%,d left; %s%n", left.size() - i - 1, trained);
        }
    }

    private String fingerprint() {
        return learned.train().fingerprint();
    }

    private TrainedNetwork train(Planned planned) {
        Network network = planned.network();
        Activity before = before(planned, network);
        TrainedModel model = Trainer.of(network)
                .epochs(KernelBenchPlan.EPOCHS)
                .batch(KernelBenchPlan.BATCH)
                .learningRate(KernelBenchPlan.LEARNING_RATE)
                .seed(planned.seed())
                .validate(learned.test())
                .fit(learned);
        TestResult test = model.test(images);
        return TrainedNetwork.of(
                planned,
                before,
                activity(network, model.weights(), OptionalDouble.empty(), test.firingRate()),
                model.curve().epochs().stream()
                        .map(epoch -> 100 * epoch.testAccuracy().getAsDouble())
                        .toList(),
                100 * test.accuracy(),
                model.curve().seconds(),
                fingerprint(),
                version(model.provenance()));
    }

    private Activity before(Planned planned, Network network) {
        Weights weights = Weights.random(planned.seed());
        OptionalDouble score = RScore.on(scored).seed(planned.seed()).ifDefined(network);
        double firingRate = TestResult.of(
                        network, weights, images.classNames(), images.test().first(SCORED_IMAGES))
                .firingRate();
        return activity(network, weights, score, firingRate);
    }

    private Activity activity(Network network, Weights weights, OptionalDouble score, double firingRate) {
        Presentation presented = SpikeEngine.common().on(shown, weights);
        return new Activity(
                score,
                firingRate,
                SynapticOperations.of(network, presented).total(),
                Energy.of(network, presented).microjoules());
    }

    private static String version(Provenance provenance) {
        Map<String, String> facts = provenance.facts();
        return facts.get(Provenance.VERSION + "Spikernel") + " on Java " + facts.get(Provenance.VERSION + "Java");
    }
}
