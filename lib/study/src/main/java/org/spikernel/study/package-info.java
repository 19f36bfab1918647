/**
 * Comparing things honestly: how far a score, a search or a difference between trained networks can be trusted.
 *
 * <p>{@link org.spikernel.study.RankCorrelation} says how well one ranking agrees with another,
 * {@link org.spikernel.study.RegretCurve} how soon a search finds good cells,
 * {@link org.spikernel.study.PairedComparisons} which of several trained settings differ by more than chance, and
 * {@link org.spikernel.study.OperationSignificance} what each operation of a space is worth.
 *
 * <p>Imports the core library and {@code tabular}.
 */
package org.spikernel.study;
