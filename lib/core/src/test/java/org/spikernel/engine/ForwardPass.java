package org.spikernel.engine;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;

/**
 * Runs a network over timesteps: the plain reading of the papers' equations, layer by layer, to measure the engine against.
 *
 * <p>The image is the same current at every timestep (direct encoding), so layers before the first LIF neurons are computed once.
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
        Run run = new Run(requireFitting(batch), monitor);
        for (int t = 0; t < timesteps; t++) {
            run.step(t);
        }
        return run.answer(timesteps);
    }

    private Activations requireFitting(ImageBatch batch) {
        Activations images = Activations.of(batch);
        Shape expected = network.input().shape();
        if (!images.shape().equals(expected)) {
            throw new IllegalArgumentException(network.name() + " reads images of shape " + expected
                    + ", but the batch has images of shape " + images.shape());
        }
        return images;
    }

    /** The state of one run: what each layer made of the present timestep, and the potentials. */
    private final class Run {

        private final Activations images;
        private final SpikeMonitor monitor;
        private final Activations[] made = new Activations[network.nodes().size()];
        private final boolean[] isStatic = new boolean[made.length];
        private final Potentials[] potentials = new Potentials[made.length];
        private final float[] answerSum;

        Run(Activations images, SpikeMonitor monitor) {
            this.images = images;
            this.monitor = monitor;
            answerSum = new float[images.samples() * network.output().shape().size()];
            for (Node node : network.nodes()) {
                boolean spiking = node.layer() instanceof Layer.Spiking;
                isStatic[node.index()] = !spiking && node.inputs().stream().allMatch(this::isStatic);
            }
        }

        private boolean isStatic(Source source) {
            return !(source instanceof Node node) || isStatic[node.index()];
        }

        void step(int timestep) {
            for (Node node : network.nodes()) {
                if (timestep > 0 && isStatic[node.index()]) {
                    continue;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException(network.name() + ": interrupted at timestep " + timestep);
                }
                made[node.index()] =
                        compute(node, node.inputs().stream().map(this::read).toList(), timestep);
            }
            float[] output = made[network.output().index()].values();
            for (int i = 0; i < answerSum.length; i++) {
                answerSum[i] += output[i];
            }
        }

        private Activations read(Source source) {
            return source instanceof Node node ? made[node.index()] : images;
        }

        private Activations compute(Node node, List<Activations> inputs, int timestep) {
            Activations input = inputs.get(0);
            Layer layer = node.layer();
            if (layer instanceof Layer.Convolution convolution) {
                return LayerFunctions.convolve(
                        input, convolution, node.shape(), weights.of(node).weights());
            } else if (layer instanceof Layer.BatchNorm) {
                return LayerFunctions.normalise(input, weights.of(node));
            } else if (layer instanceof Layer.Spiking spiking) {
                return spike(node, spiking, input, timestep);
            } else if (layer instanceof Layer.AveragePooling pooling) {
                return LayerFunctions.pool(input, pooling, node.shape());
            } else if (layer instanceof Layer.MaxPooling pooling) {
                return LayerFunctions.pool(input, pooling, node.shape());
            } else if (layer instanceof Layer.Sum) {
                return LayerFunctions.sum(inputs);
            } else if (layer instanceof Layer.Zero) {
                return Activations.zeros(node.shape(), input.samples());
            } else if (layer instanceof Layer.Flatten) {
                return input.flattened();
            } else if (layer instanceof Layer.Linear linear) {
                return LayerFunctions.linear(input, linear, weights.of(node));
            } else if (layer instanceof Layer.Voting voting) {
                return LayerFunctions.vote(input, voting);
            } else if (layer instanceof Layer.Dropout) {
                return input;
            }
            throw new IllegalStateException("no forward pass for layer " + layer);
        }

        private Activations spike(Node node, Layer.Spiking spiking, Activations currents, int timestep) {
            if (potentials[node.index()] == null) {
                potentials[node.index()] = new Potentials(spiking.neuron());
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
            float[][] answer = new float[images.samples()][];
            for (int sample = 0; sample < answer.length; sample++) {
                answer[sample] = Arrays.copyOfRange(answerSum, sample * classes, (sample + 1) * classes);
                for (int c = 0; c < classes; c++) {
                    answer[sample][c] /= timesteps;
                }
            }
            return answer;
        }
    }
}
