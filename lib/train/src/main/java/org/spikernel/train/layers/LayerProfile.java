package org.spikernel.train.layers;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.spikernel.internal.checks.Given;

/** Where the time of training goes: seconds in forward and backward passes, by kind of layer. */
public final class LayerProfile {

    private static volatile LayerProfile active;

    private final Map<String, LongAdder> nanoseconds = new ConcurrentHashMap<>();

    private LayerProfile() {}

    /** What some work spends in each kind of layer, in all threads. One profile is taken at a time. */
    public static Map<String, Double> of(Runnable work) {
        Given.value(work, "the work to profile");
        LayerProfile profile = new LayerProfile();
        active = profile;
        try {
            work.run();
        } finally {
            active = null;
        }
        Map<String, Double> seconds = new TreeMap<>();
        profile.nanoseconds.forEach((kind, sum) -> seconds.put(kind, sum.sum() / 1e9));
        return seconds;
    }

    static void add(TimeFoldedLayer layer, String pass, long start) {
        LayerProfile profile = active;
        if (profile != null) {
            String kind = layer.getClass().getSimpleName() + " " + pass;
            profile.nanoseconds.computeIfAbsent(kind, none -> new LongAdder()).add(System.nanoTime() - start);
        }
    }
}
