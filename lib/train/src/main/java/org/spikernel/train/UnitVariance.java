package org.spikernel.train;

import org.spikernel.data.ImageBatch;
import org.spikernel.network.Network.Node;

/**
 * Scales the first weights of every linear layer that neurons read, one layer after another, so that the currents of a batch have unit
 * variance (LSUV; Mishkin and Matas, ICLR 2016). As drawn, they may be so small that no neuron behind them ever spikes; training then
 * takes thousands of steps to begin.
 */
final class UnitVariance {

    private UnitVariance() {}

    static void scale(TrainableNetwork network, ImageBatch batch) {
        network.network().spikingLayers().stream()
                .map(node -> node.inputs().get(0))
                .filter(source -> source instanceof Node node && isLinear(node))
                .map(Node.class::cast)
                .filter(network::isTrained)
                .distinct()
                .forEach(linear -> scale(network, linear, batch));
    }

    /** Linear is what has a matrix of weights [input, output]. */
    private static boolean isLinear(Node node) {
        return node.parameters().weightShape().size() == 2;
    }

    private static void scale(TrainableNetwork network, Node linear, ImageBatch batch) {
        double deviation = deviation(network.output(linear, batch));
        if (deviation > 0) {
            network.divideWeights(linear, (float) deviation);
        }
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(squares / values.length - mean * mean);
    }
}
