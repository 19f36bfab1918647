package org.spikernel.internal.checkup;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoublePredicate;

import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.Neuron;

/**
 * A neuron that behaves as another does, and notes where its potentials are when it is asked whether it spikes. Its like are equal to none
 * but themselves, so each layer has its own notes. Notes are counts and extremes, so they are the same for any number of threads.
 */
final class WatchedNeuron implements Neuron {

    private final Neuron neuron;
    private final OptionalDouble threshold;
    private final DoublePredicate isWithinReach;
    private final Collection<Notes> all = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Notes> notes = ThreadLocal.withInitial(() -> {
        Notes own = new Notes();
        all.add(own);
        return own;
    });

    /** What a thread has seen. */
    private static final class Notes {
        private long potentials;
        private long spikes;
        private long withinReach;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;

        void add(Notes other) {
            potentials += other.potentials;
            spikes += other.spikes;
            withinReach += other.withinReach;
            lowest = Math.min(lowest, other.lowest);
            highest = Math.max(highest, other.highest);
        }
    }

    /**
     * A neuron to be watched.
     *
     * @param isWithinReach whether a potential that is so far above the threshold has a gradient
     */
    WatchedNeuron(Neuron neuron, DoublePredicate isWithinReach) {
        this.neuron = neuron;
        this.isWithinReach = isWithinReach;
        threshold = neuron instanceof DifferentiableNeuron told
                ? OptionalDouble.of((float) told.threshold())
                : OptionalDouble.empty();
    }

    @Override
    public double rest() {
        return neuron.rest();
    }

    @Override
    public double charge(double potential, double current) {
        return neuron.charge(potential, current);
    }

    @Override
    public boolean fires(double potential) {
        boolean fires = neuron.fires(potential);
        Notes own = notes.get();
        own.potentials++;
        own.spikes += fires ? 1 : 0;
        own.lowest = Math.min(own.lowest, potential);
        own.highest = Math.max(own.highest, potential);
        if (threshold.isPresent() && isWithinReach.test(potential - threshold.getAsDouble())) {
            own.withinReach++;
        }
        return fires;
    }

    @Override
    public double afterSpike(double potential) {
        return neuron.afterSpike(potential);
    }

    /** What was seen until now, while nobody runs it; no potentials where nobody has run it at all. */
    Seen seen() {
        Notes sum = new Notes();
        all.forEach(sum::add);
        return new Seen(
                neuron,
                threshold,
                sum.potentials,
                (double) sum.spikes / sum.potentials,
                (double) sum.withinReach / sum.potentials,
                sum.lowest,
                sum.highest);
    }

    /**
     * What was seen of a layer of neurons.
     *
     * @param neuron their dynamics
     * @param threshold where they spike, if they tell
     * @param potentials how many there were
     * @param firingRate which share of them made a spike
     * @param withinReach which share of them has a gradient
     * @param lowest of them
     * @param highest of them
     */
    record Seen(
            Neuron neuron,
            OptionalDouble threshold,
            long potentials,
            double firingRate,
            double withinReach,
            double lowest,
            double highest) {}
}
