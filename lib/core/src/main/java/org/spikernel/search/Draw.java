package org.spikernel.search;

import org.spikernel.cell.Cell;
import org.spikernel.network.ParamCount;

/**
 * A cell that a search has drawn and not yet scored.
 *
 * @param iteration the iteration that drew it first, counted from 1
 * @param cell the cell, in canonical form
 * @param params how many parameters its network has
 */
record Draw(int iteration, Cell cell, ParamCount params) {}
