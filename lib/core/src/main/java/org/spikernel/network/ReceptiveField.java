package org.spikernel.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Operation;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * How much of its input one position can see: the positions along a row, or a column, whose values it may depend on. Kernels are
 * square, so rows and columns are alike.
 *
 * <p>A window of k positions, through which the position p of a layer reads the positions {@code p stride - padding} to
 * {@code p stride - padding + k - 1} of the layer before, widens the field by {@code (k - 1) step}, where {@code step} is the distance
 * in the input between neighbouring positions of the layer before (Araujo, Norris and Sim, Computing Receptive Fields of Convolutional
 * Neural Networks, Distill 2019). Where currents add up, or channels stand side by side, the fields unite.
 *
 * <p>This is what architecture allows: weights may be zero or small towards its borders. Padding belongs to the field, so that it may
 * be wider than the input. The statistics of batch normalisation do not count. Where connections reach back in time, a field grows from
 * timestep to timestep: then it is that of the network's last.
 *
 * <pre>{@code
 * ReceptiveField.of(Operation.CONV5X5).size();  // 5
 * ReceptiveField.of(cell).size();               // of the cell's output, in positions of its input
 * ReceptiveField.of(network).size();            // of the last feature maps, in pixels
 * ReceptiveField.byLayer(network);              // of every layer, in pixels
 * }</pre>
 *
 * @param first where in the input the field of position 0 begins; negative for padding
 * @param last where in the input the field of position 0 ends; before {@code first} where nothing of the input can be seen
 * @param step distance in the input between the fields of neighbouring positions
 */
public record ReceptiveField(int first, int last, int step) {

    private static final ReceptiveField NOTHING = new ReceptiveField(0, -1, 1);
    private static final ReceptiveField ITSELF = new ReceptiveField(0, 0, 1);

    /** The field of an operation's result, in positions of its source; empty for {@code zero}. */
    public static ReceptiveField of(Operation operation) {
        return ITSELF.through(Given.value(operation, "an operation"));
    }

    /**
     * The field of a cell's output, in positions of its input: that of its widest path. Empty where no path leads there.
     *
     * @throws IllegalArgumentException if the cell has backward connections: how far it sees depends on the timesteps of its network
     */
    public static ReceptiveField of(Cell cell) {
        if (Given.value(cell, "a cell").hasFeedback()) {
            throw new IllegalArgumentException(
                    "the receptive field of a cell with backward connections grows with every timestep,"
                            + " and a cell has none; ask for that of its network instead of " + cell);
        }
        List<ReceptiveField> nodes = new ArrayList<>(List.of(ITSELF));
        for (int target = 1; target <= Cell.OUTPUT; target++) {
            nodes.add(cell.connectedInto(target).stream()
                    .map(edge -> nodes.get(edge.source()).through(cell.operation(edge)))
                    .reduce(NOTHING, ReceptiveField::and));
        }
        return nodes.get(Cell.OUTPUT);
    }

