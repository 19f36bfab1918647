package org.spikernel.train.layers;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.random.RandomStream;

/** A layer of a DL4J model by itself, with the loss sum(output x fixed random factors). */
final class LoneLayer {

    private final Layer layer;
    private final INDArray parameters;
    private final INDArray gradients;

    LoneLayer(TimeFoldedLayer configuration) {
        NeuralNetConfiguration network = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .seed(1)
                .layer(configuration)
                .build();
        network.getLayer().setLayerName("lone");
        long count = configuration.initializer().numParams(configuration);
        parameters = count == 0 ? null : Nd4j.create(DataType.FLOAT, 1, count);
        gradients = count == 0 ? null : Nd4j.create(DataType.FLOAT, 1, count);
        layer = network.getLayer().instantiate(network, null, 0, parameters, true, DataType.FLOAT);
        if (gradients != null) {
            layer.setBackpropGradientsViewArray(gradients);
        }
    }

    /** Numbers of the standard normal distribution. */
    static INDArray normal(long seed, long... shape) {
        INDArray array = Nd4j.create(DataType.FLOAT, shape);
        RandomStream random = RandomStream.at(seed, "test");
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, (float) random.nextNormal());
        }
        return array;
    }

    INDArray output(INDArray input, boolean training) {
        return layer.activate(input, training, LayerWorkspaceMgr.noWorkspaces());
    }

    private double loss(INDArray input) {
        INDArray output = output(input, true);
        INDArray factors = normal(7, output.shape());
        double loss = 0;
        for (long i = 0; i < output.length(); i++) {
            loss += (double) output.getFloat(i) * factors.getFloat(i);
        }
        return loss;
    }

    /** The gradient of the loss with respect to the input, by the layer's backward pass. */
    INDArray inputGradient(INDArray input) {
        INDArray output = output(input, true);
        return layer.backpropGradient(normal(7, output.shape()), LayerWorkspaceMgr.noWorkspaces())
                .getSecond();
    }

    /** As {@link #inputGradient}, by finite differences. */
    double[] inputDifferences(INDArray input) {
        return differences(input, input);
    }

    /** The gradient with respect to the parameters, after {@link #inputGradient}. */
    INDArray parameterGradient() {
        return gradients;
    }

    INDArray parameters() {
        return parameters;
    }

    boolean hasParameters() {
        return parameters != null;
    }

    /** As {@link #parameterGradient}, by finite differences. */
    double[] parameterDifferences(INDArray input) {
        return differences(parameters, input);
    }

    /** Central differences at two step sizes, put together so that what is left is of fourth order. */
    private double[] differences(INDArray varied, INDArray input) {
        double[] differences = new double[(int) varied.length()];
        for (int i = 0; i < differences.length; i++) {
            float step = 0.01f;
            differences[i] =
                    (8 * difference(varied, i, step, input) - difference(varied, i, 2 * step, input)) / (12 * step);
        }
        return differences;
    }

    private double difference(INDArray varied, int i, float step, INDArray input) {
        float value = varied.getFloat(i);
        varied.putScalar(i, value + step);
        double above = loss(input);
        varied.putScalar(i, value - step);
        double below = loss(input);
        varied.putScalar(i, value);
        return above - below;
    }
}
