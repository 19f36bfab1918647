package org.spikernel.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

/** One run of one network: what each layer gives at the present timestep, and the state of its neurons. */
final class EngineRun implements AutoCloseable {

    private final Network network;
    private final Field images;
    private final int samples;
    private final Weights weights;
    private final Lanes lanes;
    private final Workers workers;
    private final Arena.Loan borrowed;
    private final SharedLayers shared;
    private final EngineProfile profile;

    private final Signal[] signals;
    private final boolean[] isStatic;
    private final boolean[] isShared;
    private final boolean[] isNormalised;
    private final boolean[] isKept;
    private final float[][] memory;
    private final Statistics[] statistics;
    private final Dense[] linearLayers;
    private final Map<Fired, Firing> firings = new HashMap<>();
    private final float[] answerSum;

    /** Neurons that read the same signal spike alike, whatever layers they belong to. */
    private record Fired(Source source, Lif neuron) {}

    /** Neurons and their spikes at a timestep. */
    private static final class Firing {
        private final Neurons neurons;
        private final SpikeMatrix spikes;
        private int timestep = -1;

        Firing(Neurons neurons, SpikeMatrix spikes) {
            this.neurons = neurons;
            this.spikes = spikes;
        }
    }

    EngineRun(
            Network network,
            Field images,
            Weights weights,
            Lanes lanes,
            Workers workers,
            Arena arena,
            SharedLayers shared,
            EngineProfile profile) {
        this.network = network;
        this.images = images;
        this.samples = images.values().length / images.shape().size();
        this.weights = weights;
        this.lanes = lanes;
        this.workers = workers;
        borrowed = arena.lend();
        this.shared = shared;
        this.profile = profile;
        signals = new Signal[network.nodes().size()];
        memory = new float[signals.length][];
        statistics = new Statistics[signals.length];
        linearLayers = new Dense[signals.length];
        isStatic = staticLayers(network);
        isShared = SharedLayers.sharedIn(network, isStatic);
        isNormalised = layersNormalisedByBatch(network, weights);
        isKept = new boolean[signals.length];
        answerSum = new float[samples * network.output().shape().size()];
    }

    /** Layers that no neuron stands before give the same at every timestep. */
    private static boolean[] staticLayers(Network network) {
        boolean[] isStatic = new boolean[network.nodes().size()];
        for (Node node : network.nodes()) {
            isStatic[node.index()] = !(node.layer() instanceof Layer.Spiking)
                    && node.inputs().stream()
                            .allMatch(input -> !(input instanceof Node read) || isStatic[read.index()]);
        }
        return isStatic;
    }

