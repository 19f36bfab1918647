package org.spikernel.jupyter.evaluation;

import java.util.OptionalInt;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * The first declaration, statement or expression of some code.
 *
 * @param completeness whether it could be evaluated
 * @param source its text, with the semicolon that it may lack at the end of the code; all of the code if it is not complete
 * @param remaining what follows it; nothing if it is not complete
 */
record CellUnit(Completeness completeness, String source, String remaining) {

    static CellUnit first(SourceCodeAnalysis analysis, String code) {
        CompletionInfo found = analysis.analyzeCompletion(code);
        return switch (found.completeness()) {
            case EMPTY, COMPLETE, COMPLETE_WITH_SEMI ->
                new CellUnit(found.completeness(), found.source(), found.remaining());
            case CONSIDERED_INCOMPLETE -> new CellUnit(found.completeness(), code, "");
            case UNKNOWN, DEFINITELY_INCOMPLETE -> asParsed(found.completeness(), code);
        };
    }

    /**
     * Asks the compiler. JShell tells units by their tokens, knows not every combination of them that is valid, and then takes all that
     * follows for a part of the unit, of which it would evaluate no more than the beginning.
     */
    private static CellUnit asParsed(Completeness ofTokens, String code) {
        // Nobody can tell what was to follow, so nothing of it is run.
        OptionalInt end = JavaSyntax.unclosed(code).isPresent() ? OptionalInt.empty() : JavaSyntax.endOfFirst(code);
        return end.isPresent()
                ? new CellUnit(Completeness.COMPLETE, code.substring(0, end.getAsInt()), code.substring(end.getAsInt()))
                : new CellUnit(ofTokens, code, "");
    }

    boolean isEmpty() {
        return completeness == Completeness.EMPTY;
    }

    boolean isComplete() {
        return completeness == Completeness.COMPLETE || completeness == Completeness.COMPLETE_WITH_SEMI;
    }
}
