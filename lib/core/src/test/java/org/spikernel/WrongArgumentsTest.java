package org.spikernel;

import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.network.Layer;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.Network;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.InputCurrent;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.LifTrace;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Values that cannot be are refused where they are made, by the name of the argument and with what was found. */
class WrongArgumentsTest {

    private static final SnasNet MACRO = SnasNet.cifar10();
    private static final Normalisation GREY = new Normalisation(List.of(0.5), List.of(0.5));

    /** A call with a wrong argument, and what its error must say. */
    record Wrong(String name, ThrowingCallable call, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Wrong wrong(String name, ThrowingCallable call, String words) {
        return new Wrong(name, call, words);
    }

    private static SnasNet macro(int classes, int votes, int hidden, int timesteps) {
        return new SnasNet(new Shape(3, 8, 8), classes, votes, 4, 1, hidden, 2, timesteps, Lif.DEFAULT, 2);
    }

    static Stream<Wrong> neurons() {
        return Stream.of(
                wrong("tau below 1", () -> Lif.DEFAULT.withTau(0.5), "tau must be at least 1 timestep, but is 0.5"),
                wrong(
                        "tau infinite",
                        () -> Lif.DEFAULT.withTau(1e300),
                        "tau must be at least 1 timestep, but is 1.0E300"),
                wrong("threshold", () -> Lif.DEFAULT.withThreshold(0), "reset potential 0.0, but is 0.0"),
                wrong("reset", () -> Lif.DEFAULT.withReset(2), "above the reset potential 2.0, but is 1.0"),
                wrong(
                        "current",
                        () -> Lif.DEFAULT.respond(1, Double.NaN),
                        "current of a neuron must be a finite number"),
                wrong(
                        "trace",
                        () -> new LifTrace(Lif.DEFAULT, new double[2], new double[1], new boolean[2]),
                        "there are 2, 1 and 2"),
                wrong("steps", () -> InputCurrent.constant(1, 0), "timesteps of a current must be positive, but is 0"),
                wrong("strength", () -> InputCurrent.constant(Double.NaN, 1), "strength of a current must be a finite"),
                wrong("pulse", () -> InputCurrent.pulses(1, 0, 3, 9), "period of 3, but lasts 0"),
                wrong("mean", () -> InputCurrent.noise(Double.NaN, 1, 1, 1), "mean of a current must be a finite"),
                wrong("deviation", () -> InputCurrent.noise(0, -1, 1, 1), "must not be negative, but is -1.0"));
    }

    static Stream<Wrong> cells() {
        return Stream.of(
                wrong("kernel size", () -> Operation.conv(2), "size must be odd and positive"),
                wrong(
                        "own threshold",
                        () -> Operation.conv(3, -1),
                        "threshold must be positive and finite, but is -1.0"),
                wrong("threshold too large", () -> Operation.conv(3, 1e300), "but is 1.0E300"),
                wrong("threshold too small", () -> Operation.conv(3, 1e-300), "but is 1.0E-300"),
                wrong("edge", () -> new Edge(2, 2), "no edge 2->2"),
                wrong("edge", () -> new Edge(4, 1), "no edge 4->1"),
                wrong("operations", () -> Cell.of(), "a cell has 6 operations"),
                wrong("kernel set", () -> KernelSet.of(2), "found [2]"),
                wrong("cell number", () -> SearchSpace.SPIKENAS_2O.cell(64), "between 0 and 63, but is 64"),
                wrong("cell below", () -> SearchSpace.SPIKENAS_2O.cell(-1), "but is -1"));
    }

    static Stream<Wrong> networks() {
        return Stream.of(
                wrong("classes", () -> macro(0, 1, 8, 2), "classes must be positive, but is 0"),
                wrong("votes", () -> macro(2, 0, 8, 2), "votes must be positive, but is 0"),
                wrong("hidden", () -> macro(2, 1, 0, 2), "hidden features must be positive, but is 0"),
                wrong("timesteps", () -> macro(2, 1, 8, 0), "timesteps must be positive, but is 0"),
                wrong("channels", () -> MACRO.withChannels(-3), "channels must be positive, but is -3"),
                wrong("stem stride", () -> MACRO.withStemStride(0), "stride of the stem must be positive"),
                wrong("last pooling", () -> MACRO.withLastPooling(0), "last pooling must be positive"),
                wrong("cells", () -> MACRO.withCells(0), "cells must be positive"),
                wrong("neuron", () -> MACRO.withNeuron(null), "a neuron must be given"),
                wrong("cell", () -> MACRO.network((Cell) null), "cells of a network must all be given"),
                wrong("cells", () -> MACRO.network(List.of(Cell.EMPTY)), "has 2 cells, but found architectures for 1"),
                wrong("filters", () -> Layer.Convolution.same(0, 3, 1), "filters must be positive, but is 0"),
                wrong("padding", () -> new Layer.MaxPooling(2, 2, -1), "padding must not be negative, but is -1"),
                wrong("offset", () -> new Layer.Crop(0), "the offset of a crop must be positive, but is 0"),
                wrong(
                        "crop",
                        () -> new Layer.Crop(4).output(List.of(new Shape(2, 4, 8))),
                        "a crop that leaves out 4 rows and columns leaves nothing of [2, 4, 8]"),
                wrong(
                        "concatenation",
                        () -> new Layer.Concatenation().output(List.of(new Shape(2, 4, 4), new Shape(2, 3, 4))),
                        "a concatenation needs inputs of as many rows and columns, but found [[2, 4, 4], [2, 3, 4]]"),
                wrong("window", () -> new Layer.AveragePooling(0, 1, 0), "window must be positive, but is 0"),
                wrong("dropout", () -> new Layer.Dropout(7), "from 0 (included) to 1 (excluded), but is 7.0"),
                wrong("spiking", () -> new Layer.Spiking(null), "the neuron of a spiking layer must be given"),
                wrong(
                        "rest",
                        () -> new Layer.Spiking(new OwnNeurons.Leaky(1, 1, Float.NaN)),
                        "the potential at rest of Leaky[tau=1.0, threshold=1.0, reset=NaN] must be a finite number, but is NaN"),
                wrong("voting", () -> new Layer.Voting(0), "votes must be positive, but is 0"),
                wrong("features", () -> new Layer.Linear(0, true), "features must be positive, but is 0"),
                wrong("run", () -> Network.builder("n", new Shape(1, 1, 1)).timesteps(0), "timesteps must be positive"),
                wrong("limit", () -> MemoryBudget.params(0), "at least one parameter, but allows 0"),
                wrong("bits of a budget", () -> MemoryBudget.bytes(8, 0), "bits must be positive, but is 0"),
                wrong(
                        "bits of a count",
                        () -> MACRO.network(Cell.EMPTY).params().bytes(0, Scope.TOTAL),
                        "bits must be positive, but is 0"));
    }

    static Stream<Wrong> shapesAndData() {
        Shape pixel = new Shape(1, 1, 1);
        return Stream.of(
                wrong("shape", () -> new Shape(0, 1, 1), "at least one channel, row and column, but is [0, 1, 1]"),
                wrong("features", () -> Shape.vector(0), "but is [0, 1, 1]"),
                wrong("window", () -> new Window(0, 1, 0), "has size 0 and stride 1"),
                wrong("padding", () -> new Window(1, 1, -1), "must not be negative, but is -1"),
                wrong("bound", () -> RandomStream.at(1).nextInt(0), "bound must be positive, but is 0"),
                wrong("no image", () -> ImageSet.of(pixel, new byte[0], new int[0], GREY), "at least one image"),
                wrong("label", () -> ImageSet.of(pixel, new byte[1], new int[] {-1}, GREY), "one is -1"),
                wrong("no pixel", () -> ImageBatch.of(pixel, new float[0], new int[1]), "needs 1 pixels, but has 0"),
                wrong("means", () -> new Normalisation(List.of(), List.of()), "has 0 means and 0 deviations"),
                wrong("deviation", () -> new Normalisation(List.of(0.0), List.of(0.0)), "above 0, but are [0.0]"));
    }

    @ParameterizedTest
    @MethodSource({"neurons", "cells", "networks", "shapesAndData"})
    void isRefusedByName(Wrong wrong) {
        assertThatThrownBy(wrong.call())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrong.words());
    }
}
