package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** Makes the numbers of a layer for every sample, timestep after timestep in the same array. */
final class FieldMaker {

    private final Shape shape;
    private final RunResources resources;
    private boolean takesStatistics;
    private boolean makesToKeep;
    private float[] values;
    private Statistics statistics;

    /** Makes the numbers of one sample. */
    interface SampleMaker {
        void make(int sample, float[] values, int start);
    }

    FieldMaker(Shape shape, RunResources resources) {
        this.shape = shape;
        this.resources = resources;
    }

    /** Takes, from now on, the statistics of every sample that was just made, which is then still in the cache. */
    FieldMaker withStatistics() {
        takesStatistics = true;
        return this;
    }

    /** Says whether what is made next outlives the run, and so needs an array of its own. */
    void makeToKeep(boolean keep) {
        makesToKeep = keep;
    }

    Field make(SampleMaker maker) {
        int size = shape.size();
        float[] target = values();
        Statistics taken = takesStatistics ? statistics() : null;
        resources.forEachSample(sample -> {
            maker.make(sample, target, sample * size);
            if (taken != null) {
                taken.take(sample, target, sample * size, size, resources.lanes());
            }
        });
        return new Field(shape, target, taken);
    }

    /** The array for the numbers of all samples, with anything in it. */
    float[] values() {
        int length = resources.samples() * shape.size();
        if (makesToKeep) {
            return new float[length];
        }
        if (values == null) {
            values = resources.arrays().floats(length);
        }
        return values;
    }

    private Statistics statistics() {
        if (makesToKeep) {
            return new Statistics(resources.samples(), shape.channels());
        }
        if (statistics == null) {
            statistics = new Statistics(resources.samples(), shape.channels());
        }
        return statistics;
    }

    /** A signal as numbers in an array: itself, or a copy made here. */
    Field copyOf(Signal signal) {
        Lanes lanes = resources.lanes();
        return signal instanceof Field field
                ? field
                : make((sample, target, start) -> signal.read(sample, 0, shape.size(), target, start, lanes));
    }
}
