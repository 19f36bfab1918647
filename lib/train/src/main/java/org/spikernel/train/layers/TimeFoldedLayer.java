package org.spikernel.train.layers;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * What the layers of this package have in common: they read and make arrays in which time is folded into the batch, as the package
 * says.
 */
public abstract class TimeFoldedLayer extends FeedForwardLayer {

    private static final long serialVersionUID = 1;

    TimeFoldedLayer() {}

    /** Everything that tells this layer from others of its class. */
    abstract List<Object> settings();

    /** A fresh computation, for one model. */
    abstract Computation computation();

    /** Its parameters, in DL4J's order. */
    List<Parameter> parameters() {
        return List.of();
    }

    /** A copy, changed. */
    @SuppressWarnings("unchecked")
    final <L extends TimeFoldedLayer> L with(Consumer<L> change) {
        L copy = (L) clone();
        change.accept(copy);
        return copy;
    }

    @Override
    public final org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        TimeFolded layer = new TimeFolded(configuration, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(configuration, parameters, initialize));
        return layer;
    }

    @Override
    public final ParamInitializer initializer() {
        return TimeFoldedParameters.INSTANCE;
    }

    /** The shape that comes out; that of the input unless a layer says otherwise. */
    @Override
    public InputType getOutputType(int index, InputType input) {
        return input;
    }

    /** Takes the number of input channels or features from the layer before, where a layer needs to know it. */
    @Override
    public void setNIn(InputType input, boolean override) {}

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public boolean isPretrainParam(String name) {
        return false;
    }

    @Override
    public IUpdater getUpdaterByParam(String name) {
        return kind(name) == Parameter.Kind.STATISTIC ? new NoOp() : super.getUpdaterByParam(name);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String name) {
        return switch (kind(name)) {
            case WEIGHT -> getRegularization();
            case BIAS -> getRegularizationBias();
            case SCALE, STATISTIC -> List.of();
        };
    }

    private Parameter.Kind kind(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "layer '" + getLayerName() + "' has no parameter '" + name + "'; it has " + parameters()));
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, getOutputType(-1, input))
                .standardMemory(parameters, parameters)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public final boolean equals(Object other) {
        return super.equals(other) && settings().equals(((TimeFoldedLayer) other).settings());
    }

    @Override
    protected final boolean canEqual(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return 31 * super.hashCode() + settings().hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + settings();
    }
}
