package org.spikernel.engine;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.spikernel.shapes.Shape;

/** Makes the numbers of a layer for every sample and timestep. */
final class FieldMaker {

    private final Shape shape;
    private final RunResources resources;
    private boolean takesStatistics;
    private Object lent;

    /** Makes the numbers of one sample at one timestep. */
    interface SampleMaker {
        void make(int sample, int timestep, float[] values, int start);
    }

    /** Makes integers of one sample at one timestep; returns whether they fit into 16 bits. */
    interface IntegerMaker {
        boolean make(int sample, int timestep, short[] integers, int start);
    }

    FieldMaker(Shape shape, RunResources resources) {
        this.shape = shape;
        this.resources = resources;
    }

    /** Where the numbers begin of a sample at a timestep; a static signal has but one. */
    static int start(Shape shape, int timesteps, int sample, int timestep) {
        return (sample * timesteps + Math.min(timestep, timesteps - 1)) * shape.size();
    }

    /** Takes, from now on, the statistics of every sample that was just made, which is then still in the cache. */
    void withStatistics() {
        takesStatistics = true;
    }

    /**
     * Makes the numbers of all samples.
     *
     * @param keep whether they outlive the run, and so need an array of their own
     */
    Field make(int timesteps, boolean keep, SampleMaker maker) {
        float[] values =
                keep ? new float[length(timesteps)] : lent(resources.arrays().floats(length(timesteps)));
        Field field = new Field(shape, timesteps, values, statistics(timesteps));
        resources.forEachSample(sample -> {
            for (int timestep = 0; timestep < timesteps; timestep++) {
                maker.make(sample, timestep, values, start(shape, timesteps, sample, timestep));
                takeStatistics(field, sample, timestep);
            }
        });
        return field;
    }

    /** The same of integers, each of which stands for so many times {@code step}; empty if they do not all fit. */
    Optional<IntegerField> makeIntegers(int timesteps, float step, boolean keep, IntegerMaker maker) {
        short[] multiples =
                keep ? new short[length(timesteps)] : lent(resources.arrays().shorts(length(timesteps)));
        IntegerField field = new IntegerField(shape, timesteps, multiples, step, statistics(timesteps));
        AtomicBoolean fit = new AtomicBoolean(true);
        resources.forEachSample(sample -> {
            for (int timestep = 0; timestep < timesteps && fit.get(); timestep++) {
                if (maker.make(sample, timestep, multiples, start(shape, timesteps, sample, timestep))) {
                    takeStatistics(field, sample, timestep);
                } else {
                    fit.set(false);
                }
            }
        });
        if (fit.get()) {
            return Optional.of(field);
        }
        release();
        return Optional.empty();
    }

    private Statistics statistics(int timesteps) {
        return takesStatistics ? new Statistics(resources.samples(), timesteps, shape) : null;
    }

    private void takeStatistics(Signal made, int sample, int timestep) {
        if (takesStatistics) {
            made.statistics().take(made, sample, timestep, resources.lanes());
        }
    }

    private int length(int timesteps) {
        return Math.multiplyExact(Math.multiplyExact(resources.samples(), timesteps), shape.size());
    }

    private <T> T lent(T array) {
        lent = array;
        return array;
    }

    /** Gives back the array of what was made last, which nobody may read any more. */
    void release() {
        if (lent != null) {
            resources.arrays().giveBack(lent);
            lent = null;
        }
    }
}
