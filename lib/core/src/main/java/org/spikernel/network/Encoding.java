package org.spikernel.network;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.spikernel.internal.checks.Given;

/**
 * What a network sees of a sample at each timestep t of its T.
 *
 * <table>
 *   <caption>What the first layers read</caption>
 *   <tr><th>encoding</th><th>of</th><th>at timestep t</th></tr>
 *   <tr><td>{@link #direct()}</td><td>still images</td><td>the normalised image, always the same</td></tr>
 *   <tr><td>{@link #rate()}</td><td>still images</td><td>a spike with a probability that is the intensity of the pixel</td></tr>
 *   <tr><td>{@link #latency()}</td><td>still images</td><td>a spike where {@code t = round((T - 1) (1 - intensity))}</td></tr>
 *   <tr><td>{@link #events()}</td><td>frames of events</td><td>a spike where frame t has events</td></tr>
 *   <tr><td>{@link #eventCounts()}</td><td>frames of events</td><td>frame t</td></tr>
 * </table>
 *
 * <p>Intensities are from 0 to 1, as images have them before they are normalised ({@code ImageBatch.intensities()}): a batch knows them if
 * it was told how it was normalised, as batches of an {@code ImageSet} are. With any encoding but the direct one, the stem and all that
 * stands before the first neurons is computed anew at each timestep, batch normalisation takes its statistics at each of them, and the
 * weights of the stem are added because of spikes, not multiplied. Spikes of the input are none of neurons: no count of spikes or firing
 * rate has them, but synaptic operations and energy do.
 *
 * <p>Whether results hold under other encodings is a study of a few lines: score, or train, the same cells under each.
 *
 * <pre>{@code
 * SnasNet macro = SnasNet.forDataset(images).withChannels(16);
 * double[] direct = cells.stream().mapToDouble(cell -> score.of(macro.network(cell))).toArray();
 * double[] rate = cells.stream().mapToDouble(cell -> score.of(macro.withEncoding(Encoding.rate()).network(cell))).toArray();
 * RankCorrelation.of(direct, rate);                                   // how alike they rank the cells
 * }</pre>
 */
public sealed interface Encoding {

    /** What settings and lines of files call it. */
    String SETTING = "encoding";

    /** Answers a question about an encoding; the compiler names every reader that a new one must be taught to. */
    interface Visitor<R> {
        /** The answer for direct encoding. */
        R direct(Direct encoding);

        /** The answer for rate encoding. */
        R rate(Rate encoding);

        /** The answer for latency encoding. */
        R latency(Latency encoding);

        /** The answer for events as spikes. */
        R events(Events encoding);

        /** The answer for events as numbers. */
        R eventCounts(EventCounts encoding);
    }

    /** Direct encoding: the normalised image as a current, the same at every timestep (SNASNet Sec. 4; SpikeNAS Sec. II). The default. */
    static Encoding direct() {
        return new Direct();
    }

    /** As {@link #rate(long)}, with seed 0. */
    static Encoding rate() {
        return rate(0);
    }

    /**
     * Rate (Bernoulli) encoding: at every timestep a pixel spikes with a probability that is its intensity (Lee et al., Frontiers in
     * Neuroscience, 2016, Sec. 3; AutoSNN Sec. 2 names it Poisson coding).
     *
     * <p>Draws depend on the seed, the image and the timestep alone: so they are the same for every network that is shown the image, in
     * whatever batch, and for any number of threads. In training they also depend on the step, so that every epoch draws anew; scores and
     * tests draw as the first step does.
     */
    static Encoding rate(long seed) {
        return new Rate(seed);
    }

    /**
     * Latency encoding: every pixel spikes once, the sooner the brighter it is, the darkest at the last timestep (time to first spike,
     * linear; Park et al., DAC 2020).
     */
    static Encoding latency() {
        return new Latency();
    }

    /** Frames of events as spikes: one wherever a frame has an event or several. As many timesteps as frames. */
    static Encoding events() {
        return new Events();
    }

    /** Frames of events as numbers: how many there are (as Fang et al., ICCV 2021, show them). As many timesteps as frames. */
    static Encoding eventCounts() {
        return new EventCounts();
    }

    /** What it is in words that {@link #parse} reads. */
    String text();

    /**
     * Adds it to the settings of a macro-architecture, or lines of a file. Direct encoding goes without saying: it was there before there
     * were others.
     */
    default void putInto(Map<String, String> settings) {
        if (!equals(direct())) {
            settings.put(SETTING, text());
        }
    }

    /** The encoding of what {@link #putInto} has written. */
    static Encoding of(Map<String, String> settings) {
        return parse(Given.value(settings, "the settings of an encoding").getOrDefault(SETTING, direct().text()));
    }

    /** Asks a question. */
    <R> R accept(Visitor<R> visitor);

    /** Whether it shows still images; else frames of events. */
    default boolean isOfImages() {
        return true;
    }

    /** Whether it shows the same at every timestep. */
    default boolean isStatic() {
        return false;
    }

    /** Whether it shows spikes: ones, and zeros between them. Else it shows numbers. */
    default boolean showsSpikes() {
        return true;
    }

    /** Whether what it shows is made of spikes: it shows them, or how many there are. */
    default boolean isMadeOfSpikes() {
        return showsSpikes();
    }

    /**
     * The encoding of a text, such as {@code rate seed 7}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Encoding parse(String text) {
        return Stream.of(direct(), rate(seed(text)), latency(), events(), eventCounts())
                .filter(encoding -> encoding.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "'" + text
                                        + "' is no encoding; there are 'direct', 'rate seed 0' with any seed, 'latency', 'events' and 'event counts'"));
    }

    /** The seed in a text of rate encoding; any where there is none. */
    private static long seed(String text) {
        Matcher seed = Rate.SEED.matcher(Given.value(text, "the text of an encoding"));
        try {
            return seed.find() ? Long.parseLong(seed.group()) : 0;
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }

    /** {@link #direct()}. */
    record Direct() implements Encoding {
        @Override
        public String text() {
            return "direct";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.direct(this);
        }

        @Override
        public boolean isStatic() {
            return true;
        }

        @Override
        public boolean showsSpikes() {
            return false;
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * {@link #rate(long)}.
     *
     * @param seed of the draws
     */
    record Rate(long seed) implements Encoding {
        private static final Pattern SEED = Pattern.compile("-?\\d+$");

        @Override
        public String text() {
            return "rate seed " + seed;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rate(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** {@link #latency()}. */
    record Latency() implements Encoding {
        @Override
        public String text() {
            return "latency";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.latency(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** {@link #events()}. */
    record Events() implements Encoding {
        @Override
        public String text() {
            return "events";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.events(this);
        }

        @Override
        public boolean isOfImages() {
            return false;
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** {@link #eventCounts()}. */
    record EventCounts() implements Encoding {
        @Override
        public String text() {
            return "event counts";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.eventCounts(this);
        }

        @Override
        public boolean isOfImages() {
            return false;
        }

        @Override
        public boolean showsSpikes() {
            return false;
        }

        @Override
        public boolean isMadeOfSpikes() {
            return true;
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
