package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;

/** The mean over time of what the last layer gives, and the gradient of the loss with respect to it. */
final class AnswerPass extends LayerPass {

    private final Frames answers;
    private float[][] gradients = {};

    AnswerPass(Node output, LayerPass outputPass) {
        super(output, 1, List.of(outputPass));
        answers = new Frames(shape, 1);
    }

    /** The answer [class] to a sample. */
    float[] answer(int sample) {
        float[] answer = new float[shape.size()];
        answers.read(sample, 0, 0, answer.length, answer, 0);
        return answer;
    }

    /** Takes the gradient [sample, class] of the loss. */
    void setGradients(float[][] gradients) {
        this.gradients = gradients;
    }

    @Override
    List<Frames> frames() {
        return List.of(answers);
    }

    @Override
    void makeRoom(int samples) {
        answers.makeRoom(samples);
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        int frames = inputTimesteps(0);
        int start = answers.start(sample, 0);
        inputs.get(0).read(sample, 0, 0, shape.size(), answers.numbers(), start);
        for (int t = 1; t < frames; t++) {
            inputs.get(0).addTo(sample, t, 0, shape.size(), answers.numbers(), start);
        }
        for (int i = 0; i < shape.size(); i++) {
            answers.numbers()[start + i] /= frames;
        }
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        answers.read(sample, 0, from, count, into, at);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        answers.addTo(sample, 0, from, count, into, at);
    }

    @Override
    boolean keepsGradient() {
        return false;
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        int frames = inputTimesteps(input);
        for (int t = span.from(); t < span.end(); t++) {
            int start = inputStart(input, at, t);
            for (int i = 0; i < shape.size(); i++) {
                into[start + i] += gradients[sample][i] / frames;
            }
        }
    }
}
