package org.spikernel.engine;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Where the time of runs went, and how many synaptic operations they did. */
public final class EngineProfile {

    /** A kind of work. */
    public enum Stage {
        /** Convolutions. */
        CONVOLUTION,
        /** Batch normalisation: its statistics. */
        NORMALISATION,
        /** LIF neurons. */
        NEURONS,
        /** Average and max pooling. */
        POOLING,
        /** Sums of edges that end in the same node. */
        SUM,
        /** Linear layers. */
        LINEAR,
        /** What monitors do with the spikes, such as comparing those of all pairs of images. */
        MONITOR,
        /** All other steps of a run. */
        OTHER
    }

    private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);
    private final LongAdder operations = new LongAdder();

    EngineProfile() {
        for (Stage stage : Stage.values()) {
            nanos.put(stage, new LongAdder());
        }
    }

    void took(Stage stage, long nanoseconds) {
        nanos.get(stage).add(nanoseconds);
    }

    void did(long synapticOperations) {
        operations.add(synapticOperations);
    }

    /** Weights that were added to the currents of neurons because of a spike, or another number that is not zero. */
    public long synapticOperations() {
        return operations.sum();
    }

    /** Time of a stage, on the clock. */
    public double seconds(Stage stage) {
        return nanos.get(stage).sum() / 1e9;
    }

    /** Time of all stages, on the clock. */
    public double seconds() {
        return nanos.values().stream().mapToLong(LongAdder::sum).sum() / 1e9;
    }

    /** One row a stage: stage, seconds, share (of all seconds, 0 to 1). */
    public Table table() {
        StringColumn stages = StringColumn.create("stage");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        DoubleColumn share = DoubleColumn.create("share");
        for (Stage stage : Stage.values()) {
            stages.append(stage.name().toLowerCase(Locale.ROOT));
            seconds.append(seconds(stage));
            share.append(seconds() == 0 ? 0 : seconds(stage) / seconds());
        }
        return Table.create("where the time went", stages, seconds, share);
    }
}
