package org.spikernel.internal.passes;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * When a step needs what its layers keep. Numbers that layers make are needed from the forward pass on, until the last of those that read
 * them has done its work in the backward pass; gradients, from when they are collected until they have reached all inputs.
 */
final class Lifetimes {

    private static final int FORWARD = 0;

    private final Map<LayerPass, Integer> stages = new HashMap<>();
    private final Map<Frames, Lifetime> lifetimes = new LinkedHashMap<>();

    private Lifetimes(List<List<LayerPass>> backwardStages) {
        for (int i = 0; i < backwardStages.size(); i++) {
            for (LayerPass pass : backwardStages.get(i)) {
                stages.put(pass, FORWARD + 1 + i);
            }
        }
    }

    /** The lifetimes of all frames of some layers. */
    static Map<Frames, Lifetime> of(List<LayerPass> layers, List<List<LayerPass>> backwardStages) {
        Lifetimes lifetimes = new Lifetimes(backwardStages);
        layers.forEach(lifetimes::follow);
        return lifetimes.lifetimes;
    }

    private void follow(LayerPass pass) {
        need(pass.frames(), new Lifetime(FORWARD, lastReading(pass)));
        if (pass.needsGradient()) {
            need(pass.gradientFrames(), new Lifetime(stage(pass), lastWork(pass)));
        }
    }

    /** What layers keep in the same frames, such as a sum and what it adds up, is needed while one of them needs it. */
    private void need(List<Frames> kept, Lifetime lifetime) {
        kept.forEach(frames -> lifetimes.merge(frames, lifetime, Lifetime::and));
    }

    private int stage(LayerPass pass) {
        return stages.getOrDefault(pass, FORWARD);
    }

    /** The last stage in which somebody reads the numbers of a layer, also through those that make theirs of them whenever they are read. */
    private int lastReading(LayerPass pass) {
        return last(
                pass.readers(),
                reader -> reader.keepsNumbers() ? lastWork(reader) : Math.max(lastWork(reader), lastReading(reader)));
    }

    /** The last stage in which a layer is at work: its own, or a later one, in which an input collects its gradient. */
    private int lastWork(LayerPass pass) {
        return Math.max(stage(pass), last(pass.sources(), this::collection));
    }

    /** The stage in which the gradient of a layer's numbers is collected: where it is not kept, that in which its own input asks for it. */
    private int collection(LayerPass pass) {
        return pass.keepsGradient() ? stage(pass) : lastWork(pass);
    }

    private static int last(List<LayerPass> passes, ToIntFunction<LayerPass> stage) {
        return passes.stream().mapToInt(stage).max().orElse(FORWARD);
    }
}
