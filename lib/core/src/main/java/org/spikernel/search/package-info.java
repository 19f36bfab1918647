/**
 * Searches: which architectures to score, in which order, and what came of it.
 *
 * <p>{@link org.spikernel.search.Search} is the one procedure: budget, journal, progress, interrupt and result are its own. What to look at
 * next is up to a {@link org.spikernel.search.Strategy}, which is given the {@link org.spikernel.search.SearchHistory}; where what it proposes
 * gets its score, to an {@link org.spikernel.search.Evaluator}. What is proposed is a {@link org.spikernel.search.Proposal}, and with its score
 * a {@link org.spikernel.search.Candidate}; all candidates together are the {@link org.spikernel.search.SearchResult}. Any
 * {@link org.spikernel.space.Space} can be searched; only {@link org.spikernel.search.CellByCell} and {@link org.spikernel.search.Pruning} ask for
 * cells. What a strategy has scored on the way and no search may find, the super-cells of a pruning, are the steps of the result.
 *
 * <p>An evaluation may have {@linkplain org.spikernel.search.Stage stages}, such as epochs of a training: a {@link org.spikernel.search.Trial}
 * is an architecture and a stage. {@link org.spikernel.search.Guided} begins many, lets few go on, and learns by a
 * {@link org.spikernel.search.Predictor} which ones to begin.
 *
 * <p>Imports {@code annotation}, {@code random}, {@code internal.files}, {@code progress}, {@code data}, {@code space},
 * {@code cell}, {@code network} and {@code score}.
 */
package org.spikernel.search;
