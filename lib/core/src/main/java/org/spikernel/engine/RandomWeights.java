package org.spikernel.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.spikernel.internal.convolution.Grid;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/** Draws parameters as {@link Weights#random} and its like say; drawn once and kept. */
final class RandomWeights implements Weights {

    private final long seed;
    private final Law law;
    private final Map<Drawn, LayerWeights> drawn = new ConcurrentHashMap<>();

    /** What the weights of a layer depend on, beside the seed. */
    private record Drawn(String place, Layer layer, Shape input) {}

    /** How convolutions and linear layers are drawn. */
    enum Law {
        /** As {@link Weights#random} says. */
        SNASNET("random"),
        /** As {@link Weights#randomOnGrid} says. */
        SNASNET_ON_GRID("random on a grid"),
        /** As {@link Weights#uniformByFanIn} says. */
        UNIFORM_BY_FAN_IN("uniform by fan-in");

        private final String text;

        Law(String text) {
            this.text = text;
        }
    }

    RandomWeights(long seed, Law law) {
        this.seed = seed;
        this.law = law;
    }

    @Override
    public LayerWeights of(Node node) {
        return drawn.computeIfAbsent(
                new Drawn(node.place(), node.layer(), node.inputShape()),
                layer -> node.layer().accept(new Drawing(node)));
    }

    @Override
    public String origin() {
        return law.text + ", seed " + seed;
    }

    /** Draws the parameters of one layer. */
    private final class Drawing implements Layer.Visitor<LayerWeights> {

        private static final double LINEAR_DEVIATION = 0.01;

        /** How far, in deviations, normal weights reach of which there are not very many. */
        private static final double NORMAL_REACH = 4;

        /** What the weights reach is 64 to 128 steps of the grid. */
        private static final int GRID_BITS = 6;

        private final Node node;
        private final RandomStream random;

        Drawing(Node node) {
            this.node = node;
            random = RandomStream.at(
                    seed, node.place(), node.inputShape(), node.shape().channels());
        }

        @Override
        public LayerWeights convolution(Layer.Convolution layer) {
            double fanIn = (double) layer.view().area() * node.inputShape().channels();
            if (law == Law.UNIFORM_BY_FAN_IN) {
                return uniformBy(fanIn);
            }
            float bound = (float) Math.sqrt(6.0 / (5.0 * fanIn));
            return draw(bound, () -> random.uniform(-bound, bound));
        }

        @Override
        public LayerWeights linear(Layer.Linear layer) {
            if (law == Law.UNIFORM_BY_FAN_IN) {
                return uniformBy(node.inputShape().size());
            }
            double reach = NORMAL_REACH * LINEAR_DEVIATION;
            return draw(reach, () -> (float) (LINEAR_DEVIATION * random.nextNormal()));
        }

        /** Weights, and then biases. */
        private LayerWeights uniformBy(double fanIn) {
            float bound = (float) (1 / Math.sqrt(fanIn));
            Draw draw = () -> random.uniform(-bound, bound);
            return LayerWeights.owning(drawn(count(), draw), drawn(Math.toIntExact(node.biases()), draw));
        }

        @Override
        public LayerWeights batchNorm(Layer.BatchNorm layer) {
            float[] ones = new float[count()];
            Arrays.fill(ones, 1);
            return LayerWeights.owning(ones, zeros());
        }

        private int count() {
            return Math.toIntExact(node.weights());
        }

        private float[] zeros() {
            return new float[Math.toIntExact(node.biases())];
        }

        private LayerWeights draw(double reach, Draw draw) {
            return law == Law.SNASNET_ON_GRID
                    ? drawOnGrid(reach, draw)
                    : LayerWeights.owning(drawn(count(), draw), zeros());
        }

        private static float[] drawn(int count, Draw draw) {
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = draw.next();
            }
            return numbers;
        }

        private LayerWeights drawOnGrid(double reach, Draw draw) {
            float step = Math.scalb(1f, Math.getExponent(reach) - GRID_BITS);
            byte[] multiples = new byte[count()];
            for (int i = 0; i < multiples.length; i++) {
                int multiple = Math.round(draw.next() / step);
                multiples[i] = (byte) Math.max(-Byte.MAX_VALUE, Math.min(multiple, Byte.MAX_VALUE));
            }
            return LayerWeights.of(Grid.of(step, multiples), zeros());
        }

        @Override
        public LayerWeights spiking(Layer.Spiking layer) {
            return layer.learning()
                    .map(learning -> LayerWeights.of(learning.parameters(), zeros()))
                    .orElseGet(this::none);
        }

        @Override
        public LayerWeights averagePooling(Layer.AveragePooling layer) {
            return none();
        }

        @Override
        public LayerWeights maxPooling(Layer.MaxPooling layer) {
            return none();
        }

        @Override
        public LayerWeights sum(Layer.Sum layer) {
            return none();
        }

        @Override
        public LayerWeights concatenation(Layer.Concatenation layer) {
            return none();
        }

        @Override
        public LayerWeights crop(Layer.Crop layer) {
            return none();
        }

        @Override
        public LayerWeights zero(Layer.Zero layer) {
            return none();
        }

        @Override
        public LayerWeights delay(Layer.Delay layer) {
            return none();
        }

        @Override
        public LayerWeights flatten(Layer.Flatten layer) {
            return none();
        }

        @Override
        public LayerWeights dropout(Layer.Dropout layer) {
            return none();
        }

        @Override
        public LayerWeights voting(Layer.Voting layer) {
            return none();
        }

        private LayerWeights none() {
            throw new IllegalArgumentException("layer '" + node.place() + "' is a "
                    + node.layer().text() + ", which has no weights to draw; ask for those of layers that have some");
        }
    }

    /** Draws a number. */
    private interface Draw {
        float next();
    }
}
