package org.spikernel.engine;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.encoding.EncodedImages;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;

/**
 * Runs a network over timesteps: the plain reading of the papers' equations, layer by layer, to measure the engine against.
 *
 * <p>Where the image is the same current at every timestep (direct encoding), layers before the first LIF neurons are computed once.
 * Batch normalisation uses the statistics of the batch at each timestep, as in training mode; dropout does nothing.
 *
 * <pre>{@code
 * float[][] logits = ForwardPass.of(network, Weights.random(seed)).run(batch, 5, SpikeMonitor.none());
 * }</pre>
 */
final class ForwardPass {

    private final Network network;
    private final Weights weights;

    private ForwardPass(Network network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    /** A forward pass of a network with weights. */
    static ForwardPass of(Network network, Weights weights) {
        return new ForwardPass(network, weights);
    }

    /**
     * Runs the network, all neurons at rest before the first timestep.
     *
     * @param batch images of the network's input shape
     * @param timesteps how often the images are shown
     * @param monitor is shown the spikes, layer by layer within each timestep
     * @return the network's answer [sample, class]: the mean over time of its output
     * @throws IllegalArgumentException if the images have another shape
     * @throws CancellationException if the thread is interrupted
     */
    float[][] run(ImageBatch batch, int timesteps, SpikeMonitor monitor) {
        if (timesteps < 1) {
            throw new IllegalArgumentException("timesteps must be positive, but is " + timesteps);
        }
        requireFitting(batch);
        EncodedImages shown = EncodedImages.of(batch, network.input().encoding(), timesteps);
        Run run = new Run(shown, batch.size(), monitor);
        for (int t = 0; t < timesteps; t++) {
            run.step(t);
        }
        return run.answer(timesteps);
    }

    private void requireFitting(ImageBatch batch) {
        Shape expected = network.input().shape();
        if (!batch.imageShape().equals(expected)) {
            throw new IllegalArgumentException(network.name() + " reads images of shape " + expected
                    + ", but the batch has images of shape " + batch.imageShape());
        }
    }

    /** The state of one run: what each layer made of the present timestep, and the potentials. */
    private final class Run {

        private final EncodedImages shown;
        private final int samples;
        private final SpikeMonitor monitor;
        private final Activations[] made = new Activations[network.nodes().size()];
        private Activations[] madeBefore = {};
        private final boolean[] isStatic = new boolean[made.length];
        private final Potentials[] potentials = new Potentials[made.length];
        private final float[] answerSum;
        private Activations images;

        Run(EncodedImages shown, int samples, SpikeMonitor monitor) {
            this.shown = shown;
            this.samples = samples;
            this.monitor = monitor;
            answerSum = new float[samples * network.output().shape().size()];
            for (Node node : network.nodes()) {
                isStatic[node.index()] = !node.isSpiking()
                        && !node.isDelay()
                        && node.inputs().stream().allMatch(this::isStatic);
            }
        }

        private boolean isStatic(Source source) {
            return source instanceof Node node
                    ? isStatic[node.index()]
                    : network.input().encoding().isStatic();
        }

        void step(int timestep) {
            madeBefore = made.clone();
            images = Activations.of(shown, samples, timestep);
            for (Node node : network.nodes()) {
                if (timestep > 0 && isStatic[node.index()]) {
                    continue;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException(network.name() + ": interrupted at timestep " + timestep);
                }
                made[node.index()] = node.layer().accept(new OfLayer(node, timestep));
            }
            float[] output = made[network.output().index()].values();
            for (int i = 0; i < answerSum.length; i++) {
                answerSum[i] += output[i];
            }
        }

        private Activations read(Source source) {
            return source instanceof Node node ? made[node.index()] : images;
        }

        private Activations spike(Node node, Layer.Spiking spiking, Activations currents, int timestep) {
            if (potentials[node.index()] == null) {
                Neuron learned = spiking.learning()
                        .<Neuron>map(neuron -> neuron.with(weights.of(node).weights()))
                        .orElse(spiking.neuron());
                potentials[node.index()] = new Potentials(learned);
            }
            Activations spikes = potentials[node.index()].step(currents);
            monitor.spikes(node, timestep, bits(spikes));
            return spikes;
        }

        private static SpikeMatrix bits(Activations spikes) {
            SpikeMatrix bits = new SpikeMatrix(spikes.shape(), spikes.samples(), Workers.of(1));
            for (int sample = 0; sample < spikes.samples(); sample++) {
                for (int neuron = 0; neuron < spikes.shape().size(); neuron++) {
                    if (spikes.values()[spikes.start(sample) + neuron] != 0) {
                        bits.words(sample)[neuron / Long.SIZE] |= 1L << neuron;
                    }
                }
            }
            return bits;
        }

        float[][] answer(int timesteps) {
            int classes = network.output().shape().size();
            float[][] answer = new float[samples][];
            for (int sample = 0; sample < answer.length; sample++) {
                answer[sample] = Arrays.copyOfRange(answerSum, sample * classes, (sample + 1) * classes);
                for (int c = 0; c < classes; c++) {
                    answer[sample][c] /= timesteps;
                }
            }
            return answer;
        }

        /** What a layer makes at a timestep. */
        private final class OfLayer implements Layer.Visitor<Activations> {
            private final Node node;
            private final Activations input;
            private final int timestep;

            OfLayer(Node node, int timestep) {
                this.node = node;
                this.timestep = timestep;
                input = node.isDelay() ? null : read(node.inputs().get(0));
            }

            @Override
            public Activations convolution(Layer.Convolution layer) {
                return LayerFunctions.convolve(
                        input, layer, node.shape(), weights.of(node).weights());
            }

            @Override
            public Activations batchNorm(Layer.BatchNorm layer) {
                return LayerFunctions.normalise(input, weights.of(node));
            }

            @Override
            public Activations spiking(Layer.Spiking layer) {
                return spike(node, layer, input, timestep);
            }

            @Override
            public Activations averagePooling(Layer.AveragePooling layer) {
                return LayerFunctions.pool(input, layer, node.shape());
            }

            @Override
            public Activations maxPooling(Layer.MaxPooling layer) {
                return LayerFunctions.pool(input, layer, node.shape());
            }

            @Override
            public Activations sum(Layer.Sum layer) {
                return LayerFunctions.sum(
                        node.inputs().stream().map(Run.this::read).toList());
            }

            @Override
            public Activations concatenation(Layer.Concatenation layer) {
                return LayerFunctions.concatenate(
                        node.inputs().stream().map(Run.this::read).toList(), node.shape());
            }

            @Override
            public Activations crop(Layer.Crop layer) {
                return LayerFunctions.crop(input, layer, node.shape());
            }

            @Override
            public Activations zero(Layer.Zero layer) {
                return Activations.zeros(node.shape(), input.samples());
            }

            @Override
            public Activations delay(Layer.Delay layer) {
                return timestep == 0
                        ? Activations.zeros(node.shape(), images.samples())
                        : madeBefore[network.feedback(node).orElseThrow().index()];
            }

            @Override
            public Activations flatten(Layer.Flatten layer) {
                return input.flattened();
            }

            @Override
            public Activations dropout(Layer.Dropout layer) {
                return input;
            }

            @Override
            public Activations linear(Layer.Linear layer) {
                return LayerFunctions.linear(input, layer, weights.of(node));
            }

            @Override
            public Activations voting(Layer.Voting layer) {
                return LayerFunctions.vote(input, layer);
            }
        }
    }
}