    /**
     * The field of the network's last feature maps, in pixels: what the classifier reads at one position.
     *
     * @throws IllegalArgumentException if the network has no feature maps
     */
    public static ReceptiveField of(Network network) {
        List<ReceptiveField> flattened = new ArrayList<>();
        Map<Node, ReceptiveField> fields = fields(network, flattened::add);
        // Maps of one position have the shape of a vector, but what is flattened is maps.
        if (!flattened.isEmpty()) {
            return flattened.get(flattened.size() - 1);
        }
        return network.nodes().stream()
                .filter(node -> !node.shape().isVector())
                .reduce((earlier, later) -> later)
                .map(fields::get)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                network.name()
                                        + " has no feature maps, and a receptive field is that of a position in one; all its layers are vectors"));
    }

    /** The fields of all layers, in pixels: place, layer, shape, receptive_field (its size), step. */
    public static Table byLayer(Network network) {
        StringColumn places = StringColumn.create("place");
        StringColumn layers = StringColumn.create("layer");
        StringColumn shapes = StringColumn.create("shape");
        IntColumn sizes = IntColumn.create("receptive_field");
        IntColumn steps = IntColumn.create("step");
        fields(network, flattened -> {}).forEach((node, field) -> {
            places.append(node.place());
            layers.append(node.layer().text());
            shapes.append(node.shape().toString());
            sizes.append(field.size());
            steps.append(field.step());
        });
        return Table.create("receptive fields", places, layers, shapes, sizes, steps);
    }

    /**
     * The fields of all layers at the last timestep.
     *
     * @param flattened is told of those of maps that are made vectors
     */
    private static Map<Node, ReceptiveField> fields(Network network, Consumer<ReceptiveField> flattened) {
        Map<Node, ReceptiveField> fields = ofTimestep(Given.value(network, "a network"), Map.of(), flattened);
        for (int timestep = 1; network.hasFeedback() && timestep < network.timesteps(); timestep++) {
            fields = ofTimestep(network, fields, flattened);
        }
        return fields;
    }

    /**
     * The fields at a timestep.
     *
     * @param earlier those at the timestep before; none at the first
     */
    private static Map<Node, ReceptiveField> ofTimestep(
            Network network, Map<Node, ReceptiveField> earlier, Consumer<ReceptiveField> flattened) {
        Map<Node, ReceptiveField> fields = new LinkedHashMap<>();
        for (Node node : network.nodes()) {
            ReceptiveField read = network.feedback(node)
                    .map(heard -> earlier.getOrDefault(heard, NOTHING))
                    .orElseGet(() -> node.inputs().stream()
                            .map(source -> source instanceof Node input ? fields.get(input) : ITSELF)
                            .reduce(NOTHING, ReceptiveField::and));
            fields.put(node, node.layer().accept(new ThroughLayer(read, node.inputShape(), flattened)));
        }
        return fields;
    }

    /** Positions along a row or a column; 0 where nothing of the input can be seen. */
    public int size() {
        return last - first + 1;
    }

    private ReceptiveField through(Operation operation) {
        return operation.accept(new Operation.Visitor<>() {
            @Override
            public ReceptiveField zero() {
                return NOTHING;
            }

            @Override
            public ReceptiveField skip() {
                return ReceptiveField.this;
            }

            @Override
            public ReceptiveField convolution(Operation.Convolution convolution) {
                return through(Window.same(convolution.kernelSize()));
            }

            @Override
            public ReceptiveField averagePooling(Operation.AveragePooling pooling) {
                return through(Window.same(pooling.window()));
            }

            @Override
            public ReceptiveField sum(Operation.Sum sum) {
                return sum.operations().stream()
                        .map(ReceptiveField.this::through)
                        .reduce(NOTHING, ReceptiveField::and);
            }
        });
    }

    private ReceptiveField through(Window window) {
        if (size() == 0) {
            return this;
        }
        int begin = first + window.start(0) * step;
        return new ReceptiveField(begin, begin + (window.size() - 1) * step + size() - 1, step * window.stride());
    }

    /** Where position 0 is what was another position. */
    private ReceptiveField from(int position) {
        return new ReceptiveField(first + position * step, last + position * step, step);
    }

    private ReceptiveField and(ReceptiveField other) {
        if (size() == 0 || other.size() == 0) {
            return size() == 0 ? other : this;
        }
        return new ReceptiveField(Math.min(first, other.first), Math.max(last, other.last), Math.max(step, other.step));
    }

    @Override
    public String toString() {
        return size() + "x" + size() + " at steps of " + step;
    }

    /**
     * The field of a layer's output.
     *
     * @param read the united field of what it reads
     * @param input the shape of that
     * @param flattened is told of it if it is made a vector
     */
    private record ThroughLayer(ReceptiveField read, Shape input, Consumer<ReceptiveField> flattened)
            implements Layer.Visitor<ReceptiveField> {
        @Override
        public ReceptiveField convolution(Layer.Convolution layer) {
            return read.through(layer.view());
        }

        @Override
        public ReceptiveField batchNorm(Layer.BatchNorm layer) {
            return read;
        }

        @Override
        public ReceptiveField spiking(Layer.Spiking layer) {
            return read;
        }

        @Override
        public ReceptiveField averagePooling(Layer.AveragePooling layer) {
            return read.through(layer.view());
        }

        @Override
        public ReceptiveField maxPooling(Layer.MaxPooling layer) {
            return read.through(layer.view());
        }

        @Override
        public ReceptiveField sum(Layer.Sum layer) {
            return read;
        }

        @Override
        public ReceptiveField concatenation(Layer.Concatenation layer) {
            return read;
        }

        @Override
        public ReceptiveField crop(Layer.Crop layer) {
            return read.from(layer.offset());
        }

        @Override
        public ReceptiveField zero(Layer.Zero layer) {
            return NOTHING;
        }

        @Override
        public ReceptiveField delay(Layer.Delay layer) {
            return read;
        }

        @Override
        public ReceptiveField flatten(Layer.Flatten layer) {
            flattened.accept(read);
            return read.through(new Window(input.rows(), 1, 0));
        }

        @Override
        public ReceptiveField dropout(Layer.Dropout layer) {
            return read;
        }

        @Override
        public ReceptiveField linear(Layer.Linear layer) {
            return read;
        }

        @Override
        public ReceptiveField voting(Layer.Voting layer) {
            return read;
        }
    }
}
