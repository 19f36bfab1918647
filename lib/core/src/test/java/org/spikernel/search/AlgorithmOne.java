package org.spikernel.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Operation;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.Network;
import org.spikernel.score.Scorer;

/** SpikeNAS's Algorithm 1 line by line: it builds every network, counts its layers and scores it, however often it comes up. */
final class AlgorithmOne {

    private final List<Operation> operations;
    private final CellMacroArchitecture macro;
    private final Scorer scorer;
    private final MemoryBudget budget;
    private final Set<String> evaluated = new LinkedHashSet<>();
    private final Set<String> tooLarge = new LinkedHashSet<>();
    private int iterations;
    private double highest = Double.NEGATIVE_INFINITY;
    private List<Cell> best;

    AlgorithmOne(List<Operation> operations, CellMacroArchitecture macro, Scorer scorer, MemoryBudget budget) {
        this.operations = operations;
        this.macro = macro;
        this.scorer = scorer;
        this.budget = budget;
    }

    void run() {
        int types = operations.size();
        for (int i = 1; i < macro.cells() + 1; i++) {
            List<Cell> kept = best;
            for (int c01 = 0; c01 < types; c01++) {
                for (int c02 = 0; c02 < types; c02++) {
                    for (int c03 = 0; c03 < types; c03++) {
                        for (int c12 = 0; c12 < types; c12++) {
                            for (int c13 = 0; c13 < types; c13++) {
                                for (int c23 = 0; c23 < types; c23++) {
                                    evaluate(i, kept, create(c01, c02, c12, c03, c13, c23));
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private Cell create(int... codes) {
        List<Operation> chosen = new ArrayList<>();
        for (int code : codes) {
            chosen.add(operations.get(code));
        }
        return new Cell(chosen);
    }

    private void evaluate(int i, List<Cell> kept, Cell architecture) {
        List<Cell> cells = i == 1 ? Collections.nCopies(macro.cells(), architecture) : new ArrayList<>(kept);
        if (i > 1) {
            cells.set(i - 1, architecture);
        }
        iterations++;
        Network network = macro.network(cells);
        if (!budget.allows(network.params())) {
            tooLarge.add(network.name());
            return;
        }
        evaluated.add(network.name());
        double score = scorer.of(network);
        if (score > highest) {
            highest = score;
            best = cells;
        }
    }

    /** Names of the networks that were scored, in the order in which they first were. */
    List<String> evaluated() {
        return List.copyOf(evaluated);
    }

    /** How many different networks exceeded the budget. */
    int tooLarge() {
        return tooLarge.size();
    }

    int iterations() {
        return iterations;
    }

    double highest() {
        return highest;
    }

    List<Cell> best() {
        return best;
    }
}
