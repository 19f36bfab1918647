package org.spikernel.train;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.data.Augmentation;
import org.spikernel.network.Network;
import org.spikernel.neuron.Lif;
import org.spikernel.train.layers.BatchNormLayer;
import org.spikernel.train.layers.ConvolutionLayer;
import org.spikernel.train.layers.DirectEncoding;
import org.spikernel.train.layers.FrameEncoding;
import org.spikernel.train.layers.LatencyEncoding;
import org.spikernel.train.layers.LifLayer;
import org.spikernel.train.layers.LinearLayer;
import org.spikernel.train.layers.NeuronLayer;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.PlifLayer;
import org.spikernel.train.layers.PoolingLayer;
import org.spikernel.train.layers.RateEncoding;
import org.spikernel.train.layers.Surrogate;
import org.spikernel.train.layers.TimeDropoutLayer;
import org.spikernel.train.layers.TimeMeanLayer;
import org.spikernel.train.layers.VotingLayer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is made of bad arguments: an error that names them. */
class ArgumentsTest {

    private static final Network NETWORK = TinyTraining.network();
    private static final TrainingRecipe RECIPE = TrainingRecipe.defaults();
    private static final Path FILE = Path.of("file");

    private static Arguments call(ThrowingCallable bad, String... words) {
        return arguments(bad, List.of(words));
    }

    static Stream<Arguments> calls() {
        return Stream.of(trainers(), recipes(), networks(), neurons(), layers(), surrogates())
                .flatMap(calls -> calls);
    }

    private static Stream<Arguments> trainers() {
        Trainer trainer = Trainer.of(NETWORK);
        return Stream.of(
                call(() -> Trainer.of((Network) null), "network", "null"),
                call(() -> trainer.recipe(null), "recipe"),
                call(() -> trainer.augmentation(null), "augmentation"),
                call(() -> trainer.firstWeights(null), "first weights"),
                call(() -> trainer.loss(null), "loss"),
                call(() -> trainer.statistics(null), "statistics"),
                call(() -> trainer.surrogate(null), "surrogate"),
                call(() -> trainer.fit(null), "images"),
                call(() -> trainer.fit(TinyTraining.images(), null), "progress"),
                call(() -> TrainingForecast.of(null, TinyTraining.images()), "trainer"),
                call(() -> TrainingForecast.of(trainer, null), "images"),
                call(() -> RecipeComparison.withSnasNet(null), "recipe"));
    }

    private static Stream<Arguments> recipes() {
        return Stream.of(
                call(() -> RECIPE.withEpochs(-1), "epochs", "-1"),
                call(() -> RECIPE.withBatch(0), "images a batch", "0"),
                call(() -> RECIPE.withLearningRate(1000), "learning rate", "1000.0"),
                call(() -> RECIPE.withMomentum(Double.NaN), "momentum", "NaN"),
                call(() -> RECIPE.withMomentum(1e-60), "momentum", "1.0E-60", "rounder"),
                call(() -> RECIPE.withOptimizer(null), "optimiser", "null"),
                call(() -> RECIPE.withSchedule(null), "schedule", "null"),
                call(() -> new Optimizer.Adam(1, 0.999, 1e-8), "beta1", "1.0", "to 1 (excluded)"),
                call(() -> new Optimizer.Adam(0.9, -0.1, 1e-8), "beta2", "-0.1"),
                call(() -> new Optimizer.Adam(0.9, 0.999, 0), "epsilon", "0.0", "above 0"),
                call(() -> new Optimizer.Adam(0.9, 0.999, 1e-60), "epsilon", "rounder"),
                call(() -> RECIPE.withWeightDecay(Double.POSITIVE_INFINITY), "weight decay", "Infinity"),
                call(() -> recipe(null, Augmentation.none()), "learning rate", "null"),
                call(() -> recipe(OptionalDouble.empty(), null), "augmentation", "null"));
    }

    private static TrainingRecipe recipe(OptionalDouble learningRate, Augmentation augmentation) {
        return new TrainingRecipe(
                1,
                1,
                learningRate,
                Schedule.HALF_COSINE,
                augmentation,
                FirstWeights.AS_DRAWN,
                1,
                Loss.CROSS_ENTROPY,
                Optimizer.gradientDescent(),
                0,
                NormalisationStatistics.PER_TIMESTEP,
                Surrogate.ATAN);
    }

