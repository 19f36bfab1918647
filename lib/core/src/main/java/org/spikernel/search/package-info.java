/**
 * Searches: which cells to score, in which order, and what came of it; and the journal from which an interrupted search continues.
 *
 * <p>Imports {@code random}, {@code files}, {@code progress}, {@code cell}, {@code network} and {@code score}.
 */
package org.spikernel.search;
