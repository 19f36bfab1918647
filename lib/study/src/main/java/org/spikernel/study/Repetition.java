package org.spikernel.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.progress.Progress;

/**
 * The same work for each of several settings from each of several seeds, so that what settings differ by can be told from chance.
 *
 * <pre>{@code
 * var trained = Repetition.of(List.of(1, 3, 5, 7)).named("kernel", size -> size + "x" + size).seeds(1, 2, 3)
 *         .run((size, seed, progress) -> Trainer.of(network(size)).seed(seed).fit(images, progress), Progress.bar());
 * var accuracy = trained.measure("accuracy_percent", model -> 100 * model.test(images).accuracy());
 * accuracy.summary();             // mean, deviation and interval of each kernel
 * accuracy.comparisons();         // which kernels differ by more than chance
 * }</pre>
 *
 * @param column what a setting is, as the name of a column
 * @param settings what is compared, by name, in order
 * @param seeds the same for every setting, so that the luck that a seed brings to all alike cancels out in a difference
 */
public record Repetition<S>(String column, Map<String, S> settings, List<Long> seeds) {

    private static final List<Long> THREE_SEEDS = List.of(1L, 2L, 3L);

    /**
     * What is done for a setting from a seed.
     *
     * @param <S> the setting
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Job<S, R> {

        /**
         * Does it once.
         *
         * @param setting what is compared with others
         * @param seed of all that is random
         * @param progress may be told of every step; it is a part of the bar that all jobs share
         */
        R run(S setting, long seed, Progress progress);
    }

    public Repetition {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        seeds = List.copyOf(seeds);
        if (settings.isEmpty()) {
            throw new IllegalArgumentException("a repetition needs one setting or more, but there is none");
        }
        if (seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
            throw new IllegalArgumentException("the seeds must be one or more, each once, but are " + seeds
                    + "; with one alone no noise can be told");
        }
    }

    /** Settings that are named by what they print, from seeds 1, 2 and 3. */
    public static <S> Repetition<S> of(Collection<S> settings) {
        return of(byName(settings, String::valueOf));
    }

    /** Settings by their names, from seeds 1, 2 and 3. */
    public static <S> Repetition<S> of(Map<String, S> settings) {
        return new Repetition<>("setting", settings, THREE_SEEDS);
    }

    private static <S> Map<String, S> byName(Collection<S> settings, Function<? super S, String> name) {
        Map<String, S> named = new LinkedHashMap<>();
        for (S setting : settings) {
            if (named.putIfAbsent(name.apply(setting), setting) != null) {
                throw new IllegalArgumentException("two settings are called '" + name.apply(setting)
                        + "'; give each a name of its own by named(column, setting -> name)");
            }
        }
        return named;
    }

    /** The same with another word for what a setting is, which becomes the name of a column: "kernels". */
    @CheckReturnValue
    public Repetition<S> named(String column) {
        return new Repetition<>(column, settings, seeds);
    }

    /** The same with another word for what a setting is, and other names of the settings. */
    @CheckReturnValue
    public Repetition<S> named(String column, Function<? super S, String> name) {
        return new Repetition<>(column, byName(settings.values(), name), seeds);
    }

    /** The same with other seeds, from each of which the work is done for every setting. */
    @CheckReturnValue
    public Repetition<S> seeds(long... seeds) {
        return new Repetition<>(column, settings, LongStream.of(seeds).boxed().toList());
    }

    /** The same with the seeds 1, 2, ... up to a number. */
    @CheckReturnValue
    public Repetition<S> times(int seeds) {
        return seeds(LongStream.rangeClosed(1, seeds).toArray());
    }

    /** How often the work is done in all. */
    public int size() {
        return settings.size() * seeds.size();
    }

    /** As {@link #run(Job, Progress)}, silently. */
    public <R> Repeated<S, R> run(Job<S, R> job) {
        return run(job, Progress.none());
    }

    /**
     * Does the work for every setting from every seed, one after the other. An interrupt of the calling thread ends it early: what was done
     * until then is handed back, without the job that was interrupted, and the thread stays interrupted.
     *
     * @param progress is told of every step of every job, as of one piece of work
     */
    public <R> Repeated<S, R> run(Job<S, R> job, Progress progress) {
        List<Repeated.Run<S, R>> done = new ArrayList<>();
        try {
            runAll(job, new JointProgress(size(), progress), done);
        } catch (CancellationException cancelled) {
            Thread.currentThread().interrupt();
        } finally {
            progress.close();
        }
        return new Repeated<>(this, done);
    }

    private <R> void runAll(Job<S, R> job, JointProgress joint, List<Repeated.Run<S, R>> done) {
        for (Map.Entry<String, S> setting : settings.entrySet()) {
            for (long seed : seeds) {
                Progress part = joint.next(String.format(Locale.ROOT, "%s, seed %d", setting.getKey(), seed));
                R result = job.run(setting.getValue(), seed, part);
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("what ends at an interrupt may not be whole");
                }
                part.close();
                done.add(new Repeated.Run<>(setting.getKey(), setting.getValue(), seed, result));
            }
        }
    }
}
