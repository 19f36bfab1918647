package org.spikernel.train.layers;

import java.io.IOException;
import java.nio.file.Path;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

import org.spikernel.neuron.Plif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The layers stand in DL4J's graphs as DL4J's own layers do. */
class LayersInGraphTest {

    private static final int T = 3;

    /** Every kind of layer, with settings that are not the default; input types find numbers of channels. */
    private static ComputationGraphConfiguration configuration() {
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .seed(3)
                .updater(new Nesterovs(0.1, 0.9))
                .l2(1e-4)
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(InputType.convolutional(8, 8, 2))
                .addLayer("conv", ConvolutionLayer.same(0, 4, 3), "image")
                .addLayer("norm", BatchNormLayer.of(0, 1), "conv")
                .addLayer("direct", DirectEncoding.over(T), "norm")
                .addLayer(
                        "lif",
                        LifLayer.over(T)
                                .withTau(1.5f)
                                .withReset(Reset.BY_SUBTRACTION)
                                .withSurrogate(Surrogate.triangle(2)),
                        "direct")
                .addLayer("average", PoolingLayer.average(2, 2, 0), "lif")
                .addLayer("conv2", ConvolutionLayer.of(0, 6, 3, 1, 1), "average")
                .addLayer(
                        "norm2",
                        BatchNormLayer.of(0, T).withStatistics(NormalisationStatistics.OVER_ALL_TIMESTEPS),
                        "conv2")
                .addLayer("plif", PlifLayer.over(T).withInitialTau(3).withThreshold(0.5f), "norm2")
                .addLayer("max", PoolingLayer.max(2, 2, 0), "plif")
                .addLayer("rate", RateEncoding.over(T, 4), "image")
                .addLayer("latency", LatencyEncoding.over(T), "image")
                .addLayer("pooled rate", PoolingLayer.average(4, 4, 0), "rate")
                .addLayer("pooled latency", PoolingLayer.average(4, 4, 0), "latency")
                .addLayer("silent", new ZeroLayer(), "max")
                .addVertex("all", new MergeVertex(), "max", "silent", "pooled rate", "pooled latency")
                .addLayer("flat", new FlattenLayer(), "all")
                .addLayer("dropout", TimeDropoutLayer.of(0.25, T, 5), "flat")
                .addLayer("linear", LinearLayer.of(0, 6).withBias(), "dropout")
                .addLayer("votes", VotingLayer.of(2), "linear")
                .addLayer("logits", TimeMeanLayer.over(T), "votes")
                .addLayer(
                        "loss",
                        new LossLayer.Builder(new LossMCXENT())
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "logits")
                .setOutputs("loss")
                .build();
    }

    private static ComputationGraph trained(int steps) {
        ComputationGraph graph = new ComputationGraph(configuration());
        graph.init();
        INDArray images = LoneLayer.normal(1, 4, 2, 8, 8);
        INDArray labels = Nd4j.create(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
        for (int step = 0; step < steps; step++) {
            graph.fit(new INDArray[] {images}, new INDArray[] {labels});
        }
        return graph;
    }

    private static float[][] answer(ComputationGraph graph) {
        return graph.outputSingle(LoneLayer.normal(2, 4, 2, 8, 8)).toFloatMatrix();
    }

    @Test
    void configurationSerialisesToJsonAndBack() {
        ComputationGraphConfiguration configuration = configuration();

        assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
                .isEqualTo(configuration);
    }

    @Test
    void settingsTellLayersApart() {
        assertThat(LifLayer.over(4)).isEqualTo(LifLayer.over(4)).isNotEqualTo(LifLayer.over(5));
        assertThat(LifLayer.over(4).withTau(2)).isNotEqualTo(LifLayer.over(4));
        assertThat(PoolingLayer.max(2, 2, 0)).isNotEqualTo(PoolingLayer.average(2, 2, 0));
    }

    @Test
    void fitMovesParametersAndStatistics() {
        ComputationGraph fresh = trained(0);
        ComputationGraph trained = trained(5);

        for (String parameter : new String[] {"conv_W", "norm_gamma", "norm_mean", "norm2_var", "plif_w", "linear_b"}) {
            assertThat(trained.getParam(parameter)).as(parameter).isNotEqualTo(fresh.getParam(parameter));
        }
        assertThat(trained.score()).isFinite();
    }

    @Test
    void savedModelGivesTheSameAnswersAndGoesOnTheSame(@TempDir Path directory) throws IOException {
        ComputationGraph graph = trained(3);
        Path file = directory.resolve("model.zip");
        ModelSerializer.writeModel(graph, file.toFile(), true);
        ComputationGraph loaded = ModelSerializer.restoreComputationGraph(file.toFile());

        assertThat(answer(loaded)).isEqualTo(answer(graph));
        assertThat(loaded.getConfiguration()).isEqualTo(graph.getConfiguration());
    }

    @Test
    void sameSeedSameBits() {
        assertThat(trained(4).params()).isEqualTo(trained(4).params());
    }

    @Test
    void otherDataTypesAreRefused() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("currents")
                .addLayer("lif", LifLayer.over(2), "currents")
                .setOutputs("lif")
                .build());
        graph.init();

        assertThatThrownBy(() -> graph.output(Nd4j.zeros(DataType.DOUBLE, 4, 3)))
                .hasMessageContaining("lif")
                .hasMessageContaining("DOUBLE")
                .hasMessageContaining("dataType(DataType.FLOAT)");
    }

    @Test
    void rowsThatAreNoMultipleOfTimestepsAreRefused() {
        LoneLayer neurons = new LoneLayer(LifLayer.over(3));

        assertThatThrownBy(() -> neurons.output(Nd4j.zeros(DataType.FLOAT, 4, 3), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 timesteps")
                .hasMessageContaining("[4, 3]");
        LoneLayer dropout = new LoneLayer(TimeDropoutLayer.of(0.5, 4, 1));
        assertThatThrownBy(() -> dropout.output(Nd4j.zeros(DataType.FLOAT, 6, 10), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "dropout over 4 timesteps needs [T x batch, ...] with T = 4, but found 6 rows, which are no multiple of 4");
    }

    /** Time constants so near to 1, or so long, that no float holds them. */
    @Test
    void parametricNeuronsBeginWithTheirOwnParameterAsItIs() {
        for (float w : new float[] {17, 40, -100, 0.3f}) {
            TimeFoldedLayer layer = PlifLayer.over(2).withNeuron(new Plif(w, 1, 0));
            assertThat(new LoneLayer(layer).parameters().toFloatVector()).containsExactly(w);
        }
        assertThat(PlifLayer.over(2).withNeuron(Plif.DEFAULT))
                .isEqualTo(PlifLayer.over(2).withInitialTau(2));
    }

    @Test
    void graphsThatTellTheTimeConstantOfParametricNeuronsAreRead() {
        ComputationGraphConfiguration graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("currents")
                .addLayer("plif", PlifLayer.over(2).withInitialTau(1.5), "currents")
                .setOutputs("plif")
                .build();
        String earlier = graph.toJson().replaceFirst("\"initialW\" : [-0-9.]+", "\"initialTau\" : 1.5");

        assertThat(earlier).contains("initialTau").doesNotContain("initialW");
        assertThat(ComputationGraphConfiguration.fromJson(earlier)).isEqualTo(graph);
    }
}
