package org.spikernel.internal.passes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

import org.spikernel.internal.convolution.ChannelEvents;
import org.spikernel.internal.convolution.Events;

/** A group of samples that one processor takes one after another, and the memory that it does so in. */
final class Lane {

    /** Groups that a batch is split into: the same on every machine, since sums over samples are taken group by group. */
    static final int COUNT = 8;

    private final Map<Integer, Deque<float[]>> free = new HashMap<>();
    private final Events events = new Events();
    private final ChannelEvents channelEvents = new ChannelEvents();
    private int index;

    /** Becomes the group of that number. */
    void become(int index) {
        this.index = index;
    }

    /** Which group it is. */
    int index() {
        return index;
    }

    /** Does a task for each sample of the group. */
    void forEachSample(int samples, IntConsumer task) {
        int size = (samples + COUNT - 1) / COUNT;
        for (int sample = index * size; sample < Math.min(samples, (index + 1) * size); sample++) {
            task.accept(sample);
        }
    }

    /** An array with anything in it, until it is given back. */
    float[] take(int length) {
        float[] found = free.computeIfAbsent(length, none -> new ArrayDeque<>()).poll();
        return found == null ? new float[length] : found;
    }

    /** Takes an array back. */
    void give(float[] array) {
        free.get(array.length).push(array);
    }

    /** The events of a sample at a timestep, position by position. */
    Events events() {
        return events;
    }

    /** The events of a sample at a timestep, channel by channel. */
    ChannelEvents channelEvents() {
        return channelEvents;
    }
}
