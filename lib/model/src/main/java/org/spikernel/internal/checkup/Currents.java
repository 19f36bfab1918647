package org.spikernel.internal.checkup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/**
 * What a layer makes, as neurons read it, whatever the image and the weights are.
 *
 * @param largest no number that it makes is larger; infinite where weights decide
 * @param kind where they come from
 */
record Currents(double largest, Kind kind) {

    /** Where currents come from. */
    enum Kind {
        /** Spikes and what gathers them, without weights between. */
        SPIKES,
        /** Weights, or an image. */
        WEIGHED,
        /** Weights of a linear layer, which {@code FirstWeights.UNIT_VARIANCE} scales. */
        LINEAR,
        /** Batch normalisation, at least a part of them. */
        NORMALISED
    }

    private static final Currents WEIGHED = new Currents(Double.POSITIVE_INFINITY, Kind.WEIGHED);
    private static final Currents LINEAR = new Currents(Double.POSITIVE_INFINITY, Kind.LINEAR);
    private static final Currents NORMALISED = new Currents(Double.POSITIVE_INFINITY, Kind.NORMALISED);
    private static final Currents SPIKES = new Currents(1, Kind.SPIKES);
    private static final Currents NOTHING = new Currents(0, Kind.SPIKES);

    /** What every layer of a network makes. */
    static Map<Node, Currents> of(Network network) {
        Map<Node, Currents> made = new HashMap<>();
        Currents image = network.input().encoding().showsSpikes() ? SPIKES : WEIGHED;
        for (Node node : network.nodes()) {
            List<Currents> read = node.inputs().stream()
                    .map((Source source) -> source instanceof Node input ? made.get(input) : image)
                    .toList();
            made.put(node, node.layer().accept(new OfLayer(read)));
        }
        return made;
    }

    /** Whether there is nothing to read, as where no edge of a cell arrives. */
    boolean areNothing() {
        return largest == 0;
    }

    private Currents and(Currents other) {
        return new Currents(largest + other.largest, kind.compareTo(other.kind) < 0 ? other.kind : kind);
    }

    private Currents or(Currents other) {
        return new Currents(Math.max(largest, other.largest), and(other).kind);
    }

    /** What a layer makes of what it reads. */
    private record OfLayer(List<Currents> read) implements Layer.Visitor<Currents> {

        /** Nothing is made of nothing. */
        private Currents ofSomething(Currents made) {
            return first().areNothing() ? NOTHING : made;
        }

        private Currents first() {
            return read.get(0);
        }

        @Override
        public Currents convolution(Layer.Convolution layer) {
            return ofSomething(WEIGHED);
        }

        @Override
        public Currents batchNorm(Layer.BatchNorm layer) {
            return ofSomething(NORMALISED);
        }

        @Override
        public Currents spiking(Layer.Spiking layer) {
            return ofSomething(SPIKES);
        }

        @Override
        public Currents averagePooling(Layer.AveragePooling layer) {
            return first();
        }

        @Override
        public Currents maxPooling(Layer.MaxPooling layer) {
            return first();
        }

        @Override
        public Currents sum(Layer.Sum layer) {
            return read.stream().reduce(NOTHING, Currents::and);
        }

        @Override
        public Currents concatenation(Layer.Concatenation layer) {
            return read.stream().reduce(NOTHING, Currents::or);
        }

        @Override
        public Currents crop(Layer.Crop layer) {
            return first();
        }

        @Override
        public Currents zero(Layer.Zero layer) {
            return NOTHING;
        }

        /** What is heard comes later in the network, and may be anything. */
        @Override
        public Currents delay(Layer.Delay layer) {
            return WEIGHED;
        }

        @Override
        public Currents flatten(Layer.Flatten layer) {
            return first();
        }

        /** None is dropped when it is looked at. */
        @Override
        public Currents dropout(Layer.Dropout layer) {
            return first();
        }

        @Override
        public Currents linear(Layer.Linear layer) {
            return layer.bias() ? LINEAR : ofSomething(LINEAR);
        }

        @Override
        public Currents voting(Layer.Voting layer) {
            return first();
        }
    }
}
