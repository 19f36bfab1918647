package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.lanes.Lanes;

/**
 * The sum of several inputs of the same shape: a node of a cell. As DL4J's own vertex with {@code Op.Add}, in one pass over all inputs and
 * by all processors.
 */
public final class SumVertex extends ElementWiseVertex {

    private static final long serialVersionUID = 1;

    /** A sum of as many inputs as the vertex is given. */
    public SumVertex() {
        super(Op.Add);
    }

    @Override
    public SumVertex clone() {
        return new SumVertex();
    }

    @Override
    public Sum instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        return new Sum(graph, name, index, dataType);
    }

    /** The vertex in a model. DL4J's own base class overrides a method of variable arity by one that is not; no subclass can mend that. */
    @SuppressWarnings("overrides")
    private static final class Sum extends org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex {

        private static final long serialVersionUID = 1;

        Sum(ComputationGraph graph, String name, int index, DataType dataType) {
            super(graph, name, index, Op.Add, dataType);
        }

        @Override
        public INDArray doForward(boolean training, LayerWorkspaceMgr memory) {
            FloatBuffer[] addends = new FloatBuffer[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                INDArray input = inputs[i];
                if (!input.equalShapes(inputs[0])) {
                    throw new IllegalArgumentException(
                            "vertex '" + getVertexName() + "' adds arrays of one shape, but found "
                                    + inputs[0].shapeInfoToString() + " and " + input.shapeInfoToString());
                }
                addends[i] = Floats.of(floats("input", input));
            }
            INDArray output = memory.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, inputs[0].shape(), 'c');
            FloatBuffer sums = Floats.of(output);
            Lanes lanes = Lanes.fastest();
            Floats.inBlocks(sums.capacity(), (start, length, sum, addend) -> {
                addends[0].get(start, sum, 0, length);
                for (int i = 1; i < addends.length; i++) {
                    addends[i].get(start, addend, 0, length);
                    lanes.add(addend, 0, length, sum, 0);
                }
                sums.put(start, sum, 0, length);
            });
            return output;
        }

        /** A copy for each input, since DL4J adds to these where an input is read elsewhere too. */
        @Override
        public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr memory) {
            INDArray[] gradients = Stream.generate(() -> memory.createUninitialized(
                            ArrayType.ACTIVATION_GRAD,
                            DataType.FLOAT,
                            getEpsilon().shape(),
                            'c'))
                    .limit(inputs.length)
                    .toArray(INDArray[]::new);
            FloatBuffer from = Floats.of(floats("gradient", getEpsilon()));
            List<FloatBuffer> copies = Arrays.stream(gradients).map(Floats::of).toList();
            Floats.inBlocks(from.capacity(), (start, length, gradient, unused) -> {
                from.get(start, gradient, 0, length);
                copies.forEach(copy -> copy.put(start, gradient, 0, length));
            });
            return new Pair<>(null, gradients);
        }

        private INDArray floats(String name, INDArray array) {
            return Floats.inOrder(array, () -> "vertex '" + getVertexName() + "', " + name);
        }
    }
}