    private static boolean[] layersNormalisedByBatch(Network network, Weights weights) {
        boolean[] isNormalised = new boolean[network.nodes().size()];
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Layer.BatchNorm
                    && node.inputs().get(0) instanceof Node read
                    && weights.of(node).runningStatistics().isEmpty()) {
                isNormalised[read.index()] = true;
            }
        }
        return isNormalised;
    }

    void step(int timestep, SpikeMonitor monitor) {
        for (Node node : network.nodes()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException(network.name() + ": interrupted at timestep " + timestep);
            }
            long start = System.nanoTime();
            if (timestep == 0 || !isStatic[node.index()]) {
                signals[node.index()] = isShared[node.index()] ? shared(node, timestep) : compute(node, timestep);
            }
            long end = System.nanoTime();
            profile.took(EngineProfile.Stage.of(node.layer()), end - start);
            if (node.layer() instanceof Layer.Spiking) {
                monitor.spikes(node, timestep, (SpikeMatrix) signals[node.index()]);
                profile.took(EngineProfile.Stage.MONITOR, System.nanoTime() - end);
            }
        }
        Field output = field(network.output());
        for (int i = 0; i < answerSum.length; i++) {
            answerSum[i] += output.values()[i];
        }
    }

    private Signal shared(Node node, int timestep) {
        SharedLayers.Moment moment = new SharedLayers.Moment(SharedLayers.Signature.of(node), timestep);
        Signal found = shared.find(moment);
        if (found != null) {
            return found;
        }
        long bytes = bytesToKeep(node);
        isKept[node.index()] = shared.reserve(bytes);
        Signal made = compute(node, timestep);
        if (!isKept[node.index()]) {
            return made;
        }
        Signal kept = made instanceof SpikeMatrix spikes ? spikes.copy() : made;
        shared.keep(moment, kept, bytes);
        return kept;
    }

    /** A spike is one bit, all else a float. */
    private long bytesToKeep(Node node) {
        long numbers = (long) samples * node.shape().size();
        return node.layer() instanceof Layer.Spiking ? numbers / Byte.SIZE : numbers * Float.BYTES;
    }

    private Signal compute(Node node, int timestep) {
        Signal input = read(node.inputs().get(0));
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution) {
            SampleConvolver convolver = SampleConvolver.of(node, input, weights.of(node), lanes);
            return make(node, (sample, values, start) -> profile.did(convolver.convolve(input, sample, values, start)));
        } else if (layer instanceof Layer.BatchNorm) {
            Field field = field(node.inputs().get(0));
            LayerWeights given = weights.of(node);
            return given.runningStatistics()
                    .map(running -> Statistics.normalise(field, given, running))
                    .orElseGet(() -> statistics(field).normalise(field, given));
        } else if (layer instanceof Layer.Spiking spiking) {
            return spike(new Fired(node.inputs().get(0), spiking.neuron()), input, timestep);
        } else if (layer instanceof Layer.AveragePooling pooling) {
            Pooler pooler = Pooler.average(pooling, node, lanes);
            return make(node, (sample, values, start) -> pooler.pool(input, sample, values, start));
        } else if (layer instanceof Layer.MaxPooling pooling) {
            Pooler pooler = Pooler.max(pooling, node, lanes);
            return make(node, (sample, values, start) -> pooler.pool(input, sample, values, start));
        } else if (layer instanceof Layer.Sum) {
            List<Signal> inputs = node.inputs().stream().map(this::read).toList();
            return make(node, (sample, values, start) -> add(inputs, sample, values, start));
        } else if (layer instanceof Layer.Zero) {
            return make(
                    node,
                    (sample, values, start) ->
                            Arrays.fill(values, start, start + node.shape().size(), 0));
        } else if (layer instanceof Layer.Flatten) {
            return make(node, (sample, values, start) -> flatten(input, sample, values, start));
        } else if (layer instanceof Layer.Linear) {
            return linear(node, input);
        } else if (layer instanceof Layer.Voting voting) {
            return make(node, (sample, values, start) -> vote(voting, input, sample, values, start));
        } else if (layer instanceof Layer.Dropout) {
            return input;
        }
        throw new IllegalStateException("no engine for layer " + layer);
    }

    private Signal read(Source source) {
        return source instanceof Node node ? signals[node.index()] : images;
    }

    /** What a source gives, in memory and with its statistics. */
    private Field field(Source source) {
        Signal signal = read(source);
        if (signal instanceof Field field) {
            return field;
        }
        Node node = (Node) source;
        return make(
                node,
                (sample, values, start) -> signal.read(sample, 0, signal.shape().size(), values, start, lanes));
    }

    /** Makes the numbers of one sample. */
    private interface SampleMaker {
        void make(int sample, float[] values, int start);
    }

    /** Makes the numbers of every sample and, for batch normalisation, takes their statistics while they are in the cache. */
    private Field make(Node node, SampleMaker maker) {
        int size = node.shape().size();
        float[] values = memoryOf(node);
        Statistics taken = isNormalised[node.index()] ? statisticsOf(node) : null;
        workers.forEach(samples, sample -> {
            maker.make(sample, values, sample * size);
            if (taken != null) {
                taken.take(sample, values, sample * size, size, lanes);
            }
        });
        return new Field(node.shape(), values, taken);
    }

    /** What is kept for other runs has statistics of its own; all else uses them again at the next timestep. */
    private Statistics statisticsOf(Node node) {
        if (isKept[node.index()]) {
            return new Statistics(samples, node.shape().channels());
        }
        if (statistics[node.index()] == null) {
            statistics[node.index()] = new Statistics(samples, node.shape().channels());
        }
        return statistics[node.index()];
    }

    private Statistics statistics(Field field) {
        if (field.statistics() != null) {
            return field.statistics();
        }
        Statistics taken = new Statistics(samples, field.shape().channels());
        workers.forEach(
                samples,
                sample -> taken.take(
                        sample,
                        field.values(),
                        field.start(sample),
                        field.shape().size(),
                        lanes));
        return taken;
    }

    private float[] memoryOf(Node node) {
        if (isKept[node.index()]) {
            return new float[samples * node.shape().size()];
        }
        if (memory[node.index()] == null) {
            memory[node.index()] = borrowed.floats(samples * node.shape().size());
        }
        return memory[node.index()];
    }

    /** Steps the neurons up to a timestep; more than one step only where spikes of a static current were found kept before. */
    private SpikeMatrix spike(Fired fired, Signal currents, int timestep) {
        Firing firing = firings.computeIfAbsent(
                fired,
                key -> new Firing(
                        new Neurons(
                                key.neuron(),
                                currents.shape(),
                                borrowed.floats(samples * currents.shape().size())),
                        borrowed.spikes(currents.shape(), samples, workers)));
        while (firing.timestep < timestep) {
            workers.forEach(samples, sample -> firing.neurons.step(currents, sample, firing.spikes, lanes));
            firing.spikes.changed();
            firing.timestep++;
        }
        return firing.spikes;
    }

    private void add(List<Signal> inputs, int sample, float[] values, int start) {
        int size = inputs.get(0).shape().size();
        inputs.get(0).read(sample, 0, size, values, start, lanes);
        for (Signal input : inputs.subList(1, inputs.size())) {
            input.addTo(sample, 0, size, values, start, lanes);
        }
    }

    private void flatten(Signal input, int sample, float[] values, int start) {
        Shape shape = input.shape();
        float[] numbers = Scratch.ofThread().currents(shape.size());
        input.read(sample, 0, shape.size(), numbers, 0, lanes);
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int position = 0; position < shape.positions(); position++) {
                values[start + channel * shape.positions() + position] = numbers[position * shape.channels() + channel];
            }
        }
    }

    private void vote(Layer.Voting layer, Signal input, int sample, float[] values, int start) {
        int size = input.shape().size();
        float[] numbers = Scratch.ofThread().currents(size);
        input.read(sample, 0, size, numbers, 0, lanes);
        Arrays.fill(values, start, start + size / layer.votes(), 0);
        for (int i = 0; i < size; i++) {
            values[start + i / layer.votes()] += numbers[i] / layer.votes();
        }
    }

    private Field linear(Node node, Signal input) {
        if (linearLayers[node.index()] == null) {
            linearLayers[node.index()] = new Dense(node, weights.of(node), samples, borrowed, lanes);
        }
        float[] values = memoryOf(node);
        profile.did(linearLayers[node.index()].apply(input, values, workers));
        return new Field(node.shape(), values, null);
    }

    float[][] answer(int timesteps) {
        int classes = network.output().shape().size();
        float[][] answer = new float[samples][];
        for (int sample = 0; sample < samples; sample++) {
            answer[sample] = Arrays.copyOfRange(answerSum, sample * classes, (sample + 1) * classes);
            for (int c = 0; c < classes; c++) {
                answer[sample][c] /= timesteps;
            }
        }
        return answer;
    }

    /** Gives back the memory. */
    @Override
    public void close() {
        borrowed.close();
    }
}
