package org.spikernel.train.layers;

import java.util.Map;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a computation finds around it during one forward or backward pass.
 *
 * @param parameters the layer's parameters
 * @param gradients where their gradients go; null before the first backward pass
 * @param training whether this belongs to a step of training
 * @param iteration steps of training before this one
 * @param workspaces where arrays live
 */
record Pass(
        Map<String, INDArray> parameters,
        Map<String, INDArray> gradients,
        boolean training,
        int iteration,
        LayerWorkspaceMgr workspaces) {

    INDArray parameter(String name) {
        return parameters.get(name);
    }

    INDArray gradient(String name) {
        return gradients.get(name);
    }

    /** Memory for an output, with anything in it. */
    INDArray output(long... shape) {
        return workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, shape, 'c');
    }

    /** Memory for the gradient of an input, with anything in it. */
    INDArray inputGradient(long... shape) {
        return workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, shape, 'c');
    }

    /** Numbers that are there already as an output; copied only where DL4J lets go of them too early. */
    INDArray asOutput(INDArray array) {
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, array);
    }

    /** Numbers that are there already as the gradient of an input; copied only where DL4J lets go of them too early. */
    INDArray asInputGradient(INDArray array) {
        return workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, array);
    }
}
