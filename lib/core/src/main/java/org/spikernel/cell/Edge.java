package org.spikernel.cell;

import java.util.List;

/**
 * A connection between two nodes of a cell: forward, to a later node within the timestep, or backward, to an earlier node one timestep
 * later (SNASNet-Bw: Kim et al., ECCV 2022).
 *
 * @param source the node it comes from, 0 to 3; node 0 is the cell's input
 * @param target the node it leads to, 0 to 3; node 3 is the cell's output
 */
public record Edge(int source, int target) {

    /** The six forward edges of a cell, in the order in which a cell lists its operations. */
    public static final List<Edge> ALL =
            List.of(new Edge(0, 1), new Edge(0, 2), new Edge(1, 2), new Edge(0, 3), new Edge(1, 3), new Edge(2, 3));

    /** The six backward edges of a cell, in the order in which a cell lists its backward operations: by their target. */
    public static final List<Edge> BACKWARD =
            List.of(new Edge(1, 0), new Edge(2, 0), new Edge(3, 0), new Edge(2, 1), new Edge(3, 1), new Edge(3, 2));

    public Edge {
        if (Math.min(source, target) < 0 || Math.max(source, target) > Cell.OUTPUT || source == target) {
            throw new IllegalArgumentException(
                    "no edge " + source + "->" + target
                            + "; the edges of a cell are 0->1, 0->2, 1->2, 0->3, 1->3, 2->3, and backward 1->0, 2->0, 3->0, 2->1, 3->1, 3->2");
        }
    }

    /** Whether it leads to an earlier node, one timestep later. */
    public boolean isBackward() {
        return source > target;
    }

    /** The edge between the same nodes in the other direction. */
    public Edge reversed() {
        return new Edge(target, source);
    }

    /** The edge's place in {@link #ALL}, or in {@link #BACKWARD} if it is backward. */
    public int index() {
        return isBackward() ? BACKWARD.indexOf(this) : target * (target - 1) / 2 + source;
    }

    @Override
    public String toString() {
        return source + "->" + target;
    }
}
