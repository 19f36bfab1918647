/**
 * How far a score, or a search, can be trusted: cells whose trained accuracy is known, and what compares a ranking with it.
 *
 * <p>{@link org.spikernel.benchmark.SpikeNasBench} is the way in to the accuracies; it is read from the disk, none of it ships.
 * {@link org.spikernel.benchmark.RankCorrelation} says how well one ranking agrees with another,
 * {@link org.spikernel.benchmark.RegretCurve} how soon a search finds good cells, and
 * {@link org.spikernel.benchmark.PairedComparisons} which of several trained settings differ by more than chance.
 *
 * <p>Imports {@code random}, {@code threads}, {@code data}, {@code cell} and {@code network}; it computes no scores itself, and in this
 * module only pictures may know of it.
 */
package org.spikernel.benchmark;
