package org.spikernel.search;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.network.ParamCount;

/**
 * An architecture that a search has drawn and not yet scored.
 *
 * @param iteration the iteration that drew it first, counted from 1
 * @param architecture its cells, in canonical form
 * @param params how many parameters its network has
 */
record Draw(int iteration, CellArchitecture architecture, ParamCount params) {}
