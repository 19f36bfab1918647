package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;

/**
 * Voting: the mean over each group of neighbours is the score of a class (Fang et al., ICCV 2021; SNASNet Sec. 4).
 *
 * <pre>
 *     y_c = (x_(cV) + ... + x_(cV + V - 1)) / V        V  votes a class
 *                                                      x  [rows, classes x V]
 *                                                      y  [rows, classes]
 * </pre>
 */
public final class VotingLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int votes;

    private VotingLayer() {}

    /**
     * Voting in groups.
     *
     * @param votes outputs that vote for each class
     */
    public static VotingLayer of(int votes) {
        VotingLayer layer = new VotingLayer();
        layer.votes = Given.positive(votes, "votes");
        return layer;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.feedForward(input.arrayElementsPerExample() / votes);
    }

    @Override
    List<Object> settings() {
        return List.of(votes);
    }

    @Override
    Computation computation() {
        return new Voting();
    }

    private final class Voting implements Computation {

        @Override
        public INDArray forward(INDArray input, Pass pass) {
            if (input.rank() != 2 || input.size(1) % votes != 0) {
                throw new IllegalArgumentException(votes + " votes a class need [rows, classes x " + votes
                        + "], but found " + input.shapeInfoToString());
            }
            INDArray output = pass.output(input.size(0), input.size(1) / votes);
            FloatBuffer from = Floats.of(input);
            FloatBuffer to = Floats.of(output);
            for (int i = 0; i < to.capacity(); i++) {
                float sum = 0;
                for (int vote = 0; vote < votes; vote++) {
                    sum += from.get(i * votes + vote);
                }
                to.put(i, sum / votes);
            }
            return output;
        }

        @Override
        public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
            INDArray gradient = pass.inputGradient(input.shape());
            FloatBuffer from = Floats.of(epsilon);
            FloatBuffer to = Floats.of(gradient);
            for (int i = 0; i < to.capacity(); i++) {
                to.put(i, from.get(i / votes) / votes);
            }
            return gradient;
        }
    }
}
