package org.spikernel.train.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Cuts a layer's parameters, and their gradients, out of the flat arrays in which DL4J keeps those of a model. */
final class TimeFoldedParameters implements ParamInitializer {

    static final TimeFoldedParameters INSTANCE = new TimeFoldedParameters();

    private TimeFoldedParameters() {}

    private static List<Parameter> of(Layer layer) {
        return ((TimeFoldedLayer) layer).parameters();
    }

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return numParams(configuration.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return of(layer).stream().mapToLong(Parameter::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return of(layer).stream().map(Parameter::name).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(layer, Parameter.Kind.WEIGHT);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(layer, Parameter.Kind.BIAS);
    }

    private static List<String> keys(Layer layer, Parameter.Kind kind) {
        return of(layer).stream()
                .filter(parameter -> parameter.kind() == kind)
                .map(Parameter::name)
                .toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray flat, boolean initialize) {
        Map<String, INDArray> views = views(configuration.getLayer(), flat);
        for (Parameter parameter : of(configuration.getLayer())) {
            configuration.addVariable(parameter.name());
            if (initialize) {
                parameter.initial().fill(views.get(parameter.name()));
            }
        }
        return views;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray flat) {
        return views(configuration.getLayer(), flat);
    }

    private static Map<String, INDArray> views(Layer layer, INDArray flat) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        if (of(layer).isEmpty()) {
            return views;
        }
        INDArray vector = flat.reshape(flat.length());
        long start = 0;
        for (Parameter parameter : of(layer)) {
            long end = start + parameter.length();
            INDArray part = vector.get(NDArrayIndex.interval(start, end));
            views.put(parameter.name(), part.reshape('c', parameter.shape()));
            start = end;
        }
        return views;
    }
}
