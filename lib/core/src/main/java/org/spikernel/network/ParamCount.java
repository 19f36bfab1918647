package org.spikernel.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network.Node;

/**
 * How many parameters a network has, by layer: weights and biases (SpiKernel Eq. 2, SpikeNAS Eq. 6 and 7).
 *
 * <p>The papers' figures differ by what they count. Parameters of 1.2M to 2.5M are the convolution weights of stem, cells and
 * reductions ({@link #features}); with batch normalisation and classifier ({@link #total}) the same networks have 17M and more. AutoSNN
 * counts everything, also what its neurons learn.
 *
 * @param layers the layers that have parameters, in the order of the network
 */
public record ParamCount(List<LayerParams> layers) {

    /**
     * The parameters of one layer.
     *
     * @param place the layer's place in the network
     * @param kind what it counts as
     * @param weights number of weights
     * @param biases number of biases
     */
    public record LayerParams(String place, Kind kind, long weights, long biases) {
        public LayerParams {
            Given.value(place, "the place of a layer");
            Given.value(kind, "what layer '" + place + "' counts as");
        }

        /** Weights and biases together. */
        public long params() {
            return weights + biases;
        }

        private LayerParams plus(LayerParams other) {
            return new LayerParams(place, kind, weights + other.weights, biases + other.biases);
        }

        private LayerParams negated() {
            return new LayerParams(place, kind, -weights, -biases);
        }

        private boolean counts() {
            return weights != 0 || biases != 0;
        }
    }

    /** What a layer with parameters counts as. */
    public enum Kind {
        /** Convolutions: stem, cells and reductions. */
        FEATURES,
        /** Scale and shift of batch normalisation, wherever it stands. */
        BATCH_NORM,
        /** Linear layers. */
        CLASSIFIER,
        /** What neurons learn themselves, such as time constants. */
        NEURONS
    }

    /** Which parameters a number stands for. */
    public enum Scope {
        /** Convolution weights only, as the papers count networks of 1.2M to 2.5M. */
        FEATURES("params_features"),
        /** Everything that is trained. */
        TOTAL("params");

        private final String column;

        Scope(String column) {
            this.column = column;
        }

        /** The column of a table of candidates that holds this count. */
        public String column() {
            return column;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ParamCount {
        layers = Given.list(layers, "the layers that are counted");
    }

    /** Counts the parameters of a network. */
    public static ParamCount of(Network network) {
        return new ParamCount(Given.value(network, "a network to count").nodes().stream()
                .flatMap(node -> node.layer().accept(new KindOfLayer()).map(kind -> params(node, kind)).stream())
                .toList());
    }

    private static LayerParams params(Node node, Kind kind) {
        return new LayerParams(node.place(), kind, node.weights(), node.biases());
    }

    /** What remains when the layers of another count are taken away, place by place; negative where the other has more. */
    ParamCount minus(ParamCount other) {
        Map<String, LayerParams> rest = new LinkedHashMap<>();
        layers.forEach(layer -> rest.put(layer.place(), layer));
        other.layers.forEach(layer -> rest.merge(layer.place(), layer.negated(), LayerParams::plus));
        return new ParamCount(rest.values().stream().filter(LayerParams::counts).toList());
    }

    /** Everything that is trained. */
    public long total() {
        return sum(layer -> true);
    }

    /** Convolution weights. */
    public long features() {
        return of(Kind.FEATURES);
    }

    /** Scale and shift of batch normalisation. */
    public long batchNorm() {
        return of(Kind.BATCH_NORM);
    }

    /** Weights and biases of the linear layers. */
    public long classifier() {
        return of(Kind.CLASSIFIER);
    }

    /** What neurons learn themselves. */
    public long neurons() {
        return of(Kind.NEURONS);
    }

    /** The parameters of a kind. */
    public long of(Kind kind) {
        return sum(layer -> layer.kind() == kind);
    }

    /** The parameters of a scope. */
    public long of(Scope scope) {
        return scope == Scope.TOTAL ? total() : features();
    }

    /**
     * Memory that the parameters of a scope take (SpikeNAS Eq. 8), in bytes, rounded up.
     *
     * @param bits width of a parameter, such as 32 for float or 8 for quantised weights
     */
    public long bytes(int bits, Scope scope) {
        return (Math.multiplyExact(of(scope), (long) Given.positive(bits, "bits")) + 7) / 8;
    }

    private long sum(Predicate<LayerParams> which) {
        return layers.stream().filter(which).mapToLong(LayerParams::params).sum();
    }

    /** One row a layer that has parameters: place, kind, weights, biases, params. */
    public Table table() {
        StringColumn places = StringColumn.create("place");
        StringColumn kinds = StringColumn.create("kind");
        LongColumn weights = LongColumn.create("weights");
        LongColumn biases = LongColumn.create("biases");
        LongColumn params = LongColumn.create("params");
        for (LayerParams layer : layers) {
            places.append(layer.place());
            kinds.append(layer.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            weights.append(layer.weights());
            biases.append(layer.biases());
            params.append(layer.params());
        }
        return Table.create("parameters", places, kinds, weights, biases, params);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d parameters (features %,d, batch norm %,d, classifier %,d%s)",
                total(),
                features(),
                batchNorm(),
                classifier(),
                neurons() == 0 ? "" : String.format(Locale.ROOT, ", neurons %,d", neurons()));
    }

    /** What the parameters of a layer count as; empty if it has none. */
    private static final class KindOfLayer implements Layer.Visitor<Optional<Kind>> {
        @Override
        public Optional<Kind> convolution(Layer.Convolution layer) {
            return Optional.of(Kind.FEATURES);
        }

        @Override
        public Optional<Kind> batchNorm(Layer.BatchNorm layer) {
            return Optional.of(Kind.BATCH_NORM);
        }

        @Override
        public Optional<Kind> spiking(Layer.Spiking layer) {
            return layer.learning().map(learning -> Kind.NEURONS);
        }

        @Override
        public Optional<Kind> averagePooling(Layer.AveragePooling layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> maxPooling(Layer.MaxPooling layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> sum(Layer.Sum layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> concatenation(Layer.Concatenation layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> crop(Layer.Crop layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> zero(Layer.Zero layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> delay(Layer.Delay layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> flatten(Layer.Flatten layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> dropout(Layer.Dropout layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Kind> linear(Layer.Linear layer) {
            return Optional.of(Kind.CLASSIFIER);
        }

        @Override
        public Optional<Kind> voting(Layer.Voting layer) {
            return Optional.empty();
        }
    }
}
