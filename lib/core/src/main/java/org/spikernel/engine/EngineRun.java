package org.spikernel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.neuron.Neuron;

/** One run of one network: its layers as steps, what each gives at the present timestep, and the state of its neurons. */
final class EngineRun implements AutoCloseable {

    private final NetworkPlan plan;
    private final Presentation shown;
    private final RunResources resources;
    private final List<Step> steps = new ArrayList<>();
    private final FieldMaker[] fields;
    private final Signal[] signals;
    private final Firing[] firings;
    private final FieldMaker output;
    private final float[] answerSum;

    EngineRun(Network network, Presentation shown) {
        this.shown = shown;
        plan = NetworkPlan.of(network);
        resources = shown.borrow();
        fields = new FieldMaker[network.nodes().size()];
        signals = new Signal[fields.length];
        firings = new Firing[fields.length];
        network.nodes().forEach(this::addStep);
        output = new FieldMaker(network.output().shape(), resources);
        answerSum = new float[resources.samples() * network.output().shape().size()];
    }

    private void addStep(Node node) {
        FieldMaker maker = new FieldMaker(node.shape(), resources);
        fields[node.index()] = maker;
        steps.add(node.layer().accept(new StepMaker(this, node, maker)));
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

    /** What a source gives at the present timestep. */
    Signal read(Source source) {
        return source instanceof Node node ? signals[node.index()] : shown.images();
    }

    /** Whether a source gives spikes as bits. */
    boolean readsSpikes(Source source) {
        return source instanceof Node node && steps.get(node.index()).givesSpikes();
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

    /** The neurons of a layer, which may be those of other layers too. */
    Firing firing(Node layer, Neuron neuron) {
        int alike = plan.alike(layer).index();
        if (firings[alike] == null) {
            firings[alike] = new Firing(neuron, layer.shape(), resources);
        }
        return firings[alike];
    }

    // The run.

    void step(int timestep, SpikeMonitor monitor) {
        for (Node node : plan.network().nodes()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException(plan.network().name() + ": interrupted at timestep " + timestep);
            }
            step(node, timestep, monitor);
        }
        float[] given = output.copyOf(read(plan.network().output())).values();
        for (int i = 0; i < answerSum.length; i++) {
            answerSum[i] += given[i];
        }
    }

    private void step(Node node, int timestep, SpikeMonitor monitor) {
        Step step = steps.get(node.index());
        long start = System.nanoTime();
        if (timestep == 0 || !plan.isStatic(node)) {
            signals[node.index()] =
                    step.isShared() ? shared(node, timestep) : step.work().at(timestep);
        }
        long end = System.nanoTime();
        profile().took(step.stage(), end - start);
        if (step.stage() == EngineProfile.Stage.NEURONS) {
            monitor.spikes(node, timestep, ((SpikeSignal) signals[node.index()]).spikes());
            profile().took(EngineProfile.Stage.MONITOR, System.nanoTime() - end);
        }
    }

    /** What was found kept by an earlier run, or is made now and kept for later ones if there is room. */
    private Signal shared(Node node, int timestep) {
        SharedLayers.Moment moment = new SharedLayers.Moment(SharedLayers.Signature.of(node), timestep);
        Signal found = shown.shared().find(moment);
        if (found != null) {
            return found;
        }
        Step step = steps.get(node.index());
        long bytes = bytes(node, step);
        boolean keep = shown.shared().reserve(bytes);
        fields[node.index()].makeToKeep(keep);
        Signal made = step.work().at(timestep);
        if (!keep) {
            return made;
        }
        Signal kept = made.kept();
        shown.shared().keep(moment, kept, bytes);
        return kept;
    }

    /** A spike is one bit, all else a float. */
    private long bytes(Node node, Step step) {
        long numbers = (long) resources.samples() * node.shape().size();
        return step.givesSpikes() ? numbers / Byte.SIZE : numbers * Float.BYTES;
    }

    float[][] answer(int timesteps) {
        int classes = plan.network().output().shape().size();
        float[][] answer = new float[resources.samples()][];
        for (int sample = 0; sample < answer.length; sample++) {
            answer[sample] = Arrays.copyOfRange(answerSum, sample * classes, (sample + 1) * classes);
            for (int c = 0; c < classes; c++) {
                answer[sample][c] /= timesteps;
            }
        }
        return answer;
    }

    /** Gives back what was borrowed. */
    @Override
    public void close() {
        resources.arrays().close();
    }
}
