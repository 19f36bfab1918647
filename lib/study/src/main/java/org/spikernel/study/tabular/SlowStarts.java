package org.spikernel.study.tabular;

import java.util.Arrays;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;

/**
 * Which networks of SpikeNAS-Bench on CIFAR-10 were trained otherwise than the rest. The curves tell: about a fifth of the networks of 100
 * epochs are, over their first three epochs, nine percent points less accurate than others of the same canonical form, and end 0.9 points
 * lower. 132 forms were trained both ways, and all of them differ so. The cell with conv3x3@1 on 0->3 and nothing else was trained 341 times:
 * its accuracy after few epochs has two peaks and a gap between them. The benchmark's paper does not say why; batches or learning rates may
 * have differed between machines that worked side by side.
 *
 * <p>They lie in runs of neighbouring numbers. It looks as if the authors had trained three kinds of cells apart: those without dead edges,
 * those with dead edges that have nothing on 0->1, and the other ones with dead edges; and before them all that have nothing on 0->3, which
 * are like the rest everywhere. The runs are where the mean of the first three validation accuracies lies below what a Gaussian process expects
 * that learned it from architectures 3,126 to 11,999, as one of two states of a chain for each kind (Viterbi's algorithm). At their ends they
 * may be wrong by a few numbers. No accuracy behind the third epoch had a say.
 */
final class SlowStarts {

    /** First and last number of each run. */
    private static final int[][] WITHOUT_DEAD_EDGES = {{25, 3245}, {12_193, 12_499}, {12_651, 12_799}, {14_179, 14_799}
    };

    private static final int[][] DEAD_EDGES_AND_NO_FIRST = {{30, 3920}};
    private static final int[][] DEAD_EDGES = {{26, 2368}, {2901, 2994}, {3199, 3854}, {6284, 6324}};

    private static final Edge FIRST = new Edge(0, 1);

    private SlowStarts() {}

    /** Whether the network of an architecture is one of them. */
    static boolean has(TrainedCell trained) {
        return trained.cell().isDrawable()
                && Arrays.stream(runs(trained.cell()))
                        .anyMatch(run -> run[0] <= trained.id() && trained.id() <= run[1]);
    }

    private static int[][] runs(Cell cell) {
        if (cell.repaired().equals(cell)) {
            return WITHOUT_DEAD_EDGES;
        }
        return cell.connects(FIRST) ? DEAD_EDGES : DEAD_EDGES_AND_NO_FIRST;
    }
}
