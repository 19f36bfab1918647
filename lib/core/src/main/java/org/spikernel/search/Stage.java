package org.spikernel.search;

import java.util.List;
import java.util.Locale;

import org.spikernel.internal.checks.Given;

/**
 * How far a candidate is evaluated: after 10 epochs of a training, after all 100. An {@link Evaluator} names its stages; most have one.
 *
 * <p>Stages follow one another in one evaluation. A candidate that goes on from a stage to the next pays the difference of their prices, so
 * that to be stopped early costs nothing but what is left undone.
 *
 * <pre>{@code
 * List.of(new Stage("10_epochs", 0.1), new Stage("50_epochs", 0.5), new Stage("100_epochs", 1));
 * }</pre>
 *
 * @param name what tables and journals call it: letters, digits and underscores
 * @param price what it costs from the beginning, the stages before it included, in units of a whole evaluation
 */
public record Stage(String name, double price) {

    /** The whole evaluation, where there is no other stage. */
    public static final Stage WHOLE = new Stage("whole", 1);

    private static final String NAME = "[A-Za-z0-9_]+";

    public Stage {
        if (!Given.text(name, "the name of a stage").matches(NAME)) {
            throw new IllegalArgumentException(
                    "the name of a stage is made of letters, digits and underscores, but found '" + name + "'");
        }
        if (!(price > 0 && price <= 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the price of stage %s is a share of a whole evaluation, above 0 and 1 at most, but is %s",
                    name,
                    price));
        }
    }

    /** After some epochs of a training of so many. */
    public static Stage epochs(int done, int all) {
        return new Stage(Given.positive(done, "epochs of a stage") + "_epochs", (double) done / all);
    }

    /**
     * Checks that stages follow one another.
     *
     * @return the stages
     * @throws IllegalArgumentException if there is none, if a name comes twice, if prices do not rise, or if the last is no whole evaluation
     */
    static List<Stage> inOrder(List<Stage> stages) {
        List<Stage> given = Given.list(stages, "the stages of an evaluation");
        for (int i = 1; i < given.size(); i++) {
            if (given.get(i).price <= given.get(i - 1).price) {
                throw new IllegalArgumentException("the prices of stages must rise, but found " + given);
            }
        }
        if (given.isEmpty() || given.get(given.size() - 1).price != 1) {
            throw new IllegalArgumentException(
                    "the last stage is the whole evaluation, which has the price 1, but found " + given);
        }
        if (given.stream().map(Stage::name).distinct().count() != given.size()) {
            throw new IllegalArgumentException("stages need different names, but found " + given);
        }
        return given;
    }

    /** {@code 10_epochs (0.1)}. */
    @Override
    public String toString() {
        return name + " (" + price + ")";
    }
}
