package org.spikernel.train;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.spikernel.engine.Weights;
import org.spikernel.internal.passes.ParameterArray;
import org.spikernel.network.Network.Node;

/**
 * One kernel of convolutions of several sizes: the kernel of the largest, the whole, has those of all others in its centre.
 *
 * <p>Weights lie in the order [row, column, channel, filter], so those of neighbouring columns are neighbours.
 */
final class SharedKernel {

    private final NavigableMap<Integer, Node> convolutions;

    private SharedKernel(NavigableMap<Integer, Node> convolutions) {
        this.convolutions = convolutions;
    }

    /** That of convolutions, by their sizes. */
    static SharedKernel of(TreeMap<Integer, Node> convolutions) {
        return new SharedKernel(convolutions);
    }

    /** The convolution with the whole kernel. */
    Node whole() {
        return convolutions.lastEntry().getValue();
    }

    /** All convolutions that it is the kernel of. */
    Collection<Node> convolutions() {
        return convolutions.values();
    }

    /** Whether it is that of a convolution, and not its centre. */
    boolean isWholeOf(Node convolution) {
        return size(convolution) == size(whole());
    }

    /**
     * What it begins with: every weight as it is drawn for the smallest convolution that has it. So no size begins with weights that are
     * meant for a larger one, and are too small for it by the ratio of their sizes.
     */
    float[] first(Weights drawn) {
        float[] kernel = drawn.of(whole()).weights();
        for (Node smaller :
                convolutions.descendingMap().tailMap(size(whole()), false).values()) {
            copyCentre(drawn.of(smaller).weights(), size(smaller), kernel, size(whole()), numbersAPosition());
        }
        return kernel;
    }

    /** What a convolution has of the weights of the whole. */
    float[] centre(float[] weights, Node convolution) {
        float[] centre = new float[Math.toIntExact(convolution.weights())];
        copyCentre(weights, size(whole()), centre, size(convolution), numbersAPosition());
        return centre;
    }

    /** Copies the centre of the whole, with all that an optimiser keeps of it, into a smaller kernel. */
    void cut(ParameterArray whole, ParameterArray smaller, Node convolution) {
        copy(whole, size(whole()), smaller, size(convolution));
    }

    /** Copies a smaller kernel back; what lies around it stays as it is. */
    void paste(ParameterArray smaller, ParameterArray whole, Node convolution) {
        copy(smaller, size(convolution), whole, size(whole()));
    }

    private void copy(ParameterArray from, int fromSize, ParameterArray to, int toSize) {
        int run = numbersAPosition();
        copyCentre(from.values(), fromSize, to.values(), toSize, run);
        for (int moment = 0; moment < from.moments().length; moment++) {
            copyCentre(from.moments()[moment], fromSize, to.moments()[moment], toSize, run);
        }
        copyCentre(from.updates(), fromSize, to.updates(), toSize, 1);
    }

    private int numbersAPosition() {
        List<Integer> sides = whole().parameters().weightShape();
        return sides.get(2) * sides.get(3);
    }

    private static int size(Node convolution) {
        return convolution.parameters().weightShape().get(0);
    }

    /**
     * Copies what two square arrays have in common if they lie centre on centre.
     *
     * @param from an array of numbers
     * @param to an array of the same kind
     * @param run numbers of a position, which lie together
     */
    private static void copyCentre(Object from, int fromSize, Object to, int toSize, int run) {
        int size = Math.min(fromSize, toSize);
        for (int row = 0; row < size; row++) {
            System.arraycopy(from, start(row, size, fromSize) * run, to, start(row, size, toSize) * run, size * run);
        }
    }

    /** Where a row of the centre begins. */
    private static int start(int row, int centre, int size) {
        int margin = (size - centre) / 2;
        return (row + margin) * size + margin;
    }
}
