package org.spikernel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;

/**
 * One run of one network: its layers as steps, and what each gives.
 *
 * <p>A layer computes all timesteps before the next one begins, so that what it needs for them is fetched once. Where their numbers would
 * take too much of the heap, it is done for some timesteps after the others; where the network has feedback, for each after the other.
 */
final class EngineRun implements AutoCloseable {

    private final NetworkPlan plan;
    private final Presentation shown;
    private final SharedLayers shared;
    private final int timesteps;
    private final RunResources resources;
    private final List<Step> steps = new ArrayList<>();
    private final FieldMaker[] fields;
    private final Signal[] signals;
    private final Feedback feedback;
    private int[] layers;
    private Demand demand;
    private Signal input;
    private int atOnce;
    private boolean isComingInParts;

    /** A run that has not begun. */
    EngineRun(Network network, Presentation shown, int timesteps) {
        this.shown = shown;
        shared = shown.shared();
        this.timesteps = timesteps;
        plan = NetworkPlan.of(network);
        resources = shown.borrow();
        fields = new FieldMaker[network.nodes().size()];
        signals = new Signal[fields.length];
        feedback = new Feedback(network, resources);
        network.nodes().forEach(this::addStep);
    }

    private void addStep(Node node) {
        FieldMaker maker = new FieldMaker(node.shape(), resources);
        fields[node.index()] = maker;
        steps.add(node.layer().accept(new StepMaker(this, node, maker)));
    }

    /** Which layers hand on what they read in another way. */
    BitSet views() {
        BitSet views = new BitSet();
        for (int i = 0; i < steps.size(); i++) {
            views.set(i, steps.get(i).isView());
        }
        return views;
    }

    // What the steps ask.

    NetworkPlan plan() {
        return plan;
    }

    RunResources resources() {
        return resources;
    }

    Weights weights() {
        return shown.weights();
    }

    EngineProfile profile() {
        return shown.profile();
    }

    /** How many timesteps a layer computes at once: one if it gives the same at all of them. */
    int timesteps(Node node) {
        return plan.isStatic(node) ? 1 : atOnce;
    }

    /** Whether the timesteps come in several parts. */
    boolean isComingInParts() {
        return isComingInParts;
    }

    /** What a source gives at the timesteps at hand. */
    Signal read(Source source) {
        return source instanceof Node node ? signals[demand.first(node.index())] : input;
    }

    /** What a delay gives at the timestep at hand. */
    Signal earlier(Node delay) {
        return feedback.of(delay);
    }

    /** Whether a source gives spikes as bits. */
    boolean readsSpikes(Source source) {
        return source instanceof Node node
                ? node.isSpiking()
                : plan.network().input().encoding().showsSpikes();
    }

    /** Whether what a source gives is shared with other networks. */
    boolean isShared(Source source) {
        return source instanceof Node node && steps.get(node.index()).isShared();
    }

    /** Takes the statistics of what a source gives as it is made. */
    void takeStatisticsOf(Source source) {
        if (source instanceof Node node) {
            fields[node.index()].withStatistics();
        }
    }

    // The run.

    /** Runs the network, and returns the mean over time of what it gives, [sample, class]. */
    float[][] run(SpikeMonitor monitor) {
        layers = shared.layersOf(plan.network(), timesteps);
        int turn = shared.turn(layers[output().index()]);
        demand = new Demand(plan.network(), steps, layers, shared::find);
        atOnce = timestepsThatFit();
        isComingInParts = atOnce < timesteps;
        if (isComingInParts) {
            demand = new Demand(plan.network(), steps, layers, layer -> Optional.empty());
        }
        Signal whole = shown.input(plan.network().input().encoding(), timesteps);
        float[] sum = new float[resources.samples() * output().shape().size()];
        for (int begin = 0; begin < timesteps; begin += atOnce) {
            atOnce = Math.min(atOnce, timesteps - begin);
            input = whole.from(begin);
            for (int index : demand.demanded()) {
                step(plan.network().nodes().get(index), begin, turn);
            }
            show(begin, monitor);
            addAnswer(sum);
            feedback.remember(this::read);
            releaseWhatIsReadLastBy(fields.length);
        }
        return mean(sum);
    }

    private Node output() {
        return plan.network().output();
    }

    /** As many timesteps as fit into the memory at once, and into arrays. */
    private int timestepsThatFit() {
        if (plan.network().hasFeedback()) {
            return 1;
        }
        long largest = plan.network().nodes().stream()
                .mapToLong(node -> node.shape().size())
                .max()
                .orElseThrow();
        long fit = Math.min(resources.bytes() / Math.max(1, demand.bytes()), Integer.MAX_VALUE / largest)
                / resources.samples();
        return (int) Math.max(1, Math.min(timesteps, fit));
    }

    private void step(Node node, int begin, int turn) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException(plan.network().name() + ": interrupted at layer '" + node.place() + "'");
        }
        long start = System.nanoTime();
        if (begin == 0 || !plan.isStatic(node)) {
            signals[node.index()] = demand.kept(node.index()).orElseGet(() -> made(node, turn));
        }
        releaseWhatIsReadLastBy(node.index());
        profile().took(steps.get(node.index()).stage(), System.nanoTime() - start);
    }

    private void releaseWhatIsReadLastBy(int reader) {
        for (int index : demand.readLastBy(reader)) {
            if (!isComingInParts || !plan.isStatic(plan.network().nodes().get(index))) {
                fields[index].release();
            }
        }
    }

    /** What a layer gives; kept for later networks if these may have it and there is room. */
    private Signal made(Node node, int turn) {
        Step step = steps.get(node.index());
        int layer = layers[node.index()];
        long bytes = (long) step.bits()
                * resources.samples()
                * timesteps(node)
                * node.shape().size()
                / Byte.SIZE;
        boolean keep = !step.isView() && !isComingInParts && shared.reserve(layer, step.isShared(), bytes, turn);
        Signal made = step.work().make(keep);
        if (keep) {
            shared.keep(layer, made, bytes);
        }
        return made;
    }

    /** Shows the spikes of all layers, timestep by timestep. */
    private void show(int begin, SpikeMonitor monitor) {
        long start = System.nanoTime();
        for (int timestep = 0; timestep < atOnce; timestep++) {
            for (Node node : plan.network().nodes()) {
                if (node.isSpiking()) {
                    SpikeSignal signal = (SpikeSignal) read(node);
                    monitor.spikes(node, begin + timestep, signal.spikes().get(timestep));
                }
            }
        }
        profile().took(EngineProfile.Stage.MONITOR, System.nanoTime() - start);
    }

    private void addAnswer(float[] sum) {
        int classes = output().shape().size();
        Signal given = read(output());
        float[] answer = new float[classes];
        for (int sample = 0; sample < resources.samples(); sample++) {
            for (int timestep = 0; timestep < atOnce; timestep++) {
                given.read(sample, timestep, 0, classes, answer, 0, resources.lanes());
                for (int c = 0; c < classes; c++) {
                    sum[sample * classes + c] += answer[c];
                }
            }
        }
    }

    private float[][] mean(float[] sum) {
        int classes = output().shape().size();
        float[][] mean = new float[resources.samples()][];
        for (int sample = 0; sample < mean.length; sample++) {
            mean[sample] = Arrays.copyOfRange(sum, sample * classes, (sample + 1) * classes);
            for (int c = 0; c < classes; c++) {
                mean[sample][c] /= timesteps;
            }
        }
        return mean;
    }

    /** Gives back what was borrowed. */
    @Override
    public void close() {
        resources.arrays().close();
    }
}
