package org.spikernel.internal.passes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Layers that are computed before those of the next part: each of their stages for all timesteps, or all stages for one timestep after
 * another, since connections reach back in time within them.
 *
 * @param stages each comes after those that it depends on within a timestep
 * @param isInSteps whether it is computed for one timestep after another
 */
record Part(List<List<LayerPass>> stages, boolean isInSteps) {

    /** From which layer to which, in the order of the network, a connection reaches back. */
    private record Loop(int first, int last) {}

    /**
     * Cuts a network before and behind the layers that connections reach back over.
     *
     * @param ordered its layers, each after those that it reads
     */
    static List<List<LayerPass>> cut(List<LayerPass> ordered) {
        List<List<LayerPass>> parts = new ArrayList<>();
        List<LayerPass> part = new ArrayList<>();
        List<Loop> loops = loops(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            part.add(ordered.get(i));
            int next = i + 1;
            boolean isInside = loops.stream().anyMatch(loop -> loop.first() < next && next <= loop.last());
            boolean isBorder = loops.stream().anyMatch(loop -> loop.first() == next || loop.last() + 1 == next);
            if (isBorder && !isInside) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        parts.add(part);
        return parts.stream().filter(layers -> !layers.isEmpty()).toList();
    }

    private static List<Loop> loops(List<LayerPass> ordered) {
        List<Loop> loops = new ArrayList<>();
        for (LayerPass pass : ordered) {
            for (LayerPass source : pass.sources()) {
                if (!pass.inputLayers().contains(source)) {
                    int one = ordered.indexOf(pass);
                    int other = ordered.indexOf(source);
                    loops.add(new Loop(Math.min(one, other), Math.max(one, other)));
                }
            }
        }
        return loops;
    }

    /** A part of the forward pass. */
    static Part forward(List<LayerPass> layers) {
        return new Part(stages(layers, LayerPass::inputLayers), hasLoops(layers));
    }

    /** The same part of the backward pass, of the layers that need gradients. */
    static Part backward(List<LayerPass> layers) {
        List<LayerPass> learning =
                new ArrayList<>(layers.stream().filter(LayerPass::needsGradient).toList());
        Collections.reverse(learning);
        return new Part(stages(learning, LayerPass::readers), hasLoops(layers));
    }

    private static boolean hasLoops(List<LayerPass> layers) {
        return !loops(layers).isEmpty();
    }

    /** Layers in stages, in their order: each comes after those that it depends on, a stage later where these need the whole batch. */
    private static List<List<LayerPass>> stages(
            List<LayerPass> ordered, Function<LayerPass, List<LayerPass>> dependsOn) {
        Map<LayerPass, Integer> stageOf = new HashMap<>();
        List<List<LayerPass>> stages = new ArrayList<>();
        for (LayerPass pass : ordered) {
            int stage = dependsOn.apply(pass).stream()
                    .filter(stageOf::containsKey)
                    .mapToInt(before -> stageOf.get(before) + (before.needsBatch() ? 1 : 0))
                    .max()
                    .orElse(0);
            stageOf.put(pass, stage);
            while (stages.size() <= stage) {
                stages.add(new ArrayList<>());
            }
            stages.get(stage).add(pass);
        }
        return stages;
    }

    /** All its layers. */
    List<LayerPass> layers() {
        return stages.stream().flatMap(List::stream).toList();
    }

    /** Layers that are at work at the same time, so that none of what one of them needs may make room for another's. */
    List<List<LayerPass>> together() {
        return isInSteps ? List.of(layers()) : stages;
    }

    /** Work on a stage, of whose layers each computes some of its timesteps. */
    interface StageWork {
        void run(List<LayerPass> stage, Function<LayerPass, Span> span);
    }

    /** Does all stages, from the first timestep to the last. */
    void forEachStage(int timesteps, StageWork work) {
        if (!isInSteps) {
            stages.forEach(stage -> work.run(stage, LayerPass::whole));
        }
        for (int t = 0; isInSteps && t < timesteps; t++) {
            step(t, work);
        }
    }

    /** Does all stages, from the last timestep to the first. */
    void forEachStageBackward(int timesteps, StageWork work) {
        if (!isInSteps) {
            stages.forEach(stage -> work.run(stage, LayerPass::whole));
        }
        for (int t = timesteps - 1; isInSteps && t >= 0; t--) {
            step(t, work);
        }
    }

    /** What does not change with time is computed at the first. */
    private void step(int timestep, StageWork work) {
        for (List<LayerPass> stage : stages) {
            List<LayerPass> atWork =
                    stage.stream().filter(pass -> timestep < pass.timesteps).toList();
            work.run(atWork, pass -> Span.at(timestep));
        }
    }
}
