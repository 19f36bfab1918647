package org.spikernel.internal.passes;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** Numbers of all samples and timesteps in one array, [sample, timestep, row, column, channel]. */
final class Frames implements Signal {

    private final Lanes lanes = Lanes.fastest();
    private final int size;
    private final int timesteps;
    private Room room;

    /**
     * Of no samples yet, in a room of their own.
     *
     * @param timesteps 1 for what does not change with time
     */
    Frames(Shape shape, int timesteps) {
        size = shape.size();
        this.timesteps = timesteps;
        room = new Room(sampleSize(), timesteps);
    }

    /** How many numbers a sample has. */
    long sampleSize() {
        return (long) timesteps * size;
    }

    /** Moves into the room of others, which are no smaller and not needed at the same time. */
    void share(Frames others) {
        room = others.room;
    }

    /** Makes room for so many samples, with anything in it. */
    void makeRoom(int samples) {
        room.make(samples);
    }

    float[] numbers() {
        return room.numbers();
    }

    /** Where the numbers of a sample at a timestep begin. */
    int start(int sample, int timestep) {
        return (sample * timesteps + (timesteps == 1 ? 0 : timestep)) * size;
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        System.arraycopy(numbers(), start(sample, timestep) + from, into, at, count);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        lanes.add(numbers(), start(sample, timestep) + from, count, into, at);
    }
}
