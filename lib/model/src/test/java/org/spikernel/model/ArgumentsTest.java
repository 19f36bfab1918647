package org.spikernel.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.data.Datasets;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.Weights;
import org.spikernel.model.LearningCurve.Epoch;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is made of bad arguments: an error that names them. */
class ArgumentsTest {

    private static final float[] TWO = {1, 2};
    private static final float[] FOUR = {1, 2, 3, 4};
    private static final float[] NONE = {};
    private static final TrainedLayer NORM = new TrainedLayer(TWO, TWO, TWO, TWO);
    private static final OptionalDouble EMPTY = OptionalDouble.empty();
    private static final LearningCurve CURVE = new LearningCurve(List.of());
    private static final Provenance PROVENANCE = new Provenance(Map.of());
    private static final List<String> NAMES = List.of("a", "b");
    private static final Network NETWORK = network();
    private static final Map<String, TrainedLayer> LAYERS = Map.of("classifier", TrainedLayer.of(new float[4], NONE));
    private static final ImageSet IMAGES = Datasets.textures().test();

    private static Network network() {
        Network.Builder builder = Network.builder("linear", new Shape(2, 1, 1)).timesteps(1);
        return builder.build(builder.add("classifier", new Layer.Linear(2, false), builder.input()));
    }

    private static Network normalising() {
        Network.Builder builder = Network.builder("normalising", new Shape(2, 1, 1));
        var norm = builder.add("norm", new Layer.BatchNorm(), builder.input());
        return builder.build(builder.add("flat", new Layer.Flatten(), norm));
    }

    private static TrainedModel model(Map<String, TrainedLayer> layers, List<String> names) {
        return new TrainedModel(NETWORK, layers, names, CURVE, PROVENANCE);
    }

    private static Epoch epoch(double epoch, double trainAccuracy, OptionalDouble testAccuracy) {
        return new Epoch(epoch, 1, trainAccuracy, testAccuracy, 0.1, 1);
    }

    private static Arguments call(ThrowingCallable bad, String... words) {
        return arguments(bad, List.of(words));
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call(() -> new LearningCurve(null), "epochs"),
                call(() -> new LearningCurve(Collections.singletonList(null)), "epochs", "null"),
                call(() -> CURVE.with(null), "next epoch"),
                call(() -> LearningCurve.parse(null), "learning curve"),
                call(() -> LearningCurve.parse("epoch\n1,2"), "'1,2'", "epoch,loss"),
                call(() -> LearningCurve.parse("epoch\n1,2,x,,5,6"), "'1,2,x,,5,6'", "epoch,loss"),
                call(() -> epoch(0, 1, EMPTY), "number", "0.0"),
                call(() -> epoch(Double.NaN, 1, EMPTY), "number", "NaN"),
                call(() -> epoch(1, 2, EMPTY), "training accuracy", "2.0"),
                call(() -> epoch(1, 1, OptionalDouble.of(-1)), "test accuracy", "-1.0"),
                call(() -> epoch(1, 1, null), "test accuracy", "null"),
                call(() -> new Provenance(null), "facts"),
                call(() -> Provenance.of(null), "lines"),
                call(() -> TrainedLayer.of(null, TWO), "weights"),
                call(() -> TrainedLayer.of(TWO, null), "biases"),
                call(() -> new TrainedLayer(TWO, TWO, null, TWO), "means"),
                call(() -> new TrainedLayer(TWO, TWO, TWO, null), "variances"),
                call(() -> new TrainedLayer(TWO, TWO, TWO, NONE), "2 and 0", "2 weights"),
                call(() -> new TrainedLayer(NONE, NONE, TWO, TWO), "2 and 2", "0 weights"),
                call(() -> new TrainedModel(null, LAYERS, NAMES, CURVE, PROVENANCE), "network"),
                call(() -> model(null, NAMES), "layers"),
                call(() -> model(Map.of(), NAMES), "classifier"),
                call(
                        () -> model(Map.of("classifier", TrainedLayer.of(TWO, NONE)), NAMES),
                        "'classifier' needs 4 weights",
                        "found 2"),
                call(
                        () -> model(Map.of("classifier", TrainedLayer.of(new float[4], NONE), "norm", NORM), NAMES),
                        "linear has no layer with weights 'norm'",
                        "[classifier]"),
                call(
                        () -> model(Map.of("classifier", new TrainedLayer(TWO, NONE, TWO, TWO)), NAMES),
                        "'classifier' needs 4 weights"),
                call(
                        () -> model(Map.of("classifier", new TrainedLayer(FOUR, NONE, FOUR, FOUR)), NAMES),
                        "'classifier'",
                        "no running statistics",
                        "has 4"),
                call(
                        () -> new TrainedModel(
                                normalising(), Map.of("norm", TrainedLayer.of(TWO, TWO)), NAMES, CURVE, PROVENANCE),
                        "'norm'",
                        "2 running means and variances",
                        "has 0"),
                call(() -> model(LAYERS, null), "names of classes"),
                call(() -> model(LAYERS, List.of("a")), "2 classes", "1", "[a]"),
                call(() -> new TrainedModel(NETWORK, LAYERS, NAMES, null, PROVENANCE), "learning curve"),
                call(() -> new TrainedModel(NETWORK, LAYERS, NAMES, CURVE, null), "provenance"),
                call(() -> TrainedModel.load(null), "file"),
                call(() -> TrainedModel.load(null, NETWORK), "file"),
                call(() -> TrainedModel.load(Path.of("file"), null), "network"),
                call(() -> model(LAYERS, NAMES).save(null), "file"),
                call(() -> TestResult.of(null, Weights.random(1), NAMES, IMAGES), "network"),
                call(() -> TestResult.of(NETWORK, null, NAMES, IMAGES), "weights"),
                call(() -> TestResult.of(NETWORK, Weights.random(1), null, IMAGES), "names"),
                call(() -> TestResult.of(NETWORK, Weights.random(1), Arrays.asList("a", null), IMAGES), "names"),
                call(() -> TestResult.of(NETWORK, Weights.random(1), NAMES, null), "images"),
                call(() -> TestResult.predictionOf(null), "answer"),
                call(() -> TestResult.predictionOf(NONE), "answer", "empty"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void badArgumentIsNamed(ThrowingCallable bad, List<String> words) {
        assertThatThrownBy(bad)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void modelsAreEqualIfAllOfThemIs(TrainedModel other) {
        assertThat(model(Map.of("classifier", TrainedLayer.of(new float[4], new float[0])), NAMES))
                .isEqualTo(model(LAYERS, NAMES))
                .hasSameHashCodeAs(model(LAYERS, NAMES))
                .isNotEqualTo(other);
    }

    static Stream<TrainedModel> changes() {
        LearningCurve longer = CURVE.with(epoch(1, 1, EMPTY));
        return Stream.of(
                model(Map.of("classifier", TrainedLayer.of(new float[] {0, 0, 0, 1}, NONE)), NAMES),
                model(LAYERS, List.of("a", "c")),
                new TrainedModel(NETWORK, LAYERS, NAMES, longer, PROVENANCE),
                new TrainedModel(NETWORK, LAYERS, NAMES, CURVE, new Provenance(Map.of("data images", "few"))));
    }
}
