package org.spikernel.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.spikernel.data.Dataset;
import org.spikernel.internal.checks.Given;

/**
 * What whoever guesses reaches: the accuracy below which a network has learned nothing. It stands beside every accuracy of a short training.
 *
 * @param percent of images that are guessed rightly
 */
public record Guessing(double percent) {

    /** How many times as good as guessing a network must be before its place among others says much. */
    private static final double CLEARLY = 2;

    private static final double HARDLY = 1.5;

    /** How many times as frequent as the others a class must be: of a few hundred images, classes differ somewhat by chance. */
    private static final double OUTSTANDING = 1.5;

    /** @throws IllegalArgumentException unless it lies above 0, and at most at 100 */
    public Guessing {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "guessing is right in more than 0 and at most 100 percent of cases, but should be in " + percent);
        }
    }

    /**
     * That of the test images of a data set: one in as many as there are classes; where one class has more than one and a half times as many
     * images as the others have on average, its share, which is what always saying that class reaches.
     */
    public static Guessing of(Dataset images) {
        int classes = Given.value(images, "the images that are guessed").classes();
        int all = images.test().size();
        int most = Arrays.stream(images.test().imagesOfClasses(classes)).max().orElseThrow();
        double shareOfOthers = (double) (all - most) / (classes - 1);
        return new Guessing(most > OUTSTANDING * shareOfOthers ? 100.0 * most / all : 100.0 / classes);
    }

    /**
     * From where to where accuracies reach, and how many are hardly better than guessing, in a sentence.
     *
     * @param percents accuracies of one network or more, in percent
     */
    public String beside(List<Double> percents) {
        if (Given.list(percents, "the accuracies beside guessing").isEmpty()) {
            throw new IllegalArgumentException("one accuracy or more should be set beside guessing, but there is none");
        }
        double best = percents.stream().mapToDouble(each -> each).max().orElseThrow();
        String reach = String.format(
                Locale.ROOT,
                "%.1f%% to %.1f%% accuracy, where guessing reaches %.1f%%; %d of %d trainings are hardly better than guessing.",
                percents.stream().mapToDouble(each -> each).min().orElseThrow(),
                best,
                percent,
                percents.stream().filter(each -> each < HARDLY * percent).count(),
                percents.size());
        return best < CLEARLY * percent
                ? reach + " None is twice as good as guessing: their order says next to nothing."
                : reach;
    }
}
