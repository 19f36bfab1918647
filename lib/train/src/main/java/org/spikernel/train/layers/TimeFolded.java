package org.spikernel.train.layers;

import java.util.Map;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;

/** Runs the computation of a {@link TimeFoldedLayer} inside a DL4J model. */
final class TimeFolded extends BaseLayer<TimeFoldedLayer> {

    private static final long serialVersionUID = 1;

    private final transient Computation computation;

    TimeFolded(NeuralNetConfiguration configuration, DataType dataType) {
        super(configuration, dataType);
        computation = layerConf().computation();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr memory) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, memory);
        return computation.forward(floats("input", input), pass(training, memory));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr memory) {
        assertInputSet(true);
        INDArray inputGradient =
                computation.backward(floats("input", input), floats("gradient", epsilon), pass(true, memory));
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews().forEach((name, view) -> gradient.setGradientFor(name, view));
        return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
    }

    private INDArray floats(String name, INDArray array) {
        return Floats.inOrder(array, () -> "layer '" + layerConf().getLayerName() + "', " + name);
    }

    private Pass pass(boolean training, LayerWorkspaceMgr memory) {
        return new Pass(params, gradientViews(), training, getIterationCount(), memory);
    }

    private Map<String, INDArray> gradientViews() {
        return gradientViews == null ? Map.of() : gradientViews;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