    private static Stream<Arguments> networks() {
        return Stream.of(
                call(() -> TrainableNetwork.of(null, RECIPE), "network"),
                call(() -> TrainableNetwork.of(NETWORK, null), "recipe"),
                call(() -> TrainableNetwork.of(NETWORK, RECIPE).memory(0), "images", "0"),
                call(() -> TrainableNetwork.load(null, NETWORK, RECIPE), "file"),
                call(() -> TrainableNetwork.load(FILE, null, RECIPE), "network"),
                call(() -> TrainableNetwork.load(FILE, NETWORK, null), "recipe"));
    }

    private static Stream<Arguments> neurons() {
        LifLayer lif = LifLayer.over(1);
        PlifLayer plif = PlifLayer.over(1);
        return Stream.of(
                call(() -> LifLayer.over(0), "timesteps", "0"),
                call(() -> lif.withNeuron(null), "neuron"),
                call(() -> lif.withTau(0.5), "tau", "0.5"),
                call(() -> lif.withThreshold(Double.NaN), "threshold", "NaN"),
                call(() -> lif.withRest(2), "reset", "2.0"),
                call(() -> lif.withReset(null), "reset", "null"),
                call(() -> lif.withSurrogate(null), "surrogate", "null"),
                call(() -> NeuronLayer.of(null, 1), "neuron"),
                call(() -> NeuronLayer.of(Lif.DEFAULT, 0), "timesteps", "0"),
                call(() -> NeuronLayer.of(Lif.DEFAULT, 1).withSurrogate(null), "surrogate", "null"),
                call(() -> PlifLayer.over(-2), "timesteps", "-2"),
                call(() -> plif.withInitialTau(1), "initial tau", "1.0"),
                call(() -> plif.withInitialTau(1 + 1e-12), "initial tau", "1.000000000001"),
                call(() -> plif.withThreshold(0), "threshold", "0.0"),
                call(() -> plif.withRest(Double.NaN), "reset", "NaN"),
                call(() -> plif.withReset(null), "reset", "null"),
                call(() -> plif.withSurrogate(null), "surrogate", "null"));
    }

    private static Stream<Arguments> layers() {
        return Stream.of(
                call(() -> BatchNormLayer.of(-1, 1), "channels", "-1"),
                call(() -> BatchNormLayer.of(1, 0), "timesteps", "0"),
                call(() -> BatchNormLayer.of(1, 1).withStatistics(null), "statistics"),
                call(() -> ConvolutionLayer.same(-1, 1, 1), "channels", "-1"),
                call(() -> ConvolutionLayer.same(1, 0, 1), "filters", "0"),
                call(() -> ConvolutionLayer.same(1, 1, 0), "kernel size", "0"),
                call(() -> ConvolutionLayer.same(1, 1, 4), "kernel size", "odd", "4"),
                call(() -> ConvolutionLayer.of(1, 1, 1, 0, 0), "stride", "0"),
                call(() -> ConvolutionLayer.of(1, 1, 1, 1, -1), "padding", "-1"),
                call(() -> DirectEncoding.over(0), "timesteps", "0"),
                call(() -> LatencyEncoding.over(0), "timesteps", "0"),
                call(() -> FrameEncoding.over(0), "timesteps", "0"),
                call(() -> RateEncoding.over(0, 1), "timesteps", "0"),
                call(() -> LinearLayer.of(-1, 1), "inputs", "-1"),
                call(() -> LinearLayer.of(1, 0), "outputs", "0"),
                call(() -> PoolingLayer.average(0, 1, 0), "window", "0"),
                call(() -> PoolingLayer.average(2, 0, 0), "stride", "0"),
                call(() -> PoolingLayer.max(2, 2, -1), "padding", "-1"),
                call(() -> TimeDropoutLayer.of(7, 1, 1), "rate", "7.0"),
                call(() -> TimeDropoutLayer.of(0.5, 0, 1), "timesteps", "0"),
                call(() -> TimeMeanLayer.over(0), "timesteps", "0"),
                call(() -> VotingLayer.of(0), "votes", "0"));
    }

    private static Stream<Arguments> surrogates() {
        return Stream.of(
                call(() -> Surrogate.atan(0), "width", "0.0"),
                call(() -> Surrogate.sigmoid(-1), "width", "-1.0"),
                call(() -> Surrogate.triangle(Double.NaN), "width", "NaN"),
                call(() -> Surrogate.rectangle(1e-60), "width", "1.0E-60", "rounder"),
                call(() -> Surrogate.of(null, x -> 1), "name", "null"),
                call(() -> Surrogate.of(" ", x -> 1), "name", "blank"),
                call(() -> Surrogate.of("none", null), "slope", "null"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void badArgumentIsNamed(ThrowingCallable bad, List<String> words) {
        assertThatThrownBy(bad)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }
}
