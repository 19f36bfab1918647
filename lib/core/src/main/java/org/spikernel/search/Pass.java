package org.spikernel.search;

import java.util.List;
import java.util.Optional;

import org.spikernel.cell.CellArchitecture;

/** A part of a search, which may begin where the parts before it have led. */
@FunctionalInterface
interface Pass {

    /**
     * The architecture of every iteration, in canonical form; several iterations may have the same.
     *
     * @param best what is best so far; empty before the first pass, and where nothing has a score
     */
    List<CellArchitecture> after(Optional<Candidate> best);
}
