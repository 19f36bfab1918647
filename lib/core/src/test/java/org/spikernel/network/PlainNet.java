package org.spikernel.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;

/**
 * A macro-architecture as unlike SNASNet as cells allow: each cell has a width of its own, nothing is normalised, pooling costs a 1x1
 * convolution, and so does a skip into the output.
 *
 * @param widths channels of each cell
 * @param neuron dynamics of every neuron
 */
public record PlainNet(List<Integer> widths, Neuron neuron) implements CellMacroArchitecture {

    PlainNet(List<Integer> widths) {
        this(widths, Lif.DEFAULT);
    }

    @Override
    public String name() {
        return "PlainNet " + widths;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("name", "PlainNet", "widths", widths.toString(), "neuron", neuron.toString());
    }

    @Override
    public int cells() {
        return widths.size();
    }

    @Override
    public Network network(List<Cell> cells) {
        Network.Builder builder = Network.builder(name() + " " + cells, new Shape(1, 4, 4));
        Source features = builder.input();
        for (int i = 0; i < cells.size(); i++) {
            features = builder.add("to cell " + i, Layer.Convolution.same(widths.get(i), 1, 1), features);
            features = cell(builder, i, cells.get(i), features);
        }
        Source flat = builder.add("flat", new Layer.Flatten(), features);
        return builder.build(builder.add("classifier", new Layer.Linear(3, true), flat));
    }

    private Source cell(Network.Builder builder, int number, Cell cell, Source input) {
        List<Source> nodes = new ArrayList<>(List.of(input));
        for (int target = 1; target <= Cell.OUTPUT; target++) {
            List<Source> currents = new ArrayList<>();
            currents.add(builder.add(number + "." + target, new Layer.Zero(), input));
            for (Edge edge : cell.connectedInto(target)) {
                currents.add(edge(builder, number, edge, cell.operation(edge), nodes.get(edge.source())));
            }
            nodes.add(builder.add(number + ".sum" + target, new Layer.Sum(), currents));
        }
        return nodes.get(Cell.OUTPUT);
    }

    private Source edge(Network.Builder builder, int number, Edge edge, Operation operation, Source source) {
        String place = number + "." + edge;
        return operation.accept(new Operation.Visitor<>() {
            @Override
            public Source zero() {
                throw new IllegalStateException("the edge connects");
            }

            @Override
            public Source skip() {
                return edge.target() == Cell.OUTPUT ? convolved(source, 1) : source;
            }

            @Override
            public Source convolution(Operation.Convolution convolution) {
                Source spikes = builder.add(place + ".lif", new Layer.Spiking(neuron), source);
                return convolved(spikes, convolution.kernelSize());
            }

            @Override
            public Source averagePooling(Operation.AveragePooling pooling) {
                int window = pooling.window();
                Layer layer = new Layer.AveragePooling(window, 1, window / 2);
                return convolved(builder.add(place + ".avg", layer, source), 1);
            }

            @Override
            public Source sum(Operation.Sum sum) {
                throw new IllegalArgumentException("these networks add up nothing on an edge, but found " + sum);
            }

            private Source convolved(Source read, int size) {
                return builder.add(
                        place + ".conv", Layer.Convolution.same(read.shape().channels(), size, 1), read);
            }
        });
    }
}
