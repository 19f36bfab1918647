package org.spikernel.cell;

import java.util.List;

/**
 * A connection between two nodes of a cell.
 *
 * @param source the node it comes from, 0 to 2; node 0 is the cell's input
 * @param target the node it leads to, 1 to 3; node 3 is the cell's output
 */
public record Edge(int source, int target) {

    /** The six edges of a cell, in the order in which a cell lists its operations. */
    public static final List<Edge> ALL =
            List.of(new Edge(0, 1), new Edge(0, 2), new Edge(1, 2), new Edge(0, 3), new Edge(1, 3), new Edge(2, 3));

    public Edge {
        if (source < 0 || target > Cell.OUTPUT || source >= target) {
            throw new IllegalArgumentException("no edge " + source + "->" + target
                    + "; the edges of a cell are 0->1, 0->2, 1->2, 0->3, 1->3, 2->3");
        }
    }

    /** The edge's place in {@link #ALL}. */
    public int index() {
        return target * (target - 1) / 2 + source;
    }

    @Override
    public String toString() {
        return source + "->" + target;
    }
}
