package org.spikernel.jupyter.display;

/**
 * One run of one cell.
 *
 * @param cell what tells the cell from others: the front end's identifier or, where it sends none, the cell's text
 * @param number how many cells had been run in the session, this one included
 */
public record CellRun(String cell, int number) {

    /** Whether the output of this run makes way for that of another. */
    boolean isReplacedBy(CellRun other) {
        return cell.equals(other.cell) && number != other.number;
    }
}
